using Review.Effects;
using Review.Plans;

namespace Review.Pictures;

/// <summary>The swarm before and after the change, in one model: what every drawing and the matrix show.</summary>
internal sealed record SwarmPicture
{
    public required IReadOnlyList<PlacedNode> Nodes { get; init; }

    public required IReadOnlyList<Workload> Workloads { get; init; }

    public required IReadOnlyList<Overlay> Overlays { get; init; }

    public required IReadOnlyList<Opening> Openings { get; init; }

    /// <summary>What is missing in it, and why.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Whether anything in it is not as before.</summary>
    public bool HasDifference =>
        Nodes.Any(node => node.Presence != Presence.Stays)
        || Workloads.Any(workload => workload.Presence != Presence.Stays)
        || Overlays.Any(overlay => overlay.Presence != Presence.Stays)
        || Openings.Any(opening => opening.Presence != Presence.Stays);

    public static SwarmPicture Of(Plan plan, IReadOnlyList<Effect> effects)
    {
        // The picture says of each thing what the report says of it.
        var words = effects
            .Where(effect => effect.Word is not null)
            .ToLookup(effect => new Named(effect.Area, effect.Subject), effect => effect.Word!.Verb);
        var all = plan.Changes.Concat(plan.Unchanged).ToList();
        var nodes = Placed(plan, all, words);
        var names = new NetworkNames(all.Where(NetworkEffects.IsNetwork));
        var workloads = all.Where(change => ServiceEffects.IsService(change) || ContainerEffects.IsContainer(change))
            .Select(change => Workload(change, nodes, names, words))
            .OrderBy(workload => workload.Name, NaturalOrder.Instance)
            .ToList();
        var overlays = all.Where(NetworkEffects.IsNetwork)
            .Select(network => new Overlay(network.Name, PresenceOf(network), Word(network, Area.Networks, words)))
            .ToList();
        var named = overlays.Select(overlay => overlay.Name).ToHashSet();
        overlays.AddRange(
            workloads
                .SelectMany(workload => workload.Before.Concat(workload.After))
                .Distinct()
                .Where(name => !named.Contains(name))
                .Select(name => new Overlay(name, Presence.Stays, ""))
        );
        return new SwarmPicture
        {
            Nodes = nodes,
            Workloads = workloads,
            Overlays = [.. overlays.OrderBy(overlay => overlay.Name, NaturalOrder.Instance)],
            Openings = Pictures.Openings.Of(plan, port => words[new Named(Area.Ports, port)].Contains(PortEffects.RefusedVerb)),
            Notes = [.. NotesOn(plan)],
        };
    }

    private static List<PlacedNode> Placed(Plan plan, List<Change> all, ILookup<Named, string> words)
    {
        var addresses = (plan.Stack?.Old?.Outputs["nodes"] ?? Value.Absent)
            .Items.Where(node => node["name"].Text is not null)
            .DistinctBy(node => node["name"].Text)
            .ToDictionary(node => node["name"].Text!, node => node["privateAddress"].Text);
        var zones = new Zones(all);
        var hasPools = plan.Configuration.GetValueOrDefault("swarm:provider") == "aws";
        return
        [
            .. SwarmNodes
                .Of(plan)
                .Where(node => node.RoleBefore is not null || node.RoleAfter is not null)
                .Select(node =>
                {
                    var word = string.Join(", ", words[new Named(Area.Nodes, node.Name)].Distinct());
                    return new PlacedNode(
                        node,
                        node.Joins ? Presence.Comes
                            : node.Leaves ? Presence.Goes
                            : word.Length > 0 ? Presence.Changes
                            : Presence.Stays,
                        node.Joins ? "new"
                            : node.Leaves ? "gone"
                            : word,
                        zones.Of(node.Name, addresses.GetValueOrDefault(node.Name)),
                        hasPools ? PoolOf(node.Name) : ""
                    );
                }),
        ];
    }

    // The program names the nodes of a pool after it, and all others node1, node2 and so on.
    private static string PoolOf(string node) => node.TrimEnd("0123456789".ToCharArray()) is var pool && pool == "node" ? "" : pool;

    private static Workload Workload(Change change, IReadOnlyList<PlacedNode> nodes, NetworkNames names, ILookup<Named, string> words)
    {
        var isContainer = ContainerEffects.IsContainer(change);
        var before = change.Kind == ChangeKind.Created ? null : change.Old ?? change.New;
        var after = change.Kind == ChangeKind.Deleted && !change.IsLeftBehind ? null : change.New ?? change.Old;
        var word = Word(change, isContainer ? Area.Containers : Area.Services, words);
        var presence = PresenceOf(change);
        return new Workload(
            change.Name,
            // Nodes that go may take along what stays as it is.
            presence == Presence.Stays
            && word.Length > 0
                ? Presence.Changes
                : presence,
            word,
            isContainer ? Where(after ?? before) : Size(before, after, nodes),
            names.Of(before),
            names.Of(after)
        );
    }

    private static string Where(ResourceState? container) =>
        ContainerEffects.NodeOf(container) is { } node ? $"container on {node}" : "container";

    private static string Size(ResourceState? before, ResourceState? after, IReadOnlyList<PlacedNode> nodes)
    {
        (long? Count, bool IsEverywhere)? old = before is null
            ? null
            : Tasks(before, nodes.Count(node => node.State.RoleBefore is not null));
        (long? Count, bool IsEverywhere)? next = after is null ? null : Tasks(after, nodes.Count(node => node.State.RoleAfter is not null));
        return (old, next) switch
        {
            ({ } from, { } to) when from == to => Said(to),
            ({ } from, { } to) when from.Count is not null && to.Count is not null => $"{from.Count} → {Said(to)}",
            ({ } from, { } to) => $"{Said(from)} → {Said(to)}",
            _ => (next ?? old) is { } only ? Said(only) : "",
        };

        static string Said((long? Count, bool IsEverywhere) tasks) =>
            tasks.IsEverywhere ? "a task on every node"
            : tasks.Count is null ? "? tasks"
            : tasks.Count == 1 ? "1 task"
            : $"{tasks.Count} tasks";
    }

    private static (long? Count, bool IsEverywhere) Tasks(ResourceState service, int nodes) =>
        Rollout.IsGlobal(service.Inputs) ? (null, true) : (Rollout.TasksOf(service.Inputs, nodes), false);

    private static Presence PresenceOf(Change change) =>
        change.Kind switch
        {
            ChangeKind.Unchanged => Presence.Stays,
            ChangeKind.Created => Presence.Comes,
            ChangeKind.Deleted when !change.IsLeftBehind => Presence.Goes,
            _ => Presence.Changes,
        };

    private static string Word(Change change, Area area, ILookup<Named, string> words) =>
        change.Kind switch
        {
            // What an earlier change has left over, and is removed, has the same name.
            ChangeKind.Unchanged => string.Join(", ", words[new Named(area, change.Name)].Where(word => word != "removed").Distinct()),
            ChangeKind.Created => "new",
            ChangeKind.Deleted when !change.IsLeftBehind => "gone",
            _ => words[new Named(area, change.Name)].Distinct().ToList() is { Count: > 0 } found ? string.Join(", ", found) : "changed",
        };

    private static IEnumerable<string> NotesOn(Plan plan)
    {
        var isNamed = plan.Unchanged.Any(change =>
            ServiceEffects.IsService(change) || ContainerEffects.IsContainer(change) || NetworkEffects.IsNetwork(change)
        );
        if (!isNamed && plan.Counts.GetValueOrDefault("same") > plan.Unchanged.Count + 1)
        {
            yield return "The plan names only what changes, so services and networks that stay are missing here.";
        }
    }

    private sealed record Named(Area Area, string Name);
}
