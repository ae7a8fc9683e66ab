using Review.Plans;

namespace Review.Effects;

/// <summary>How a service's tasks are exchanged.</summary>
/// <param name="Tasks">How many it has; null: the plan does not tell how many.</param>
/// <param name="Ran">How many ran before; null: as many.</param>
/// <param name="AtOnce">How many are exchanged at a time; 0: all.</param>
/// <param name="StartsFirst">Whether the new task starts before the old one stops.</param>
/// <param name="OnFailure">pause, continue or rollback.</param>
/// <param name="Delay">Between two batches.</param>
/// <param name="Monitor">How long each is watched.</param>
internal sealed record Rollout(long? Tasks, long? Ran, long AtOnce, bool StartsFirst, string OnFailure, TimeSpan Delay, TimeSpan Monitor)
{
    /// <summary>How many of those before found a node; null: all, or the plan does not tell.</summary>
    public long? Room { get; init; }

    /// <summary>How many are to be exchanged, also of those that wait for a node.</summary>
    public long? Wanted => Tasks is { } tasks ? Math.Min(Ran ?? tasks, tasks) : null;

    /// <summary>How many of those that ran before have a successor.</summary>
    public long? Exchanged => Wanted is { } wanted ? Math.Min(Room ?? wanted, wanted) : null;

    /// <summary>How many serve at the worst moment.</summary>
    public long? Serving =>
        Exchanged is not { } tasks ? null
        : StartsFirst ? tasks
        : AtOnce == 0 ? 0
        : Math.Max(0, tasks - AtOnce);

    /// <summary>How many batches there are.</summary>
    public long Batches => Exchanged is not { } tasks || AtOnce == 0 ? 1 : Math.Max(1, (tasks + AtOnce - 1) / AtOnce);

    /// <summary>How long it takes at least, beside starting and stopping.</summary>
    public TimeSpan AtLeast => Durations.Times(Batches - 1, Delay) + Monitor;

    /// <summary>That of a service.</summary>
    /// <param name="inputs">What it is to be.</param>
    /// <param name="nodes">How many nodes may run its tasks; null: the plan does not tell.</param>
    /// <param name="ran">How many tasks it had; null: as many as it is to have.</param>
    public static Rollout Of(Value inputs, int? nodes, long? ran = null)
    {
        var update = inputs["updateConfig"];
        return new Rollout(
            TasksOf(inputs, nodes),
            ran,
            update["parallelism"].Whole ?? 1,
            update["order"].Text == "start-first",
            update["failureAction"].Text ?? "pause",
            Duration(update["delay"]),
            Duration(update["monitor"])
        );
    }

    /// <summary>Whether a service has a task on every node.</summary>
    public static bool IsGlobal(Value service) => service["mode"]["global"].IsTrue;

    /// <summary>How many tasks a service has; null: the plan does not tell.</summary>
    public static long? TasksOf(Value inputs, int? nodes)
    {
        var mode = inputs["mode"];
        var replicas = mode["replicated"]["replicas"];
        return IsGlobal(inputs) ? nodes
            : Array.Exists([mode, mode["replicated"], replicas], value => value.IsUntold) ? null
            : replicas.Whole ?? 1;
    }

    /// <summary>A time as Go writes it: 1m30s, 500ms.</summary>
    public static TimeSpan Duration(Value value)
    {
        var total = TimeSpan.Zero;
        var number = "";
        var text = value.Text ?? "";
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsAsciiDigit(text[at]) || text[at] == '.')
            {
                number += text[at];
                continue;
            }

            var end = at;
            while (end < text.Length && char.IsAsciiLetter(text[end]))
            {
                end++;
            }

            if (!double.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var amount))
            {
                return total;
            }

            total += text[at..end] switch
            {
                "h" => TimeSpan.FromHours(amount),
                "m" => TimeSpan.FromMinutes(amount),
                "s" => TimeSpan.FromSeconds(amount),
                "ms" => TimeSpan.FromMilliseconds(amount),
                _ => TimeSpan.Zero,
            };
            number = "";
            at = Math.Max(at, end - 1);
        }

        return total;
    }
}
