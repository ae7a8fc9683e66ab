using System.Text.Json;

namespace Review.Plans;

/// <summary>What a preview would do, or an update did.</summary>
public sealed record Plan
{
    /// <summary>How it was written down.</summary>
    public required PlanForm Form { get; init; }

    /// <summary>Whether it is a preview; an update otherwise.</summary>
    public bool IsPreview { get; init; } = true;

    /// <summary>How it ended.</summary>
    public PlanOutcome Outcome { get; init; }

    /// <summary>The stack's configuration; secrets are not in it.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; init; } = new Dictionary<string, string>();

    /// <summary>A setting of the program that is a list or a mapping; an absent value where it is not set, or is neither.</summary>
    internal Value Setting(string name)
    {
        try
        {
            return Value.Of(JsonSerializer.Deserialize<JsonElement>(Configuration.GetValueOrDefault($"swarm:{name}", "")));
        }
        catch (JsonException)
        {
            // It holds a secret, or is not for us to judge.
            return Value.Absent;
        }
    }

    /// <summary>What is not as before, by what it is part of and by name.</summary>
    public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <summary>What stays as it is, as far as the plan names it: a digest does only with --show-sames.</summary>
    public IReadOnlyList<Change> Unchanged { get; init; } = [];

    /// <summary>What an earlier change has made another of, and could not delete then; it is deleted now.</summary>
    public IReadOnlyList<Change> LeftOver { get; init; } = [];

    /// <summary>What an update has failed at. It is in none of the others, since nobody knows how much of it was done; only what it has deleted of a replacement is among the changes, as a deletion.</summary>
    public IReadOnlyList<Change> Failed { get; init; } = [];

    /// <summary>What an update had begun when it was stopped, in the same way.</summary>
    public IReadOnlyList<Change> Unfinished { get; init; } = [];

    /// <summary>Whether it names anything that is not as before.</summary>
    public bool HasChanges => Changes.Count + LeftOver.Count + Failed.Count + Unfinished.Count > 0;

    /// <summary>Whether everything that will be there is in the plan.</summary>
    internal bool IsWhole =>
        Outcome == PlanOutcome.Succeeded
        && Counts.GetValueOrDefault("same") <= Unchanged.Count + (Stack?.Kind == ChangeKind.Unchanged ? 1 : 0)
        && (Counts.Count > 0 || Stack?.Kind == ChangeKind.Created);

    /// <summary>The stack itself; null where the plan does not name it.</summary>
    public Change? Stack { get; init; }

    /// <summary>What was said; nothing that is for a screen or for a search for faults only.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>How many resources each operation takes, in Pulumi's words; empty where it stopped early.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; init; } = new Dictionary<string, int>();
}
