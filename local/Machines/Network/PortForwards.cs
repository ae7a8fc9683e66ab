using System.Net;

namespace Local.Machines.Network;

/// <summary>Which ports this computer forwards to a machine: those that a rule opens to it.</summary>
internal static class PortForwards
{
    /// <summary>A rule that opens more ports than this is not forwarded: each would be an open socket of this computer.</summary>
    public const int MostPortsOfARule = 256;

    /// <param name="rules">The machine's rules.</param>
    /// <param name="address">The machine's public address; null: it has none, and nothing is forwarded.</param>
    /// <param name="tooWide">Takes each rule that opens too many ports to forward them.</param>
    public static IReadOnlyList<PortForward> Of(IEnumerable<FilterRule> rules, IPAddress? address, Action<FilterRule> tooWide)
    {
        var forwards = new Dictionary<(string, int), PortForward>();
        if (address is null)
        {
            return [];
        }

        foreach (
            var rule in rules.Where(rule =>
                rule is { Direction: Direction.Ingress, ConcernsThisComputer: true, Protocol: "tcp" or "udp" or "-1" }
            )
        )
        {
            if (rule.Protocol == "-1" || rule.HasAllPorts || rule.ToPort - rule.FromPort >= MostPortsOfARule)
            {
                tooWide(rule);
                continue;
            }

            for (var port = rule.FromPort!.Value; port <= (rule.ToPort ?? rule.FromPort); port++)
            {
                var forward = new PortForward(rule.Protocol, address, port);
                forwards.TryAdd((forward.Protocol, forward.LocalPort), forward);
            }
        }

        return [.. forwards.Values.OrderBy(forward => forward.Protocol, StringComparer.Ordinal).ThenBy(forward => forward.Port)];
    }
}
