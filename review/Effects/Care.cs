namespace Review.Effects;

/// <summary>How much care a change needs.</summary>
public enum Care
{
    /// <summary>What runs goes on, or is exchanged without a gap.</summary>
    Routine,

    /// <summary>Something is interrupted, opened, closed or gone; it can be put back.</summary>
    LookTwice,

    /// <summary>Something is lost, or open to those who should not have it.</summary>
    Dangerous,
}
