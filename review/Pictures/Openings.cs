using Review.Effects;
using Review.Plans;

namespace Review.Pictures;

/// <summary>Who may reach which port, before and after.</summary>
internal sealed class Openings
{
    private readonly Plan _plan;
    private readonly Firewall _firewall;
    private readonly Func<string, bool> _isRefused;

    private Openings(Plan plan, Func<string, bool> isRefused)
    {
        _plan = plan;
        _firewall = Firewall.Of(plan);
        _isRefused = isRefused;
    }

    /// <param name="plan">The plan.</param>
    /// <param name="isRefused">Whether the engine refuses a port, such as <c>8000/tcp</c>, for those that come to publish it.</param>
    public static IReadOnlyList<Opening> Of(Plan plan, Func<string, bool> isRefused)
    {
        var openings = new Openings(plan, isRefused);
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
            var sources = _firewall.Sources(port).ToList();
            // Those that answer before and after, and those that answer only then or only now.
            foreach (
                var services in before.Union(after).GroupBy(name => new { Before = before.Contains(name), After = after.Contains(name) })
            )
            {
                var workloads = services.Where(name => name.Length > 0).Order(NaturalOrder.Instance).ToList();
                foreach (var (whom, wasLetIn, isLetIn) in sources)
                {
                    yield return new Opening(
                        whom.At,
                        whom.Source,
                        port.Name + whom.InGroup,
                        workloads,
                        SwarmNodes.IsGone(_plan) ? "a service that the plan does not name" : "a service that stays",
                        port.Mode == "host" && whom.At == Gate.Nodes,
                        wasLetIn && services.Key.Before,
                        isLetIn && services.Key.After
                    )
                    {
                        Which = whom.Which,
                    };
                }
            }
        }

        if (_firewall.IsKnown)
        {
            foreach (var (whom, wasLetIn, isLetIn) in _firewall.Sources(Firewall.Ssh).Where(one => one.Whom.Source != Firewall.RulesDecide))
            {
                yield return new Opening(whom.At, whom.Source, Firewall.Ssh.Name + whom.InGroup, [], "SSH", false, wasLetIn, isLetIn)
                {
                    Which = whom.Which,
                };
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
                    (isOnePort && (rule.MayHold(Firewall.Ssh) || answered.Count > 0))
                    || (!isOnePort && answered.Count > 0 && rule.From > 0 && rule.To - rule.From + 1 == answered.Count)
                );
            if (!isTold)
            {
                var what =
                    PortEffects.ManagedBy(rule) is { Count: > 0 } managed ? string.Join(", ", managed)
                    : isMembers ? "between the nodes"
                    : "no service that the plan names";
                // What is open at the same ports has a row beside it.
                var isPartlyOpen = !isLetIn && _firewall.After.Any(other => other.AtPorts != rule.AtPorts && rule.Meets(other));
                yield return new Opening(
                    rule.At,
                    rule.Source,
                    rule.Ports + rule.InGroup,
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
    private IEnumerable<LetIn> Rules() =>
        _firewall
            .Before.Union(_firewall.After)
            .SelectMany(rule =>
                !_firewall.Before.Contains(rule) && rule.Beyond(_firewall.WereLetIn) is { Count: > 0 } opened
                    ? opened.Select(part => new LetIn(part, false, true))
                : !_firewall.After.Contains(rule) && rule.Beyond(_firewall.AreLetIn) is { Count: > 0 } closed
                    ? closed.Select(part => new LetIn(part, true, false))
                : [new LetIn(rule, true, true)]
            )
            .Distinct();

    private Dictionary<PortEffects.Port, Answering> Published()
    {
        Dictionary<PortEffects.Port, Answering> ports = [];
        HashSet<string> gone = [];
        foreach (var service in _plan.Changes.Concat(_plan.Unchanged).Where(ServiceEffects.IsService))
        {
            var (before, after) = (service.Before, service.After);
            if (after is null)
            {
                gone.Add(service.Name);
            }

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

        foreach (var port in ports.GroupBy(port => port.Key.Name).Where(port => _isRefused(port.Key)))
        {
            Refuse([.. port.Select(one => one.Value)], gone);
        }

        // Of services that the plan does not name, the stack's outputs tell at least the ports.
        foreach (var endpoint in (_plan.Stack?.Old?.Outputs["endpoints"] ?? Value.Absent).Items)
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

        Answering Of(PortEffects.Port port) => ports.TryGetValue(port, out var known) ? known : ports[port] = new Answering([], []);
    }

    // What the engine refuses stays with those that have it; of those that come together, it goes to the first.
    private static void Refuse(List<Answering> modes, HashSet<string> gone)
    {
        var first = modes.SelectMany(mode => mode.After).FirstOrDefault();
        var isNew = modes.TrueForAll(mode => mode.Before.Count == 0);
        foreach (var (before, after) in modes)
        {
            var keep = isNew ? after.FindAll(name => name == first) : before.FindAll(name => !gone.Contains(name));
            after.Clear();
            after.AddRange(keep);
        }
    }

    private static int Rank(string source) =>
        source switch
        {
            _ when Opened.IsNearlyAll(source) => 0,
            Opened.Members => 2,
            _ => 1,
        };

    // The services that publish a port before and after.
    private sealed record Answering(List<string> Before, List<string> After);
}
