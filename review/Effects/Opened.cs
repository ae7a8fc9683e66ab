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

    /// <summary>Which rule it is of where the plan does not tell whom it lets in or at which ports: two of these may be anybody, and are never taken for the same.</summary>
    public string Which { get; init; } = "";

    /// <summary>Whether the plan does not tell its ports: they are some of these.</summary>
    public bool HasUntoldPorts { get; init; }

    // What the program calls the rules of the load balancer's group (AwsFirewall), and the component that those of the bastion's are part of.
    private const string LoadBalancersRule = "-load-balancer-";
    private const string BastionsRule = "swarm:hosts:Bastion$";

    // The plan does not tell whom these hold: it may be everybody.
    private const string LaterKnown = "addresses that are known after the change";
    private const string Ipv6 = "IPv6 ";
    private const string Hidden = "addresses that the plan does not show";
    private const string LaterKnownGroup = ForeignGroup + "that is known after the change";

    private const long HighestPort = 65535;

    // What an encrypted overlay is sent with. Such protocols have no ports.
    private const int Esp = 50;

    private const string ForeignGroup = "security group ";
    private const string PrefixList = "prefix list ";

    // What tells whom it lets in, and at which ports.
    private static readonly string[] _whom = ["cidrIpv4", "cidrIpv6", "prefixListId", GroupName];
    private static readonly string[] _ports = ["fromPort", "toPort"];
    private static readonly string[] _withPorts = ["tcp", "udp", "sctp"];
    private static readonly string[] _withTypes = ["icmp", "icmpv6"];
    private static readonly string[] _groups = [LoadBalancer, Bastion];

    /// <summary>The security group that it is part of, where the plan has rules of several; empty: all are of one, or the plan does not tell.</summary>
    public string Group { get; init; } = "";

    /// <summary>The same as words at the end of a place.</summary>
    public string InGroup => Group.Length > 0 ? $" in {Group}" : "";

    /// <summary>Such as <c>22/tcp</c>, <c>8000-8010/udp</c>, <c>icmp type 8</c> or <c>IP protocol 47</c>.</summary>
    public string Ports =>
        Protocol == "-1" ? "all ports"
        : int.TryParse(Protocol, CultureInfo.InvariantCulture, out var number) ? $"{(number == Esp ? "ESP, " : "")}IP protocol {number}"
        : From < 0 || (_withTypes.Contains(Protocol) && HasUntoldPorts) ? Protocol
        : _withTypes.Contains(Protocol) ? $"{Protocol} type {From}{(To < 0 ? "" : $" code {To}")}"
        : From == To ? $"{From}/{Protocol}"
        : $"{From}-{To}/{Protocol}";

    /// <summary>The ports, and where they are where that is not on the nodes, or in one of several groups.</summary>
    public string Place =>
        At switch
        {
            Gate.Bastion => $"{Ports} on {Bastion}",
            Gate.LoadBalancer => $"{Ports} on {LoadBalancer}",
            _ => Ports,
        } + InGroup;

    /// <summary>The ports alone.</summary>
    public Opened AtPorts => this with { Source = "", Which = "" };

    /// <summary>Those whom it lets in alone.</summary>
    public Opened Whom => Let(At, Source) with { Which = IsUntold(Source) ? Which : "", Group = Group };

    /// <summary>Whom something lets in, whatever the ports.</summary>
    public static Opened Let(Gate at, string source) => new(at, "", 0, 0, source);

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
        foreach (var other in others.Where(one => IsAmong(one) && (!one.HasUntoldPorts || one.Which == Which)))
        {
            rest = [.. rest.SelectMany(part => part.Beyond(other))];
        }

        return rest;
    }

    private IEnumerable<Opened> Beyond(Opened other) =>
        other.Protocol == "-1" ? []
        : other.Protocol != Protocol ? [this]
        // Other protocols have types with codes, or nothing.
        : _withPorts.Contains(Protocol)
            ? new[] { this with { To = Math.Min(To, other.From - 1) }, this with { From = Math.Max(From, other.To + 1) } }.Where(part =>
                part.From <= part.To
            )
        : other.From < 0 || (other.From == From && (other.To < 0 || other.To == To)) ? []
        : [this];

    /// <summary>Whether another one lets in some of the same at some of its ports.</summary>
    public bool Meets(Opened other) =>
        (IsAmong(other) || other.IsAmong(this))
        && (
            Protocol == "-1"
            || other.Protocol == "-1"
            || (
                Protocol == other.Protocol
                && (
                    _withPorts.Contains(Protocol)
                        ? From <= other.To && other.From <= To
                        : From < 0 || other.From < 0 || (other.From == From && (To < 0 || other.To < 0 || other.To == To))
                )
            )
        );

    /// <summary>Rules, and for two of them that let in the halves of a range at the same ports, the whole range as well.</summary>
    public static IReadOnlyCollection<Opened> Merged(IReadOnlyCollection<Opened> rules)
    {
        var all = rules.ToHashSet();
        var halves = new Queue<Opened>(rules);
        while (halves.TryDequeue(out var half))
        {
            if (
                IPNetwork.TryParse(half.Source, out var range)
                && range.PrefixLength > 0
                && all.Contains(half with { Source = $"{Other(range, out var whole)}" })
                && all.Add(half with { Source = $"{whole}" })
            )
            {
                halves.Enqueue(half with { Source = $"{whole}" });
            }
        }

        return all;
    }

    // The other half of what two ranges are together.
    private static IPNetwork Other(IPNetwork half, out IPNetwork whole)
    {
        var bytes = half.BaseAddress.GetAddressBytes();
        var (at, bit) = ((half.PrefixLength - 1) / 8, (byte)(0x80 >> ((half.PrefixLength - 1) % 8)));
        bytes[at] ^= bit;
        var other = new IPNetwork(new IPAddress(bytes), half.PrefixLength);
        bytes[at] &= (byte)~bit;
        whole = new IPNetwork(new IPAddress(bytes), half.PrefixLength - 1);
        return other;
    }

    public override string ToString() => $"{Place} from {Source}";

    /// <summary>Whether a range is so wide that it holds much of the internet: the halves of all addresses are as open as all.</summary>
    public static bool IsNearlyAll(string source) =>
        source.Split('/') is [var address, var length]
        && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
        && bits < (address.Contains(':', StringComparison.Ordinal) ? 16 : 8);

    /// <summary>Whether all whom it lets in are among those of another one, whatever the ports. Where everybody is let in, so are those whom the plan does not tell.</summary>
    public bool IsAmong(Opened other) =>
        other.At == At
        && (other.Group == Group || other.Group.Length == 0 || Group.Length == 0)
        && (
            Source == other.Source ? !IsUntold(Source) || other.Which == Which
            : IsUnknown(Source)
                ? other.Source == (Source.StartsWith(Ipv6, StringComparison.Ordinal) ? PortEffects.WorldIpv6 : PortEffects.World)
            : IsWithin(Source, other.Source)
        );

    private static bool IsUntold(string source) => IsUnknown(source) || source == LaterKnownGroup;

    // Whether a range of addresses is part of another one.
    private static bool IsWithin(string source, string other) =>
        IPNetwork.TryParse(source, out var part)
        && IPNetwork.TryParse(other, out var whole)
        && whole.PrefixLength <= part.PrefixLength
        && whole.Contains(part.BaseAddress);

    /// <summary>Whether it is a group or a list of addresses that the program has not made: whom it holds, the plan does not tell.</summary>
    public static bool IsForeign(string source) =>
        source.StartsWith(ForeignGroup, StringComparison.Ordinal) || source.StartsWith(PrefixList, StringComparison.Ordinal);

    /// <summary>What a rule stands before.</summary>
    public static Gate GateOf(Change rule) =>
        rule.Urn.Contains(BastionsRule, StringComparison.Ordinal) ? Gate.Bastion
        : IsOfLoadBalancer(rule) ? Gate.LoadBalancer
        : Gate.Nodes;

    /// <summary>What a rule lets in, in whichever group; null: it is not there on that side.</summary>
    public static Opened? Of(Change rule, ResourceState? state)
    {
        if (state is null)
        {
            return null;
        }

        var opened = new Opened(
            GateOf(rule),
            // AWS takes the numbers of protocols too, and capitals.
            state.Inputs["ipProtocol"].Text?.ToLowerInvariant() switch
            {
                "1" => "icmp",
                "6" => "tcp",
                "17" => "udp",
                "58" => "icmpv6",
                "132" => "sctp",
                "all" or null => "-1",
                var protocol => protocol,
            },
            Port(state.Inputs["fromPort"], 0),
            Port(state.Inputs["toPort"], HighestPort),
            state.Inputs["cidrIpv4"].Text ?? state.Inputs["cidrIpv6"].Text ?? Untold(state) ?? GroupLetIn(rule, state)
        )
        {
            HasUntoldPorts = state.Inputs["fromPort"].IsUntold || state.Inputs["toPort"].IsUntold,
        };
        return opened.HasUntoldPorts || IsUntold(opened.Source)
            ? opened with
            {
                Which = ReferenceEquals(state, rule.New) && IsOther(rule, opened) ? $"{rule.Urn} after the change" : rule.Urn,
            }
            : opened;
    }

    // Of what the plan does not tell, the provider says whether it differs. Without a word of it, it may.
    private static bool IsOther(Change rule, Opened opened)
    {
        var differing = rule.Marks.Select(mark => mark.Path).Concat(rule.DifferenceReasons).Concat(rule.ReplaceReasons).ToList();
        return rule.Old is not null
            && rule.Kind != ChangeKind.Unchanged
            && (
                differing.Count == 0
                || differing.Exists(name =>
                    (IsUntold(opened.Source) && _whom.Contains(name)) || (opened.HasUntoldPorts && _ports.Contains(name))
                )
            );
    }

    // One that the plan does not tell may be any.
    private static long Port(Value port, long bound) => port.Whole ?? (port.IsUntold ? bound : -1);

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
    private static string GroupLetIn(Change rule, ResourceState state)
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
