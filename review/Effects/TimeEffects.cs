using System.Globalization;
using Review.Differences;
using Review.Plans;

namespace Review.Effects;

/// <summary>How long it may take.</summary>
internal static class TimeEffects
{
    // What the program allows a node for being drained, changed and given tasks again.
    private static readonly TimeSpan _turn = TimeSpan.FromMinutes(30);

    public static IEnumerable<Effect> Of(Plan plan, IReadOnlyList<NodeState> nodes)
    {
        var count = SwarmNodes.Count(nodes);
        var turns = nodes.Count(node => node is { EngineChanges: true, IsReplaced: false, RoleBefore: not null });
        if (turns > 0)
        {
            yield return Time(
                $"at most {Durations.Say(turns * _turn)} for the engine{(turns == 1 ? "" : "s")} of {turns} node{(turns == 1 ? "" : "s, one after another")}"
            );
        }

        var machines = nodes.Count(node => node.IsReplaced || node.IsRestarted);
        if (machines > 0)
        {
            yield return Time(
                $"some minutes for {machines} machine{(machines == 1 ? "" : "s, side by side")}: the plan does not say how long {(machines == 1 ? "it takes" : "they take")} to start"
            );
        }

        var recreated = plan
            .Changes.Where(change => ServiceEffects.IsService(change) && change is { Kind: ChangeKind.Replaced, New: not null })
            .ToList();
        if (recreated.Count > 0)
        {
            var stop = recreated.Max(change => Grace((change.Old ?? change.New!).Inputs));
            var start = recreated.Max(change => Rollout.Duration(change.New!.Inputs["convergeConfig"]["timeout"]));
            yield return Time(
                $"services that are recreated are down while their tasks stop (at most {Durations.Say(stop)}) and start{(start > TimeSpan.Zero ? $" (after {Durations.Say(start)} without them the change fails)" : "")}"
            );
        }

        var rolled = plan
            .Changes.Where(change => ServiceEffects.IsService(change) && change is { Kind: ChangeKind.Updated, New: not null })
            .Where(change => ServiceEffects.Of(change, count, plan).Any(effect => effect.Word?.Verb is "rolled" or "interrupted"))
            .Select(change => (change.Name, Rollout: Rollout.Of(change.New!.Inputs, count)))
            .OrderByDescending(one => one.Rollout.AtLeast)
            .ToList();
        if (rolled is [var (name, rollout), ..])
        {
            yield return Time(
                $"at least {Durations.Say(rollout.AtLeast)} for {name}{(rolled.Count > 1 ? $", the slowest of {rolled.Count} services" : "")} ({rollout.Batches} batch{(rollout.Batches == 1 ? "" : "es")}), beside the time that its tasks take to stop and start"
            );
        }

        var longest = plan
            .Changes.Where(change => change.Kind is not ChangeKind.Deleted && change.Type == "command:remote:Command")
            .Select(change => (change.Name, Bound: Bound(change)))
            .Where(step => step.Bound > TimeSpan.Zero)
            .OrderByDescending(step => step.Bound)
            .FirstOrDefault();
        if (longest.Name is not null)
        {
            yield return Time(
                $"at most {Durations.Say(longest.Bound)} for each step of the program, of which {longest.Name} may take longest"
            );
        }
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

    private static Effect Time(string text) => new(Area.Time, "", text, Care.Routine);
}
