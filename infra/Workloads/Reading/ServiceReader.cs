using Infra.Workloads.Format;
using YamlDotNet.RepresentationModel;

namespace Infra.Workloads.Reading;

/// <summary>Reads <c>services.NAME</c>.</summary>
internal static class ServiceReader
{
    private static readonly string[] Keys =
        ["image", "entrypoint", "command", "environment", "labels", "ports", "networks", "deploy", "stop_grace_period", "healthcheck"];

    public static Service? Read(YamlSource source, YamlNode node, string path, string name)
    {
        var map = source.Mapping(node, path, Keys);
        var image = ImageReader.Read(source, node, map.GetValueOrDefault("image"), path);
        return new Service(
            source.At(node),
            name,
            image ?? "",
            CommandReader.Read(source, map.GetValueOrDefault("entrypoint"), $"{path}.entrypoint"),
            CommandReader.Read(source, map.GetValueOrDefault("command"), $"{path}.command"),
            source.Pairs(map.GetValueOrDefault("environment"), $"{path}.environment"),
            source.Pairs(map.GetValueOrDefault("labels"), $"{path}.labels"),
            [.. source.Items(map.GetValueOrDefault("ports"), $"{path}.ports").Select((port, index) => PortReader.Read(source, port, $"{path}.ports[{index}]")).OfType<Port>()],
            source.References(map.GetValueOrDefault("networks"), $"{path}.networks"),
            DeployReader.Read(source, map.GetValueOrDefault("deploy"), $"{path}.deploy"),
            source.Duration(map.GetValueOrDefault("stop_grace_period"), $"{path}.stop_grace_period", TimeSpan.FromSeconds(10)),
            HealthcheckReader.Read(source, map.GetValueOrDefault("healthcheck"), $"{path}.healthcheck"));
    }
}
