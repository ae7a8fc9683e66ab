using Infra.Compose.Format;

namespace Infra.Compose.Reading;

/// <summary>Reads <c>volumes.NAME</c>.</summary>
internal static class VolumeReader
{
    public static Volume Read(ElementReader reader, YamlElement node, string name)
    {
        var map = reader.Fields(node, ComposeKeys.Volume);
        AcceptReader.Check(reader, map["x-accept"]);
        var (external, engineName) = ExternalReader.Read(reader, map, name, strict: true, templates: true);
        var volume = new Volume(
            node.At,
            name,
            engineName,
            external,
            reader.Plain(map["driver"]) ?? "local",
            reader.Pairs(map["driver_opts"]),
            reader.Pairs(map["labels"]),
            reader.MaybeFlag(map["x-keep"]) ?? true,
            reader.References(map["x-nodes"])
        );
        if (volume is { PerTask: true, External: false })
        {
            foreach (var entry in map.Entries.Where(entry => entry.Key is "x-keep" or "x-nodes"))
            {
                reader.Report(
                    entry.Value,
                    $"\"{entry.Key}\" beside the name {engineName}",
                    "a name that is no template: the engine makes such volumes, and nobody deletes them",
                    "Remove one of them."
                );
            }

            reader.Warn(
                node,
                $"the engine makes volumes of the name {engineName} for the tasks as they start, with the driver local, and leaves them behind when the stack is deleted"
            );
        }

        return volume;
    }
}
