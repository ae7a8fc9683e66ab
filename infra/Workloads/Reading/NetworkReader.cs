using Infra.Workloads.Format;
using YamlDotNet.RepresentationModel;

namespace Infra.Workloads.Reading;

/// <summary>Reads <c>networks.NAME</c>.</summary>
internal static class NetworkReader
{
    public static OverlayNetwork? Read(YamlSource source, YamlNode node, string path, string name)
    {
        var map = source.Mapping(node, path, "driver", "driver_opts", "attachable", "internal", "labels");
        source.Word(map.GetValueOrDefault("driver"), $"{path}.driver", "overlay");
        var options = source.Mapping(map.GetValueOrDefault("driver_opts"), $"{path}.driver_opts", "encrypted");
        return new OverlayNetwork(
            source.At(node),
            name,
            source.Flag(map.GetValueOrDefault("attachable"), $"{path}.attachable"),
            Encrypted(source, options.GetValueOrDefault("encrypted"), $"{path}.driver_opts.encrypted"),
            source.Flag(map.GetValueOrDefault("internal"), $"{path}.internal"),
            source.Pairs(map.GetValueOrDefault("labels"), $"{path}.labels"));
    }

    // The engine asks only whether the option is there; a "false" that encrypts would surprise.
    private static bool Encrypted(YamlSource source, YamlNode? node, string path)
    {
        switch (node)
        {
            case null:
                return false;
            case YamlScalarNode { Value: "" or "true" }:
                return true;
            default:
                source.Report(node, path, YamlSource.Shown(node), "\"\" or \"true\"", "Remove the key for a network without encryption.");
                return false;
        }
    }
}
