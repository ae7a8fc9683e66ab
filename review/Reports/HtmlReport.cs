using System.Text;
using Review.Effects;
using Review.Pictures;

namespace Review.Reports;

/// <summary>
/// The report as one page that needs nothing else: no script, no font, no picture from elsewhere. It follows the reader's choice of light or dark and the width of the window, and is
/// well-formed XML.
/// </summary>
public static class HtmlReport
{
    private const int MostNames = 8;
    private const int MostRoutineLines = 20;
    private const int MostRows = 400;

    /// <summary>Renders it.</summary>
    public static string Render(ChangeReview review)
    {
        ArgumentNullException.ThrowIfNull(review);
        var page = new StringBuilder();
        Verdict(page, review);
        Effects(page, review);
        HtmlFindings.Add(page, review);
        Picture(page, review.Picture);
        Reach(page, review.Picture);
        Changes(page, review);
        Messages(page, review);
        var title = $"{Title(review.Verdict.Care)}{(review.Stack.Length > 0 ? $": stack {review.Stack}" : "")}";
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
            <title>{Html.Text(title)}</title>
            <style>
            {HtmlStyle.Text}
            </style>
            </head>
            <body>
            <main>
            {page}</main>
            </body>
            </html>

            """;
    }

    private static void Verdict(StringBuilder page, ChangeReview review)
    {
        var verdict = review.Verdict;
        page.Append($"<header class=\"{Class(verdict.Care)}\">\n");
        if (review.Stack.Length > 0)
        {
            page.Append($"<p class=\"stack\">stack <code>{Html.Text(review.Stack)}</code></p>\n");
        }

        page.Append($"<h1>{Title(verdict.Care)}</h1>\n");
        foreach (var sentence in verdict.All)
        {
            page.Append($"<p>{Html.Text(sentence)}</p>\n");
        }

        page.Append("</header>\n");
        foreach (var said in DiagnosticGroup.Of(review.Plan.Diagnostics.Where(one => one.IsError)))
        {
            page.Append(
                $"<section class=\"error\"><h3>Error ({Html.Text(said.Head)})</h3><pre>{Html.Text(said.Message)}</pre></section>\n"
            );
        }
    }

    private static void Effects(StringBuilder page, ChangeReview review)
    {
        if (review.Effects.Count == 0)
        {
            return;
        }

        page.Append("<h2>What it does to the swarm</h2>\n<div class=\"areas\">\n");
        foreach (var area in EffectLine.Of(review.Effects).GroupBy(line => line.Area))
        {
            page.Append($"<section><h3>{Html.Text(EffectLine.Title(area.Key))}</h3>\n");
            List(page, area.Where(line => line.Care != Care.Routine));
            var routine = area.Where(line => line.Care == Care.Routine).ToList();
            List(page, routine.Take(MostRoutineLines));
            if (routine.Count > MostRoutineLines)
            {
                page.Append($"<details><summary>and {routine.Count - MostRoutineLines} more that are routine</summary>\n");
                List(page, routine.Skip(MostRoutineLines));
                page.Append("</details>\n");
            }

            page.Append("</section>\n");
        }

        page.Append("</div>\n");
    }

    private static void List(StringBuilder page, IEnumerable<EffectLine> lines)
    {
        var items = string.Concat(lines.Select(Item));
        if (items.Length > 0)
        {
            page.Append("<ul>\n").Append(items).Append("</ul>\n");
        }
    }

    private static string Item(EffectLine line) =>
        $"<li class=\"{Class(line.Care)}\">{(line.Care == Care.Routine ? "" : $"<b class=\"care\">{Title(line.Care)}</b> ")}{Subjects(line.Subjects)}{Html.Text(line.Text)}</li>\n";

    private static string Subjects(IReadOnlyList<string> subjects)
    {
        if (subjects is [""])
        {
            return "";
        }

        var shown = subjects.Count <= MostNames + 1 ? subjects.Count : MostNames;
        var first = string.Join(", ", subjects.Take(shown).Select(Code));
        // All are there, one click away.
        return shown == subjects.Count
            ? $"{first}: "
            : $"{first} <details class=\"more\"><summary>and {subjects.Count - shown} more</summary>{string.Join(", ", subjects.Skip(shown).Select(Code))}</details>: ";
    }

    private static string Code(string text) => $"<code>{Html.Text(text)}</code>";

    private static void Picture(StringBuilder page, SwarmPicture picture)
    {
        if (!picture.HasDifference)
        {
            return;
        }

        var drawing = Drawing.Of(picture);
        page.Append("<h2>Before and after</h2>\n");
        page.Append(
            "<p class=\"legend\"><span class=\"new\">+ new</span> <span class=\"old\">− gone</span> <span class=\"alt\">~ changes</span> <span>all else stays as it is</span></p>\n"
        );
        page.Append(
            "<p class=\"hint\">On the left who may reach it, on the right the networks; a dot is a connection. Below are the nodes.</p>\n"
        );
        page.Append($"<div class=\"wide\">{SvgPicture.Render(drawing, SvgPicture.Wide)}</div>\n");
        page.Append($"<div class=\"narrow\">{SvgPicture.Render(drawing, SvgPicture.Narrow)}</div>\n");
        foreach (var note in picture.Notes)
        {
            page.Append($"<p class=\"hint\">{Html.Text(note)}</p>\n");
        }
    }

    private static void Reach(StringBuilder page, SwarmPicture picture)
    {
        var matrix = ReachMatrix.Of(picture);
        if (!picture.HasDifference || matrix.Rows.Count == 0)
        {
            return;
        }

        page.Append("<h2>Who may reach what</h2>\n<table>\n<thead><tr><th>Who</th><th>Port</th>");
        page.Append(string.Concat(matrix.Heads.Select(head => $"<th>{Html.Text(head)}</th>"))).Append("</tr></thead>\n<tbody>\n");
        foreach (var row in matrix.Rows.Take(MostRows))
        {
            page.Append(
                $"<tr><td data-head=\"Who\">{Html.Text(string.Join(", ", row.Sources))}</td><td data-head=\"Port\">{Html.Text(string.Join(", ", row.Ports))}</td>"
            );
            foreach (var (head, cell) in matrix.Heads.Zip(row.Cells))
            {
                page.Append(
                    $"<td data-head=\"{Html.Text(head)}\"{Cell(cell)}>{Html.Text(ReachRow.Say(cell).Replace("- ", "− ", StringComparison.Ordinal))}</td>"
                );
            }

            page.Append("</tr>\n");
        }

        page.Append("</tbody>\n</table>\n");
        if (matrix.Rows.Count > MostRows)
        {
            page.Append($"<p class=\"hint\">and {matrix.Rows.Count - MostRows} more rows, which the JSON report has</p>\n");
        }
    }

    private static string Cell(Presence? cell) =>
        cell switch
        {
            Presence.Comes => " class=\"new\"",
            Presence.Goes => " class=\"old\"",
            _ => "",
        };

    private static void Changes(StringBuilder page, ChangeReview review)
    {
        if (review.Components.Count == 0)
        {
            return;
        }

        page.Append("<h2>Changes, by component</h2>\n");
        foreach (var component in review.Components)
        {
            page.Append(
                $"<details><summary><b>{Html.Text(component.Title)}</b>: {Html.Text(component.Summary)}</summary>\n<div class=\"change\">\n"
            );
            foreach (var detail in component.Details)
            {
                page.Append(
                    $"<p class=\"{Class(detail.Sign)}\">{detail.Sign} {Html.Text(detail.Type)} <b>{Html.Text(string.Join(", ", detail.Names))}</b>  ({Html.Text(detail.Word)})</p>\n"
                );
                foreach (var line in detail.Lines)
                {
                    page.Append($"<p class=\"line {Class(line.Sign)}\">{line.Sign} {Html.Text(line.Text)}</p>\n");
                }
            }

            page.Append("</div></details>\n");
        }
    }

    private static void Messages(StringBuilder page, ChangeReview review)
    {
        var said = DiagnosticGroup.Of(review.Plan.Diagnostics.Where(one => !one.IsError));
        if (said.Count > 0)
        {
            page.Append($"<details><summary>Messages ({said.Count})</summary>\n");
            foreach (var one in said)
            {
                page.Append($"<p>{Html.Text(one.Severity)}, {Html.Text(one.Head)}:</p><pre>{Html.Text(one.Message)}</pre>\n");
            }

            page.Append("</details>\n");
        }

        foreach (var note in review.Notes)
        {
            page.Append($"<p class=\"hint\">{Html.Text(note)}</p>\n");
        }
    }

    private static string Class(char sign) =>
        sign switch
        {
            '+' => "new",
            '-' => "old",
            '~' => "alt",
            _ => "same",
        };

    private static string Class(Care care) =>
        care switch
        {
            Care.Routine => "routine",
            Care.LookTwice => "look",
            _ => "danger",
        };

    private static string Title(Care care) =>
        care switch
        {
            Care.Routine => "Routine",
            Care.LookTwice => "Look twice",
            _ => "Dangerous",
        };
}
