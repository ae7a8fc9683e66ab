using System.Net;
using Local.Machines;
using Local.Machines.Network;
using Local.Providers.Aws.Types;
using Local.Providers.Contract;

namespace Local.Providers.Aws;

/// <summary>What the security groups allow each instance.</summary>
internal static class SecurityGroups
{
    /// <summary>
    /// An instance's rules. A rule that names a group stands for the private addresses of its members; one that names an IPv6 range for nobody,
    /// since machines have no such address here.
    /// </summary>
    public static MachineNetwork NetworkOf(CloudStore store, CloudRecord instance)
    {
        var groups = instance.Outputs.Texts("vpcSecurityGroupIds");
        var members = store.All(Tokens.Instance);
        FilterRule[] rules = [.. Rules(Tokens.IngressRule, Direction.Ingress), .. Rules(Tokens.EgressRule, Direction.Egress)];
        return new(rules, PublicAddresses.Of(store, instance) is { } address ? IPAddress.Parse(address) : null);

        IEnumerable<FilterRule> Rules(string type, Direction direction) =>
            from rule in store.All(type)
            where groups.Contains(rule.Outputs.Text("securityGroupId")!)
            select new FilterRule(
                direction,
                Protocol(rule.Outputs.Text("ipProtocol")!),
                rule.Outputs.Whole("fromPort"),
                rule.Outputs.Whole("toPort"),
                [.. Peers(rule.Outputs)]
            );

        IEnumerable<IPNetwork> Peers(PropertyMap rule) =>
            rule.Text("cidrIpv4") is { } range
                ? [Ranges.Parse(range)!.Value]
                : from member in members
                where member.Outputs.Texts("vpcSecurityGroupIds").Contains(rule.Text("referencedSecurityGroupId") ?? "")
                select new IPNetwork(IPAddress.Parse(member.Outputs.Text("privateIp")!), 32);
    }

    private static string Protocol(string name) =>
        name switch
        {
            "6" => "tcp",
            "17" => "udp",
            "1" => "icmp",
            "icmpv6" => "58",
            _ => name,
        };
}
