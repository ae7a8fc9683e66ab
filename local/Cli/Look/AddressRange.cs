using System.Net;

namespace Local.Cli.Look;

/// <summary>A range of addresses of a network.</summary>
/// <param name="Subnet">The range, such as <c>10.64.1.0/24</c>.</param>
/// <param name="Gateway">Its gateway; empty: it has none.</param>
internal sealed record AddressRange(string Subnet, string Gateway)
{
    /// <summary>How many addresses are taken, as an engine counts them from version 29 on, those of the network itself included; null: it does not.</summary>
    public long? Counted { get; init; }

    /// <summary>How many addresses it has; 0: it is no range.</summary>
    public long Size =>
        !IPNetwork.TryParse(Subnet, out var network) ? 0
        : Bits(network) - network.PrefixLength is var free && free < 63 ? 1L << free
        : long.MaxValue;

    /// <summary>Whether an address is one of these.</summary>
    public bool Holds(string address) =>
        IPNetwork.TryParse(Subnet, out var network) && IPAddress.TryParse(address.Split('/')[0], out var one) && network.Contains(one);

    private static int Bits(IPNetwork network) => network.BaseAddress.GetAddressBytes().Length * 8;
}
