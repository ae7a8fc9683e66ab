using Review.Plans;

namespace Review.Differences;

/// <summary>One property that differs.</summary>
/// <param name="Path">Such as <c>taskSpec.containerSpec.image</c>.</param>
/// <param name="Old">Before; absent where it was not set.</param>
/// <param name="New">After; absent where it will not be set.</param>
/// <param name="IsReason">Whether the resource is replaced for it.</param>
public sealed record PropertyDifference(string Path, Value Old, Value New, bool IsReason)
{
    /// <summary>A secret with another value, alone or among words that stay: which, no plan shows.</summary>
    public bool IsChangedSecret => Old == New && Old.HasSecret;

    /// <summary>Whether the property is this one or a part of it.</summary>
    public bool IsWithin(string path) => PropertyPaths.IsWithin(Path, path);
}
