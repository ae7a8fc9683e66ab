using Infra.Compose.Format;
using Infra.Settings;

namespace Infra.Compose.Reading;

/// <summary>Reads <c>networks.NAME</c>.</summary>
internal static class NetworkReader
{
    public static OverlayNetwork Read(ElementReader reader, YamlElement node, string name)
    {
        var map = reader.Fields(node, ComposeKeys.Network);
        AcceptReader.Check(reader, map["x-accept"]);
        var (external, engineName) = ExternalReader.Read(reader, map, name);
        if (external)
        {
            return new OverlayNetwork(node.At, name)
            {
                External = true,
                EngineName = engineName,
                Attachable = true,
            };
        }

        reader.Word(map["driver"], "overlay");
        var ipam = reader.Fields(map["ipam"], ComposeKeys.Ipam);
        return new OverlayNetwork(node.At, name)
        {
            EngineName = engineName,
            Attachable = reader.Flag(map["attachable"]),
            Internal = reader.Flag(map["internal"]),
            Ipv6 = reader.Flag(map["enable_ipv6"]),
            DriverOptions = Options(reader, map["driver_opts"]),
            IpamDriver = reader.Plain(ipam["driver"]),
            Ranges = [.. reader.Items(ipam["config"]).Select(item => Range(reader, item)).OfType<AddressRange>()],
            Labels = reader.Pairs(map["labels"]),
        };
    }

    private static Dictionary<string, string> Options(ElementReader reader, YamlElement? node)
    {
        var options = reader.PlainPairs(node).ToDictionary();
        if (options.TryGetValue("encrypted", out var encrypted))
        {
            // The engine asks only whether the option is there; a "false" that encrypts would surprise.
            if (encrypted is not ("" or "true"))
            {
                var value = reader.PairEntries(node).Last(entry => entry.Key == "encrypted").Value;
                reader.Report(value, ElementReader.Shown(value), "\"\" or \"true\"", "Remove the key for a network without encryption.");
            }

            options["encrypted"] = "true";
        }

        return options;
    }

    private static AddressRange? Range(ElementReader reader, YamlElement node)
    {
        var map = reader.Fields(node, ComposeKeys.IpamConfig);
        return Subnet(reader, map["subnet"]) is { } subnet
            ? new AddressRange(subnet, reader.Plain(map["gateway"]), Subnet(reader, map["ip_range"]))
            : null;
    }

    private static string? Subnet(ElementReader reader, YamlElement? node)
    {
        if (reader.Plain(node) is not { } text)
        {
            return null;
        }

        // IPv6 ranges are left to the engine.
        if (!text.Contains(':', StringComparison.Ordinal) && !Cidr.TryParse(text, out _))
        {
            reader.Report(
                node!,
                ElementReader.Shown(node!),
                "an address range without bits beyond its prefix",
                "For example 10.200.0.0/24."
            );
        }

        return text;
    }
}
