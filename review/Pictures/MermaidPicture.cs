using System.Globalization;
using System.Text;

namespace Review.Pictures;

/// <summary>The drawing in the language that GitHub and GitLab draw from. Lines tell a difference by their kind, boxes by their words; colours only help.</summary>
internal static class MermaidPicture
{
    /// <summary>What the colours and lines mean.</summary>
    public const string Legend = "Thick and green: new. Dashed and red: gone. Amber: changes. All else stays as it is.";

    // Only strokes: what is inside keeps the colours of the reader's theme, light or dark.
    private const string Classes = """
          classDef comes stroke:#2da44e,stroke-width:3px
          classDef goes stroke:#cf222e,stroke-width:3px,stroke-dasharray:6 4
          classDef changes stroke:#bf8700,stroke-width:3px

        """;

    /// <summary>Renders it, without the fence.</summary>
    public static string Render(Drawing drawing)
    {
        var text = new StringBuilder("flowchart LR\n");
        Group(text, "who", "Who may reach it", "s", drawing.Sources, "([", "])");
        Group(text, "what", "Services", "w", drawing.Workloads, "[", "]");
        Group(text, "networks", "Networks", "o", drawing.Overlays, "{{", "}}");
        Nodes(text, drawing);
        List<string> lines = [];
        foreach (var wire in drawing.Reaches)
        {
            lines.Add(
                $"  s{wire.From} {Arrow(wire.Presence)}|{Label(wire.Label, "")}| {(wire.To == Drawing.TheNodes ? "nodes" : $"w{wire.To}")}\n"
            );
        }

        foreach (var wire in drawing.Attachments)
        {
            lines.Add($"  w{wire.From} {Line(wire.Presence)} o{wire.To}\n");
        }

        text.AppendJoin("", lines);
        foreach (var (presence, colour, width) in new[] { (Presence.Comes, "#2da44e", 3), (Presence.Goes, "#cf222e", 2) })
        {
            var numbers = drawing
                .Reaches.Concat(drawing.Attachments)
                .Index()
                .Where(one => one.Item.Presence == presence)
                .Select(one => one.Index.ToString(CultureInfo.InvariantCulture))
                .ToList();
            if (numbers.Count > 0)
            {
                text.Append($"  linkStyle {string.Join(',', numbers)} stroke:{colour},stroke-width:{width}px\n");
            }
        }

        return text.Append(Classes).ToString();
    }

    private static void Group(
        StringBuilder text,
        string id,
        string title,
        string prefix,
        IReadOnlyList<Box> boxes,
        string open,
        string close
    )
    {
        if (boxes.Count == 0)
        {
            return;
        }

        text.Append($"  subgraph {id}[\"{title}\"]\n");
        foreach (var (index, box) in boxes.Index())
        {
            text.Append($"    {prefix}{index}{open}{Label(box.Title, box.Line)}{close}{Class(box.Presence)}\n");
        }

        text.Append("  end\n");
    }

    private static void Nodes(StringBuilder text, Drawing drawing)
    {
        if (drawing.Zones.Count == 0)
        {
            return;
        }

        text.Append("  subgraph nodes[\"Nodes\"]\n");
        var (group, node) = (0, 0);
        foreach (var zone in drawing.Zones)
        {
            if (zone.Zone.Length > 0)
            {
                text.Append($"    subgraph g{group++}[{Label($"zone {zone.Zone}", "")}]\n");
            }

            foreach (var (pool, boxes) in zone.Pools)
            {
                if (pool.Length > 0)
                {
                    text.Append($"    subgraph g{group++}[{Label($"pool {pool}", "")}]\n");
                }

                foreach (var box in boxes)
                {
                    text.Append($"    n{node++}[{Label(box.Title, box.Line)}]{Class(box.Presence)}\n");
                }

                if (pool.Length > 0)
                {
                    text.Append("    end\n");
                }
            }

            if (zone.Zone.Length > 0)
            {
                text.Append("    end\n");
            }
        }

        text.Append("  end\n");
    }

    private static string Arrow(Presence presence) =>
        presence switch
        {
            Presence.Comes => "==>",
            Presence.Goes => "-.->",
            _ => "-->",
        };

    private static string Line(Presence presence) =>
        presence switch
        {
            Presence.Comes => "===",
            Presence.Goes => "-.-",
            _ => "---",
        };

    private static string Class(Presence presence) =>
        presence switch
        {
            Presence.Comes => ":::comes",
            Presence.Goes => ":::goes",
            Presence.Changes => ":::changes",
            _ => "",
        };

    private static string Label(string title, string line) => $"\"{Escape(title)}{(line.Length > 0 ? $"<br>{Escape(line)}" : "")}\"";

    // Names come from others: whatever could be read as Mermaid's own language, as Markdown or as HTML is written by its number.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        var letters = text.EnumerateRunes().ToList();
        foreach (var letter in letters.Take(LongestText))
        {
            if (
                Rune.IsLetterOrDigit(letter)
                || letter.Value is ' ' or '/' or ',' or '→' or '…'
                || (letter.Value == '-' && escaped.Length > 0)
            )
            {
                escaped.Append(letter);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"#{letter.Value};");
            }
        }

        return letters.Count > LongestText ? $"{escaped}…" : escaped.ToString();
    }

    private const int LongestText = 120;
}
