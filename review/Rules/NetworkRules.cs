using System.Globalization;
using System.Net;
using Review.Effects;

namespace Review.Rules;

/// <summary>Overlay networks and their ranges.</summary>
internal static class NetworkRules
{
    private const string Network = "docker:index/network:Network";

    // The range's own address, its broadcast address and the gateway.
    private const int Reserved = 3;
    private const int UsualPrefix = 24;
    private const int MostMachines = 3;

    public static Rule RangesOverlap { get; } =
        new(
            "overlay-ranges-overlap",
            Severity.High,
            "Two networks have the same addresses",
            "Tasks that are on both, or that talk to a node in the range, reach the wrong one or none.",
            "Give each network a range of its own, outside swarm:vpcCidr and without the addresses in swarm:hosts."
        )
        {
            Find = side =>
            {
                var ranges = Ranges(side).ToList();
                var machines = side.IsOnAws ? [] : Machines(side).ToList();
                return ranges
                    .SelectMany(
                        (one, index) =>
                            ranges
                                .Skip(index + 1)
                                .Where(other => Overlap(one.Range, other.Range))
                                .Select(other => new { One = one, Other = other })
                    )
                    .Select(pair => new Hit(pair.Other.Scope, $"{pair.Other.Range} and {pair.One.Range} of {pair.One.Scope}", "ipam"))
                    .Concat(
                        ranges
                            .Select(range => new
                            {
                                range.Scope,
                                range.Range,
                                Within = Within(range.Range, machines),
                            })
                            .Where(one => one.Within.Count > 0)
                            .Select(one => new Hit(
                                one.Scope,
                                $"{one.Range} and {Names.Few(one.Within, MostMachines)} in swarm:hosts",
                                "ipam",
                                "swarm:hosts"
                            ))
                    );
            },
        };

    public static Rule NearlyFull { get; } =
        new(
            "overlay-nearly-full",
            Severity.Medium,
            "The addresses of a network are nearly used up",
            "A task that finds no free address does not start. Every task takes one, every service one, and so does every node with a task on the network.",
            "Give the network a wider range under ipam, or make swarm:overlaySubnetSize smaller for a new swarm."
        )
        {
            Find = side =>
                side.Of(Network)
                    .Select(network => new
                    {
                        network.Name,
                        Size = SizeOf(side, network),
                        Needed = Needed(side, network),
                    })
                    .Where(one => one.Needed * 5 > one.Size * 4)
                    .Select(one => new Hit(
                        $"networks.{one.Name}",
                        string.Create(CultureInfo.InvariantCulture, $"{one.Size} addresses, of which up to {one.Needed} are needed"),
                        "ipam"
                    )),
        };

    public static Rule EncryptedOnEngine { get; } =
        new(
            "encrypted-overlay-engine",
            Severity.High,
            "An encrypted network on an engine that is known to break it",
            "Engines before 20.10.24, and 23.0 before 23.0.3, may send the traffic in plain text or take it unauthenticated (CVE-2023-28840, CVE-2023-28841, CVE-2023-28842). Engines 29.0 and 29.1 exchange no encrypted traffic with those of other versions (moby#51798), so a swarm falls apart while it is upgraded.",
            "Set swarm:dockerVersion to a version that has the fix."
        )
        {
            Find = side =>
                EngineVersion.IsBrokenForEncryption(side.DockerVersion)
                    ? side.Of(Network)
                        .Where(network => network.Inputs["options"]["encrypted"].IsPresent)
                        .Select(network => new Hit($"networks.{network.Name}", $"Docker Engine {side.DockerVersion}", "driver_opts"))
                    : [],
        };

    private static IEnumerable<Given> Ranges(Reviewed side) =>
        (side.IsOnAws ? Parsed("swarm:vpcCidr", side.Setting("vpcCidr")) : []).Concat(
            side.Of(Network)
                .SelectMany(network =>
                    network.Inputs["ipamConfigs"].Items.SelectMany(range => Parsed($"networks.{network.Name}", range["subnet"].Text))
                )
        );

    // Names of hosts are no addresses that a plan can tell.
    private static IEnumerable<(string Name, IPAddress Address)> Machines(Reviewed side) =>
        side
            .Plan.Setting("hosts")
            .Items.SelectMany(host =>
                new[] { host["address"].Text, host["privateAddress"].Text }
                    .Distinct()
                    .SelectMany(text =>
                        IPAddress.TryParse(text, out var address)
                            ? [(host["name"].Text ?? "", address)]
                            : Array.Empty<(string, IPAddress)>()
                    )
            );

    private static List<string> Within(IPNetwork range, IEnumerable<(string Name, IPAddress Address)> machines) =>
        [.. machines.Where(machine => range.Contains(machine.Address)).Select(machine => $"{machine.Address} of {machine.Name}")];

    private static IEnumerable<Given> Parsed(string scope, string? text) =>
        IPNetwork.TryParse(text, out var range) ? [new Given(scope, range)] : [];

    private sealed record Given(string Scope, IPNetwork Range);

    private static bool Overlap(IPNetwork one, IPNetwork other) => one.Contains(other.BaseAddress) || other.Contains(one.BaseAddress);

    private static long SizeOf(Reviewed side, Resource network)
    {
        var ranges = network
            .Inputs["ipamConfigs"]
            .Items.SelectMany(range => Parsed("", range["subnet"].Text))
            .Where(range => range.Range.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork)
            .Select(range => range.Range.PrefixLength)
            .ToList();
        var own = int.TryParse(side.Setting("overlaySubnetSize"), CultureInfo.InvariantCulture, out var set) ? set : UsualPrefix;
        return ranges.DefaultIfEmpty(own).Sum(prefix => 1L << (32 - prefix));
    }

    // A network that is only now made has no id yet: then every service that waits for an id may be on it.
    private static long Needed(Reviewed side, Resource network)
    {
        var nodes = SwarmNodes.Count(side.Nodes);
        var attached = side
            .Services.Where(service =>
                service
                    .Task["networksAdvanceds"]
                    .Items.Any(one => one["id"].Text is { } id ? id == network.State.Id : network.State.Id.Length == 0)
            )
            .ToList();
        return attached.Count == 0 ? 0 : Reserved + nodes + attached.Sum(service => 1 + (Rollout.TasksOf(service.Inputs, nodes) ?? 0));
    }
}
