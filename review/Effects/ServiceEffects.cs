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

    public static IEnumerable<Effect> Of(Change change, int nodes, Plan plan)
    {
        var before = change.Old?.Inputs ?? default;
        var after = change.New?.Inputs ?? default;
        return change.Kind switch
        {
            ChangeKind.Created or ChangeKind.Imported =>
            [
                Effect(change, $"new: {Image(after)}, {Tasks(Rollout.TasksOf(after, nodes))}", Care.Routine, "created"),
            ],
            ChangeKind.Deleted =>
            [
                Effect(change, $"gone: {Image(before)}, {Tasks(Rollout.TasksOf(before, nodes))}", Care.LookTwice, "removed", 6),
            ],
            ChangeKind.Replaced =>
            [
                Effect(
                    change,
                    $"recreated, and DOWN meanwhile ({Tasks(Rollout.TasksOf(before, nodes))} before, {Tasks(Rollout.TasksOf(after, nodes))} after). Why: {Why(change, plan)}",
                    Care.LookTwice,
                    "recreated",
                    8
                ),
            ],
            ChangeKind.Updated => Updated(change, after, nodes),
            ChangeKind.Refreshed => [Effect(change, "changed by hand", Care.LookTwice, "found changed", 1)],
            _ => [],
        };
    }

    private static IEnumerable<Effect> Updated(Change change, Value after, int nodes)
    {
        var differences = PropertyDifferences.Of(change);
        foreach (var scaled in differences.Where(one => one.Path == "mode.replicated.replicas"))
        {
            var (from, to) = (scaled.Old.Whole ?? 1, scaled.New.Whole ?? 1);
            yield return to == 0
                ? Effect(change, $"scaled from {from} to 0: nothing serves any more", Care.LookTwice, "scaled to 0", 6)
                : Effect(
                    change,
                    $"scaled from {from} to {to}{(to > from ? $": {Tasks((int)(to - from))} more, the others go on" : $": {Tasks((int)(from - to))} stop, the others go on")}",
                    Care.Routine,
                    "scaled"
                );
        }

        var exchanged = differences.Where(one => !_withoutTasks.Any(one.IsWithin)).ToList();
        if (exchanged.Count > 0)
        {
            yield return Rolled(change, after, nodes, exchanged);
        }
        else if (differences.Any(one => !one.IsWithin("mode")))
        {
            yield return Effect(change, "gets other labels or rules; the tasks go on", Care.Routine, "given other rules");
        }
    }

    private static Effect Rolled(Change change, Value after, int nodes, IReadOnlyList<PropertyDifference> exchanged)
    {
        var rollout = Rollout.Of(after, nodes);
        var all = rollout.AtOnce == 0 || rollout.AtOnce >= rollout.Tasks;
        var how =
            $"{(all ? "all at once" : $"{rollout.AtOnce} at a time")}, {(rollout.StartsFirst ? "the new one starts first" : "the old one stops first")}";
        var what = $" ({Reasons(exchanged)})";
        return rollout switch
        {
            { Tasks: 0 } => Effect(change, $"changed{what}; there are no tasks", Care.Routine, "changed"),
            { Serving: 0 } => Effect(
                change,
                $"INTERRUPTED{what}: {Tasks(rollout.Tasks)} {(all && rollout.Tasks > 1 ? "stop at once" : rollout.Tasks == 1 ? "stops" : "stop")} before the new {(rollout.Tasks == 1 ? "one starts" : "ones start")} (stop-first), and nothing serves meanwhile",
                Care.LookTwice,
                "interrupted",
                7
            ),
            { Serving: { } serving } => Effect(
                change,
                $"rolled{what}: {Tasks(rollout.Tasks)}, {how}; {serving} of {rollout.Tasks} serve meanwhile; on failure: {rollout.OnFailure}",
                Care.Routine,
                "rolled"
            ),
            _ => Effect(change, $"rolled on every node{what}, {how}; on failure: {rollout.OnFailure}", Care.Routine, "rolled"),
        };
    }

    // What a reader calls the things that differ.
    private static string Reasons(IReadOnlyList<PropertyDifference> differences)
    {
        var image = differences.FirstOrDefault(one => one.Path == "taskSpec.containerSpec.image");
        var words = differences
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
                : one.Path.Split('.')[^1].Split('[')[0]
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

    private static string Tasks(int? count) =>
        count switch
        {
            null => "a task on every node",
            1 => "1 task",
            _ => $"{count} tasks",
        };

    private static Effect Effect(Change change, string text, Care care, string verb, int weight = 0) =>
        new(Area.Services, change.Name, text, care, new Counted("service", verb)) { Weight = weight };
}
