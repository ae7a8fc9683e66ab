using Infra.Compose.Format;

namespace Infra.Compose.Reading;

/// <summary>Reads <c>x-containers.NAME</c>.</summary>
internal static class ContainerReader
{
    public static StandaloneContainer Read(ElementReader reader, YamlElement node, string name)
    {
        var map = reader.Fields(node, ComposeKeys.Container);
        AcceptReader.Check(reader, map["x-accept"]);
        var home = map["node"];
        if (home is null)
        {
            reader.Report(node, $"{node.Path}.node", "nothing", "the name of the node that it runs on", "For example node: node2.");
        }

        var networks = reader.References(map["networks"]);
        if (networks.Count == 0)
        {
            reader.Report(
                node,
                $"{node.Path}.networks",
                "nothing",
                "at least one attachable network",
                "For example networks: [my-overlay]."
            );
        }

        return new StandaloneContainer(
            node.At,
            name,
            ImageReader.Read(reader, node, map["image"]),
            new Reference((home ?? node).At, reader.Plain(home) ?? ""),
            CommandReader.Read(reader, map["command"]),
            reader.Pairs(map["environment"]),
            networks,
            reader.Word(map["restart"], "unless-stopped", "always", "on-failure", "no")
        );
    }
}
