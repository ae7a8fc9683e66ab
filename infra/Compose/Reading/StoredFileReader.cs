using System.Text;
using Infra.Compose.Format;

namespace Infra.Compose.Reading;

/// <summary>Reads <c>configs.NAME</c> and <c>secrets.NAME</c>.</summary>
internal sealed class StoredFileReader(Files files, Variables variables, KeySet keys, bool secret, int mostKiB)
{
    public static StoredFileReader Configs(Files files, Variables variables) =>
        new(files, variables, ComposeKeys.Config, secret: false, mostKiB: 1000);

    public static StoredFileReader Secrets(Files files, Variables variables) =>
        new(files, variables, ComposeKeys.Secret, secret: true, mostKiB: 500);

    public StoredFile Read(ElementReader reader, YamlElement node, string name)
    {
        var map = reader.Fields(node, keys);
        AcceptReader.Check(reader, map["x-accept"]);
        var (external, engineName) = ExternalReader.Read(reader, map, name);
        var labels = reader.Pairs(map["labels"]);
        if (external)
        {
            return new StoredFile(node.At, name, engineName, null, secret, labels);
        }

        var (content, isSecret) = Content(reader, node, map);
        if (content?.Length >= mostKiB * 1024)
        {
            reader.Report(
                node,
                $"content of {content.Length} bytes",
                $"less than {mostKiB} KiB, which is all that the engine keeps",
                "Use a volume for larger files."
            );
        }
        else if (content?.Length == 0)
        {
            reader.Report(
                node,
                "an empty content",
                "at least one byte: the engine keeps nothing that is empty",
                "Put something into it, such as a line end, or remove it."
            );
        }

        return new StoredFile(node.At, name, engineName, content ?? [], isSecret || secret, labels);
    }

    // Null when it is told already what is wrong.
    private (byte[]? Content, bool IsSecret) Content(ElementReader reader, YamlElement node, YamlMapping map)
    {
        var sources = map.Entries.Where(entry => entry.Key is "file" or "content" or "environment").ToArray();
        if (sources.Length != 1)
        {
            reader.Report(
                node,
                sources.Length == 0 ? "no content" : string.Join(" and ", sources.Select(entry => entry.Key)),
                "one of file, content and environment, or external: true",
                sources.Length == 0 ? "For example file: ./name.txt." : "Remove all but one."
            );
            return (null, false);
        }

        var source = sources[0].Value;
        switch (sources[0].Key)
        {
            case "file":
                return (reader.Plain(source) is { } path ? files.Read(reader, source, path) : null, false);
            case "content":
                return reader.Text(source) is { } content ? (Encoding.UTF8.GetBytes(content.Value), content.IsSecret) : (null, false);
            default:
                if (reader.Plain(source) is not { } variable)
                {
                    return (null, false);
                }

                if (variables.Find(variable) is { } value)
                {
                    return (Encoding.UTF8.GetBytes(value.Value), value.IsSecret);
                }

                reader.Report(
                    source,
                    $"\"{variable}\", a variable without a value",
                    "a variable with a value",
                    secret
                        ? $"Run `pulumi config set --secret --path swarm:secretVariables.{variable} VALUE`, or set it in the environment."
                        : $"Run `pulumi config set --path swarm:variables.{variable} VALUE`, or set it in the environment."
                );
                return (null, false);
        }
    }
}
