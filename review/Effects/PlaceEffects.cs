using System.Runtime.CompilerServices;
using Review.Plans;

namespace Review.Effects;

/// <summary>Services that lose the nodes that may run them, for a while or for good, also those that the change itself leaves as they are.</summary>
internal static class PlaceEffects
{
    /// <summary>How services are counted of which no new task can run.</summary>
    public const string WithoutNode = "left without a node";

    private const int MostNames = 5;

    public static IEnumerable<Effect> Of(Plan plan)
    {
        var nodes = SwarmNodes.Of(plan);
        // Of a swarm that goes all is told; and where nodes are not named, there may be room on them.
        if (!SwarmNodes.AreAllKnown(plan) || SwarmNodes.Count(nodes) == 0)
        {
            yield break;
        }

        foreach (var service in plan.Changes.Concat(plan.Unchanged).Where(Stays))
        {
            if (OfLabels(service, nodes, plan.IsWhole) is { } labels)
            {
                yield return labels;
            }

            if (OfNewLabels(service, nodes) is { } started)
            {
                yield return started;
            }

            if (Outage(service, plan) is { } outage)
            {
                yield return outage;
            }
            else if ((OfGlobal(service, nodes) ?? OfRoles(service, nodes)) is { } moved)
            {
                yield return moved;
            }
            else
            {
                foreach (var withoutRoom in ServiceEffects.WithoutRoom(service, plan))
                {
                    yield return withoutRoom;
                }
            }
        }
    }

    /// <summary>Whether all nodes that may run a service go at once, so that nothing of it serves meanwhile.</summary>
    public static bool IsDown(Change service, Plan plan) =>
        SwarmNodes.AreAllKnown(plan) && Stays(service) && Outage(service, plan) is not null;

    /// <summary>The nodes on which a global service stops or starts, since it or they are other than before; nothing where the plan does not tell.</summary>
    public static (IReadOnlyList<string> Stops, IReadOnlyList<string> Starts) Moves(Change service, IReadOnlyList<NodeState> nodes)
    {
        var (old, next) = Sides(service);
        var (was, will) = Places(service);
        if (!Rollout.IsGlobal(old) || !Rollout.IsGlobal(next) || was.HasOthers || will.HasOthers)
        {
            return ([], []);
        }

        // Those that come, go or are drained are told of beside this.
        var stay = nodes.Where(node => node is { RoleBefore: not null, RoleAfter: not null }).ToList();
        return (
            [
                .. stay.Where(node => node.TakesTasks(isAfter: false) && was.Fits(node, isAfter: false) && !will.Fits(node, isAfter: true))
                    .Select(node => node.Name),
            ],
            [
                .. stay.Where(node => node.TakesNewTasks && !was.Fits(node, isAfter: false) && will.Fits(node, isAfter: true))
                    .Select(node => node.Name),
            ]
        );
    }

    // What comes, goes or is recreated is told as that.
    private static bool Stays(Change change) =>
        ServiceEffects.IsService(change)
        && change.Kind is ChangeKind.Unchanged or ChangeKind.Updated or ChangeKind.Refreshed
        && !change.IsFoundGone
        && (change.Old ?? change.New) is not null;

    // Several sentences on a service ask for it.
    private static readonly ConditionalWeakTable<Plan, Dictionary<Change, Effect?>> _outages = [];

    private static Effect? Outage(Change service, Plan plan)
    {
        var known = _outages.GetValue(plan, _ => new Dictionary<Change, Effect?>(ReferenceEqualityComparer.Instance));
        return known.TryGetValue(service, out var outage) ? outage : known[service] = Outage(service, SwarmNodes.Of(plan));
    }

    private static Effect? Outage(Change service, IReadOnlyList<NodeState> nodes)
    {
        var (old, next) = Sides(service);
        var (was, will) = Places(service);
        var isByLabels = was.HasOthers || will.HasOthers;
        if (
            // That a label is taken back is told as that.
            (isByLabels && Losing(service, nodes).Count > 0)
            || NodesOf(was, isAfter: false) is not { Count: > 0 } before
            || NodesOf(will, isAfter: true) is not { } all
            || Rollout.TasksOf(old, before.Count) == 0
            || (!Rollout.IsGlobal(next) && Rollout.TasksOf(next, null) == 0)
        )
        {
            return null;
        }

        // Where the service itself is placed otherwise, how it is rolled is told; a global one is stopped where it no longer fits.
        bool GoesOn(Placement placed) =>
            before.Any(node =>
                !node.IsAway
                && !HasEngineAlone(node, before)
                && node.TakesTasks(isAfter: true)
                && placed.Fits(node, isAfter: true)
                && (!isByLabels || placed.HasLabels(node, isAfter: true))
            );
        IReadOnlyList<NodeState>? NodesOf(Placement placed, bool isAfter) =>
            isByLabels ? placed.LabelledOf(nodes, isAfter) : placed.NodesOf(nodes, isAfter);
        var asFar = isByLabels ? ", as far as the program labels nodes" : "";
        var after = all.Where(node => !node.IsAbandoned).ToList();
        if (after.Count == 0)
        {
            return GoesOn(Rollout.IsGlobal(next) ? will : was)
                ? null
                : Effect(
                    service,
                    before.All(node => node.IsFoundGone)
                        ? $"DOWN already: no node is left that may run it{asFar}, since {Names.Few(NamesOf(before), MostNames)} {(before.Count == 1 ? "is" : "are")} gone"
                        : $"DOWN: after the change no node is left that may run it{asFar}; before {Names.Few(NamesOf(before), MostNames)} could",
                    Care.LookTwice,
                    WithoutNode,
                    9
                );
        }

        // One that leaves is drained when all else is done.
        if (GoesOn(was) || before.Any(node => node is { Leaves: true, IsAway: false, IsFoundGone: false }))
        {
            return null;
        }

        var stay = after.Where(node => !node.IsAway && node.RoleBefore is not null && !before.Contains(node)).ToList();
        if (stay.Count > 0)
        {
            return Down(
                service,
                $"DOWN until its tasks run on {Names.Few(NamesOf(stay), MostNames)}: all nodes that may run it now ({Names.Few(NamesOf(before), MostNames)}) go{asFar}",
                7
            );
        }

        if (before is [{ IsAway: false, EngineChanges: true } engine] && after.Contains(engine))
        {
            return Down(
                service,
                $"DOWN while {engine.Name} is drained for another engine: {(after.Count == 1 ? "it may run nowhere else" : $"it may run nowhere else until {OneOf(after.Where(node => node != engine))} is there")}{asFar}",
                7
            );
        }

        var joins = after.Where(node => node.Joins).ToList();
        var back = after.Where(node => !node.Joins).ToList();
        string[] until =
        [
            .. back.Count > 0 ? [$"{OneOf(back)} is back"] : Array.Empty<string>(),
            .. joins.Count > 0 ? [$"{OneOf(joins)} is there"] : Array.Empty<string>(),
        ];
        var why =
            after.Count == 1 ? "it may run nowhere else"
            : before.Count > 1 ? "all nodes that may run it go at once"
            : $"the only node that may run it now ({before[0].Name}) goes";
        return Down(service, $"DOWN until {string.Join(" or ", until)}: {why}{asFar}", 8);
    }

    private static string OneOf(IEnumerable<NodeState> nodes) =>
        NamesOf(nodes) is var names && names is [var only] ? only : $"one of {Names.Few(names, MostNames)}";

    // Engines are changed on one node after another, so that tasks move where there is another.
    private static bool HasEngineAlone(NodeState node, IReadOnlyList<NodeState> places) => node.EngineChanges && places.Count == 1;

    private static Effect? OfGlobal(Change service, IReadOnlyList<NodeState> nodes)
    {
        var (stops, starts) = Moves(service, nodes);
        return (stops.Count, starts.Count) switch
        {
            (0, 0) => null,
            (0, _) => Effect(service, $"starts on {Names.Few(starts, MostNames)} as well", Care.Routine, "given to more nodes", 0),
            (_, 0) => Effect(
                service,
                $"stops on {Names.Few(stops, MostNames)}, where it may no longer run",
                Care.LookTwice,
                "taken from nodes",
                6
            ),
            _ => Effect(
                service,
                $"stops on {Names.Few(stops, MostNames)}, where it may no longer run, and starts on {Names.Few(starts, MostNames)}",
                Care.LookTwice,
                "taken from nodes",
                6
            ),
        };
    }

    // Tasks of a service that asks for a role stop on a node that gets another one. Those of a global service are told of above.
    private static Effect? OfRoles(Change service, IReadOnlyList<NodeState> nodes)
    {
        if (Unfit(service, nodes) is not { Count: > 0 } stops)
        {
            return null;
        }

        var isOne = stops.Count == 1;
        return Effect(
            service,
            $"stops, where it runs there, on {Names.Few(NamesOf(stops), MostNames)}, which {(isOne ? "becomes a" : "become")} {stops[0].RoleAfter}{(isOne ? "" : "s")}: it may run there no longer",
            Care.LookTwice,
            "taken from nodes",
            4
        );
    }

    // The nodes that fit the service no more, since they get another role.
    private static IReadOnlyList<NodeState> Unfit(Change service, IReadOnlyList<NodeState> nodes)
    {
        var (old, next) = Sides(service);
        var (was, will) = Places(service);
        return Rollout.IsGlobal(old) || Rollout.IsGlobal(next) || Rollout.TasksOf(old, null) == 0 || Rollout.TasksOf(next, null) == 0
            ? []
            :
            [
                .. nodes.Where(node =>
                    node is { RoleBefore: { } before, RoleAfter: { } after, IsAway: false }
                    && before != after
                    && node.TakesTasks(isAfter: false)
                    && was.Fits(node, isAfter: false)
                    && will.Fits(node, isAfter: false)
                    && !will.Fits(node, isAfter: true)
                ),
            ];
    }

    // Of a label that the program takes back from a node, or gives it, is known; whether somebody else has given it to another is not.
    private static Effect? OfLabels(Change service, IReadOnlyList<NodeState> nodes, bool isWhole)
    {
        if (Losing(service, nodes) is not { Count: > 0 } losing)
        {
            return null;
        }

        var will = Places(service).After;
        var (asked, refused) = (will.AskedLabels, will.RefusedLabels);
        var others = NamesOf(
            nodes.Where(node => node.TakesNewTasks && will.Fits(node, isAfter: true) && will.HasLabels(node, isAfter: true))
        );
        var taken = asked.Where(label => losing.Any(node => node.LabelsTakenBack.Contains(label, Same))).ToList();
        var given = refused.Where(label => losing.Any(node => node.LabelsGiven.Contains(label, Same))).ToList();
        var s = losing.Count == 1 ? "s" : "";
        string[] why =
        [
            .. taken.Count > 0 ? [$"lose{s} {string.Join(", ", taken)}"] : Array.Empty<string>(),
            .. given.Count > 0 ? [$"get{s} {string.Join(", ", given)}, which it refuses"] : Array.Empty<string>(),
        ];
        var isSure = losing.All(node => !asked.Except(node.Labels.Before, Same).Any());
        var where =
            $"{(isSure ? "stops" : "stops, where it runs there,")} on {Names.Few(NamesOf(losing), MostNames)}, which {string.Join(" and ", why)}";
        return others.Count > 0
            ? Effect(service, $"{where}; {Names.Few(others, MostNames)} may run it", Care.LookTwice, "taken from nodes", 4)
            : Effect(
                service,
                $"{where}; {(
                    !isWhole ? "whether another node may run it is not in the plan"
                    : asked.Count == 0 ? "no other node may run it"
                    : "the program gives no other node what it asks for"
                )}",
                Care.LookTwice,
                "taken from nodes",
                8
            );
    }

    // A global service starts at once on a node that gets what it asks for. Of one that is placed otherwise as well, that is told.
    private static Effect? OfNewLabels(Change service, IReadOnlyList<NodeState> nodes)
    {
        var (old, next) = Sides(service);
        var (was, will) = Places(service);
        if (
            !Rollout.IsGlobal(old)
            || !Rollout.IsGlobal(next)
            || !will.HasOthers
            || will.IsBeyondLabels
            || old["taskSpec"]["placement"]["constraints"] != next["taskSpec"]["placement"]["constraints"]
        )
        {
            return null;
        }

        var starting = nodes
            .Where(node =>
                node is { RoleBefore: not null, RoleAfter: not null, IsAbandoned: false, TakesNewTasks: true }
                && will.Fits(node, isAfter: true)
                && will.HasLabels(node, isAfter: true)
                && !was.HasLabels(node, isAfter: false)
            )
            .ToList();
        if (starting.Count == 0)
        {
            return null;
        }

        var given = will.AskedLabels.Where(label => starting.Exists(node => !node.Labels.Before.Contains(label, Same))).ToList();
        var taken = will.RefusedLabels.Where(label => starting.Exists(node => node.Labels.Before.Contains(label, Same))).ToList();
        var s = starting.Count == 1 ? "s" : "";
        string[] why =
        [
            .. given.Count > 0 ? [$"get{s} {string.Join(", ", given)}"] : Array.Empty<string>(),
            .. taken.Count > 0 ? [$"lose{s} {string.Join(", ", taken)}, which it refuses"] : Array.Empty<string>(),
        ];
        // Somebody may have given a label by hand before the program does.
        var isSure = starting.TrueForAll(node => !node.TakesTasks(isAfter: false) || !was.MayRunOn(node, nodes));
        return Effect(
            service,
            $"starts{(isSure ? "" : ", unless it runs there already,")} on {Names.Few(NamesOf(starting), MostNames)}, which {string.Join(" and ", why)}",
            Care.Routine,
            "given to more nodes",
            0
        );
    }

    // The nodes that it has to leave for a label that the program takes back from them or gives them.
    private static IReadOnlyList<NodeState> Losing(Change service, IReadOnlyList<NodeState> nodes)
    {
        var (old, next) = Sides(service);
        var (was, will) = Places(service);
        var (asked, refused) = (will.AskedLabels, will.RefusedLabels);
        if (asked.Count + refused.Count == 0 || Rollout.TasksOf(old, null) == 0 || Rollout.TasksOf(next, null) == 0)
        {
            return [];
        }

        return
        [
            .. nodes.Where(node =>
                node.RoleBefore is not null
                && (
                    Except(node.Labels.Before, node.Labels.After).Intersect(asked, Same).Any()
                    || Except(node.Labels.After, node.Labels.Before).Intersect(refused, Same).Any()
                )
                && node.TakesTasks(isAfter: false)
                && was.Fits(node, isAfter: false)
                && will.Fits(node, isAfter: true)
                && was.MayRunOn(node, nodes)
            ),
        ];

        static IEnumerable<string> Except(IReadOnlyList<string> some, IReadOnlyList<string> others) => some.Except(others, Same);
    }

    private static StringComparer Same => Placement.SameLabel;

    /// <summary>The nodes that tasks of a service have to leave, although they and the service stay: they are drained, also for another engine, are restarted, or get other labels or another role.</summary>
    public static IReadOnlyList<NodeState> Left(Change service, IReadOnlyList<NodeState> nodes) =>
        !Stays(service)
            ? []
            :
            [
                .. Losing(service, nodes)
                    .Concat(Unfit(service, nodes))
                    .Concat(
                        nodes.Where(node =>
                            node is { RoleBefore: not null, RoleAfter: not null }
                            && node.TakesTasks(isAfter: false)
                            && (!node.TakesTasks(isAfter: true) || node.EngineChanges || node.IsRestarted)
                            && Places(service).Before.MayRunOn(node, nodes)
                        )
                    )
                    .Distinct(),
            ];

    // Each is asked for of many nodes.
    private static readonly ConditionalWeakTable<Change, Tuple<Placement, Placement>> _places = [];

    private static (Placement Before, Placement After) Places(Change service) =>
        _places.GetValue(service, read => Tuple.Create(Placement.Of(Sides(read).Before), Placement.Of(Sides(read).After))).ToValueTuple();

    /// <summary>What a service is before and after; one that stays as it is, both times the same.</summary>
    public static (Value Before, Value After) Sides(Change service) =>
        ((service.Old ?? service.New)?.Inputs ?? Value.Absent, (service.New ?? service.Old)?.Inputs ?? Value.Absent);

    private static List<string> NamesOf(IEnumerable<NodeState> nodes) => [.. nodes.Select(node => node.Name)];

    private static Effect Down(Change service, string text, int weight) => Effect(service, text, Care.LookTwice, "down meanwhile", weight);

    private static Effect Effect(Change service, string text, Care care, string verb, int weight) =>
        new(Area.Services, service.Name, text, care, new Counted("service", verb)) { Weight = weight };
}
