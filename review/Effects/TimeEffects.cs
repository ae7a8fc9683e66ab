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
            yield return Time($"engines: {turns} node{(turns == 1 ? "" : "s")}, one after another: at most {Durations.Say(turns * _turn)}");
        }

        var slowest = plan
            .Changes.Where(change => ServiceEffects.IsService(change) && change is { Kind: ChangeKind.Updated, New: not null })
            .Where(change => ServiceEffects.Of(change, count, plan).Any(effect => effect.Word?.Verb is "rolled" or "interrupted"))
            .Select(change => (change.Name, Rollout: Rollout.Of(change.New!.Inputs, count)))
            .OrderByDescending(one => one.Rollout.AtLeast)
            .FirstOrDefault();
        if (slowest.Name is not null)
        {
            var rollout = slowest.Rollout;
            yield return Time(
                $"services: the slowest is {slowest.Name}, {rollout.Batches} batch{(rollout.Batches == 1 ? "" : "es")}, at least {Durations.Say(rollout.AtLeast)} beside the time that tasks take to stop and start"
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
            yield return Time($"each step: at most {Durations.Say(longest.Bound)} ({longest.Name})");
        }
    }

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
