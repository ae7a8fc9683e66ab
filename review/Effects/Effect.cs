namespace Review.Effects;

/// <summary>One thing that a change does to the swarm.</summary>
/// <param name="Area">What it is done to.</param>
/// <param name="Subject">The name of that; empty where there is only one.</param>
/// <param name="Text">What happens, as what follows the name.</param>
/// <param name="Care">How much care it needs.</param>
/// <param name="Word">How it is counted, such as "service rolled"; null: it is not.</param>
public sealed record Effect(Area Area, string Subject, string Text, Care Care, Counted? Word = null)
{
    /// <summary>Which of two that need the same care is worse: the higher.</summary>
    public int Weight { get; init; }
}
