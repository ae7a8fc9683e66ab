using Review.Differences;
using Review.Plans;

namespace Review.Effects;

/// <summary>What becomes of each service: rolled, scaled, interrupted, recreated, made or gone.</summary>
internal static class ServiceEffects
{
    private const string Service = "docker:index/service:Service";

    // What the engine does not exchange tasks for. All else that differs does; also published ports (swarmkit compares a task with the endpoint of its service).
    private static readonly string[] _withoutTasks = ["labels", "mode", "updateConfig", "rollbackConfig", "convergeConfig", "auth", "name"];

    public static bool IsService(Change change) => change.Type == Service;

    public static IEnumerable<Effect> Of(Change change, IReadOnlyList<NodeState> nodes, Plan plan)
    {
        var before = change.Old?.Inputs ?? default;
        var after = change.New?.Inputs ?? default;
        var had = TasksOf(before, nodes, isAfter: false);
        var has = TasksOf(after, nodes, isAfter: true);
        return change.Kind switch
        {
            ChangeKind.Created or ChangeKind.Imported =>
            [
                Effect(change, $"new: {Image(after)}, {Tasks(has, after)}", Care.Routine, "created"),
            ],
            ChangeKind.Deleted when change.IsLeftBehind => [OtherEffects.LeftBehind(change, Area.Services, change.Name, "service")],
            ChangeKind.Deleted => [Effect(change, $"gone: {Image(before)}, {Tasks(had, before)}", Care.LookTwice, "removed", 6)],
            ChangeKind.Replaced =>
            [
                Effect(
                    change,
                    $"recreated, and DOWN meanwhile ({Tasks(had, before)} before, {Tasks(has, after)} after). Why: {Why(change, plan)}",
                    Care.LookTwice,
                    "recreated",
                    8
                ),
            ],
            ChangeKind.Updated => Updated(
                change,
                after,
                RolloutOf(change, nodes),
                Placement.HasOthers(after) ? null : Placement.NodesFor(after, nodes, isAfter: true)
            ),
            ChangeKind.Refreshed => [Found(change)],
            _ => [],
        };
    }

    /// <summary>How the tasks of a service that is updated are exchanged.</summary>
    public static Rollout RolloutOf(Change change, IReadOnlyList<NodeState> nodes) =>
        Rollout.Of(
            change.New?.Inputs ?? default,
            Placement.NodesFor(change.New?.Inputs ?? default, nodes, isAfter: true),
            TasksOf(change.Old?.Inputs ?? default, nodes, isAfter: false)
        );

    private static IEnumerable<Effect> Updated(Change change, Value after, Rollout rollout, long? nodes)
    {
        var differences = PropertyDifferences.Of(change);
        if (differences.Count == 0)
        {
            yield return Effect(change, "updated, and the plan does not show what changes", Care.LookTwice, "updated", 5);
        }

        foreach (var scaled in differences.Where(one => one.Path == "mode.replicated.replicas"))
        {
            var (from, to) = (scaled.Old.Whole ?? 1, scaled.New.Whole ?? 1);
            yield return to == 0
                ? Effect(change, $"scaled from {from} to 0: nothing serves any more", Care.LookTwice, "scaled to 0", 6)
                : Effect(
                    change,
                    $"scaled from {from} to {to}{(from == 0 ? $": {Count(to)} {(to == 1 ? "starts" : "start")}"
                        : to > from ? $": {Count(to - from)} more, the others go on"
                        : $": {Count(from - to)} stop, the others go on")}",
                    Care.Routine,
                    "scaled"
                );
        }

        var exchanged = differences.Where(one => !_withoutTasks.Any(one.IsWithin)).ToList();
        if (exchanged.Count > 0)
        {
            yield return Rolled(change, after, rollout, exchanged, nodes);
        }
        else if (differences.Any(one => !one.IsWithin("mode")))
        {
            yield return Effect(change, "gets other labels or rules; the tasks go on", Care.Routine, "given other rules");
        }
    }

    // How many tasks were found is in what the provider has read.
    private static Effect Found(Change change)
    {
        var found = FoundEffects.Of(change, Area.Services, change.Name, "service");
        var (from, to) =
            Replicas(state => state.Outputs) is { From: { } had, To: { } has } && had != has ? (had, has) : Replicas(state => state.Inputs);
        return from is null || to is null || from == to
            ? found
            : found with
            {
                Text = $"{found.Text}: scaled from {from} to {to}{(to == 0 ? ", so that nothing serves" : "")}",
                Weight = to == 0 ? 6 : found.Weight,
            };

        (long? From, long? To) Replicas(Func<ResourceState, Value> side) => (Of(change.Old, side), Of(change.New, side));

        static long? Of(ResourceState? state, Func<ResourceState, Value> side) =>
            state is null ? null : side(state)["mode"]["replicated"]["replicas"].Whole;
    }

    private static Effect Rolled(Change change, Value after, Rollout rollout, IReadOnlyList<PropertyDifference> differences, long? nodes)
    {
        var exchanged = rollout.Exchanged;
        var all = rollout.AtOnce == 0 || rollout.AtOnce >= exchanged;
        var how =
            $"{(all ? "all at once" : $"{rollout.AtOnce} at a time")}, {(rollout.StartsFirst ? "the new one starts first" : "the old one stops first")}";
        var what = $" ({Reasons(differences)})";
        return rollout switch
        {
            { Exchanged: 0 } => Effect(change, $"changed{what}; no task ran before", Care.Routine, "changed"),
            { StartsFirst: true } when HasHostPort(after) => Effect(
                change,
                $"rolled{what}: {Tasks(exchanged, after)}, {how}. A port in mode host is taken until the old task stops, so that each new one needs a node without a task of it; where there is none, the update stands still",
                Care.LookTwice,
                "rolled",
                6
            ),
            { StartsFirst: true, Exchanged: { } tasks } when Standstill(after, tasks, nodes) is { } standstill => Effect(
                change,
                $"rolled{what}: {Tasks(tasks, after)}, {how}. {standstill}",
                Care.LookTwice,
                "rolled",
                6
            ),
            { Serving: 0 } => Effect(
                change,
                $"INTERRUPTED{what}: {Tasks(exchanged, after)} {(all && exchanged > 1 ? "stop at once" : exchanged == 1 ? "stops" : "stop")} before the new {(exchanged == 1 ? "one starts" : "ones start")} (stop-first), and nothing serves meanwhile",
                Care.LookTwice,
                "interrupted",
                7
            ),
            { Serving: { } serving } => Effect(
                change,
                $"rolled{what}: {Tasks(exchanged, after)}, {how}; {serving} of {exchanged} serve meanwhile; on failure: {rollout.OnFailure}",
                Care.Routine,
                "rolled"
            ),
            _ => Effect(change, $"rolled on {EveryNode(after)}{what}, {how}; on failure: {rollout.OnFailure}", Care.Routine, "rolled"),
        };
    }

    // swarmkit counts the old task of a slot towards the limit until it stops (MaxReplicasFilter of its scheduler). Null: there is room.
    private static string? Standstill(Value service, long tasks, long? nodes) =>
        service["taskSpec"]["placement"]["maxReplicas"].Whole is not ({ } most and > 0) ? null
        : nodes is null or 0
            ? "The old tasks count towards max_replicas_per_node: where every node that may run it has the most, no new one starts, and the update stands still"
        : tasks >= most * nodes
            ? "Every node that may run it has the most tasks that max_replicas_per_node allows, and the old ones count: no new one starts, and the update stands still"
        : null;

    private static bool HasHostPort(Value service) => PortEffects.Published(service).Any(port => port.Mode == "host" && !port.IsChosen);

    // What a reader calls the things that differ.
    private static string Reasons(IReadOnlyList<PropertyDifference> differences)
    {
        var image = differences.FirstOrDefault(one => one.Path == "taskSpec.containerSpec.image");
        var words = differences
            // It says most, and is not among those that are left out.
            .OrderBy(one => one != image)
            .Select(one =>
                one == image ? $"image {image.Old} → {image.New}"
                : one.IsWithin("taskSpec.containerSpec.env") ? "environment"
                : one.IsWithin("taskSpec.containerSpec.configs") ? "configs"
                : one.IsWithin("taskSpec.containerSpec.secrets") ? "secrets"
                : one.IsWithin("taskSpec.containerSpec.mounts") ? "mounts"
                : one.IsWithin("taskSpec.containerSpec.healthcheck") ? "healthcheck"
                : one.IsWithin("taskSpec.networksAdvanceds") ? "networks"
                : one.IsWithin("taskSpec.placement") ? "placement"
                : one.IsWithin("taskSpec.resources") ? "resources"
                : one.IsWithin("endpointSpec") ? "ports"
                // Names in brackets may have dots.
                : one.Path.Split('[')[0].Split('.')[^1]
            )
            .Distinct()
            .ToList();
        return Names.Few(words, 3);
    }

    private static string Why(Change change, Plan plan)
    {
        var differences = PropertyDifferences.Of(change);
        if (differences.Any(one => one.IsWithin("mode")))
        {
            return "its mode changes, which the engine cannot do in place";
        }

        var replaced = plan
            .Changes.Where(other => other.Kind is ChangeKind.Replaced or ChangeKind.Deleted)
            .Where(other => NetworkEffects.IsNetwork(other) || DataEffects.IsVolume(other))
            .ToList();
        if (differences.Any(one => one.IsWithin("taskSpec.networksAdvanceds")))
        {
            var networks = replaced.Where(NetworkEffects.IsNetwork).Select(other => other.Name).ToList();
            return networks.Count > 0
                ? $"its networks change ({string.Join(", ", networks)} {(networks.Count == 1 ? "goes" : "go")})"
                : "its networks change";
        }

        var reasons = differences
            // Pulumi is told of what a service uses by way of its name.
            .Where(one => one.IsReason && !(one.Path == "name" && replaced.Count > 0))
            .Select(one => one.Path)
            .ToList();
        return reasons.Count > 0 ? $"{string.Join(", ", reasons)} cannot be changed in place"
            : replaced.Count > 0 ? $"what it uses is replaced ({string.Join(", ", replaced.Select(other => other.Name))})"
            : change.ReplaceReasons.Count > 0 ? $"{string.Join(", ", change.ReplaceReasons)} cannot be changed in place"
            : "the plan does not say";
    }

    private static string Image(Value inputs) => inputs["taskSpec"]["containerSpec"]["image"].ToString();

    private static long? TasksOf(Value service, IReadOnlyList<NodeState> nodes, bool isAfter) =>
        Rollout.TasksOf(service, Placement.NodesFor(service, nodes, isAfter));

    private static string Tasks(long? count, Value service) => count is { } tasks ? Count(tasks) : $"a task on {EveryNode(service)}";

    private static string EveryNode(Value service) =>
        Placement.HasOthers(service) ? "every node that its constraints let it" : "every node";

    private static string Count(long tasks) => tasks == 1 ? "1 task" : $"{tasks} tasks";

    private static Effect Effect(Change change, string text, Care care, string verb, int weight = 0) =>
        new(Area.Services, change.Name, text, care, new Counted("service", verb)) { Weight = weight };
}
