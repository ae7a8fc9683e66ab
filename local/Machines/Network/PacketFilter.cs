using System.Globalization;
using System.Net;
using System.Text;

namespace Local.Machines.Network;

/// <summary>
/// Security groups as an nftables table of a machine. It acts on what enters and leaves by the machine's two network devices: after connection
/// tracking, and before Docker's address translation, which would hide the port that a rule names.
/// </summary>
internal static class PacketFilter
{
    /// <summary>The whole table as a script for <c>nft -f</c>, which puts it in force as one change.</summary>
    public static string Compile(IEnumerable<FilterRule> rules)
    {
        var all = rules.ToArray();
        var text = new StringBuilder("table inet local_cloud\ndelete table inet local_cloud\ntable inet local_cloud {\n");
        Chain(text, "ingress", "prerouting", "iifname", all.Where(rule => rule.Direction == Direction.Ingress).SelectMany(Ingress));
        // Amazon's name server is reached whatever the rules say, and so is the one here.
        string[] always = [$"oifname \"{Lan.OutsideDevice}\" ip daddr {Lan.NameServer} meta l4proto {{ tcp, udp }} th dport 53 accept"];
        Chain(
            text,
            "egress",
            "postrouting",
            "oifname",
            always.Concat(all.Where(rule => rule.Direction == Direction.Egress).SelectMany(Egress))
        );
        return text.Append("}\n").ToString();
    }

    private static void Chain(StringBuilder text, string name, string hook, string device, IEnumerable<string> rules)
    {
        text.Append(CultureInfo.InvariantCulture, $"  chain {name} {{\n    type filter hook {hook} priority -150; policy accept;\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"    {device} != {{ \"{Lan.OutsideDevice}\", \"{Lan.Device}\" }} accept\n    ct state established,related accept\n"
        );
        foreach (var rule in rules.Distinct().Order(StringComparer.Ordinal))
        {
            text.Append("    ").Append(rule).Append('\n');
        }

        text.Append("    drop\n  }\n");
    }

    private static IEnumerable<string> Ingress(FilterRule rule)
    {
        if (rule.ConcernsThisComputer)
        {
            yield return $"iifname \"{Lan.OutsideDevice}\" ip saddr {Lan.OutsideGateway}{Match(rule)} accept";
        }

        foreach (var peers in Addresses(rule.Peers, "saddr"))
        {
            yield return $"iifname \"{Lan.Device}\"{peers}{Match(rule)} accept";
        }
    }

    private static IEnumerable<string> Egress(FilterRule rule) =>
        Addresses(rule.Peers, "daddr")
            .Select(peers => $"oifname {{ \"{Lan.OutsideDevice}\", \"{Lan.Device}\" }}{peers}{Match(rule)} accept");

    /// <summary>A match on the peers; none at all, so that no rule arises, when there is nobody.</summary>
    private static IEnumerable<string> Addresses(IReadOnlyList<IPNetwork> peers, string side)
    {
        if (peers.Any(peer => peer.PrefixLength == 0))
        {
            return [" meta nfproto ipv4"];
        }

        var elements = peers
            .Select(peer => peer.PrefixLength == 32 ? peer.BaseAddress.ToString() : peer.ToString())
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        return elements.Length switch
        {
            0 => [],
            1 => [$" ip {side} {elements[0]}"],
            _ => [$" ip {side} {{ {string.Join(", ", elements)} }}"],
        };
    }

    private static string Match(FilterRule rule) =>
        rule.Protocol switch
        {
            "-1" => "",
            "tcp" or "udp" when !rule.HasAllPorts => $" {rule.Protocol} dport {Range(rule.FromPort!.Value, rule.ToPort)}",
            "icmp" when rule.FromPort is >= 0 => $" icmp type {rule.FromPort}" + (rule.ToPort is >= 0 ? $" icmp code {rule.ToPort}" : ""),
            _ => $" meta l4proto {rule.Protocol}",
        };

    private static string Range(int from, int? to) => to is null || to == from ? $"{from}" : $"{from}-{to}";
}
