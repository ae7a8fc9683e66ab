using Review.Effects;
using Review.Plans;
using Review.Rules;

namespace Review.Verdicts;

/// <summary>The first line of every report: how much care, what changes, and the riskiest thing in it.</summary>
/// <param name="Care">How much care it needs.</param>
/// <param name="Changes">What changes.</param>
/// <param name="Riskiest">The riskiest thing; null where all is routine.</param>
/// <param name="Trouble">Why the plan may not be whole; null where it is.</param>
public sealed record Verdict(Care Care, string Changes, string? Riskiest, string? Trouble)
{
    /// <summary>How much that is severe the rules find; null: nothing.</summary>
    public string? Rules { get; init; }

    /// <summary>How long it may take, by what takes longest; null: the plan does not tell.</summary>
    public string? Time { get; init; }

    // A line remains a line.
    private const int LongestMessage = 200;
    private const int LongestRisk = 800;

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
    public string Sentences => string.Join(' ', All);

    /// <summary>Its sentences, one by one.</summary>
    internal IEnumerable<string> All =>
        new[]
        {
            Trouble,
            $"{Changes}.",
            Riskiest is null ? null : $"Riskiest: {Riskiest}.",
            Rules,
            Time is null ? null : $"Time: {Time}.",
        }.OfType<string>();

    /// <summary>Judges a plan by what it does, and by what the rules find in it.</summary>
    public static Verdict Of(Plan plan, IReadOnlyList<Effect> effects, IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(effects);
        ArgumentNullException.ThrowIfNull(findings);
        var severe = findings.Where(finding => finding.IsOpen && finding.Rule.IsSevere).ToList();
        // What was there before is no risk of this change.
        var brought = severe.Find(finding => finding.IsNew);
        var trouble = Failure(plan);
        var care = effects
            .Select(effect => effect.Care)
            .Append(
                brought?.Rule.Severity == Severity.Critical ? Care.Dangerous
                : brought is not null || trouble is not null ? Care.LookTwice
                : Care.Routine
            )
            .Max();
        var worst = effects
            .Where(effect => effect.Care == care && care != Care.Routine)
            .GroupBy(effect => new
            {
                effect.Area,
                effect.Text,
                effect.Weight,
            })
            .MaxBy(group => group.Key.Weight);
        return new Verdict(
            care,
            Counts(plan, effects),
            Cut(
                worst is null ? (brought is null ? null : $"{brought.Scope}: {brought.Title}")
                    : worst.Key.Area == Area.Quorum ? $"the quorum is {worst.Key.Text}"
                    : $"{Names.Few([.. worst.Select(effect => effect.Subject)], 3)}: {OfSeveral.Text(worst.Key.Area, worst.Count(), worst.Key.Text)}",
                LongestRisk
            ),
            trouble
        )
        {
            Rules = severe.Count == 0 ? null : $"Rules: {FindingCount.Of(severe)}.",
            Time = effects.FirstOrDefault(effect => effect.Area == Area.Time)?.Text,
        };
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

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private static string? Cut(string? text, int length) => text?.Length > length ? $"{text[..length]}…" : text;

    private static string? Failure(Plan plan)
    {
        var what = plan.IsPreview ? "preview" : "update";
        var message = plan.Diagnostics.FirstOrDefault(one => one.IsError)?.Message.Split('\n')[0].Trim().TrimEnd('.') ?? "";
        message = Cut(message, LongestMessage);
        var at = plan.Failed.Count == 0 ? "" : $" at {Names.Few([.. plan.Failed.Select(change => change.Name)], 3)}";
        return plan.Outcome switch
        {
            PlanOutcome.Failed => $"The {what} FAILED{at}, so this may not be all{(message.Length > 0 ? $" ({message})" : "")}.",
            PlanOutcome.Unnamed when UnnamedChanges.Of(plan) is { Length: > 0 } unnamed =>
                $"The plan counts {unnamed} that it does not name, so this is not all.",
            PlanOutcome.Unnamed => "There are CHANGES that the plan does not name, so this is not all.",
            PlanOutcome.Cancelled => $"The {what} was STOPPED, so this may not be all.",
            _ => null,
        };
    }
}
