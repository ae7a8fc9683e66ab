namespace Infra.Hosts;

/// <summary>A port that the nodes of a swarm open to each other, and to nobody else.</summary>
/// <param name="Name">What it is for, as part of a rule's name.</param>
/// <param name="Protocol">As AWS names it.</param>
/// <param name="Number">Null for a protocol without ports.</param>
/// <param name="Purpose">For the rule's description.</param>
internal sealed record SwarmPort(string Name, string Protocol, int? Number, string Purpose)
{
    // https://docs.docker.com/engine/swarm/swarm-tutorial/#open-protocols-and-ports-between-the-hosts
    private static readonly SwarmPort[] _always =
    [
        new("management", "tcp", 2377, "Swarm management"),
        new("gossip-tcp", "tcp", 7946, "Node discovery"),
        new("gossip-udp", "udp", 7946, "Node discovery"),
        new("overlay", "udp", 4789, "Overlay traffic (VXLAN)"),
    ];

    // Without it an encrypted overlay is silently dead (moby#27425).
    private static readonly SwarmPort _encryption = new("esp", "50", null, "Encrypted overlay traffic (ESP)");

    /// <summary>What a swarm needs between its nodes.</summary>
    /// <param name="encrypted">True when any overlay network is encrypted.</param>
    public static IReadOnlyList<SwarmPort> Between(bool encrypted) => encrypted ? [.. _always, _encryption] : _always;
}
