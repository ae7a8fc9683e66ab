using Review.Acceptances;
using Review.Rules;

namespace Review.Reports;

/// <summary>A finding for a program that shows findings at the lines of files, and that compares those of several runs.</summary>
/// <param name="Finding">It.</param>
/// <param name="Path">The file, from the project's directory.</param>
/// <param name="Line">The line.</param>
/// <param name="Fingerprint">The same from run to run, whatever line it moves to; no other finding of the plan has it.</param>
internal sealed record PlacedFinding(Finding Finding, string Path, int Line, string Fingerprint)
{
    /// <summary>What, where and the fix.</summary>
    public string Message => $"{Finding.Scope}: {Finding.Title}{(Finding.Detail.Length > 0 ? $" ({Finding.Detail})" : "")}. {Finding.Fix}";

    /// <summary>All of a review.</summary>
    public static IEnumerable<PlacedFinding> Of(ChangeReview review)
    {
        // A rule that finds several things in one place tells them apart by their number.
        var seen = new Dictionary<string, int>();
        foreach (var finding in review.Findings)
        {
            var print = $"{review.Stack}/{finding.Rule.Id}/{finding.Scope}/{finding.At}";
            seen[print] = seen.GetValueOrDefault(print) + 1;
            // Code hosts show nothing without a line: what is written nowhere stands at the top of the project's file.
            var place = finding.Place is { Line: > 0 } known ? known : new Place(review.ProjectFile, 1);
            yield return new PlacedFinding(
                finding,
                string.Join('/', place.File.Split('/').Where(part => part != ".")),
                place.Line,
                seen[print] == 1 ? print : $"{print}/{seen[print]}"
            );
        }
    }
}
