using Infra.Workloads.Format;
using YamlDotNet.RepresentationModel;

namespace Infra.Workloads.Reading;

/// <summary>Reads <c>x-containers.NAME</c>.</summary>
internal static class ContainerReader
{
    public static StandaloneContainer? Read(YamlSource source, YamlNode node, string path, string name)
    {
        var map = source.Mapping(node, path, "image", "node", "command", "environment", "networks", "restart");
        var image = ImageReader.Read(source, node, map.GetValueOrDefault("image"), path);
        var home = map.GetValueOrDefault("node");
        if (home is null)
        {
            source.Report(node, $"{path}.node", "nothing", "the name of the node that it runs on", "For example node: node2.");
        }

        var networks = source.References(map.GetValueOrDefault("networks"), $"{path}.networks");
        if (networks.Count == 0)
        {
            source.Report(node, $"{path}.networks", "nothing", "at least one attachable network", "For example networks: [my-overlay].");
        }

        return new StandaloneContainer(
            source.At(node),
            name,
            image ?? "",
            new Reference(source.At(home ?? node), source.Text(home, $"{path}.node") ?? ""),
            CommandReader.Read(source, map.GetValueOrDefault("command"), $"{path}.command"),
            source.Pairs(map.GetValueOrDefault("environment"), $"{path}.environment"),
            networks,
            source.Word(map.GetValueOrDefault("restart"), $"{path}.restart", "unless-stopped", "always", "on-failure", "no"));
    }
}
