using Review.Plans;

namespace Review.Effects;

/// <summary>What runs on a node before a change, as far as the plan tells: the swarm itself chooses where the tasks of most services run.</summary>
internal sealed class NodeTasks
{
    private const int MostNames = 5;

    private readonly List<Everywhere> _everywhere = [];
    private readonly ILookup<string, Alone> _alone;
    private readonly bool _isWhole;

    public NodeTasks(Plan plan, IReadOnlyList<NodeState> nodes)
    {
        _isWhole = plan.IsWhole;
        var areAllKnown = SwarmNodes.AreAllKnown(plan);
        var count = nodes.Count(node => node.RoleBefore is not null);
        List<Alone> alone = [];
        foreach (var change in plan.Changes.Concat(plan.Unchanged).OrderBy(change => change.Name, NaturalOrder.Instance))
        {
            // What goes or comes with the change is told of beside this.
            if (
                change.Kind is ChangeKind.Created or ChangeKind.Imported or ChangeKind.Deleted
                || (change.Old ?? change.New) is not { } state
            )
            {
                continue;
            }

            if (ContainerEffects.IsContainer(change) && ContainerEffects.NodeOf(state) is { } its)
            {
                alone.Add(new Alone(its, $"the container {change.Name}", true));
            }
            else if (ServiceEffects.IsService(change) && Placement.Of(state.Inputs) is { HasOthers: false } placement)
            {
                if (Rollout.IsGlobal(state.Inputs))
                {
                    _everywhere.Add(
                        new Everywhere(
                            change.Name,
                            placement,
                            (change.New ?? state).Inputs is var after && Rollout.IsGlobal(after) ? Placement.Of(after) : null
                        )
                    );
                }
                else if (
                    areAllKnown
                    && count > 1
                    && Rollout.TasksOf(state.Inputs, count) is not 0
                    && placement.NodesOf(nodes, isAfter: false) is [var only]
                )
                {
                    alone.Add(new Alone(only.Name, change.Name, false));
                }
            }
        }

        _alone = alone.ToLookup(one => one.Node);
    }

    /// <summary>What follows a sentence on a node that is given tasks from now on; empty where nothing is known.</summary>
    public string StartingOn(NodeState node)
    {
        var everywhere = _everywhere
            .Where(service => service.After is { } after && after.Fits(node, isAfter: true) && after.HasLabels(node, isAfter: true))
            .Select(service => service.Name)
            .ToList();
        return everywhere.Count > 0 ? $"; global services start there: {Names.Few(everywhere, MostNames)}" : "";
    }

    /// <summary>What follows a sentence on the node; empty where nothing is known.</summary>
    /// <param name="node">The node.</param>
    /// <param name="isDrained">Whether it is only drained, which leaves containers that are no tasks alone, while tasks of global services have no other node.</param>
    public string On(NodeState node, bool isDrained = false)
    {
        var everywhere = _everywhere
            .Where(service => node.TakesTasks(isAfter: false) && service.Placement.Fits(node, isAfter: false))
            .Select(service => service.Name)
            .ToList();
        var alone = _alone[node.Name].Where(one => !isDrained || !one.IsContainer).Select(one => one.Name).ToList();
        if (everywhere.Count + alone.Count == 0 && !_isWhole)
        {
            return "; what else runs or is stored there is not in the plan";
        }

        return (
                everywhere.Count > 0
                    ? $"; global services there{(isDrained ? ", whose tasks move nowhere" : "")}: {Names.Few(everywhere, MostNames)}"
                    : ""
            ) + (alone.Count > 0 ? $"; only there: {Names.Few(alone, MostNames)}" : "");
    }

    private sealed record Everywhere(string Name, Placement Placement, Placement? After);

    private sealed record Alone(string Node, string Name, bool IsContainer);
}
