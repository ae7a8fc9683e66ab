using System.Globalization;
using System.Net;
using Review.Plans;

namespace Review.Effects;

/// <summary>What a rule of a firewall lets in.</summary>
/// <param name="At">Where.</param>
/// <param name="Protocol">As AWS names it; -1 is all.</param>
/// <param name="From">The first port; -1: the protocol has none.</param>
/// <param name="To">The last port.</param>
/// <param name="Source">Whom: a range of addresses, or the members of a group.</param>
internal sealed record Opened(Gate At, string Protocol, long From, long To, string Source)
{
    public const string Members = "the members of the swarm";
    public const string Bastion = "the bastion";
    public const string LoadBalancer = "the load balancer";

    // What the program calls the rules of the load balancer's group (AwsFirewall), and the component that those of the bastion's are part of.
    private const string LoadBalancersRule = "-load-balancer-";
    private const string BastionsRule = "swarm:hosts:Bastion$";

    // The plan does not tell whom these hold: it may be everybody.
    private const string LaterKnown = "addresses that are known after the change";
    private const string Ipv6 = "IPv6 ";
    private const string Hidden = "addresses that the plan does not show";
    private const string LaterKnownGroup = ForeignGroup + "that is known after the change";

    private const long HighestPort = 65535;

    private const string ForeignGroup = "security group ";
    private const string PrefixList = "prefix list ";

    private static readonly string[] _withPorts = ["tcp", "udp", "sctp", "132"];
    private static readonly string[] _groups = [LoadBalancer, Bastion];

    /// <summary>Such as <c>22/tcp</c> or <c>8000-8010/udp</c>.</summary>
    public string Ports =>
        Protocol == "-1" ? "all ports"
        : From < 0 ? Protocol
        : From == To ? $"{From}/{Protocol}"
        : $"{From}-{To}/{Protocol}";

    /// <summary>The ports, and where they are where that is not on the nodes.</summary>
    public string Place =>
        At switch
        {
            Gate.Bastion => $"{Ports} on {Bastion}",
            Gate.LoadBalancer => $"{Ports} on {LoadBalancer}",
            _ => Ports,
        };

    public bool IsOutside => Source != Members;

    /// <summary>Whether it lets addresses in, and no group of the program.</summary>
    public bool IsRange => IsOutside && !_groups.Contains(Source);

    public bool IsWorld => IsNearlyAll(Source);

    /// <summary>Whether the plan does not tell which addresses it lets in.</summary>
    public static bool IsUnknown(string source) => Unknown.Contains(source);

    /// <summary>What the addresses are called that a plan does not tell.</summary>
    public static IReadOnlyList<string> Unknown { get; } = [LaterKnown, Hidden, Ipv6 + LaterKnown, Ipv6 + Hidden];

    public bool Holds(long port, string protocol) => Protocol == "-1" || (Protocol == protocol && From <= port && port <= To);

    /// <summary>Whether it lets in to a port, or to one that may be chosen.</summary>
    public bool MayHold(PortEffects.Port port) => Protocol == "-1" || (Protocol == port.Protocol && From <= port.Last && port.First <= To);

    /// <summary>The same at those of some ports that it holds.</summary>
    public IEnumerable<Opened> AtOnly(IEnumerable<(long Port, string Protocol)> ports) =>
        ports
            .Where(port => Holds(port.Port, port.Protocol))
            .Select(port => this with { Protocol = port.Protocol, From = port.Port, To = port.Port });

    /// <summary>Whether it lets in all that another one does.</summary>
    public bool Covers(Opened other) => other.Beyond([this]).Count == 0;

    /// <summary>What none of others lets in: the rest of the ports.</summary>
    public IReadOnlyList<Opened> Beyond(IEnumerable<Opened> others)
    {
        List<Opened> rest = [this];
        foreach (var other in others.Where(one => one.At == At && IsAmong(Source, one.Source)))
        {
            rest = [.. rest.SelectMany(part => part.Beyond(other))];
        }

        return rest;
    }

    private IEnumerable<Opened> Beyond(Opened other) =>
        other.Protocol == "-1" ? []
        : other.Protocol != Protocol ? [this]
        // Other protocols have types, or nothing.
        : _withPorts.Contains(Protocol)
            ? new[] { this with { To = Math.Min(To, other.From - 1) }, this with { From = Math.Max(From, other.To + 1) } }.Where(part =>
                part.From <= part.To
            )
        : other.From < 0 || (other.From, other.To) == (From, To) ? []
        : [this];

    public override string ToString() => $"{Place} from {Source}";

    /// <summary>Whether a range is so wide that it holds much of the internet: the halves of all addresses are as open as all.</summary>
    public static bool IsNearlyAll(string source) =>
        source.Split('/') is [var address, var length]
        && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
        && bits < (address.Contains(':', StringComparison.Ordinal) ? 16 : 8);

    /// <summary>Whether all of a source are among those of another one. Where everybody is let in, so are those whom the plan does not tell.</summary>
    public static bool IsAmong(string source, string other) =>
        source == other
        || (
            IsUnknown(source)
                ? other == (source.StartsWith(Ipv6, StringComparison.Ordinal) ? PortEffects.WorldIpv6 : PortEffects.World)
                : IsWithin(source, other)
        );

    // Whether a range of addresses is part of another one.
    private static bool IsWithin(string source, string other) =>
        IPNetwork.TryParse(source, out var part)
        && IPNetwork.TryParse(other, out var whole)
        && whole.PrefixLength <= part.PrefixLength
        && whole.Contains(part.BaseAddress);

    /// <summary>Whether it is a group or a list of addresses that the program has not made: whom it holds, the plan does not tell.</summary>
    public static bool IsForeign(string source) =>
        source.StartsWith(ForeignGroup, StringComparison.Ordinal) || source.StartsWith(PrefixList, StringComparison.Ordinal);

    /// <summary>What rules let in on one side of a change.</summary>
    public static HashSet<Opened> All(IEnumerable<Change> rules, Func<Change, ResourceState?> side) =>
        [.. rules.Select(rule => Of(rule, side(rule))).OfType<Opened>()];

    /// <summary>What a rule lets in; null: it is not there on that side.</summary>
    public static Opened? Of(Change rule, ResourceState? state) =>
        state is null
            ? null
            : new Opened(
                rule.Urn.Contains(BastionsRule, StringComparison.Ordinal) ? Gate.Bastion
                    : IsOfLoadBalancer(rule) ? Gate.LoadBalancer
                    : Gate.Nodes,
                // AWS takes the numbers of protocols too.
                state.Inputs["ipProtocol"].Text switch
                {
                    "6" => "tcp",
                    "17" => "udp",
                    var protocol => protocol ?? "-1",
                },
                Port(state.Inputs["fromPort"], 0),
                Port(state.Inputs["toPort"], HighestPort),
                state.Inputs["cidrIpv4"].Text ?? state.Inputs["cidrIpv6"].Text ?? Untold(state) ?? Group(rule, state)
            );

    // One that the plan does not tell may be any.
    private static long Port(Value port, long bound) => port.Whole ?? (port.Kind is ValueKind.Unknown or ValueKind.Secret ? bound : -1);

    private static string? Untold(ResourceState state) =>
        new[] { "cidrIpv4", "cidrIpv6", "prefixListId" }
            .Select(name => (Kind: name == "cidrIpv6" ? Ipv6 : "", Value: state.Inputs[name].Kind))
            .Select(source =>
                source.Value switch
                {
                    ValueKind.Unknown => source.Kind + LaterKnown,
                    ValueKind.Secret => source.Kind + Hidden,
                    _ => null,
                }
            )
            .FirstOrDefault(untold => untold is not null);

    // The nodes' rule for it ends with its name; that of its own group begins with it, after the firewall's.
    private static bool IsOfLoadBalancer(Change rule) =>
        rule.Parent.Length > 0 && rule.Name.StartsWith(Urn.NameIn(rule.Parent) + LoadBalancersRule, StringComparison.Ordinal);

    // In a plan the groups may have no ids yet: then the description tells which of the program's it is.
    private static string Group(Change rule, ResourceState state)
    {
        var group = Referenced(state);
        var own = state.Inputs["securityGroupId"];
        return state.Inputs["prefixListId"].Text is { Length: > 0 } list ? PrefixList + list
            : Array.Find(_groups, known => state.Inputs["description"].Text?.EndsWith(known, StringComparison.Ordinal) ?? false) is { } said
                // A description may stay when the group is exchanged.
                ? group is not null && (Referenced(rule.Old) ?? group) != (Referenced(rule.New) ?? group) ? ForeignGroup + group
                    : said
            : group is null && own.Text is not null && state.Inputs[GroupName].Kind == ValueKind.Unknown ? LaterKnownGroup
            : group is null || !own.IsPresent || group == own.Text ? Members
            : ForeignGroup + group;
    }

    private const string GroupName = "referencedSecurityGroupId";

    private static string? Referenced(ResourceState? state) => state?.Inputs[GroupName].Text;
}
