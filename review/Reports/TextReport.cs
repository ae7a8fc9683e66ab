using System.Text;
using Review.Effects;

namespace Review.Reports;

/// <summary>The report for a terminal or a log. Nothing in it is told by colour alone: there is none.</summary>
public static class TextReport
{
    private const int MostNames = 8;

    /// <summary>Renders it.</summary>
    public static string Render(ChangeReview review)
    {
        ArgumentNullException.ThrowIfNull(review);
        var text = new StringBuilder();
        AddSummary(text, review);
        AddFindings(text, review);
        text.Append(ReachTable.Text(review.Picture));
        if (review.Components.Count > 0)
        {
            text.Append("\nChanges, by component\n");
        }

        foreach (var component in review.Components)
        {
            text.Append("  ").Append(component.Title).Append(": ").Append(component.Summary).Append('\n');
            foreach (var detail in component.Details)
            {
                text.Append("    ").Append(Head(detail)).Append('\n');
                foreach (var line in detail.Lines)
                {
                    text.Append($"        {line.Sign} {line.Text}".TrimEnd()).Append('\n');
                }
            }
        }

        if (review.Plan.Diagnostics.Count > 0)
        {
            text.Append("\nMessages\n");
            foreach (var said in DiagnosticGroup.Of(review.Plan.Diagnostics))
            {
                text.Append("  ").Append(said.Severity).Append(": ").Append(said.Head).Append('\n');
                foreach (var line in said.Message.Split('\n'))
                {
                    text.Append($"    {line}".TrimEnd()).Append('\n');
                }
            }
        }

        if (review.Notes.Count > 0)
        {
            text.Append('\n').AppendJoin('\n', review.Notes.Select(note => $"Note: {note}")).Append('\n');
        }

        return Visible.Text(text.ToString());
    }

    /// <summary>Its beginning: the verdict, and what the change does to the swarm.</summary>
    public static string Summary(ChangeReview review)
    {
        ArgumentNullException.ThrowIfNull(review);
        var text = new StringBuilder();
        AddSummary(text, review);
        return Visible.Text(text.ToString());
    }

    private static void AddSummary(StringBuilder text, ChangeReview review)
    {
        text.Append(review.Verdict.Line).Append('\n');
        if (review.Effects.Count > 0)
        {
            text.Append("\nWhat it does to the swarm (!! dangerous, ! look twice)\n");
            foreach (var area in EffectLine.Of(review.Effects).GroupBy(line => line.Area))
            {
                text.Append("  ").Append(EffectLine.Title(area.Key)).Append('\n');
                foreach (var line in area)
                {
                    text.Append("   ").Append(Mark(line.Care)).Append(' ').Append(Subjects(line)).Append(line.Text).Append('\n');
                }
            }
        }
    }

    private static void AddFindings(StringBuilder text, ChangeReview review)
    {
        var open = FindingLine.Open(review.Findings);
        if (open.Count > 0)
        {
            text.Append("\nWhat the rules find\n");
        }

        foreach (var line in open)
        {
            text.Append(
                    $"  {line.Severity, -8} {line.Rule.Id}: {line.Title}: {line.Whole.Where(scope => scope, detail => detail)}{line.Note}\n"
                )
                .Append($"           {line.Fix}\n");
        }

        var accepted = FindingLine.Accepted(review.Findings);
        if (accepted.Count > 0)
        {
            text.Append("\nAccepted\n");
        }

        foreach (var line in accepted)
        {
            text.Append($"  {line.Severity, -8} {line.Rule.Id}: {line.Whole.Where(scope => scope, detail => detail)}\n")
                .Append($"           {line.Acceptance!.Terms}: {line.Acceptance.Reason}\n");
        }
    }

    private static string Subjects(EffectLine line) =>
        line.Subjects is [""] ? "" : $"{Names.Few(line.Subjects, line.Care == Care.Routine ? MostNames : Names.All)}: ";

    private static string Head(ChangeDetail detail) => $"{detail.Sign} {detail.Type} {string.Join(", ", detail.Names)}  ({detail.Word})";

    private static string Mark(Care care) =>
        care switch
        {
            Care.Dangerous => "!!",
            Care.LookTwice => " !",
            _ => "  ",
        };
}
