using System.Text;
using Infra.Compose.Format;

namespace Infra.Compose.Reading;

/// <summary>
/// Brings <c>env_file</c> and <c>environment</c> of a service together, before several files are merged: each file's own variables come after what its
/// env_file says, and a name without a value takes it from the variables.
/// </summary>
internal sealed class EnvironmentReader(ElementReader reader, Files files, Variables variables)
{
    /// <summary>The service with one mapping <c>environment</c>, and without <c>env_file</c>.</summary>
    public YamlMapping Resolve(YamlMapping service)
    {
        var environment = service["environment"];
        var envFile = service["env_file"];
        if (environment is null && envFile is null)
        {
            return service;
        }

        var entries = new Dictionary<string, Entry>();
        foreach (
            var file in envFile is YamlSequence list ? list.Items
            : envFile is null or YamlScalar { IsNull: true } ? []
            : [envFile]
        )
        {
            foreach (var entry in reader.Plain(file) is { } path ? Read(file, path) : [])
            {
                entries[entry.Key] = entry;
            }
        }

        foreach (var entry in reader.PairEntries(environment))
        {
            entries[entry.Key] = entry;
        }

        var resolved = entries.Values.Select(Resolve).OfType<Entry>().ToArray();
        var at = (environment ?? envFile)!.At;
        return service.With([
            .. service.Entries.Where(entry => entry.Key is not ("environment" or "env_file")),
            new Entry(at, "environment", new YamlMapping(at, $"{service.Path}.environment", resolved)),
        ]);
    }

    private Entry? Resolve(Entry entry)
    {
        // An empty value counts as none, as with docker.
        if (
            entry.Value
            is not YamlScalar { Text: "", IsBroken: false, IsSecret: false }
                and not YamlScalar { IsNull: true, IsBroken: false }
        )
        {
            return entry;
        }

        var scalar = (YamlScalar)entry.Value;
        if (variables.Find(entry.Key) is { } value)
        {
            if (!scalar.IsNull && value.Value.Length > 0)
            {
                reader.Warn(
                    scalar,
                    $"{entry.Key} is empty here, and takes the value that it has in the configuration or the environment, as with docker"
                );
            }

            return entry with
            {
                Value = scalar with { Text = value.Value, IsSecret = value.IsSecret, IsNull = false },
            };
        }

        if (!scalar.IsNull)
        {
            return entry;
        }

        reader.Warn(
            scalar,
            $"{entry.Key} has no value, neither here nor in the configuration or the environment, and is left out. Write {entry.Key}= for an empty one."
        );
        return null;
    }

    // NAME=VALUE, one to a line; nothing is quoted, nothing expanded, as docker reads it.
    private IEnumerable<Entry> Read(YamlElement node, string path)
    {
        var number = 0;
        foreach (var line in Encoding.UTF8.GetString(files.Read(reader, node, path) ?? []).TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            var text = line.TrimEnd('\r').TrimStart();
            if (text.Length == 0 || text[0] == '#')
            {
                continue;
            }

            var at = new Position(path, number, 1);
            var sign = text.IndexOf('=', StringComparison.Ordinal);
            var name = sign < 0 ? text : text[..sign];
            var value = new YamlScalar(at, $"{node.Path}.{name}", sign < 0 ? "" : text[(sign + 1)..], IsNull: sign < 0);
            if (name.Length == 0 || name.Any(char.IsWhiteSpace))
            {
                // The line may hold a password: it is not shown.
                reader.Report(
                    value with
                    {
                        Path = node.Path,
                    },
                    "a line without a name before the equals sign, or with a blank in it",
                    "NAME=VALUE",
                    "For example LEVEL=info; a line that begins with # is a comment."
                );
            }
            else
            {
                yield return new Entry(at, name, value);
            }
        }
    }
}
