using System.Runtime.CompilerServices;
using Review.Plans;

namespace Review.Effects;

/// <summary>Services that have the same port in mode host: no node takes two of their tasks (HostPortFilter of swarmkit's scheduler).</summary>
internal sealed class HostPorts
{
    // Each service with such a port asks for those of the others.
    private static readonly ConditionalWeakTable<Plan, HostPorts> _known = [];

    private readonly ILookup<string, Holder> _before;
    private readonly ILookup<string, Holder> _after;

    private HostPorts(Plan plan)
    {
        var nodes = ServiceEffects.NodesOf(plan);
        // What is on a node that is paused stays there, and which tasks these are the plan does not tell; nor does it of a machine that goes alone.
        var areTold = !nodes.Any(node => node.IsAbandoned || (node.TakesTasks(isAfter: true) && !node.TakesNewTasks));
        Change[] services = areTold ? [.. plan.Changes.Concat(plan.Unchanged).Where(ServiceEffects.IsService)] : [];
        (_before, _after) = (Holders(services, nodes, isAfter: false), Holders(services, nodes, isAfter: true));
    }

    /// <summary>The ports in mode host that are asked for by number: one that the engine chooses is free.</summary>
    public static IEnumerable<string> Of(Value service) =>
        PortEffects.Published(service).Where(port => port.Mode == "host" && !port.IsChosen).Select(port => port.Name);

    /// <summary>That tasks of a service and of others are more than there are nodes for; null: there is room, or the plan does not tell.</summary>
    public static string? TooMany(Change service, Plan plan, bool isAfter)
    {
        var ports = Of((isAfter ? service.After : service.Before)?.Inputs ?? Value.Absent).ToList();
        if (ports.Count == 0)
        {
            return null;
        }

        var known = _known.GetValue(plan, read => new HostPorts(read));
        return ports
            .Select(port => TooMany(service, port, [.. (isAfter ? known._after : known._before)[port]]))
            .FirstOrDefault(tooMany => tooMany is not null);
    }

    private static string? TooMany(Change service, string port, IReadOnlyList<Holder> holders)
    {
        if (holders.Count < 2 || holders.FirstOrDefault(one => one.Service.Urn == service.Urn) is not { } own)
        {
            return null;
        }

        var others = holders
            .Where(one => one != own)
            .Select(one => new { one.Service, Tasks = one.TasksAmong(own) })
            .Where(one => one.Tasks > 0)
            .ToList();
        var room = own.Nodes.Count;
        return
            own.Tasks == 0
            || others.Count == 0
            || own.Tasks + others.Sum(one => one.Tasks) <= room
            // That of a service which comes or changes is told with that one.
            || (service.Kind == ChangeKind.Unchanged && others.Exists(one => one.Service.Kind != ChangeKind.Unchanged))
            ? null
            : $"{ServiceEffects.Count(own.Tasks)} and {Names.Few([.. others.Select(one => $"{one.Tasks} of {one.Service.Name}")], 5)}, of which only {room} {(room == 1 ? "finds" : "find")} a node: {port} in mode host leaves room for one on each node";
    }

    private static ILookup<string, Holder> Holders(Change[] services, IReadOnlyList<NodeState> nodes, bool isAfter) =>
        services.SelectMany(service => Holding(service, nodes, isAfter)).ToLookup(one => one.Port, one => one.Holder);

    private static IEnumerable<(string Port, Holder Holder)> Holding(Change change, IReadOnlyList<NodeState> nodes, bool isAfter)
    {
        var service = (isAfter ? change.After : change.Before)?.Inputs ?? Value.Absent;
        var ports = Of(service).ToList();
        return
            ports.Count > 0
            && Placement.Of(service).NodesOf(nodes, isAfter) is { Count: > 0 } places
            && Rollout.TasksOf(service, places.Count) is { } tasks
            ? ports.Select(port => (port, new Holder(change, places, tasks, Rollout.IsGlobal(service))))
            : [];
    }

    private sealed class Holder(Change service, IReadOnlyList<NodeState> nodes, long tasks, bool isGlobal)
    {
        public Change Service { get; } = service;

        public IReadOnlyList<NodeState> Nodes { get; } = nodes;

        public long Tasks { get; } = tasks;

        /// <summary>How many of its tasks have to run on nodes of another one, since no more have room on the rest of its own.</summary>
        public long TasksAmong(Holder other)
        {
            // Those of equal constraints are the same list.
            var shared = ReferenceEquals(Nodes, other.Nodes)
                ? Nodes.Count
                : Nodes.Intersect(other.Nodes, ReferenceEqualityComparer.Instance).Count();
            return isGlobal ? shared : Math.Max(0, Math.Min(Tasks, Nodes.Count) - (Nodes.Count - shared));
        }
    }
}
