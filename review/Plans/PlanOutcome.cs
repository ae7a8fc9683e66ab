namespace Review.Plans;

/// <summary>How the preview or the update itself ended.</summary>
public enum PlanOutcome
{
    /// <summary>It is whole.</summary>
    Succeeded,

    /// <summary>It stopped at an error: there may be more changes than it names.</summary>
    Failed,

    /// <summary>Somebody stopped it: there may be more changes than it names.</summary>
    Cancelled,

    /// <summary>There are changes, and it names none of them.</summary>
    Unnamed,
}
