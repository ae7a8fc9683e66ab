using System.Globalization;
using Review.Differences;
using Review.Plans;

namespace Review.Effects;

/// <summary>How long it may take.</summary>
internal static class TimeEffects
{
    // What the program allows a node for being drained, changed and given tasks again.
    private static readonly TimeSpan _turn = TimeSpan.FromMinutes(30);

    public static IEnumerable<Effect> Of(Plan plan, IReadOnlyList<NodeState> nodes) =>
        new[] { Engines(nodes), Machines(nodes), Recreated(plan), Rolled(plan, SwarmNodes.Count(nodes)), Steps(plan) }
            .OfType<string>()
            .Select(text => new Effect(Area.Time, "", text, Care.Routine));

    private static string? Engines(IReadOnlyList<NodeState> nodes) =>
        nodes.Count(node => node is { EngineChanges: true, IsReplaced: false, RoleBefore: not null }) switch
        {
            0 => null,
            1 => $"at most {Durations.Say(_turn)} for the engine of 1 node",
            var turns => $"at most {Durations.Say(turns * _turn)} for the engines of {turns} nodes, one after another",
        };

    private static string? Machines(IReadOnlyList<NodeState> nodes) =>
        nodes.Count(node => node.IsReplaced || node.IsRestarted) switch
        {
            0 => null,
            1 => "some minutes for 1 machine: the plan does not say how long it takes to start",
            var machines => $"some minutes for {machines} machines, side by side: the plan does not say how long they take to start",
        };

    private static string? Recreated(Plan plan)
    {
        var services = plan
            .Changes.Where(change => ServiceEffects.IsService(change) && change is { Kind: ChangeKind.Replaced, New: not null })
            .ToList();
        if (services.Count == 0)
        {
            return null;
        }

        var stop = services.Max(change => Grace((change.Old ?? change.New!).Inputs));
        var start = services.Max(change => Rollout.Duration(change.New!.Inputs["convergeConfig"]["timeout"]));
        return $"services that are recreated are down while their tasks stop (at most {Durations.Say(stop)}) and start{(start > TimeSpan.Zero ? $" (after {Durations.Say(start)} without them the change fails)" : "")}";
    }

    private static string? Rolled(Plan plan, int nodes)
    {
        var services = plan
            .Changes.Where(change => ServiceEffects.IsService(change) && change is { Kind: ChangeKind.Updated, New: not null })
            .Where(change => ServiceEffects.Of(change, nodes, plan).Any(effect => effect.Word?.Verb is "rolled" or "interrupted"))
            .Select(change => (change.Name, Rollout: Rollout.Of(change.New!.Inputs, nodes)))
            .OrderByDescending(one => one.Rollout.AtLeast)
            .ToList();
        return services is [var (name, rollout), ..]
            ? $"at least {Durations.Say(rollout.AtLeast)} for {name}{(services.Count > 1 ? $", the slowest of {services.Count} services" : "")} ({rollout.Batches} batch{(rollout.Batches == 1 ? "" : "es")}), beside the time that its tasks take to stop and start"
            : null;
    }

    private static string? Steps(Plan plan)
    {
        var longest = plan
            .Changes.Where(change => change.Kind is not ChangeKind.Deleted && change.Type == "command:remote:Command")
            .Select(change => (change.Name, Bound: Bound(change)))
            .Where(step => step.Bound > TimeSpan.Zero)
            .OrderByDescending(step => step.Bound)
            .FirstOrDefault();
        return longest.Name is null
            ? null
            : $"at most {Durations.Say(longest.Bound)} for each step of the program, of which {longest.Name} may take longest";
    }

    // What the engine gives a task where nothing else is set.
    private static TimeSpan Grace(Value service) =>
        service["taskSpec"]["containerSpec"]["stopGracePeriod"] is { IsPresent: true } set
            ? Rollout.Duration(set)
            : TimeSpan.FromSeconds(10);

    // The program runs every step under timeout(1).
    private static TimeSpan Bound(Change step)
    {
        var words = step.New?.Inputs["create"].Text is { } create ? CommandLine.Variables(create).After.Split(' ', 4) : [];
        return
            words is ["timeout", _, var seconds, ..]
            && int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var bound)
            ? TimeSpan.FromSeconds(bound)
            : TimeSpan.Zero;
    }
}
