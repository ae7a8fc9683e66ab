namespace Review.Plans;

/// <summary>The changes that a plan counts and does not name: a report on the others alone would be too calm.</summary>
internal static class UnnamedChanges
{
    // What they are called, of one; the other operations are halves of a replacement, or change nothing.
    private static readonly (string Operation, string Noun)[] _nouns =
    [
        ("create", "creation"),
        ("delete", "deletion"),
        ("import", "import"),
        ("replace", "replacement"),
        ("update", "update"),
    ];

    /// <summary>Such as <c>11 deletions and 1 update</c>; empty: it names all of them.</summary>
    public static string Of(Plan plan)
    {
        var named = plan.Changes.CountBy(Counted).ToDictionary();
        // An earlier replacement may be counted as what it deletes now.
        named["delete"] = named.GetValueOrDefault("delete") + plan.LeftOver.Count;
        var missing = plan
            .Counts.Where(count => ChangeList.KindOf(count.Key) != ChangeKind.Unchanged && !ChangeList.IsHalf(count.Key))
            .Select(count => new { count.Key, Count = count.Value - named.GetValueOrDefault(count.Key) })
            .Where(count => count.Count > 0)
            .OrderBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => Say(count.Key, count.Count))
            .ToList();
        return missing.Count < 2 ? string.Concat(missing) : $"{string.Join(", ", missing[..^1])} and {missing[^1]}";
    }

    // A refresh is counted as what it comes to.
    private static string Counted(Change change) =>
        change.Kind switch
        {
            ChangeKind.Created => change.IsGoneAlready ? "replace" : "create",
            ChangeKind.Imported => "import",
            ChangeKind.Updated => "update",
            ChangeKind.Replaced => "replace",
            ChangeKind.Deleted => "delete",
            ChangeKind.Refreshed => change.IsFoundGone ? "delete" : "update",
            _ => change.Operation,
        };

    private static string Say(string operation, int count) =>
        Array.Find(_nouns, noun => noun.Operation == operation).Noun is { } noun
            ? $"{count} {noun}{(count == 1 ? "" : "s")}"
            : $"{count} of the operation \"{operation}\"";
}
