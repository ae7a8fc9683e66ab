using Review.Effects;
using Review.Plans;

namespace Review.Verdicts;

/// <summary>The first line of every report: how much care, what changes, and the riskiest thing in it.</summary>
/// <param name="Care">How much care it needs.</param>
/// <param name="Changes">What changes.</param>
/// <param name="Riskiest">The riskiest thing; null where all is routine.</param>
/// <param name="Trouble">Why the plan may not be whole; null where it is.</param>
public sealed record Verdict(Care Care, string Changes, string? Riskiest, string? Trouble)
{
    // A line remains a line.
    private const int LongestMessage = 200;

    /// <summary>As one line, such as <c>LOOK TWICE: 1 service recreated. Riskiest: web: recreated, and DOWN meanwhile.</c></summary>
    public string Line => $"{Word}: {Sentences}";

    /// <summary>How much care it needs, in capitals.</summary>
    public string Word =>
        Care switch
        {
            Care.Routine => "ROUTINE",
            Care.LookTwice => "LOOK TWICE",
            _ => "DANGEROUS",
        };

    /// <summary>The line without the word.</summary>
    public string Sentences =>
        string.Join(
            ' ',
            new[] { Trouble, $"{Changes}.", Riskiest is null ? null : $"Riskiest: {Riskiest}." }.Where(sentence => sentence is not null)
        );

    /// <summary>Judges a plan by what it does.</summary>
    public static Verdict Of(Plan plan, IReadOnlyList<Effect> effects)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(effects);
        var trouble = Failure(plan);
        var care = effects.Select(effect => effect.Care).DefaultIfEmpty(Care.Routine).Max();
        var worst = effects
            .Where(effect => effect.Care == care && care != Care.Routine)
            .GroupBy(effect => (effect.Area, effect.Text, effect.Weight))
            .MaxBy(group => group.Key.Weight);
        return new Verdict(
            trouble is not null && care == Care.Routine ? Care.LookTwice : care,
            Counts(plan, effects),
            worst is null ? null
                : worst.Key.Area == Area.Quorum ? $"the quorum is {worst.Key.Text}"
                : $"{Names.Few([.. worst.Select(effect => effect.Subject)], 3)}: {worst.Key.Text}",
            trouble
        );
    }

    private static string Counts(Plan plan, IReadOnlyList<Effect> effects)
    {
        var counted = effects
            .Where(effect => effect.Word is not null)
            .GroupBy(effect => effect.Word!)
            .OrderByDescending(group => group.Max(effect => effect.Care))
            .ThenBy(group => group.Min(effect => effect.Area))
            .Select(group => group.Key.Of(group.Count()))
            .ToList();
        var steps = plan.Changes.Count;
        return counted.Count > 0 ? string.Join(", ", counted)
            : steps > 0
                ? $"{steps} step{(steps == 1 ? "" : "s")} of the program {(steps == 1 ? "runs" : "run")} again, and nothing in the swarm changes"
            : plan.Outcome == PlanOutcome.Succeeded ? "Nothing changes"
            : "No change is known";
    }

    private static string? Failure(Plan plan)
    {
        var what = plan.IsPreview ? "preview" : "update";
        var message = plan.Diagnostics.FirstOrDefault(one => one.IsError)?.Message.Split('\n')[0].Trim().TrimEnd('.') ?? "";
        message = message.Length > LongestMessage ? $"{message[..LongestMessage]}…" : message;
        return plan.Outcome switch
        {
            PlanOutcome.Failed => $"The {what} FAILED, so this may not be all{(message.Length > 0 ? $" ({message})" : "")}.",
            PlanOutcome.Cancelled => $"The {what} was STOPPED, so this may not be all.",
            _ => null,
        };
    }
}
