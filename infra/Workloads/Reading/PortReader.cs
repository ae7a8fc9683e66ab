using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Workloads.Format;
using YamlDotNet.RepresentationModel;

namespace Infra.Workloads.Reading;

/// <summary>Reads one item of <c>ports</c>, in short ("8000:80/tcp") or long syntax.</summary>
internal static partial class PortReader
{
    private const int Most = 65535;

    public static Port? Read(YamlSource source, YamlNode node, string path) =>
        node is YamlMappingNode ? Long(source, node, path) : Short(source, node, path);

    private static Port? Short(YamlSource source, YamlNode node, string path)
    {
        if (source.Text(node, path) is not { } text)
        {
            return null;
        }

        var match = Pattern().Match(text);
        if (match.Success && Number(match.Groups["published"].Value) is { } published && Number(match.Groups["target"].Value) is { } target)
        {
            return new Port(source.At(node), published, target, match.Groups["protocol"] is { Success: true } protocol ? protocol.Value : "tcp", "ingress");
        }

        source.Report(node, path, $"\"{text}\"", $"PUBLISHED:TARGET, each from 1 to {Most}, and optionally /tcp or /udp", "For example \"8000:80\".");
        return null;
    }

    private static Port? Long(YamlSource source, YamlNode node, string path)
    {
        var map = source.Mapping(node, path, "target", "published", "protocol", "mode");
        foreach (var key in new[] { "target", "published" }.Where(key => !map.ContainsKey(key)))
        {
            source.Report(node, $"{path}.{key}", "nothing", $"a whole number from 1 to {Most}", "For example {target: 80, published: 8000}.");
        }

        return new Port(
            source.At(node),
            source.Integer(map.GetValueOrDefault("published"), $"{path}.published", 1, Most, 0),
            source.Integer(map.GetValueOrDefault("target"), $"{path}.target", 1, Most, 0),
            source.Word(map.GetValueOrDefault("protocol"), $"{path}.protocol", "tcp", "udp"),
            source.Word(map.GetValueOrDefault("mode"), $"{path}.mode", "ingress", "host"));
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Most ? number : null;

    [GeneratedRegex("^(?<published>[0-9]+):(?<target>[0-9]+)(/(?<protocol>tcp|udp))?$")]
    private static partial Regex Pattern();
}
