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

    public static IEnumerable<Effect> Of(Change change, Plan plan)
    {
        var nodes = NodesOf(plan);
        var before = change.Old?.Inputs ?? Value.Absent;
        var after = change.New?.Inputs ?? Value.Absent;
        var had = TasksOf(before, nodes, isAfter: false);
        var has = TasksOf(after, nodes, isAfter: true);
        return change.Kind switch
        {
            ChangeKind.Imported => [OtherEffects.TakenOver(Area.Services, change.Name, "service")],
            ChangeKind.Created when has != 0 && HasNoNode(after, plan, isAfter: true) =>
            [
                Effect(
                    change,
                    $"new: {Image(after)}, {Tasks(has, after)}, and no node may run it",
                    Care.LookTwice,
                    PlaceEffects.WithoutNode,
                    8
                ),
            ],
            ChangeKind.Created =>
            [
                Effect(
                    change,
                    $"{(change.IsGoneAlready ? "made again, since an earlier update has deleted it and come no further" : "new")}: {Image(after)}, {Tasks(has, after)}",
                    Care.Routine,
                    "created"
                ),
                .. WithoutRoom(change, plan),
            ],
            ChangeKind.Deleted when change.IsLeftBehind => [OtherEffects.LeftBehind(change, Area.Services, change.Name, "service")],
            ChangeKind.Deleted => [Effect(change, $"gone: {Image(before)}, {Tasks(had, before)}", Care.LookTwice, "removed", 6)],
            ChangeKind.Replaced when had == 0 =>
            [
                Effect(
                    change,
                    $"recreated ({Tasks(had, before)} before, {Tasks(has, after)} after). Why: {Why(change, plan)}{Also(change)}",
                    Care.Routine,
                    "recreated"
                ),
            ],
            ChangeKind.Replaced when has != 0 && HasNoNode(after, plan, isAfter: true) =>
            [
                Effect(
                    change,
                    $"recreated, and DOWN from then on: no node may run it ({Tasks(had, before)} before). Why: {Why(change, plan)}{Also(change)}",
                    Care.LookTwice,
                    PlaceEffects.WithoutNode,
                    9
                ),
            ],
            ChangeKind.Replaced =>
            [
                Effect(
                    change,
                    $"recreated, and DOWN meanwhile ({Tasks(had, before)} before, {Tasks(has, after)} after). Why: {Why(change, plan)}{Also(change)}",
                    Care.LookTwice,
                    "recreated",
                    8
                ),
                .. WithoutRoom(change, plan),
            ],
            ChangeKind.Updated => Updated(change, after, plan),
            ChangeKind.Refreshed => [Found(change, plan)],
            _ => [],
        };
    }

    /// <summary>How the tasks of a service that is updated are exchanged.</summary>
    public static Rollout RolloutOf(Change change, Plan plan) =>
        Rollout.Of(
            change.New?.Inputs ?? Value.Absent,
            Placement.Of(change.New?.Inputs ?? Value.Absent).NodesOf(NodesOf(plan), isAfter: true)?.Count,
            TasksOf(change.Old?.Inputs ?? Value.Absent, NodesOf(plan), isAfter: false)
        ) with
        {
            Room = RoomOf(change.Old?.Inputs ?? Value.Absent, plan, isAfter: false) is { Tasks: > 0 and var room } ? room : null,
        };

    /// <summary>The nodes; none where not all are known, so that nothing is to be said of all.</summary>
    public static IReadOnlyList<NodeState> NodesOf(Plan plan) => SwarmNodes.AreAllKnown(plan) ? SwarmNodes.Of(plan) : [];

    private static IEnumerable<Effect> Updated(Change change, Value after, Plan plan)
    {
        var rollout = RolloutOf(change, plan);
        var differences = PropertyDifferences.Of(change);
        if (differences.Count == 0)
        {
            yield return Effect(change, "updated, and the plan does not show what changes", Care.LookTwice, "updated", 5);
        }

        if (differences.Any(one => one.IsWithin("mode")) && Rollout.IsGlobal(change.Old?.Inputs ?? Value.Absent) != Rollout.IsGlobal(after))
        {
            yield return Effect(
                change,
                "changes its mode in place, which the engine refuses: run an up with the mode as it was first",
                Care.LookTwice,
                "with another mode",
                8
            );
            yield break;
        }

        var isExchanged = IsExchanged(change);
        var goOn = isExchanged ? "" : ", the others go on";

        foreach (var scaled in differences.Where(one => one.Path == "mode.replicated.replicas"))
        {
            if (scaled.Old.IsUntold || scaled.New.IsUntold)
            {
                continue;
            }

            var (from, to) = (scaled.Old.Whole ?? 1, scaled.New.Whole ?? 1);
            var isWithoutNode = to > from && HasNoNode(after, plan, isAfter: true);
            yield return to == 0
                ? Effect(change, $"scaled from {from} to 0: nothing serves any more", Care.LookTwice, "scaled to 0", 6)
                : Effect(
                    change,
                    $"scaled from {from} to {to}{(from == 0 ? $": {Count(to)} {(to == 1 ? "starts" : "start")}"
                        : to > from ? $": {Count(to - from)} more{goOn}"
                        : $": {Count(from - to)} {(from - to == 1 ? "stops" : "stop")}{goOn}")}{(isWithoutNode ? ", and no node may run them" : "")}",
                    isWithoutNode ? Care.LookTwice : Care.Routine,
                    "scaled",
                    isWithoutNode ? 8 : 0
                );
        }

        if (differences.Any(one => one.IsWithin("mode") && (one.Old.IsUntold || one.New.IsUntold)))
        {
            yield return Effect(
                change,
                $"scaled from {Tasks(rollout.Ran, change.Old!.Inputs)} to {Tasks(rollout.Tasks, after)}",
                Care.LookTwice,
                "scaled",
                3
            );
        }

        var exchanged = Exchanging(differences).ToList();
        if (isExchanged && exchanged.TrueForAll(one => one.IsWithin("taskSpec.placement")))
        {
            yield return Rolled(
                change,
                after,
                rollout,
                string.Join(", ", [.. exchanged.Count > 0 ? ["placement"] : Array.Empty<string>(), Shuffled]),
                plan
            );
        }
        else if (exchanged.Count > 0 && exchanged.TrueForAll(one => one.IsWithin("taskSpec.placement")))
        {
            foreach (var placed in Placed(change, rollout, exchanged, plan))
            {
                yield return placed;
            }
        }
        else if (exchanged.Count > 0)
        {
            yield return Rolled(change, after, rollout, Reasons(exchanged), plan);
        }
        else if (differences.Any(one => one.IsWithin("labels")))
        {
            yield return Effect(
                change,
                "gets other labels: what reads them, such as a proxy, may act on that; the tasks go on",
                Care.Routine,
                "given other labels"
            );
        }
        else if (differences.Any(one => !one.IsWithin("mode")))
        {
            yield return Effect(change, "gets other rules for its updates; the tasks go on", Care.Routine, "given other rules");
        }
    }

    // The provider sends them in the order of a Go map, and swarmkit takes another order for another task (docs/docker-provider.md).
    private const string Shuffled = "its variables, which most updates send in another order";

    /// <summary>Whether an update of a service exchanges its tasks, wherever they run.</summary>
    public static bool IsExchanged(Change change)
    {
        var differences = PropertyDifferences.Of(change);
        return Exchanging(differences).Any(one => !one.IsWithin("taskSpec.placement"))
            || (
                differences.Count > 0
                && new[] { change.Old, change.New }.All(state => state?.Inputs["taskSpec"]["containerSpec"]["env"].Properties.Count() > 1)
            );
    }

    private static IEnumerable<PropertyDifference> Exchanging(IEnumerable<PropertyDifference> differences) =>
        differences.Where(one => !_withoutTasks.Any(one.IsWithin));

    // What was found is in what the provider has read, where that was recorded.
    private static Effect Found(Change change, Plan plan)
    {
        var found = FoundEffects.Of(change, Area.Services, change.Name, "service");
        if (change is not { Old: { } old, New: { } next })
        {
            return found;
        }

        var ((oldTasks, oldImage, oldPorts), (tasks, image, ports)) =
            Of(old.Outputs) is var read && Of(next.Outputs) is var readNow && IsOther(read, readNow)
                ? (read, readNow)
                : (Of(old.Inputs), Of(next.Inputs));
        var opened = ports.Except(oldPorts).ToList();
        var danger = opened.Max(port => PortEffects.DangerOf(port, plan));
        var closed = oldPorts.Except(ports).Select(port => port.Name).ToList();
        string[] what =
        [
            .. image != oldImage && image.IsPresent && oldImage.IsPresent ? [$"image {oldImage} → {image}"] : Array.Empty<string>(),
            .. tasks is not null && oldTasks is not null && tasks != oldTasks
                ? [$"scaled from {oldTasks} to {tasks}{(tasks == 0 ? ", so that nothing serves" : "")}"]
                : Array.Empty<string>(),
            .. opened.Count > 0 ? [$"publishes {string.Join(", ", opened.Select(port => port.Name))}"] : Array.Empty<string>(),
            .. closed.Count > 0 ? [$"no longer publishes {string.Join(", ", closed)}"] : Array.Empty<string>(),
        ];
        return what.Length == 0
            ? found
            : found with
            {
                Text = $"{found.Text}: {string.Join("; ", what)}",
                Care = danger is null ? found.Care : Care.Dangerous,
                Weight = danger
                    ?? (
                        tasks == 0 && oldTasks > 0 ? 6
                        : image != oldImage || opened.Count > 0 ? 5
                        : found.Weight
                    ),
            };

        static (long? Tasks, Value Image, HashSet<PortEffects.Port> Ports) Of(Value service) =>
            (
                service["mode"]["replicated"]["replicas"].Whole,
                service["taskSpec"]["containerSpec"]["image"],
                PortEffects.Published(service)
            );

        static bool IsOther(
            (long? Tasks, Value Image, HashSet<PortEffects.Port> Ports) one,
            (long? Tasks, Value Image, HashSet<PortEffects.Port> Ports) other
        ) => one.Tasks != other.Tasks || one.Image != other.Image || !one.Ports.SetEquals(other.Ports);
    }

    // swarmkit leaves a task alone of which only the placement differs, while its node meets the constraints (IsTaskDirty).
    private static IEnumerable<Effect> Placed(Change change, Rollout rollout, IReadOnlyList<PropertyDifference> differences, Plan plan)
    {
        var (before, after) = (change.Old!.Inputs, change.New!.Inputs);
        var fit = Placement.Of(after).FitAfter(Placement.Of(before), NodesOf(plan));
        if (Rollout.IsGlobal(after))
        {
            // Where it stops and starts is told with the nodes.
            var (stops, starts) = PlaceEffects.Moves(change, NodesOf(plan));
            var isKnown = NodesOf(plan).Count > 0 && !Placement.Of(before).HasOthers && !Placement.Of(after).HasOthers;
            if (!isKnown)
            {
                yield return fit == Fit.All
                    ? Effect(change, "placed otherwise: its tasks go on, and nodes that fit now get one", Care.Routine, "placed otherwise")
                    : Effect(
                        change,
                        "placed otherwise: its tasks stop on nodes that no longer fit, and nodes that fit now get one; which these are is not in the plan",
                        Care.LookTwice,
                        "placed otherwise",
                        4
                    );
            }
            else if (stops.Count + starts.Count == 0 && !PlaceEffects.IsDown(change, plan))
            {
                yield return Staying(change, plan);
            }
        }
        else if (fit != Fit.None && PlaceEffects.IsDown(change, plan))
        {
            // That, and until when, is told with the nodes.
        }
        else if (fit == Fit.All)
        {
            yield return Staying(change, plan);
        }
        else if (fit == Fit.None || rollout.Exchanged == 0 || HasNoNode(change.New.Inputs, plan, isAfter: true))
        {
            yield return Rolled(change, after, rollout, Reasons(differences), plan);
        }
        else
        {
            var isRisky = rollout.Serving is 0 or null;
            yield return Effect(
                change,
                $"placed otherwise: tasks whose node no longer fits move, {How(rollout)}; the others go on{(isRisky ? ". Where all move, nothing serves meanwhile" : "")}",
                isRisky ? Care.LookTwice : Care.Routine,
                "placed otherwise",
                5
            );
        }
    }

    private static Effect Staying(Change change, Plan plan)
    {
        var service = Placement.Of(change.Old!.Inputs);
        var going = NodesOf(plan)
            .Where(node =>
                node.TakesTasks(isAfter: false)
                && service.MayRunOn(node, NodesOf(plan))
                && (node.IsAway || node.Leaves || node.EngineChanges || !node.TakesTasks(isAfter: true))
            )
            .Select(node => node.Name)
            .ToList();
        return Effect(
            change,
            $"placed otherwise: its tasks go on where they are, since their nodes still fit{(going.Count > 0 ? $"; those on {Names.Few(going, 5)} stop with the node" : "")}",
            Care.Routine,
            "placed otherwise"
        );
    }

    private static bool HasNoNode(Value service, Plan plan, bool isAfter) =>
        Placement.Of(service).NodesOf(NodesOf(plan), isAfter) is { } nodes && nodes.All(node => isAfter && node.IsAbandoned);

    private static string How(Rollout rollout) =>
        $"{(IsAllAtOnce(rollout) ? "all at once" : $"{rollout.AtOnce} at a time")}, {(rollout.StartsFirst ? "the new one starts first" : "the old one stops first")}";

    private static bool IsAllAtOnce(Rollout rollout) => rollout.AtOnce == 0 || rollout.AtOnce >= rollout.Exchanged;

    private static Effect Rolled(Change change, Value after, Rollout rollout, string why, Plan plan)
    {
        var exchanged = rollout.Exchanged;
        var tasks = exchanged < rollout.Wanted ? $"{exchanged} of {Tasks(rollout.Wanted, after)}" : Tasks(exchanged, after);
        var all = IsAllAtOnce(rollout);
        var how = How(rollout);
        var what = $" ({why})";
        var isDown = PlaceEffects.IsDown(change, plan);
        return rollout switch
        {
            { Exchanged: 0, Ran: not 0 } => Effect(
                change,
                $"changed{what}; its tasks stop, and none takes their place",
                Care.Routine,
                "changed"
            ),
            { Exchanged: 0 } => Effect(change, $"changed{what}; no task ran before", Care.Routine, "changed"),
            _ when !isDown && HasNoNode(after, plan, isAfter: true) => WithoutNode(change, rollout, what, plan),
            { StartsFirst: true } when HasHostPort(after) => Effect(
                change,
                $"rolled{what}: {tasks}, {how}. A port in mode host is taken until the old task stops{(Rollout.IsGlobal(after) ? ", and a global service has a task on every node, so that the update stands still" : ", so that each new one needs a node without a task of it; where there is none, the update stands still")}",
                Care.LookTwice,
                "rolled",
                6
            ),
            { StartsFirst: true, Exchanged: { } count }
                when Standstill(after, count, Placement.Of(after).NodesOf(NodesOf(plan), isAfter: true)?.Count) is { } standstill => Effect(
                change,
                $"rolled{what}: {tasks}, {how}. {standstill}",
                Care.LookTwice,
                "rolled",
                6
            ),
            { Serving: 0 } when !isDown => Effect(
                change,
                $"INTERRUPTED{what}: {tasks} {(all && exchanged > 1 ? "stop at once" : exchanged == 1 ? "stops" : "stop")} before the new {(exchanged == 1 ? "one starts" : "ones start")} (stop-first), and nothing serves meanwhile",
                Care.LookTwice,
                "interrupted",
                7
            ),
            // The updater waits for each new task, and those that run keep their places.
            { Serving: { } serving } when !isDown && RoomMeanwhile(after, plan) is var (room, whyNoMore) && rollout.Wanted > room => Effect(
                change,
                $"rolled{what}: {tasks}, {how}; {serving} of {exchanged} serve meanwhile. The update stands still, since only {room} new {(room == 1 ? "one finds" : "ones find")} a node: {whyNoMore}",
                Care.LookTwice,
                "rolled",
                6
            ),
            { Serving: { } serving } => Effect(
                change,
                $"rolled{what}: {tasks}, {how}; {(isDown ? "" : $"{serving} of {exchanged} serve meanwhile; ")}on failure: {rollout.OnFailure}",
                Care.Routine,
                "rolled"
            ),
            _ => Effect(
                change,
                $"rolled{(Rollout.IsGlobal(after) ? $" on {EveryNode(after)}" : "")}{what}, {how}; on failure: {rollout.OnFailure}",
                Care.Routine,
                "rolled"
            ),
        };
    }

    // The updater waits for a new task that no node takes. The old ones stay until swarmkit looks at their node again (its constraint enforcer).
    private static Effect WithoutNode(Change change, Rollout rollout, string what, Plan plan)
    {
        if (HasNoNode(change.Old!.Inputs, plan, isAfter: false))
        {
            return Effect(
                change,
                $"changed{what}; no node may run its tasks, neither before nor after",
                Care.LookTwice,
                PlaceEffects.WithoutNode,
                5
            );
        }

        return rollout.Serving == 0
            ? Effect(
                change,
                $"DOWN{what}: no node is left that may run its new tasks, and the old ones stop first",
                Care.LookTwice,
                PlaceEffects.WithoutNode,
                9
            )
            : Effect(
                change,
                $"stands still{what}: no node is left that may run its new tasks; {(
                    rollout.StartsFirst || rollout.Serving is null ? "the old ones go on for now"
                    : $"{rollout.Serving} of {rollout.Exchanged} old ones go on for now"
                )}",
                Care.LookTwice,
                PlaceEffects.WithoutNode,
                8
            );
    }

    // swarmkit counts the old task of a slot towards the limit until it stops (MaxReplicasFilter of its scheduler). Null: there is room.
    private static string? Standstill(Value service, long tasks, long? nodes) =>
        service["taskSpec"]["placement"]["maxReplicas"].Whole is not ({ } most and > 0) ? null
        : nodes is null or 0
            ? "The old tasks count towards max_replicas_per_node: where every node that may run it has the most, no new one starts, and the update stands still"
        : tasks >= most * nodes
            ? "Every node that may run it has the most tasks that max_replicas_per_node allows, and the old ones count: no new one starts, and the update stands still"
        : null;

    /// <summary>Tasks of a service for which there is no room after a change, while there was before.</summary>
    public static IEnumerable<Effect> WithoutRoom(Change change, Plan plan)
    {
        var after = TooMany(change, plan, isAfter: true);
        return after is null || after == TooMany(change, plan, isAfter: false)
            ? []
            : [Effect(change, after, Care.LookTwice, "with tasks without a node", 6)];
    }

    // Null: there is room, or the plan does not tell.
    private static string? TooMany(Change change, Plan plan, bool isAfter)
    {
        var service = (isAfter ? change.After : change.Before)?.Inputs ?? Value.Absent;
        return HostPorts.TooMany(change, plan, isAfter)
            ?? (
                RoomOf(service, plan, isAfter) is var (room, why)
                && Rollout.TasksOf(service, null) is { } tasks
                && Math.Max(room, isAfter ? GoingOn(change, plan) : 0) is var running
                && tasks > running
                    ? $"{Count(tasks)}, of which only {running} {(running == 1 ? "finds" : "find")} a node: {why}"
                    : null
            );
    }

    // How many tasks of a replicated service its nodes take, and why no more; null: as many as there are, or the plan does not tell.
    private static (long Tasks, string Why)? RoomOf(Value service, Plan plan, bool isAfter)
    {
        var (each, why) = MostOnEach(service);
        return each > 0 && !Rollout.IsGlobal(service) && Placement.Of(service).NodesOf(NodesOf(plan), isAfter) is { Count: > 0 } nodes
            ? (nodes.Count(node => !node.IsAbandoned) * each, why)
            : null;
    }

    // A node that leaves is drained when all else is done.
    private static (long Tasks, string Why)? RoomMeanwhile(Value service, Plan plan) =>
        RoomOf(service, plan, isAfter: true) is var (after, why)
            ? (Math.Max(after, RoomOf(service, plan, isAfter: false)?.Tasks ?? 0), why)
            : null;

    // Each node takes one task with a port of its own, and no more than max_replicas_per_node. 0: any number.
    private static (long Each, string Why) MostOnEach(Value service) =>
        HasHostPort(service) ? (1, "a port in mode host leaves room for one on each node")
        : service["taskSpec"]["placement"]["maxReplicas"].Whole is { } most and > 0 ? (most, $"max_replicas_per_node is {most}")
        : (0, "");

    // A new limit stops no task that runs: it holds for those that start. Where tasks are exchanged, all do.
    private static long GoingOn(Change change, Plan plan)
    {
        if (
            change is not { Kind: ChangeKind.Updated, Old.Inputs: var before, New.Inputs: var after }
            || IsExchanged(change)
            || Placement.Of(after).FitAfter(Placement.Of(before), NodesOf(plan)) != Fit.All
            || Placement.Of(after).NodesOf(NodesOf(plan), isAfter: true) is not { } nodes
            || Rollout.TasksOf(before, null) is not { } ran
        )
        {
            return 0;
        }

        return MostOnEach(before).Each is var each and > 0 ? Math.Min(ran, each * nodes.Count) : ran;
    }

    private static bool HasHostPort(Value service) => HostPorts.Of(service).Any();

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
                : one.IsWithin("endpointSpec.mode") ? "endpoint mode"
                : one.IsWithin("endpointSpec") ? "ports"
                : one.IsWithin("taskSpec.restartPolicy") ? "restart policy"
                : one.IsWithin("taskSpec.logDriver") ? "logging"
                : one.IsWithin("taskSpec.containerSpec.stopGracePeriod") ? "stop grace period"
                : one.IsWithin("taskSpec.containerSpec.capAdds") || one.IsWithin("taskSpec.containerSpec.capDrops") ? "capabilities"
                : one.IsWithin("taskSpec.containerSpec.commands") ? "entrypoint"
                : one.IsWithin("taskSpec.containerSpec.args") ? "command"
                : one.IsWithin("taskSpec.containerSpec.hosts") ? "extra hosts"
                : one.IsWithin("taskSpec.containerSpec.dnsConfig") ? "DNS"
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
        if (Rollout.IsGlobal(change.Old?.Inputs ?? Value.Absent) != Rollout.IsGlobal(change.New?.Inputs ?? Value.Absent))
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
            : change.IsReplacedByHand ? "somebody asks for it (pulumi up --replace)"
            : change.ReplaceReasons.Count > 0 ? $"{string.Join(", ", change.ReplaceReasons)} cannot be changed in place"
            : "the plan does not say";
    }

    // What changes besides; that it is attached to other networks is told already.
    private static string Also(Change change)
    {
        var others = Exchanging(PropertyDifferences.Of(change))
            .Where(one => !one.IsReason && !one.IsWithin("taskSpec.networksAdvanceds"))
            .ToList();
        return others.Count == 0 ? "" : $". Changed besides: {Reasons(others)}";
    }

    private static string Image(Value inputs) => inputs["taskSpec"]["containerSpec"]["image"].ToString();

    private static long? TasksOf(Value service, IReadOnlyList<NodeState> nodes, bool isAfter) =>
        Rollout.TasksOf(service, Placement.Of(service).NodesOf(nodes, isAfter)?.Count);

    private static string Tasks(long? count, Value service) =>
        count is { } tasks ? Count(tasks)
        : Rollout.IsGlobal(service) ? $"a task on {EveryNode(service)}"
        : $"a number of tasks that {(service["mode"].HasSecret ? "the plan does not show" : "is known after the change")}";

    private static string EveryNode(Value service) =>
        Placement.Of(service).HasOthers ? "every node that its constraints let it" : "every node";

    /// <summary>Such as <c>2 tasks</c>.</summary>
    public static string Count(long tasks) => tasks == 1 ? "1 task" : $"{tasks} tasks";

    private static Effect Effect(Change change, string text, Care care, string verb, int weight = 0) =>
        new(Area.Services, change.Name, text, care, new Counted("service", verb)) { Weight = weight };
}
