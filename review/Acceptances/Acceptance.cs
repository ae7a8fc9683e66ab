using System.Globalization;
using Review.Rules;

namespace Review.Acceptances;

/// <summary>Findings of a rule that somebody accepts.</summary>
public sealed record Acceptance
{
    /// <summary>The word for an acceptance that does not end.</summary>
    public const string Never = "never";

    /// <summary>The rule's name; empty where it is missing.</summary>
    public required string Rule { get; init; }

    /// <summary>What the findings are about; empty: everything.</summary>
    public required string Scope { get; init; }

    /// <summary>Why; empty where it is missing.</summary>
    public required string Reason { get; init; }

    /// <summary>The last day as it is written, or <see cref="Never"/>; empty where it is missing.</summary>
    public required string Until { get; init; }

    /// <summary>By whom; may be empty.</summary>
    public string By { get; init; } = "";

    /// <summary>Whether it is written beside what it is about, and not in the configuration.</summary>
    internal bool IsBesideTheThing { get; init; }

    /// <summary>Where it is written.</summary>
    public required Place Place { get; init; }

    /// <summary>Why it does not count; null where it does.</summary>
    internal string? Problem =>
        Rule.Length == 0 ? "it names no rule"
        : RuleCatalogue.All.All(rule => rule.Id != Rule) ? $"there is no rule {Rule}"
        : Reason.Length == 0 ? "it has no reason"
        : Until != Never && Day is null ? "it has no last day: until is a day such as 2027-03-31, or never"
        : null;

    private DateOnly? Day =>
        // Pulumi hands a day without quotes over with a time.
        DateOnly.TryParseExact(Until.Split('T')[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    /// <summary>Such as <c>by the platform team, until 2027-03-31</c>.</summary>
    internal string Terms => $"{(By is "" ? "" : $"by {By}, ")}{(Until == Never ? "for ever" : $"until {Until.Split('T')[0]}")}";

    /// <summary>Whether its last day is over.</summary>
    internal bool IsOver(DateOnly today) => Day is { } last && last < today;

    /// <summary>Whether it is about that.</summary>
    internal bool Covers(Finding finding) =>
        finding.Rule.Id == Rule
        && (
            Scope.Length == 0
            || Scope == finding.Scope
            || Scope == $"{finding.Scope}.{finding.At}"
            // As reports show it, such as firewall (2377/tcp from 10.9.0.0/16).
            || Scope == $"{finding.Scope} ({finding.Detail})"
            // A section, such as services; what follows its first dot is a name, which may hold dots itself.
            || Scope == finding.Scope.Split('.', 2)[0]
        );
}
