using Review.Acceptances;
using Review.Effects;
using Review.Rules;

namespace Review.Reports;

/// <summary>What one rule finds, as one line.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Title">What is found, in a few words.</param>
/// <param name="Fix">What to do about it.</param>
/// <param name="IsNew">Whether this change brings it.</param>
/// <param name="Places">On what, and what was found there.</param>
/// <param name="Acceptance">Who accepts it, and why; null: nobody.</param>
internal sealed record FindingLine(
    Rule Rule,
    string Title,
    string Fix,
    bool IsNew,
    IReadOnlyList<FindingPlace> Places,
    Acceptance? Acceptance
)
{
    private const int MostPlaces = 8;
    private const int MostPlacesInShort = 60;
    private int _most = Names.All;
    private bool _isWhole;

    public string Severity => Word(Rule.Severity);

    /// <summary>What is said after the places.</summary>
    public string Note =>
        (Acceptance is null ? "" : $" (it was accepted {Acceptance.Terms}, which is over: {Acceptance.Reason})")
        + (IsNew || Rule == AcceptanceRules.Unused ? "" : " (before this change too)");

    public static string Word(Severity severity) => severity.ToString().ToLowerInvariant();

    /// <summary>Those that count. The worst first; within a severity, first what the change brings.</summary>
    public static IReadOnlyList<FindingLine> Open(IEnumerable<Finding> findings) => Of(findings.Where(finding => finding.IsOpen));

    /// <summary>Those that are accepted.</summary>
    public static IReadOnlyList<FindingLine> Accepted(IEnumerable<Finding> findings) => Of(findings.Where(finding => !finding.IsOpen));

    private static IReadOnlyList<FindingLine> Of(IEnumerable<Finding> findings) =>
        [
            .. findings
                .GroupBy(finding => new
                {
                    finding.Rule,
                    finding.Title,
                    finding.Fix,
                    finding.IsNew,
                    finding.Acceptance?.Reason,
                    finding.Acceptance?.Terms,
                })
                .Select(group => new FindingLine(
                    group.Key.Rule,
                    group.Key.Title,
                    group.Key.Fix,
                    group.Key.IsNew,
                    [.. group.Select(finding => new FindingPlace(finding.Scope, finding.Detail)).Distinct()],
                    group.First().Acceptance
                ))
                .OrderByDescending(line => line.Rule.Severity)
                .ThenByDescending(line => line.IsNew),
        ];

    /// <summary>For a report that has little room: what it is about alone, and of very many the first.</summary>
    public FindingLine Short(int most) =>
        this with
        {
            Places = [.. Places.Select(place => place with { Detail = "" }).Distinct()],
            _most = Math.Min(most, MostPlacesInShort),
        };

    /// <summary>For a place that has room: all places, however mild it is.</summary>
    public FindingLine Whole => this with { _isWhole = true };

    /// <summary>Where it is: all places of what is severe, of the rest a few.</summary>
    public string Where(Func<string, string> name, Func<string, string> plain)
    {
        var details = Places.Select(place => place.Detail).Distinct().ToList();
        var isShared = details.Count == 1 && details[0].Length > 0;
        var places = Places
            .Select(place => $"{name(place.Scope)}{(isShared || place.Detail.Length == 0 ? "" : $" ({plain(place.Detail)})")}")
            .ToList();
        var shown = Names.Few(places, Rule.IsSevere || _isWhole ? _most : MostPlaces);
        return isShared ? $"{shown} ({plain(details[0])})" : shown;
    }
}

/// <summary>One place of what a rule finds.</summary>
/// <param name="Scope">On what.</param>
/// <param name="Detail">What was found there; empty: nothing that it does not say itself.</param>
internal sealed record FindingPlace(string Scope, string Detail);
