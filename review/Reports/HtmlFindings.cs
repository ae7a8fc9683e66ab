using System.Text;
using Review.Rules;

namespace Review.Reports;

/// <summary>What the rules find, as a part of the page.</summary>
internal static class HtmlFindings
{
    public static void Add(StringBuilder page, ChangeReview review)
    {
        var open = FindingLine.Open(review.Findings);
        var accepted = FindingLine.Accepted(review.Findings);
        if (open.Count > 0 || accepted.Count > 0)
        {
            page.Append("<h2>What the rules find</h2>\n");
        }

        List(page, open.Where(line => line.Rule.IsSevere).Select(Item));
        Folded(
            page,
            open.Where(line => !line.Rule.IsSevere).ToList(),
            FindingCount.Of([.. review.Findings.Where(one => one.IsOpen && !one.Rule.IsSevere)]),
            Item
        );
        Folded(page, accepted, $"Accepted: {FindingCount.Plain(review.Findings.Where(one => !one.IsOpen))}", Accepted);
    }

    private static void Folded(StringBuilder page, IReadOnlyList<FindingLine> lines, string title, Func<FindingLine, string> item)
    {
        if (lines.Count > 0)
        {
            page.Append($"<details><summary>{title}</summary>\n");
            List(page, lines.Select(item));
            page.Append("</details>\n");
        }
    }

    private static void List(StringBuilder page, IEnumerable<string> items)
    {
        var all = string.Concat(items);
        if (all.Length > 0)
        {
            page.Append("<ul>\n").Append(all).Append("</ul>\n");
        }
    }

    private static string Item(FindingLine line) =>
        $"<li{(line.Rule.Severity == Severity.Critical ? " class=\"danger\"" : "")}><b class=\"care\">{line.Severity}</b> {Code(line.Rule.Id)}: {Html.Text(line.Title)}: {line.Whole.Where(Code, Html.Text)}{Html.Text(line.Note)}. {Html.Text(line.Fix)}</li>\n";

    private static string Accepted(FindingLine line) =>
        $"<li>{line.Severity} {Code(line.Rule.Id)}: {line.Whole.Where(Code, Html.Text)}, {Html.Text(line.Acceptance!.Terms)}: {Html.Text(line.Acceptance.Reason)}</li>\n";

    private static string Code(string text) => $"<code>{Html.Text(text)}</code>";
}
