using System.Text;
using Review.Effects;
using Review.Pictures;
using Review.Rules;

namespace Review.Reports;

/// <summary>
/// The report for a comment on a pull request. What needs care is never folded; what is folded is left out first where the comment would become too long, and what is
/// left out is named.
/// </summary>
public static class MarkdownReport
{
    /// <summary>GitHub takes 65,536, and does not say of what: this is below it in bytes as well as in characters, and leaves room for what a pipeline adds.</summary>
    public const int Limit = 60_000;

    private const int MostNames = 8;
    private const int MostNamesInShort = 200;
    private const int MostRoutineLines = 12;
    private const int MostMildLines = 4;
    private const int Reserve = 600;
    private const int LargestPicture = 2_000;

    /// <summary>Renders it within the limit.</summary>
    public static string Render(ChangeReview review, int limit = Limit)
    {
        ArgumentNullException.ThrowIfNull(review);
        var head = Head(review, isShort: false, isWhole: true);
        if (Size(head) > limit - Reserve)
        {
            head = Head(review, isShort: false);
        }

        if (Size(head) > limit - Reserve)
        {
            head = Head(review, isShort: false, MostNames);
        }

        var isShort = Size(head) > limit - Reserve;
        if (isShort)
        {
            head = Head(review, isShort);
            // Thousands of names alone are too much for a comment.
            for (var most = MostNamesInShort; Size(head) > limit - Reserve && most > 0; most /= 2)
            {
                head = Head(review, isShort, most);
            }

            head = CutMarkdown.Fit(head, limit - Reserve);
        }

        var text = new StringBuilder(head);
        var left = limit - Reserve - Size(head);
        var leftOut = new List<string>();
        foreach (var (name, write) in Sections(review, isShort))
        {
            var section = write(Names.All);
            if (Size(section) > left)
            {
                section = write(MostNames);
            }

            var size = Size(section);
            if (size <= left)
            {
                text.Append(section);
                left -= size;
            }
            else
            {
                leftOut.Add(name);
            }
        }

        if (leftOut.Count > 0)
        {
            text.Append(
                $"\nLeft out, since a comment has a limit: {Markdown.Plain(Names.Few(leftOut, 4))}. The report as text or JSON has it all.\n"
            );
        }

        return text.ToString();
    }

    /// <summary>The report where a preview ended without a plan.</summary>
    /// <param name="stack">The stack's name.</param>
    /// <param name="why">What there is instead, as a sentence.</param>
    public static string WithoutPlan(string stack, string why) =>
        $"## {Mark(Care.LookTwice)} {Title(Care.LookTwice)}: stack {Markdown.Code(stack)}\n\n**LOOK TWICE:** The preview FAILED before there was a plan, so nothing is known of this change: do not approve it before a preview has succeeded. The log of the run says why. {Markdown.Plain(why)}\n";

    private static string Head(ChangeReview review, bool isShort, int mostNames = Names.All, bool isWhole = false)
    {
        var text = new StringBuilder();
        var verdict = review.Verdict;
        text.Append(
            $"## {Mark(verdict.Care)} {Title(verdict.Care)}{(review.Stack.Length > 0 ? $": stack {Markdown.Code(review.Stack)}" : "")}\n\n"
        );
        text.Append($"**{verdict.Word}:** {Markdown.Plain(verdict.Sentences)}\n");
        foreach (var said in DiagnosticGroup.Of(review.Plan.Diagnostics.Where(one => one.IsError)).Take(isShort ? 3 : 20))
        {
            text.Append($"\n**Error** ({Markdown.Plain(said.Head)}):\n\n").Append(Markdown.Block("", [Cut(said.Message)]));
        }

        if (review.Effects.Count > 0)
        {
            text.Append("\n### What it does to the swarm\n");
        }

        foreach (var area in EffectLine.Of(review.Effects).GroupBy(line => line.Area))
        {
            text.Append($"\n**{EffectLine.Title(area.Key)}**\n\n");
            var careful = area.Where(line => line.Care != Care.Routine).ToList();
            var routine = area.Where(line => line.Care == Care.Routine).ToList();
            if (isShort && careful.Count > MostRoutineLines)
            {
                // Too many to tell each: all are named, and the sections below tell the rest.
                foreach (var care in careful.GroupBy(line => line.Care))
                {
                    text.Append(
                        $"- {Mark(care.Key)} {Names.Few([.. care.SelectMany(line => line.Subjects).Select(Markdown.Code)], mostNames)}\n"
                    );
                }
            }
            else
            {
                careful.ForEach(line => text.Append(Item(line, mostNames)));
            }

            routine.Take(isShort ? 2 : MostRoutineLines).ToList().ForEach(line => text.Append(Item(line, MostNames)));
            var more = routine.Count - (isShort ? 2 : MostRoutineLines);
            if (more > 0)
            {
                text.Append($"- and {more} more that {(more == 1 ? "is" : "are")} routine\n");
            }
        }

        AddFindings(
            text,
            review,
            isWhole ? line => line.Whole
                : isShort ? line => line.Short(mostNames)
                : line => line,
            isShort
        );
        return text.ToString();
    }

    // What is severe is never folded; of the rest, a few lines are not.
    private static void AddFindings(StringBuilder text, ChangeReview review, Func<FindingLine, FindingLine> fitted, bool isShort)
    {
        var lines = FindingLine.Open(review.Findings);
        var shown = IsFolded(lines, isShort) ? lines.Where(line => line.Rule.IsSevere).ToList() : lines;
        if (shown.Count > 0)
        {
            text.Append("\n### What the rules find\n\n").AppendJoin("", shown.Select(line => Item(fitted(line))));
        }
    }

    private static bool IsFolded(IReadOnlyList<FindingLine> lines, bool isShort) =>
        isShort || lines.Count(line => !line.Rule.IsSevere) > MostMildLines;

    private static string Item(FindingLine line) =>
        $"- {Mark(line.Rule.Severity)} **{line.Severity}** {Markdown.Code(line.Rule.Id)}: {Markdown.Plain(line.Title)}: {line.Where(Markdown.Code, Markdown.Plain)}{Markdown.Plain(line.Note)}. {Markdown.Plain(line.Fix)}\n";

    private static string Accepted(FindingLine line) =>
        $"- {line.Severity} {Markdown.Code(line.Rule.Id)}: {line.Where(Markdown.Code, Markdown.Plain)}, {Markdown.Plain(line.Acceptance!.Terms)}: {Markdown.Plain(line.Acceptance.Reason)}\n";

    private static string Mark(Severity severity) =>
        severity switch
        {
            Severity.Critical => "🔴",
            Severity.High => "🟠",
            Severity.Medium => "🟡",
            _ => "⚪",
        };

    private static string Item(EffectLine line, int mostNames) =>
        $"- {(line.Care == Care.Routine ? "" : $"{Mark(line.Care)} ")}{Subjects(line.Subjects, mostNames)}{Markdown.Plain(line.Text)}\n";

    private static string Subjects(IReadOnlyList<string> subjects, int mostNames) =>
        subjects is [""] ? "" : $"{Names.Few([.. subjects.Select(Markdown.Code)], mostNames)}: ";

    // Each with what writes it, with all names or with some.
    private static IEnumerable<Section> Sections(ChangeReview review, bool isShort)
    {
        if (PictureSection(review.Picture) is { Length: > 0 } picture)
        {
            yield return new Section("the picture", _ => picture);
        }

        if (ReachTable.Markdown(review.Picture) is { Length: > 0 } table)
        {
            yield return new Section("who may reach what", _ => table);
        }

        var warnings = DiagnosticGroup.Of(review.Plan.Diagnostics.Where(one => !one.IsError));
        if (warnings.Count > 0)
        {
            yield return new Section("the messages", _ =>
                Folded(
                    $"Messages ({warnings.Count})",
                    string.Join(
                        '\n',
                        warnings.Select(said =>
                            $"{said.Severity}, {Markdown.Plain(said.Head)}:\n\n{Markdown.Block("", [Cut(said.Message)])}"
                        )
                    )
                )
            );
        }

        foreach (var note in review.Notes)
        {
            yield return new Section("a note", _ => $"\n{Markdown.Plain(note)}\n");
        }

        var findings = FindingLine.Open(review.Findings);
        var mild = findings.Where(line => !line.Rule.IsSevere).ToList();
        if (mild.Count > 0 && IsFolded(findings, isShort))
        {
            yield return new Section("the findings that are medium or low", most =>
                Folded(
                    $"What the rules find: {FindingCount.Of([.. review.Findings.Where(one => one.IsOpen && !one.Rule.IsSevere)])}",
                    string.Concat(mild.Select(line => Item(most == Names.All ? line.Whole : line)))
                )
            );
        }

        var accepted = FindingLine.Accepted(review.Findings);
        if (accepted.Count > 0)
        {
            yield return new Section("the accepted findings", most =>
                Folded(
                    $"Accepted: {FindingCount.Plain(review.Findings.Where(one => !one.IsOpen))}",
                    string.Concat(accepted.Select(line => Accepted(most == Names.All ? line.Whole : line)))
                )
            );
        }

        // Where much is routine, the whole list is one click away.
        foreach (var area in EffectLine.Of(review.Effects).Where(line => line.Care == Care.Routine).GroupBy(line => line.Area))
        {
            if (area.Count() > MostRoutineLines)
            {
                yield return new Section($"the routine of {EffectLine.Title(area.Key)}", most =>
                    Folded($"{EffectLine.Title(area.Key)}: all that is routine", string.Concat(area.Select(line => Item(line, most))))
                );
            }
        }

        if (review.Components.Count > 0)
        {
            yield return new Section("a title", _ => "\n### Changes, by component\n");
        }

        foreach (var component in review.Components)
        {
            yield return new Section(component.Title, most => Folded($"{component.Title}: {component.Summary}", Details(component, most)));
        }
    }

    private static string PictureSection(SwarmPicture picture)
    {
        if (!picture.HasDifference)
        {
            return "";
        }

        var drawing = MermaidPicture.Render(Drawing.Of(picture));
        var body = string.Join(
            '\n',
            picture
                .Notes.Prepend(MermaidPicture.Legend)
                .Select(line => $"{Markdown.Plain(line)}\n")
                .Append(Markdown.Block("mermaid", [drawing.TrimEnd()]))
        );
        return drawing.Length > LargestPicture
            ? $"\n### Before and after\n{Folded("The picture", body)}"
            : $"\n### Before and after\n\n{body}";
    }

    private static string Details(ComponentChanges component, int mostNames) =>
        Markdown.Block(
            "diff",
            component.Details.SelectMany(detail =>
                new[] { Coloured(detail.Sign, $"{detail.Type} {Names.Few(detail.Names, mostNames)}  ({detail.Word})") }.Concat(
                    detail.Lines.Select(line => Coloured(line.Sign, $"    {line.Text}"))
                )
            )
        );

    // GitHub colours a line of a difference by its first character: ! is the colour of a change.
    private static string Coloured(char sign, string text) => $"{(sign == '~' ? '!' : sign)} {text}".TrimEnd();

    internal static string Folded(string summary, string body) =>
        $"\n<details><summary>{Markdown.InHtml(summary)}</summary>\n\n{body.TrimEnd('\n')}\n\n</details>\n";

    private static string Cut(string message) => message.Length <= 2000 ? message : $"{message[..2000]}…";

    private static int Size(string text) => Encoding.UTF8.GetByteCount(text);

    private static string Title(Care care) =>
        care switch
        {
            Care.Routine => "Routine",
            Care.LookTwice => "Look twice",
            _ => "Dangerous",
        };

    private static string Mark(Care care) =>
        care switch
        {
            Care.Routine => "🟢",
            Care.LookTwice => "🟡",
            _ => "🔴",
        };

    private sealed record Section(string Name, Func<int, string> Text);
}
