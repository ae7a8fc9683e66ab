namespace Infra.Compose.Format;

/// <summary>An overlay network across all nodes: <c>networks.NAME</c>.</summary>
/// <param name="At">Where it is written.</param>
/// <param name="Name">Its name in the file.</param>
internal sealed record OverlayNetwork(Position At, string Name)
{
    /// <summary>The network of services that name none.</summary>
    public const string Default = "default";

    /// <summary>Its name on the engine, when the file says it.</summary>
    public string? EngineName { get; init; }

    /// <summary>True when it is made by somebody else, and only used; default false.</summary>
    public bool External { get; init; }

    /// <summary>True when standalone containers may be attached; default false. Of an external one nobody knows.</summary>
    public bool Attachable { get; init; }

    /// <summary>True when there is no way out of it; default false.</summary>
    public bool Internal { get; init; }

    /// <summary>True when it has IPv6 addresses; default false.</summary>
    public bool Ipv6 { get; init; }

    /// <summary>Options of the driver; <c>encrypted</c> is there only when it is on.</summary>
    public IReadOnlyDictionary<string, string> DriverOptions { get; init; } = new Dictionary<string, string>();

    /// <summary>The driver that hands out addresses; default: the engine's.</summary>
    public string? IpamDriver { get; init; }

    /// <summary>True when the engine itself hands out addresses; another driver has its own rules.</summary>
    public bool EngineGivesAddresses => IpamDriver is null or "default";

    /// <summary>Address ranges; none: the engine takes one from the swarm's pool.</summary>
    public IReadOnlyList<AddressRange> Ranges { get; init; } = [];

    /// <summary>Labels of the network.</summary>
    public IReadOnlyDictionary<string, Text> Labels { get; init; } = new Dictionary<string, Text>();

    /// <summary>True when traffic between nodes is encrypted (needs ESP between them). Fixed at creation: to change it, rename the network.</summary>
    public bool Encrypted => DriverOptions.ContainsKey("encrypted");
}

/// <summary>An address range of a network: one item of <c>ipam.config</c>.</summary>
/// <param name="Subnet">The range.</param>
/// <param name="Gateway">The gateway's address; default: the engine chooses.</param>
/// <param name="IpRange">The part that containers get addresses from; default: all of it.</param>
internal sealed record AddressRange(string Subnet, string? Gateway, string? IpRange);
