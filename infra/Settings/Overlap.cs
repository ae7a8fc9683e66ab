using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>Address ranges that must not meet.</summary>
internal static class Overlap
{
    // What a fresh Docker Engine gives to docker0 and docker_gwbridge.
    private static readonly Cidr[] _dockerBridges = [Cidr.Parse("172.17.0.0/16"), Cidr.Parse("172.18.0.0/16")];

    // https://www.iana.org/assignments/iana-ipv4-special-registry: no machine can have these addresses, and AWS refuses them for a VPC.
    private static readonly (Cidr Range, string What)[] _impossible =
    [
        (Cidr.Parse("0.0.0.0/8"), "addresses without a network"),
        (Cidr.Parse("127.0.0.0/8"), "loopback addresses"),
        (Cidr.Parse("169.254.0.0/16"), "link-local addresses"),
        (Cidr.Parse("224.0.0.0/4"), "multicast addresses"),
        (Cidr.Parse("240.0.0.0/4"), "reserved addresses"),
    ];

    /// <summary>Reports a range that no network can have.</summary>
    public static void RejectImpossible(SettingsReader reader, Setting setting, Cidr range)
    {
        foreach (var (impossible, what) in _impossible.Where(item => item.Range.Overlaps(range)))
        {
            Report(reader, setting, range, $"{impossible}, the {what}");
        }
    }

    /// <summary>The ranges that Docker itself uses on every node, as messages say it.</summary>
    public static string DockerBridges => string.Join(" and ", _dockerBridges) + ", which Docker uses on every node";

    /// <summary>Whether Docker itself uses addresses of a range on every node.</summary>
    public static bool MeetsDockerBridges(Cidr range) => _dockerBridges.Any(range.Overlaps);

    /// <summary>Reports a range that Docker itself uses on every node.</summary>
    public static void RejectDockerBridges(SettingsReader reader, Setting setting, Cidr range)
    {
        if (MeetsDockerBridges(range))
        {
            Report(reader, setting, range, DockerBridges);
        }
    }

    /// <summary>Reports a range that something else uses already.</summary>
    public static void Report(SettingsReader reader, Setting setting, Cidr range, string with)
    {
        var (where, received, allowed, fix) = Problem(setting, range, with);
        reader.Report(where, received, allowed, fix);
    }

    /// <summary>A range that something else uses already.</summary>
    public static Problem Problem(Setting setting, Cidr range, string with) =>
        new(
            setting.Key,
            SettingsReader.Quoted($"{range}"),
            $"a range that does not overlap {with}",
            $"Choose another private range, such as {setting.Default} or {setting.Example}."
        );
}
