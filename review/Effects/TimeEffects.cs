using System.Globalization;
using Review.Differences;
using Review.Plans;

namespace Review.Effects;

/// <summary>How long it may take: what takes longest first.</summary>
internal static class TimeEffects
{
    // What the program allows a node for being drained, changed and given tasks again.
    private static readonly TimeSpan _turn = TimeSpan.FromMinutes(30);

    // About how long they take where all goes well. The plan does not say, so that they only decide what comes first.
    private static readonly TimeSpan _usualTurn = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _usualMachine = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _usualJoining = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan _usualDrain = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _usualStart = TimeSpan.FromMinutes(1);

    /// <summary>The times of a plan, of which the other effects are known.</summary>
    public static IEnumerable<Effect> Of(Plan plan, IReadOnlyList<NodeState> nodes, IEnumerable<Effect> effects)
    {
        var steps = plan.Changes.Where(change => change.Type == "command:remote:Command").DistinctBy(step => step.Name).ToList();
        var byName = steps.ToDictionary(step => step.Name);
        var verbs = effects.Where(effect => effect.Area == Area.Services).ToLookup(effect => effect.Subject, effect => effect.Word?.Verb);
        return new[]
        {
            Engines(nodes),
            Machines(plan, nodes),
            Joining(nodes),
            Leaving(nodes, byName),
            Started(plan, verbs, byName),
            Recreated(plan, byName),
            Containers(plan),
            Rolled(plan, verbs, byName),
            Steps(steps),
        }
            .OfType<Lasting>()
            .Select(one => new Effect(Area.Time, "", one.Text, Care.Routine)
            {
                Weight = (int)Math.Min(one.Usual.TotalSeconds, int.MaxValue),
            });
    }

    private static Lasting? Engines(IReadOnlyList<NodeState> nodes) =>
        nodes.Count(node => node is { EngineChanges: true, IsReplaced: false, RoleBefore: not null }) switch
        {
            0 => null,
            1 => new Lasting($"at most {Durations.Say(_turn)} for the engine of 1 node", _usualTurn),
            var turns => new Lasting(
                $"at most {Durations.Say(turns * _turn)} for the engines of {turns} nodes, one after another",
                turns * _usualTurn
            ),
        };

    private static Lasting? Machines(Plan plan, IReadOnlyList<NodeState> nodes)
    {
        // One that is made again is that of a node that is replaced.
        var started = nodes
            .Where(node => node is { IsReplaced: true, IsOtherHost: false } or { IsReplaced: false, IsRestarted: true })
            .Select(node => node.Name)
            .Union(
                plan.Changes.Where(change => change.Kind == ChangeKind.Created && SwarmNodes.IsMachine(change))
                    .Select(change => change.Name)
            )
            .Count();
        return started switch
        {
            0 => null,
            1 => new Lasting("some minutes for 1 machine: the plan does not say how long it takes to start", _usualMachine),
            _ => new Lasting(
                $"some minutes for {started} machines, side by side: the plan does not say how long they take to start",
                _usualMachine
            ),
        };
    }

    private static Lasting? Joining(IReadOnlyList<NodeState> nodes) =>
        nodes.Where(node => node.Joins || node.IsOtherHost).Select(node => node.Name).ToList() switch
        {
            [] => null,
            [var only] => new Lasting($"some minutes until {only} has its engine and has joined", _usualJoining),
            var all => new Lasting(
                $"some minutes until {Names.Few(all, 3)} have their engines and have joined, side by side",
                _usualJoining
            ),
        };

    private static Lasting? Leaving(IReadOnlyList<NodeState> nodes, Dictionary<string, Change> steps)
    {
        var leaving = nodes.Where(node => node.Leaves).Select(node => node.Name).ToList();
        var bound = leaving.Max(name => (TimeSpan?)Bound(steps.GetValueOrDefault($"{name}-member")?.Old, "delete")) ?? TimeSpan.Zero;
        return leaving.Count == 0
            ? null
            : new Lasting(
                $"until the tasks of {Names.Few(leaving, 3)} have stopped and {(leaving.Count == 1 ? "it has" : "they have")} left{(bound > TimeSpan.Zero ? $", at most {Durations.Say(bound)}{(leaving.Count == 1 ? "" : " each")}" : "")}",
                _usualDrain
            );
    }

    private static Lasting? Started(Plan plan, ILookup<string, string?> verbs, Dictionary<string, Change> steps)
    {
        var services = Services(plan, change => HasTasks(change) && verbs[change.Name].Any(verb => verb is "created" or "scaled"));
        return services.Count == 0
            ? null
            : new Lasting(
                $"until the tasks of {Names.Few([.. services.Select(one => one.Name)], 3)} run{Fails(services, steps)}",
                _usualStart
            );
    }

    private static Lasting? Recreated(Plan plan, Dictionary<string, Change> steps)
    {
        var services = Services(plan, change => change is { Kind: ChangeKind.Replaced, New: not null } && HasTasks(change));
        if (services.Count == 0)
        {
            return null;
        }

        var stop = services.Max(change => Grace((change.Old ?? change.New!).Inputs));
        return new Lasting(
            $"services that are recreated are down until their new tasks run: at most {Durations.Say(stop)} to stop, and as long as they take to start{Fails(services, steps)}",
            stop + _usualStart
        );
    }

    private static Lasting? Containers(Plan plan)
    {
        var containers = plan.Changes.Where(change => ContainerEffects.IsContainer(change) && change.Kind == ChangeKind.Replaced).ToList();
        if (containers.Count == 0)
        {
            return null;
        }

        var stop = TimeSpan.FromSeconds(containers.Max(change => change.Old?.Inputs["destroyGraceSeconds"].Whole ?? 0));
        return new Lasting(
            $"containers that are recreated are down until they run again: {(stop > TimeSpan.Zero ? $"at most {Durations.Say(stop)} to stop, and " : "")}as long as they take to start",
            stop
        );
    }

    private static Lasting? Rolled(Plan plan, ILookup<string, string?> verbs, Dictionary<string, Change> steps)
    {
        var services = Services(plan, change => change is { Kind: ChangeKind.Updated, New: not null })
            .Where(change => verbs[change.Name].Any(verb => verb is "rolled" or "interrupted"))
            .Select(change => new { Change = change, Rollout = ServiceEffects.RolloutOf(change, plan) })
            .OrderByDescending(one => one.Rollout.AtLeast)
            .ToList();
        if (services is not [{ Change: var change, Rollout: var rollout }, ..])
        {
            return null;
        }

        var whose = services.Count > 1 ? $"{change.Name}, the slowest of {services.Count} services" : change.Name;
        var batches = $"{rollout.Batches} batch{(rollout.Batches == 1 ? "" : "es")}";
        return new Lasting(
            (
                rollout.AtLeast == TimeSpan.Zero
                    ? $"as long as the tasks of {whose} take to stop and start ({batches})"
                    : $"at least {Durations.Say(rollout.AtLeast)} for {whose} ({batches}), beside the time that its tasks take to stop and start"
            ) + Fails([change], steps),
            rollout.AtLeast + Durations.Times(rollout.Batches, Grace(change.New!.Inputs))
        );
    }

    // The steps that no other line tells of.
    private static Lasting? Steps(IReadOnlyList<Change> steps)
    {
        var longest = steps
            .Where(change => change.Kind is not ChangeKind.Deleted && !change.Name.EndsWith(WaitStep, StringComparison.Ordinal))
            .Select(change => new { change.Name, Bound = Bound(change.New, "create") })
            .Where(step => step.Bound > TimeSpan.Zero)
            .OrderByDescending(step => step.Bound)
            .FirstOrDefault();
        return longest is null
            ? null
            : new Lasting(
                $"at most {Durations.Say(longest.Bound)} for each step of the program, of which {longest.Name} may take longest",
                TimeSpan.Zero
            );
    }

    // The step that waits for the tasks of a service.
    private const string WaitStep = "-tasks";

    private static bool HasTasks(Change service) => Rollout.TasksOf(service.New?.Inputs ?? Value.Absent, null) != 0;

    private static List<Change> Services(Plan plan, Func<Change, bool> which) =>
        [.. plan.Changes.Where(change => ServiceEffects.IsService(change) && which(change))];

    // How long the program waits for tasks; empty where the plan does not tell.
    private static string Fails(IEnumerable<Change> services, Dictionary<string, Change> steps)
    {
        var bound = services.Max(service => Bound(steps.GetValueOrDefault(service.Name + WaitStep)?.New, "create"));
        return bound > TimeSpan.Zero ? $"; the change fails where they do not run after {Durations.Say(bound)}" : "";
    }

    // What the engine gives a task where nothing else is set.
    private static TimeSpan Grace(Value service) =>
        service["taskSpec"]["containerSpec"]["stopGracePeriod"] is { IsPresent: true } set
            ? Rollout.Duration(set)
            : TimeSpan.FromSeconds(10);

    // The program runs every step under timeout(1).
    private static TimeSpan Bound(ResourceState? step, string script)
    {
        var words = step?.Inputs[script].Text is { } command ? CommandLine.Variables(command).After.Split(' ', 4) : [];
        return
            words is ["timeout", _, var seconds, ..]
            && int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var bound)
            ? TimeSpan.FromSeconds(bound)
            : TimeSpan.Zero;
    }

    private sealed record Lasting(string Text, TimeSpan Usual);
}
