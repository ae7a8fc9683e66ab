namespace Review.Rules;

/// <summary>How much the rules find, and how much of that this change brings.</summary>
internal static class FindingCount
{
    /// <summary>Such as <c>1 critical, 1 high (new with this change); 2 high (as before)</c>.</summary>
    public static string Of(IReadOnlyCollection<Finding> findings) =>
        string.Join(
            "; ",
            new[]
            {
                Said(findings.Where(finding => finding.IsNew), " (new with this change)"),
                Said(findings.Where(finding => !finding.IsNew && finding.Rule != AcceptanceRules.Unused), " (as before)"),
                // Of what is accepted and not there, nobody knows since when.
                Said(findings.Where(finding => finding.Rule == AcceptanceRules.Unused), ""),
            }.Where(said => said is not "")
        );

    /// <summary>Such as <c>1 critical, 2 medium</c>.</summary>
    public static string Plain(IEnumerable<Finding> findings) => Said(findings, "");

    private static string Said(IEnumerable<Finding> findings, string when) =>
        string.Join(
            ", ",
            findings
                .GroupBy(finding => finding.Rule.Severity)
                .OrderByDescending(group => group.Key)
                .Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}")
        )
            is { Length: > 0 } counts
            ? counts + when
            : "";
}
