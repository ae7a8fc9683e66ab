using Review.Effects;
using Review.Plans;

namespace Review.Pictures;

/// <summary>
/// Who may reach which port, before and after. A plan that names only what changes lacks the firewall's other rules: then the configuration tells them, from which the program
/// makes its rules.
/// </summary>
internal sealed class Openings
{
    private const string HostsDecide = "whoever the hosts' own firewalls let in";
    private const string RulesDecide = "whoever the firewall's rules let in";
    private static readonly PortEffects.Port _ssh = new(22, "tcp", "");

    private readonly Plan _plan;
    private readonly bool _isOnHosts;
    private readonly bool _hasFirewall;
    private readonly bool _namesAllRules;
    private readonly IReadOnlyList<Gate> _gates;
    private readonly HashSet<Opened> _before;
    private readonly HashSet<Opened> _after;
    private readonly IReadOnlyCollection<Opened> _wereLetIn;
    private readonly IReadOnlyCollection<Opened> _areLetIn;

    private Openings(Plan plan)
    {
        _plan = plan;
        var rules = plan.Changes.Concat(plan.Unchanged).Where(PortEffects.IsRule).ToList();
        _before = Opened.All(rules, change => change.Before);
        _after = Opened.All(rules, change => change.After);
        (_wereLetIn, _areLetIn) = (Opened.Merged(_before), Opened.Merged(_after));
        _gates = [Gate.Nodes, .. Others()];
        _isOnHosts = plan.Configuration.GetValueOrDefault("swarm:provider") == "hosts";
        _hasFirewall = !_isOnHosts && (rules.Count > 0 || plan.Configuration.GetValueOrDefault("swarm:provider") == "aws");
        _namesAllRules = plan.Unchanged.Any(PortEffects.IsRule) || plan.Stack?.Kind is ChangeKind.Created or ChangeKind.Deleted;
    }

    public static IReadOnlyList<Opening> Of(Plan plan)
    {
        var openings = new Openings(plan);
        return
        [
            .. openings
                .All()
                .Where(opening => opening.Before || opening.After)
                .OrderBy(opening => Rank(opening.Source))
                .ThenBy(opening => opening.Source, NaturalOrder.Instance)
                .ThenBy(opening => opening.Port, NaturalOrder.Instance),
        ];
    }

    private IEnumerable<Opening> All()
    {
        var published = Published();
        foreach (var (port, (before, after)) in published)
        {
            var workloads = before.Union(after).Where(name => name.Length > 0).Order(NaturalOrder.Instance).ToList();
            foreach (var (whom, wasLetIn, isLetIn) in Sources(port))
            {
                yield return new Opening(
                    whom.At,
                    whom.Source,
                    port.Name,
                    workloads,
                    SwarmNodes.IsGone(_plan) ? "a service that the plan does not name" : "a service that stays",
                    port.Mode == "host" && whom.At == Gate.Nodes,
                    wasLetIn && before.Count > 0,
                    isLetIn && after.Count > 0
                )
                {
                    Which = whom.Which,
                };
            }
        }

        if (_hasFirewall)
        {
            foreach (var (whom, wasLetIn, isLetIn) in Sources(_ssh).Where(one => one.Whom.Source != RulesDecide))
            {
                yield return new Opening(whom.At, whom.Source, _ssh.Name, [], "SSH", false, wasLetIn, isLetIn) { Which = whom.Which };
            }
        }

        // What no service of the plan answers, and what the members need.
        foreach (var (rule, wasLetIn, isLetIn) in Rules())
        {
            var isMembers = rule.Source == Opened.Members;
            var isOnePort = rule.From == rule.To && rule.Protocol != "-1";
            var answered = published.Keys.Where(port => !port.IsChosen && rule.MayHold(port)).Select(port => port.Number).ToHashSet();
            var isTold =
                !isMembers
                && (
                    (isOnePort && (rule.MayHold(_ssh) || answered.Count > 0))
                    || (!isOnePort && rule.From > 0 && rule.To - rule.From + 1 == answered.Count)
                );
            if (!isTold)
            {
                var what =
                    PortEffects.ManagedBy(rule) is { Count: > 0 } managed ? string.Join(", ", managed)
                    : isMembers ? "between the nodes"
                    : "no service that the plan names";
                // What is open at the same ports has a row beside it.
                var isPartlyOpen = !isLetIn && _after.Any(other => other.AtPorts != rule.AtPorts && rule.Meets(other));
                yield return new Opening(
                    rule.At,
                    rule.Source,
                    rule.Ports,
                    [],
                    isPartlyOpen ? $"{what}, {PortEffects.ExceptOthers}" : what,
                    false,
                    wasLetIn,
                    isLetIn
                )
                {
                    Which = rule.Whom.Which,
                };
            }
        }
    }

    // Of one that only partly lets in what was let in before, the rest is told with the other.
    private IEnumerable<(Opened Rule, bool Before, bool After)> Rules() =>
        _before
            .Union(_after)
            .SelectMany(rule =>
                !_before.Contains(rule) && rule.Beyond(_wereLetIn) is { Count: > 0 } opened ? opened.Select(part => (part, false, true))
                : !_after.Contains(rule) && rule.Beyond(_areLetIn) is { Count: > 0 } closed ? closed.Select(part => (part, true, false))
                : [(rule, true, true)]
            )
            .Distinct();

    private Dictionary<PortEffects.Port, (HashSet<string> Before, HashSet<string> After)> Published()
    {
        Dictionary<PortEffects.Port, (HashSet<string> Before, HashSet<string> After)> ports = [];
        foreach (var service in _plan.Changes.Concat(_plan.Unchanged).Where(ServiceEffects.IsService))
        {
            var (before, after) = (service.Before, service.After);
            foreach (var port in PortEffects.Published(before))
            {
                Of(port).Before.Add(service.Name);
            }

            // What the plan does not tell yet is shown as it is.
            foreach (var port in PortEffects.Published(PortEffects.AreUnknown(after) ? before : after))
            {
                Of(port).After.Add(service.Name);
            }
        }

        // Of services that the plan does not name, the stack's outputs tell at least the ports.
        foreach (var endpoint in (_plan.Stack?.Old?.Outputs["endpoints"] ?? default).Items)
        {
            if (Uri.TryCreate(endpoint.Text, UriKind.Absolute, out var address))
            {
                var isNamed = ports.Any(port =>
                    port.Key.Number == address.Port && port.Key.Protocol == "tcp" && port.Value.Before.Any(name => name.Length > 0)
                );
                if (!isNamed)
                {
                    var (before, after) = Of(new PortEffects.Port(address.Port, "tcp", "ingress"));
                    before.Add("");
                    if (!SwarmNodes.IsGone(_plan))
                    {
                        after.Add("");
                    }
                }
            }
        }

        return ports;

        (HashSet<string> Before, HashSet<string> After) Of(PortEffects.Port port) =>
            ports.TryGetValue(port, out var known) ? known : ports[port] = ([], []);
    }

    private IEnumerable<(Opened Whom, bool Before, bool After)> Sources(PortEffects.Port port) =>
        _hasFirewall
            ? _gates.SelectMany(gate => Sources(gate, port))
            : [(Opened.Let(Gate.Nodes, _isOnHosts ? HostsDecide : RulesDecide), true, true)];

    private IEnumerable<(Opened Whom, bool Before, bool After)> Sources(Gate gate, PortEffects.Port port)
    {
        var before = Letting(_before, gate, port);
        var after = Letting(_after, gate, port);
        // Whether a rule lets in those of another one as well, only the rules themselves tell.
        var (had, has) = (Letting(_wereLetIn, gate, port), Letting(_areLetIn, gate, port));
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
                : [(Opened.Let(gate, RulesDecide), true, true)]
            : before
                .Union(after)
                .Select(whom => (whom, before.Contains(whom) || had.Any(whom.IsAmong), after.Contains(whom) || has.Any(whom.IsAmong)));
    }

    // Whom the program lets in where the configuration says so: SSH at the bastion, published ports at the load balancer, where these are.
    private IReadOnlyList<string> Given(Gate gate, PortEffects.Port port)
    {
        var (outer, group) =
            port == _ssh
                ? PortEffects.HasBastion(_plan.Configuration)
                    ? (Gate.Bastion, Opened.Bastion)
                    : (Gate.Nodes, "")
                : PortEffects.HasLoadBalancer(_plan.Configuration)
                    ? (Gate.LoadBalancer, Opened.LoadBalancer)
                    : (Gate.Nodes, "");
        return gate == outer
                ? PortEffects.Ranges(
                    (port == _ssh ? null : _plan.Configuration.GetValueOrDefault("swarm:publishedFrom"))
                        ?? _plan.Configuration.GetValueOrDefault("swarm:sshFrom")
                )
            : gate == Gate.Nodes ? [group]
            : [];
    }

    private IEnumerable<Gate> Others()
    {
        if (PortEffects.HasBastion(_plan.Configuration) || _before.Union(_after).Any(rule => rule.At == Gate.Bastion))
        {
            yield return Gate.Bastion;
        }

        if (PortEffects.HasLoadBalancer(_plan.Configuration) || _before.Union(_after).Any(rule => rule.At == Gate.LoadBalancer))
        {
            yield return Gate.LoadBalancer;
        }
    }

    private static HashSet<Opened> Letting(IEnumerable<Opened> rules, Gate gate, PortEffects.Port port) =>
        [.. rules.Where(rule => rule.At == gate && rule.IsOutside && rule.MayHold(port)).Select(rule => rule.Whom)];

    private static int Rank(string source) =>
        source switch
        {
            _ when Opened.IsNearlyAll(source) => 0,
            Opened.Members => 2,
            _ => 1,
        };
}
