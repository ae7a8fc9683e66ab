using Review.Effects;
using Review.Pictures;
using Review.Plans;
using Review.Verdicts;

namespace Review.Reports;

/// <summary>A plan, what it does to the swarm, and the verdict: what every report shows.</summary>
public sealed record ChangeReview
{
    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>What it does to the swarm.</summary>
    public required IReadOnlyList<Effect> Effects { get; init; }

    /// <summary>How much care it needs.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The changes of each component.</summary>
    public required IReadOnlyList<ComponentChanges> Components { get; init; }

    /// <summary>What a reader has to know of the report itself.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The swarm before and after.</summary>
    internal SwarmPicture Picture => field ??= SwarmPicture.Of(Plan, Effects);

    /// <summary>The stack's name; empty where the plan does not tell.</summary>
    public string Stack => (Plan.Stack ?? Plan.Changes.FirstOrDefault()) is { } any ? Urn.StackIn(any.Urn) : "";

    /// <summary>Reviews a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="exit">How the Pulumi CLI ended, if that is known.</param>
    public static ChangeReview Of(Plan plan, int? exit = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var known = exit is { } code ? plan.With(code) : plan;
        var effects = SwarmEffects.Of(known);
        return new ChangeReview
        {
            Plan = known,
            Effects = effects,
            Verdict = Verdict.Of(known, effects),
            Components = ComponentChanges.Of(known),
            Notes = [.. NotesOn(known, exit)],
        };
    }

    private static IEnumerable<string> NotesOn(Plan plan, int? exit)
    {
        if (exit is { } code)
        {
            yield return $"pulumi ended with {PulumiExit.Describe(code)}.";
        }

        if (plan.Form == PlanForm.Stream)
        {
            yield return "The plan came as a stream of events, which names no dependencies between resources: what depends on a change without being changed itself is not shown.";
        }
    }
}
