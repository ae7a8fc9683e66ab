using Infra.Compose.Format;
using Infra.Diagnostics;
using Infra.Settings;

namespace Infra.Placement;

/// <summary>
/// Whether there are nodes for the tasks of every service, before anything is created. What can never run is a problem; what runs only if somebody else
/// sees to it is a warning; and of what is not known, such as the processor of a machine that exists already, the best is assumed.
/// </summary>
internal sealed class PlacementCheck
{
    private readonly IReadOnlyList<NodeFacts> _nodes;
    private readonly bool _areMade;
    private readonly HashSet<string> _ownLabels;
    private readonly IReadOnlyList<string>? _balanced;
    private readonly ICollection<Problem> _problems;
    private readonly ICollection<Warning> _warnings;

    private PlacementCheck(
        IReadOnlyList<NodeFacts> nodes,
        HostsSettings hosts,
        ICollection<Problem> problems,
        ICollection<Warning> warnings
    )
    {
        _nodes = nodes;
        _areMade = hosts is AwsSettings;
        _balanced = hosts is AwsSettings { LoadBalancer: { } balancer } aws
            ? [.. aws.AwsNodes.Where(balancer.SendsTo).Select(node => node.Name)]
            : null;
        _ownLabels = [.. nodes.SelectMany(node => node.Labels.Keys)];
        _problems = problems;
        _warnings = warnings;
    }

    /// <summary>Checks every service.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="hosts">Every node of the swarm.</param>
    /// <param name="types">What the machines are like that the program creates, as soon as that is known.</param>
    /// <param name="problems">Receives what can never run.</param>
    /// <param name="warnings">Receives what may not run.</param>
    public static void Check(
        StackFile stack,
        HostsSettings hosts,
        IReadOnlyDictionary<AwsMachineSettings, MachineType>? types,
        ICollection<Problem> problems,
        ICollection<Warning> warnings
    )
    {
        var check = new PlacementCheck(NodeFacts.Of(hosts, types), hosts, problems, warnings);
        foreach (var service in stack.Services.Where(service => service.Deploy.Global || service.Deploy.Replicas > 0))
        {
            check.Check(service);
        }
    }

    /// <summary>Tells of a service whether its constraints let a task of it onto one of some nodes.</summary>
    /// <param name="hosts">Every node of the swarm.</param>
    /// <param name="nodes">The names of those nodes.</param>
    public static Func<Service, bool> MayRunOn(HostsSettings hosts, IReadOnlyCollection<string> nodes)
    {
        var check = new PlacementCheck(NodeFacts.Of(hosts), hosts, [], []);
        NodeFacts[] asked = [.. check._nodes.Where(node => nodes.Contains(node.Name))];
        return service =>
        {
            var rules = RulesOf(service);
            return asked.Any(node => check.ByRules(node, rules) != Fit.No);
        };
    }

    private static Rule[] RulesOf(Service service) => [.. service.Deploy.Constraints.Select(Rule.Read).OfType<Rule>()];

    private void Check(Service service)
    {
        var rules = RulesOf(service);
        var fits = _nodes.Select(node => (Node: node, Fit: FitOf(node, rules))).ToArray();
        NodeFacts[] able = [.. fits.Where(pair => pair.Fit != Fit.No).Select(pair => pair.Node)];
        NodeFacts[] sure = [.. fits.Where(pair => pair.Fit == Fit.Yes).Select(pair => pair.Node)];
        if (able.Length == 0)
        {
            TellUnmet(service, rules);
            return;
        }

        TellUnbalanced(service, able);
        var room = new Room(service);
        var replicas = service.Deploy.Global ? 1 : service.Deploy.Replicas;
        // A global service has a task on every node that fits, for which there must be room.
        var narrow = service.Deploy.Global ? [.. able.Where(node => room.On([node]) == 0)] : able;
        if (service.Deploy.Global ? narrow.Length > 0 : room.On(able) < replicas)
        {
            TellTooNarrow(service, room, narrow, replicas);
        }
        else if (sure.Length == 0 || !service.Deploy.Global && room.On(sure) < replicas)
        {
            TellDoubtful(service, rules, able, room.On(sure));
        }
    }

    // In host mode only a node with a task answers. Where the load balancer sends to none of these, no target is healthy, and AWS then sends to all of them.
    private void TellUnbalanced(Service service, NodeFacts[] able)
    {
        if (_balanced is null || able.Any(node => _balanced.Contains(node.Name)))
        {
            return;
        }

        foreach (var port in service.Ports.Where(port => port is { Published: > 0, Mode: "host" }))
        {
            _warnings.Add(
                new Warning(
                    $"{port.At} services.{service.Name}.ports",
                    $"The load balancer sends {port.Published}/{port.Protocol} to {string.Join(", ", _balanced)}, and in host mode only a node with a task answers: {service.Name} can run on {string.Join(", ", able.Select(node => node.Name))} only. "
                        + $"Publish the port in ingress mode, place the service on nodes of the load balancer, or change {SettingsTable.LoadBalancer.Key}.{SettingsTable.LoadBalancerOf.Pools.Name}."
                )
            );
        }
    }

    private Fit ByRules(NodeFacts node, IEnumerable<Rule> rules) =>
        rules.Select(rule => rule.For(node, _ownLabels)).DefaultIfEmpty(Fit.Yes).Min();

    private Fit FitOf(NodeFacts node, IEnumerable<Rule> rules)
    {
        var byRules = ByRules(node, rules);
        return node.Availability switch
        {
            NodeAvailability.Drain => Fit.No,
            // The tasks that it has already go on.
            NodeAvailability.Pause when byRules == Fit.Yes => Fit.Doubtful,
            _ => byRules,
        };
    }

    private void TellUnmet(Service service, Rule[] rules)
    {
        var unmet = rules.Where(rule => _nodes.All(node => rule.For(node, _ownLabels) == Fit.No)).ToArray();
        if (unmet.Length > 0)
        {
            foreach (var rule in unmet)
            {
                Tell(service, rule, $"{Quoted(rule)}, which no node meets", "a constraint that a node meets", Fix(rule));
            }
        }
        else if (rules.Length > 0 && _nodes.All(node => rules.Any(rule => rule.For(node, _ownLabels) == Fit.No)))
        {
            var all = string.Join(" and ", rules.Select(Quoted));
            Tell(service, rules[0], $"{all}, which no node meets together", "constraints that one node meets", "Change one of them.");
        }
        else
        {
            var all = rules.Length == 0 ? "a service" : string.Join(" and ", rules.Select(Quoted));
            Tell(
                service,
                rules.FirstOrDefault(),
                $"{all}, {(rules.Length == 0 ? "while all nodes are drained" : "which only drained nodes meet")}",
                "at least one node that takes tasks",
                _areMade
                    ? $"Change {SettingsTable.NodeAvailability.Key}."
                    : $"Change {SettingsTable.NodeAvailability.Key}, or availability in {SettingsTable.Hosts.Key}."
            );
        }
    }

    // Swarm takes a global service that has no node yet, and runs it as soon as there is one.
    private void Tell(Service service, Rule? rule, string received, string allowed, string fix)
    {
        var where = rule is null ? $"{service.At} services.{service.Name}" : Where(service, rule);
        if (service.Deploy.Global)
        {
            _warnings.Add(new Warning(where, $"{received}, so that the service runs nowhere. {fix} The nodes are {NodeList.Of(_nodes)}."));
        }
        else
        {
            _problems.Add(new Problem(where, received, $"{allowed} ({NodeList.Of(_nodes)})", fix));
        }
    }

    private void TellTooNarrow(Service service, Room room, NodeFacts[] nodes, int replicas)
    {
        var why = string.Join(" and ", room.TooNarrow(nodes, service.Deploy.Global ? nodes.Length : replicas));
        var most = room.On(nodes);
        _problems.Add(
            new Problem(
                $"{service.At} services.{service.Name}.deploy",
                $"{(service.Deploy.Global ? "a task on every node" : Count(replicas))} with {why}",
                most == 0
                    ? $"what fits on a node that can take the service ({NodeList.Of(nodes)})"
                    : $"at most {most} on the nodes that can take the service ({NodeList.Of(nodes)})",
                most == 0
                    ? $"Reserve less, or choose another {SettingsTable.InstanceType.Key}, or a pool of larger machines ({SettingsTable.Pools.Key})."
                    : "Ask for fewer replicas, let a node have more of them, or let more nodes take the service."
            )
        );
    }

    private void TellDoubtful(Service service, Rule[] rules, NodeFacts[] able, long room)
    {
        var doubtful = rules.Where(rule => able.All(node => rule.For(node, _ownLabels) == Fit.Doubtful)).ToArray();
        foreach (var rule in doubtful)
        {
            _warnings.Add(
                new Warning(
                    Where(service, rule),
                    rule.Label is { } label
                        ? $"{Quoted(rule)}: the configuration gives no node the label {label}, so the service waits until somebody else does. {Fix(rule)}"
                        : $"{Quoted(rule)}: no host is called that in {SettingsTable.Hosts.Key}, so the service waits unless a machine calls itself so. The nodes are {NodeList.Of(_nodes)}."
                )
            );
        }

        if (doubtful.Length == 0)
        {
            _warnings.Add(
                new Warning(
                    $"{service.At} services.{service.Name}.deploy",
                    $"there is room for {(room == 0 ? "none" : room)} of {(service.Deploy.Global ? "its tasks" : Count(service.Deploy.Replicas))} unless paused nodes become active, or somebody else gives nodes what the constraints ask for. The nodes are {NodeList.Of(able)}."
                )
            );
        }
    }

    private string Fix(Rule rule) =>
        !rule.IsKnown ? $"The keys are {Rule.Keys}."
        : rule.IsOfOtherArchitecture ? "Engines call amd64 x86_64, and arm64 aarch64."
        : rule.Label is not null && _areMade ? $"Set the label with {SettingsTable.NodeLabels.Key}, or change the constraint."
        : rule.Label is not null
            ? $"Set the label with labels in {SettingsTable.Hosts.Key}, or with {SettingsTable.NodeLabels.Key}, or change the constraint."
        : "Change the constraint.";

    private static string Where(Service service, Rule rule) => $"{rule.Constraint.At} services.{service.Name}.deploy.placement.constraints";

    private static string Count(int replicas) => replicas == 1 ? "1 replica" : $"{replicas} replicas";

    private static string Quoted(Rule rule) => $"\"{rule.Constraint.Text}\"";
}
