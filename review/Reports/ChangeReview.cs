using Review.Effects;
using Review.Pictures;
using Review.Plans;
using Review.Rules;
using Review.Secrets;
using Review.Verdicts;

namespace Review.Reports;

/// <summary>A plan, what it does to the swarm, and the verdict: what every report shows.</summary>
public sealed record ChangeReview
{
    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>What it does to the swarm.</summary>
    public required IReadOnlyList<Effect> Effects { get; init; }

    /// <summary>What the rules find in what will be there, the worst first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

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

    /// <summary>The file of the project for what is written in no other: that of the stack's configuration where it is there.</summary>
    internal string ProjectFile { get; init; } = "Pulumi.yaml";

    /// <summary>Reviews a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="options">What is known beside the plan.</param>
    public static ChangeReview Of(Plan plan, ReviewOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        options ??= new ReviewOptions();
        var known = Hushed(options.PulumiExit is { } code ? plan.With(code) : plan);
        // They quote values, such as the name of an image with a password in it. Many things have the same done to them.
        var hidden = new Hidden();
        var effects = SwarmEffects
            .Of(known)
            .Select(effect =>
                effect with
                {
                    Subject = SecretText.Without(effect.Subject, _ => SecretText.NotShown),
                    Text = hidden.Text("", effect.Text),
                }
            )
            .ToList();
        var findings = RuleCatalogue.Judge(known, options.Today, options.Files);
        return new ChangeReview
        {
            Plan = known,
            Effects = effects,
            Findings = findings,
            ProjectFile = options.Files.ConfigurationFile ?? "Pulumi.yaml",
            Verdict = Verdict.Of(known, effects, findings),
            Components = ComponentChanges.Of(known),
            Notes = [.. NotesOn(known, options)],
        };
    }

    // Messages are those of providers, engines and scripts, which quote what they were given.
    private static Plan Hushed(Plan plan) =>
        plan with
        {
            Diagnostics = [.. plan.Diagnostics.Select(said => said with { Message = SecretText.Shown("", said.Message) })],
        };

    private static IEnumerable<string> NotesOn(Plan plan, ReviewOptions options)
    {
        if (!plan.IsWhole)
        {
            yield return plan.IsPreview
                ? "The plan leaves out what stays as it is, so the rules have judged only what changes. With --show-sames, pulumi preview --json and ./swarm preview --json print all of it."
                : "The record leaves out what stays as it is, so the rules have judged only what changed.";
        }

        if (options.Files.Missing is { Count: > 0 } missing)
        {
            yield return $"The plan was made from {string.Join(", ", missing)}, which {(missing.Count == 1 ? "is" : "are")} not here: what is accepted there was not read, and findings show no lines of it.";
        }

        if (options.PulumiExit is { } code)
        {
            yield return $"pulumi ended with {PulumiExit.Describe(code)}.";
        }

        if (plan.Form == PlanForm.Stream)
        {
            yield return "The plan came as a stream of events, which names no dependencies between resources: what depends on a change without being changed itself is not shown.";
        }
    }
}
