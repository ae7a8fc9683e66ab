namespace Review.Plans;

/// <summary>What a provider says of one property.</summary>
/// <param name="Path">Such as <c>ports[0].targetPort</c>.</param>
/// <param name="Kind">Such as <c>update</c> or <c>add-replace</c>; what a later version adds is kept as it is.</param>
public sealed record PropertyMark(string Path, string Kind)
{
    /// <summary>Whether it is the reason for a replacement.</summary>
    public bool Replaces => Kind.EndsWith("-replace", StringComparison.Ordinal);
}
