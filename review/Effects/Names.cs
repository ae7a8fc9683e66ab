namespace Review.Effects;

/// <summary>Names in a sentence.</summary>
internal static class Names
{
    /// <summary>As many as there are.</summary>
    public const int All = int.MaxValue - 1;

    /// <summary>Such as <c>node1, node2, node3 and 997 more</c>.</summary>
    public static string Few(IReadOnlyList<string> names, int most) =>
        names.Count <= most + 1 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(most))} and {names.Count - most} more";
}
