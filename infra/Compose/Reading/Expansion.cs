using Infra.Diagnostics;

namespace Infra.Compose.Reading;

/// <summary>Gives nodes their paths, merges what merge keys bring in, and replaces variables in values.</summary>
internal sealed class Expansion(Variables variables, ICollection<Problem> problems, ICollection<Warning> warnings)
{
    // A file of a thousand services has some ten thousand values; anchors of anchors of anchors can make millions of a few lines.
    private const int MostNodes = 500_000;

    // Anchors in anchors in anchors: deeper than any stack file, and far from what the program's own stack holds.
    private const int Deepest = 200;

    private readonly HashSet<string> _unset = [];
    private int _count;

    /// <summary>The whole file; extension fields other than those of this program are left out: they are there for their anchors.</summary>
    public YamlElement Root(YamlElement root) =>
        root is YamlMapping mapping
            ? mapping with
            {
                Path = "file",
                Entries =
                [
                    .. Merged(mapping, "file", 0)
                        .Where(entry => !IsExtension(entry.Key))
                        .Select(entry => entry with { Value = Expand(entry.Value, entry.Key, 1) }),
                ],
            }
            : Expand(root, "file", 0);

    private static bool IsExtension(string key) => key.StartsWith("x-", StringComparison.Ordinal) && key != "x-containers";

    private YamlElement Expand(YamlElement node, string path, int depth)
    {
        if (TooMany(node, path, depth))
        {
            return new YamlScalar(node.At, path, "", IsBroken: true);
        }

        return node switch
        {
            YamlMapping mapping => mapping with
            {
                Path = path,
                Entries =
                [
                    .. Merged(mapping, path, depth)
                        .Select(entry => entry with { Value = Expand(entry.Value, $"{path}.{entry.Key}", depth + 1) }),
                ],
            },
            YamlSequence sequence => sequence with
            {
                Path = path,
                Items = [.. sequence.Items.Select((item, index) => Expand(item, $"{path}[{index}]", depth + 1))],
            },
            _ => Interpolate((YamlScalar)node, path),
        };
    }

    private bool TooMany(YamlElement node, string path, int depth)
    {
        if (++_count <= MostNodes && depth <= Deepest)
        {
            return false;
        }

        if (_count <= MostNodes + 1)
        {
            _count = MostNodes + 1;
            problems.Add(
                new Problem(
                    $"{node.At} {path}",
                    $"more than {MostNodes} values, or more than {Deepest} within each other, anchors included",
                    "a smaller file",
                    "Look for anchors that repeat each other."
                )
            );
        }

        return true;
    }

    // The mapping's own entries win, then those of the first mapping that is merged in.
    private List<Entry> Merged(YamlMapping mapping, string path, int depth)
    {
        if (!mapping.Entries.Any(entry => entry.IsMerge))
        {
            return [.. mapping.Entries];
        }

        var entries = mapping.Entries.Where(entry => !entry.IsMerge).ToList();
        var taken = entries.Select(entry => entry.Key).ToHashSet();
        foreach (var merge in mapping.Entries.Where(entry => entry.IsMerge))
        {
            foreach (var source in merge.Value is YamlSequence list ? list.Items : [merge.Value])
            {
                if (source is YamlMapping other)
                {
                    entries.AddRange(
                        (TooMany(other, path, depth) ? [] : Merged(other, path, depth + 1)).Where(entry => taken.Add(entry.Key))
                    );
                }
                else
                {
                    problems.Add(
                        new Problem(
                            $"{source.At} {path}.<<",
                            ElementReader.Shown(source),
                            "a mapping, or a list of mappings",
                            "Merge an anchor of a mapping, such as <<: *defaults."
                        )
                    );
                }
            }
        }

        return entries;
    }

    private YamlScalar Interpolate(YamlScalar scalar, string path)
    {
        try
        {
            var text = Interpolation.Expand(scalar.Text, variables, name =>
            {
                if (_unset.Add(name))
                {
                    warnings.Add(
                        new Warning(
                            $"{scalar.At} {path}",
                            $"the variable {name} has no value and counts as empty. Run `pulumi config set --path swarm:variables.{name} VALUE`, or set it in the environment."
                        )
                    );
                }
            });
            return scalar with { Path = path, Text = text.Value, IsSecret = text.IsSecret };
        }
        catch (InterpolationException wrong) when (wrong.Variable is { } name)
        {
            problems.Add(
                new Problem(
                    $"{scalar.At} {path}",
                    wrong.Reason.Length == 0 ? $"no value for the variable {name}" : $"no value for the variable {name} ({wrong.Reason})",
                    "a value",
                    $"Run `pulumi config set --path swarm:variables.{name} VALUE`, or set it in the environment."
                )
            );
        }
        catch (Exception wrong) when (wrong is InterpolationException or InsufficientExecutionStackException)
        {
            problems.Add(
                new Problem(
                    $"{scalar.At} {path}",
                    $"\"{scalar.Text}\"",
                    "variables such as $NAME, ${NAME}, ${NAME:-default}, ${NAME:?error} or ${NAME:+replacement}, and $$ for a dollar sign",
                    "Close the braces, or write $$ where a dollar sign is meant."
                )
            );
        }

        return scalar with
        {
            Path = path,
            IsBroken = true,
        };
    }
}
