using System.Runtime.CompilerServices;
using Review.Plans;

namespace Review.Effects;

/// <summary>
/// Whom the firewall lets in, before and after. A plan that names only what changes lacks its other rules: then the configuration tells them, from which the program
/// makes its rules.
/// </summary>
internal sealed class Firewall
{
    public const string HostsDecide = "whoever the hosts' own firewalls let in";
    public const string RulesDecide = "whoever the firewall's rules let in";

    // Effects, rules and the picture ask for it.
    private static readonly ConditionalWeakTable<Plan, Firewall> _known = [];

    private readonly IReadOnlyDictionary<string, string> _configuration;
    private readonly bool _namesAllRules;
    private readonly HashSet<Gate> _ofSeveralGroups;
    private readonly IReadOnlyList<Gate> _gates;

    private Firewall(Plan plan)
    {
        _configuration = plan.Configuration;
        var rules = plan.Changes.Concat(plan.Unchanged).Where(PortEffects.IsRule).ToList();
        _ofSeveralGroups =
        [
            .. rules
                .Select(rule => new { At = Opened.GateOf(rule), Group = GroupOf(rule) })
                .Where(one => one.Group.Length > 0)
                .Distinct()
                .CountBy(one => one.At)
                .Where(count => count.Value > 1)
                .Select(count => count.Key),
        ];
        (Before, After) = (All(rules, change => change.Before), All(rules, change => change.After));
        (WereLetIn, AreLetIn) = (Opened.Merged(Before), Opened.Merged(After));
        IsOnHosts = _configuration.GetValueOrDefault("swarm:provider") == "hosts";
        IsKnown = !IsOnHosts && (rules.Count > 0 || _configuration.GetValueOrDefault("swarm:provider") == "aws");
        // One that ended early has not come to all of them.
        _namesAllRules =
            plan.Outcome == PlanOutcome.Succeeded
            && (plan.Unchanged.Any(PortEffects.IsRule) || plan.Stack?.Kind is ChangeKind.Created or ChangeKind.Deleted);
        _gates =
        [
            Gate.Nodes,
            .. new[]
            {
                new { At = Gate.Bastion, IsSet = PortEffects.HasBastion(_configuration) },
                new { At = Gate.LoadBalancer, IsSet = PortEffects.HasLoadBalancer(_configuration) },
            }
                .Where(gate => gate.IsSet || Before.Union(After).Any(rule => rule.At == gate.At))
                .Select(gate => gate.At),
        ];
    }

    public static PortEffects.Port Ssh { get; } = new(22, "tcp", "");

    /// <summary>Whether the hosts are the user's own, and their firewalls are not part of the stack.</summary>
    public bool IsOnHosts { get; }

    /// <summary>Whether there is one of which the plan or the configuration tells.</summary>
    public bool IsKnown { get; }

    /// <summary>What the rules let in before, as far as the plan names them.</summary>
    public HashSet<Opened> Before { get; }

    /// <summary>What they let in after.</summary>
    public HashSet<Opened> After { get; }

    /// <summary>What all of them together let in before.</summary>
    public IReadOnlyCollection<Opened> WereLetIn { get; }

    /// <summary>What all of them together let in after.</summary>
    public IReadOnlyCollection<Opened> AreLetIn { get; }

    public static Firewall Of(Plan plan) => _known.GetValue(plan, plan => new Firewall(plan));

    /// <summary>What rules let in on one side of a change.</summary>
    public HashSet<Opened> All(IEnumerable<Change> rules, Func<Change, ResourceState?> side) =>
        [.. rules.Select(rule => Let(rule, side(rule))).OfType<Opened>()];

    /// <summary>What a rule lets in; null: it is not there on that side.</summary>
    public Opened? Let(Change rule, ResourceState? state)
    {
        var opened = Opened.Of(rule, state);
        return opened is not null && _ofSeveralGroups.Contains(opened.At) ? opened with { Group = GroupOf(rule) } : opened;
    }

    /// <summary>Whether the plan names what decides who reaches a port after the change: all rules, or one that lets in there.</summary>
    public bool TellsOf(PortEffects.Port port) =>
        IsKnown && (_namesAllRules || After.Any(rule => rule.IsOutside && rule.At != Gate.Bastion && rule.MayHold(port)));

    /// <summary>Who reaches a port of the nodes after the change: directly, and through the load balancer.</summary>
    public (IReadOnlyList<string> Directly, IReadOnlyList<string> Balanced) Reaching(PortEffects.Port port)
    {
        var directly = At(Gate.Nodes);
        return (
            [.. directly.Where(source => source != Opened.LoadBalancer)],
            directly.Contains(Opened.LoadBalancer) ? At(Gate.LoadBalancer) : []
        );

        List<string> At(Gate gate) =>
            [
                .. Sources(gate, port)
                    .Where(one => one.After && one.Whom.Source != RulesDecide)
                    .Select(one => one.Whom.Source)
                    .Distinct()
                    .Order(NaturalOrder.Instance),
            ];
    }

    /// <summary>Who may reach a port before and after, at each gate.</summary>
    public IEnumerable<LetIn> Sources(PortEffects.Port port) =>
        IsKnown
            ? _gates.SelectMany(gate => Sources(gate, port))
            : [new LetIn(Opened.Let(Gate.Nodes, IsOnHosts ? HostsDecide : RulesDecide), true, true)];

    private IEnumerable<LetIn> Sources(Gate gate, PortEffects.Port port)
    {
        var before = Letting(Before, gate, port);
        var after = Letting(After, gate, port);
        // Whether a rule lets in those of another one as well, only the rules themselves tell.
        var (had, has) = (Letting(WereLetIn, gate, port), Letting(AreLetIn, gate, port));
        // The program makes no rule for a port that is chosen.
        if (!_namesAllRules && !port.IsChosen)
        {
            var given = Given(gate, port).Select(source => Opened.Let(gate, source)).ToList();
            before.UnionWith(given.Except(after.Except(before)).ToList());
            after.UnionWith(given);
        }

        return before.Count == 0 && after.Count == 0
            ? _namesAllRules || gate != Gate.Nodes
                ? []
                : [new LetIn(Opened.Let(gate, RulesDecide), true, true)]
            : before
                .Union(after)
                .Select(whom => new LetIn(
                    whom,
                    before.Contains(whom) || had.Any(whom.IsAmong),
                    after.Contains(whom) || has.Any(whom.IsAmong)
                ));
    }

    // Whom the program lets in where the configuration says so: SSH at the bastion, published ports at the load balancer, where these are.
    private IReadOnlyList<string> Given(Gate gate, PortEffects.Port port)
    {
        var (outer, group) =
            port == Ssh
                ? PortEffects.HasBastion(_configuration)
                    ? (Gate.Bastion, Opened.Bastion)
                    : (Gate.Nodes, "")
                : PortEffects.HasLoadBalancer(_configuration)
                    ? (Gate.LoadBalancer, Opened.LoadBalancer)
                    : (Gate.Nodes, "");
        return gate == outer
                ? PortEffects.Ranges(
                    (port == Ssh ? null : _configuration.GetValueOrDefault("swarm:publishedFrom"))
                        ?? _configuration.GetValueOrDefault("swarm:sshFrom")
                )
            : gate == Gate.Nodes ? [group]
            : [];
    }

    private static HashSet<Opened> Letting(IEnumerable<Opened> rules, Gate gate, PortEffects.Port port) =>
        [.. rules.Where(rule => rule.At == gate && rule.IsOutside && rule.MayHold(port)).Select(rule => rule.Whom)];

    // A rule that goes to another group is told as that, and lets in there what it let in before.
    private static string GroupOf(Change rule) =>
        (rule.New ?? rule.Old)?.Inputs["securityGroupId"] is { } group
            ? group.Text is { } id
                ? $"security group {id}"
                : group.Kind == ValueKind.Unknown
                    ? "a security group that is known after the change"
                    : ""
            : "";
}
