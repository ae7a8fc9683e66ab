using System.Net;

namespace Local.Machines.Network;

/// <summary>Which way a rule looks.</summary>
public enum Direction
{
    Ingress,
    Egress,
}

/// <summary>One thing that is allowed; everything else is dropped.</summary>
/// <param name="Direction">Into the machine or out of it.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c>, <c>icmp</c>, an IP protocol number such as <c>50</c>, or <c>-1</c> for all.</param>
/// <param name="FromPort">The first port; for icmp the type. Null or -1: all.</param>
/// <param name="ToPort">The last port; for icmp the code.</param>
/// <param name="Peers">Where from, or where to.</param>
public sealed record FilterRule(Direction Direction, string Protocol, int? FromPort, int? ToPort, IReadOnlyList<IPNetwork> Peers)
{
    /// <summary>This computer, as far as rules are concerned: what reaches a machine through a loopback address comes from there.</summary>
    private static readonly IPNetwork _thisComputer = new(IPAddress.Parse("127.0.0.0"), 8);

    /// <summary>True when one of the peers is, or holds, this computer.</summary>
    internal bool ConcernsThisComputer =>
        Peers.Any(peer => peer.Contains(_thisComputer.BaseAddress) || _thisComputer.Contains(peer.BaseAddress));

    internal bool HasAllPorts => FromPort is null or -1 || (FromPort == 0 && ToPort == 65535);
}
