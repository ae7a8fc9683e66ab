namespace Review.Rules;

/// <summary>Something that should not be in a swarm, or in a change of one.</summary>
/// <param name="Id">Its name, which never changes.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Title">What is found, in a few words.</param>
/// <param name="Reason">Why it is bad.</param>
/// <param name="Fix">What to do.</param>
public sealed record Rule(string Id, Severity Severity, string Title, string Reason, string Fix)
{
    /// <summary>Whether what it finds is never folded.</summary>
    internal bool IsSevere => Severity >= Severity.High;

    /// <summary>Whether it judges what a change does on its way, which the next one does not: what is accepted of it waits for the next time.</summary>
    internal bool IsOfTheChange { get; init; }

    /// <summary>Where it fires.</summary>
    internal Func<Reviewed, IEnumerable<Hit>> Find { get; init; } = _ => [];
}
