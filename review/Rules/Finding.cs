using Review.Acceptances;

namespace Review.Rules;

/// <summary>A rule that fires.</summary>
/// <param name="Rule">Which.</param>
/// <param name="Scope">On what, as the stack file or the configuration names it.</param>
/// <param name="Detail">What was found there; may be empty.</param>
/// <param name="At">The key within it; may be empty.</param>
/// <param name="IsNew">Whether this change brings it; otherwise it was there before.</param>
public sealed record Finding(Rule Rule, string Scope, string Detail, string At, bool IsNew)
{
    /// <summary>What is found, in a few words.</summary>
    public string Title
    {
        get => field ?? Rule.Title;
        init;
    }

    /// <summary>What to do about it.</summary>
    public string Fix
    {
        get => field ?? Rule.Fix;
        init;
    }

    /// <summary>Who accepts it, and why; null: nobody.</summary>
    public Acceptance? Acceptance { get; init; }

    /// <summary>Whether it was accepted until a day that is over, and counts again.</summary>
    public bool IsExpired { get; init; }

    /// <summary>Whether it counts.</summary>
    public bool IsOpen => Acceptance is null || IsExpired;

    /// <summary>Where the thing is written; null where that is not known.</summary>
    public Place? Place { get; init; }
}
