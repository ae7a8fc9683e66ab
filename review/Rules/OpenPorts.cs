using Review.Plans;

namespace Review.Rules;

/// <summary>Ports that the firewall opens to a range of addresses; what it opens to the members of the swarm alone is none of these.</summary>
internal sealed record OpenPorts(string Protocol, long From, long To, string Source)
{
    private const string Rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

    public bool IsWorld => Source is "0.0.0.0/0" or "::/0";

    public bool Holds(long port, string protocol) => Protocol == "-1" || (Protocol == protocol && From <= port && port <= To);

    public override string ToString() =>
        Protocol == "-1" ? "all ports"
        : From == To ? $"{From}/{Protocol}"
        : $"{From}-{To}/{Protocol}";

    public static IEnumerable<OpenPorts> Of(Reviewed side) => side.Of(Rule).Select(rule => Of(rule.Inputs)).OfType<OpenPorts>();

    private static OpenPorts? Of(Value rule) =>
        (rule["cidrIpv4"].Text ?? rule["cidrIpv6"].Text) is { } source
            ? new OpenPorts(rule["ipProtocol"].Text ?? "-1", rule["fromPort"].Whole ?? -1, rule["toPort"].Whole ?? -1, source)
            : null;
}
