namespace Review.Effects;

/// <summary>Nodes that come, go, restart or are replaced.</summary>
internal static class NodeEffects
{
    public static IEnumerable<Effect> Of(IReadOnlyList<NodeState> nodes, NodeTasks tasks, bool isGoneWhole)
    {
        var isGone = SwarmNodes.Count(nodes) == 0;
        var hasPlaces = nodes.Any(node => node is { RoleAfter: not null, IsAbandoned: false, TakesNewTasks: true });
        // The first by name makes the swarm, and makes none beside that of the others.
        var first = nodes.FirstOrDefault(node => node.IsManagerAfter);
        var isStopped =
            first is { IsReplaced: true } && nodes.Any(node => node is { IsManagerBefore: true, IsManagerAfter: true, IsReplaced: false });
        foreach (var node in nodes)
        {
            if (node.Joins)
            {
                yield return Node(
                    node,
                    $"{node.RoleAfter}, added{(node.TakesNewTasks ? tasks.StartingOn(node) : "")}",
                    Care.Routine,
                    "added"
                );
            }
            else if (node.Leaves)
            {
                yield return isGoneWhole ? Node(node, $"{node.RoleBefore}, removed with the whole swarm", Care.LookTwice, "removed")
                : isGone
                    ? Node(
                        node,
                        $"{node.RoleBefore}, removed, and no node stays: all that runs on it stops{(node.LosesMachine ? ", and the machine is deleted" : "")}{tasks.On(node)}",
                        Care.LookTwice,
                        "removed",
                        weight: node.IsManagerBefore ? 3 : 2
                    )
                : Node(
                    node,
                    $"{node.RoleBefore}, drained and removed: {(hasPlaces ? "tasks move to the nodes that stay" : "its tasks stop, and no node that stays takes them")}{(node.LosesMachine ? ", and the machine is deleted" : "")}{tasks.On(node)}",
                    Care.LookTwice,
                    "removed",
                    weight: node.IsManagerBefore ? 3 : 2
                );
            }
            else
            {
                foreach (var effect in Staying(node, tasks, isStopped && node == first, hasPlaces))
                {
                    yield return effect;
                }
            }
        }
    }

    private static IEnumerable<Effect> Staying(NodeState node, NodeTasks tasks, bool isStopped, bool hasPlaces)
    {
        var role = node.RoleAfter ?? "a node whose role the plan does not tell";
        if (node.IsAbandoned)
        {
            // That a machine was found gone is told as what a refresh has found.
            if (!node.IsFoundGone)
            {
                yield return Node(
                    node,
                    $"{role}, its machine is deleted, and its place in the swarm stays: the tasks on it are not drained first, but stop{tasks.On(node)}",
                    Care.LookTwice,
                    "without a machine",
                    weight: node.IsManagerBefore ? 5 : 4
                );
            }
        }
        else if (node.IsReplaced)
        {
            var stop = isStopped
                ? ". It makes no second swarm beside that of the other managers: the run stops there until somebody has had it join by hand (docker swarm join-token manager)"
                : "";
            yield return Node(
                node,
                node.IsFoundGone
                        ? $"{role}, its machine is made again and joins anew: what ran on the old one has stopped{tasks.On(node)}{stop}"
                    : node.IsOtherHost
                        ? $"{role}, replaced by another machine, as the other host key says, that joins anew: the tasks on the old one are not drained first, but stop{tasks.On(node)}. Where the same machine only has another key, it stays as it is{stop}"
                    : $"{role}, replaced by a new machine that joins anew: the tasks on it are not drained first, but stop{tasks.On(node)}{stop}",
                Care.LookTwice,
                "replaced",
                weight: node.IsManagerBefore ? 5 : 4
            );
        }
        else if (node.IsRestarted)
        {
            yield return Node(
                node,
                $"{role}, stopped and started for {node.RestartedFor}: the tasks on it stop{tasks.On(node)}",
                Care.LookTwice,
                "restarted",
                weight: 3
            );
        }

        if (node.EngineChanges && !node.IsReplaced)
        {
            var isOther = !node.Engine.StartsWith(EngineDifference.Settings, StringComparison.Ordinal);
            yield return Node(
                node,
                $"{role}, {(isOther ? $"gets another engine ({node.Engine})" : $"its engine is set up otherwise{(node.Engine == EngineDifference.Settings ? "" : $" ({node.Engine})")}")}: one node after another is drained, changed and given tasks again{tasks.On(node)}",
                Care.LookTwice,
                isOther ? "given another engine" : "with an engine set up otherwise",
                weight: 2
            );
        }

        foreach (var effect in Given(node, tasks, hasPlaces))
        {
            yield return effect;
        }

        if (node.RoleBefore is { } before && node.RoleAfter is { } after && before != after)
        {
            yield return Node(
                node,
                $"{(after == NodeState.Manager ? "promoted" : "demoted")} from {before} to {after}",
                Care.LookTwice,
                after == NodeState.Manager ? "promoted" : "demoted",
                weight: 1
            );
        }
    }

    // What the program gives a node by way of the swarm; what it takes back is as it is by default.
    private static IEnumerable<Effect> Given(NodeState node, NodeTasks tasks, bool hasPlaces)
    {
        Effect? given = node.Availability switch
        {
            var (before, after) when before == after => null,
            (_, "drain") => Node(
                node,
                $"drained: its tasks stop{(hasPlaces ? " and move to the other nodes" : ", and no other node takes them")}{tasks.On(node, isDrained: true)}",
                Care.LookTwice,
                "drained",
                weight: 3
            ),
            (_, "pause") => Node(node, "paused: it is given no new tasks, and those on it go on", Care.LookTwice, "paused", weight: 1),
            ("drain" or "pause", _) => Node(
                node,
                $"given tasks again{(node.TakesTasks(isAfter: false) ? "" : tasks.StartingOn(node))}",
                Care.Routine,
                "given tasks again"
            ),
            (_, "active") => Node(
                node,
                "set to active: it is given tasks, also where somebody has withheld them by hand",
                Care.Routine,
                "set to active"
            ),
            _ => null,
        };
        if (given is not null)
        {
            yield return given;
        }

        var (labels, takenBack) = (node.LabelsGiven, node.LabelsTakenBack);
        if (labels.Count > 0 || takenBack.Count > 0)
        {
            string[] what =
            [
                .. labels.Count > 0 ? [$"given the label{Plural(labels)} {string.Join(", ", labels)}"] : Array.Empty<string>(),
                .. takenBack.Count > 0 ? [$"loses the label{Plural(takenBack)} {string.Join(", ", takenBack)}"] : Array.Empty<string>(),
            ];
            yield return Node(
                node,
                $"{string.Join(", ", what)}{(takenBack.Count > 0 ? ": tasks of services that ask for it stop there at once" : "")}",
                takenBack.Count > 0 ? Care.LookTwice : Care.Routine,
                "labelled",
                weight: 2
            );
        }
    }

    private static string Plural(IReadOnlyCollection<string> all) => all.Count == 1 ? "" : "s";

    private static Effect Node(NodeState node, string text, Care care, string verb, int weight = 0) =>
        new(Area.Nodes, node.Name, text, care, new Counted("node", verb)) { Weight = weight };
}
