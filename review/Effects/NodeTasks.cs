using Review.Plans;

namespace Review.Effects;

/// <summary>What runs on a node before a change, as far as the plan tells: the swarm itself chooses where the tasks of most services run.</summary>
internal sealed class NodeTasks
{
    private const int MostNames = 5;

    private readonly List<(string Name, IReadOnlyList<Placement> Constraints)> _everywhere = [];
    private readonly ILookup<string, string> _alone;
    private readonly bool _isWhole;

    public NodeTasks(Plan plan, IReadOnlyList<NodeState> nodes)
    {
        _isWhole = plan.IsWhole;
        var before = nodes.Where(node => node.RoleBefore is not null).ToList();
        List<(string Node, string Name)> alone = [];
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
                alone.Add((its, $"the container {change.Name}"));
            }
            else if (ServiceEffects.IsService(change) && !Placement.HasOthers(state.Inputs))
            {
                var constraints = Placement.Of(state.Inputs);
                if (state.Inputs["mode"]["global"].IsTrue)
                {
                    _everywhere.Add((change.Name, constraints));
                }
                else if (
                    constraints.Count > 0
                    && Rollout.TasksOf(state.Inputs, before.Count) > 0
                    && before.Where(node => IsMet(constraints, node)).Take(2).ToList() is [var only]
                )
                {
                    alone.Add((only.Name, change.Name));
                }
            }
        }

        _alone = alone.ToLookup(one => one.Node, one => one.Name);
    }

    /// <summary>What follows a sentence on the node; empty where nothing is known.</summary>
    public string On(NodeState node)
    {
        var everywhere = _everywhere.Where(service => IsMet(service.Constraints, node)).Select(service => service.Name).ToList();
        var alone = _alone[node.Name].ToList();
        if (everywhere.Count + alone.Count == 0 && !_isWhole)
        {
            return "; what else runs or is stored there is not in the plan";
        }

        return (everywhere.Count > 0 ? $"; global services there: {Names.Few(everywhere, MostNames)}" : "")
            + (alone.Count > 0 ? $"; only there: {Names.Few(alone, MostNames)}" : "");
    }

    private static bool IsMet(IReadOnlyList<Placement> constraints, NodeState node) =>
        constraints.All(rule => rule.IsMetBy(node.Name, node.RoleBefore));
}
