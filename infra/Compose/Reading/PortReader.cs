using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Compose.Format;

namespace Infra.Compose.Reading;

/// <summary>Reads one item of <c>ports</c>, in short ("8000:80/tcp", "127.0.0.1:8000-8010:80-90/udp") or long syntax.</summary>
internal static partial class PortReader
{
    private const int Most = 65535;

    /// <summary>The ports of an item: several for a range, none when it is wrong.</summary>
    public static IReadOnlyList<Port> Read(ElementReader reader, YamlElement node)
    {
        if (node is YamlMapping)
        {
            return [Long(reader, node)];
        }

        if (reader.Plain(node) is not { } text)
        {
            return [];
        }

        if (Short(node.At, text, out var hasAddress) is not { } ports)
        {
            reader.Report(
                node,
                $"\"{text}\"",
                $"PUBLISHED:TARGET, each from 1 to {Most}, and optionally /tcp or /udp",
                "For example \"8000:80\"."
            );
            return [];
        }

        if (hasAddress)
        {
            reader.Warn(node, $"the address in \"{text}\" has no effect: a swarm publishes on every address of a node");
        }

        WarnUnpublished(reader, node, ports);
        return ports;
    }

    /// <summary>The ports that a text in short syntax means; null when it is none.</summary>
    public static IReadOnlyList<Port>? Short(Position at, string text, out bool hasAddress)
    {
        var match = Pattern().Match(text);
        hasAddress = match.Groups["address"].Success;
        if (!match.Success || Range(match.Groups["target"].Value) is not { } target)
        {
            return null;
        }

        var protocol = match.Groups["protocol"] is { Success: true, Length: > 0 } given ? given.Value.ToLowerInvariant() : "tcp";
        // 0 is any, as nothing is.
        if (match.Groups["published"] is not { Success: true, Value: { Length: > 0 } range } || range.All(sign => sign is '0' or '-'))
        {
            return [.. target.Select(port => new Port(at, 0, port, protocol, "ingress"))];
        }

        // Several ports on the nodes may lead to one in the container, but not the other way.
        if (Range(range) is not { } published || (target.Length != 1 && target.Length != published.Length))
        {
            return null;
        }

        return [.. published.Select((port, index) => new Port(at, port, target[target.Length == 1 ? 0 : index], protocol, "ingress"))];
    }

    private static Port Long(ElementReader reader, YamlElement node)
    {
        var map = reader.Fields(node, ComposeKeys.Port);
        if (map["target"] is null)
        {
            reader.Report(
                node,
                $"{node.Path}.target",
                "nothing",
                $"a whole number from 1 to {Most}",
                "For example {target: 80, published: 8000}."
            );
        }

        var port = new Port(
            node.At,
            reader.Integer(map["published"], 0, Most, 0),
            reader.Integer(map["target"], 1, Most, 0),
            reader.WordInAnyCase(map["protocol"], "tcp", "udp", "sctp"),
            reader.WordInAnyCase(map["mode"], "ingress", "host")
        );
        WarnUnpublished(reader, node, [port]);
        return port;
    }

    private static void WarnUnpublished(ElementReader reader, YamlElement node, IReadOnlyList<Port> ports)
    {
        foreach (var port in ports.Where(port => port is { Published: 0, Target: > 0 }))
        {
            reader.Warn(
                node,
                $"the engine chooses a port from 30000 on for {port.Target}/{port.Protocol}, which no firewall rule of this program opens; write \"8000:{port.Target}\" to choose one"
            );
        }
    }

    private static int[]? Range(string text)
    {
        var ends = text.Split('-');
        return Number(ends[0]) is { } first && Number(ends[^1]) is { } last && first <= last
            ? [.. Enumerable.Range(first, last - first + 1)]
            : null;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Most ? number : null;

    [GeneratedRegex(
        @"^((?<address>\[[0-9A-Fa-f:.]+\]|[0-9]+(\.[0-9]+){3}):(?=[^:]*:))?((?<published>[0-9]+(-[0-9]+)?)?:)?(?<target>[0-9]+(-[0-9]+)?)(/(?<protocol>(?i:tcp|udp|sctp)?))?$"
    )]
    private static partial Regex Pattern();
}
