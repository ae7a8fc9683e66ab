using Review.Acceptances;

namespace Review.Reports;

/// <summary>What is known beside the plan.</summary>
public sealed record ReviewOptions
{
    /// <summary>How the Pulumi CLI ended; null: not known.</summary>
    public int? PulumiExit { get; init; }

    /// <summary>The files of the project: what is accepted in them, and where things are written.</summary>
    public ProjectFiles Files { get; init; } = ProjectFiles.None;

    /// <summary>The day of the review: what was accepted until a day before it counts again. Default: today, UTC.</summary>
    public DateOnly Today { get; init; } = DateOnly.FromDateTime(DateTime.UtcNow);
}
