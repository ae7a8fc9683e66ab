using System.Text;
using Review.Effects;
using Review.Pictures;

namespace Review.Reports;

/// <summary>Who may reach what, as a table in a terminal and in Markdown.</summary>
internal static class ReachTable
{
    private const string Title = "Who may reach what";
    private const int MostSources = 3;
    private const int MostPorts = 3;

    // What is longer is folded, and in the end cut: the JSON report has all rows.
    private const int MostRowsUnfolded = 15;
    private const int MostRows = 100;

    /// <summary>For a terminal; empty where nothing in the swarm differs or nobody reaches anything.</summary>
    public static string Text(SwarmPicture picture)
    {
        var matrix = ReachMatrix.Of(picture);
        if (!picture.HasDifference || matrix.Rows.Count == 0)
        {
            return "";
        }

        string[][] lines =
        [
            ["who", "port", .. matrix.Heads],
            .. matrix.Rows.Take(MostRows).Select(Cells),
        ];
        var widths = lines[0].Select((_, column) => lines.Max(line => line[column].Length)).ToList();
        var text = new StringBuilder($"\n{Title} (+ opens, - closes)\n");
        foreach (var line in lines)
        {
            text.Append($"  {string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column])))}".TrimEnd()).Append('\n');
        }

        return text.Append(More(matrix)).ToString();
    }

    /// <summary>For a pull request; empty where nothing in the swarm differs or nobody reaches anything.</summary>
    public static string Markdown(SwarmPicture picture)
    {
        var matrix = ReachMatrix.Of(picture);
        if (!picture.HasDifference || matrix.Rows.Count == 0)
        {
            return "";
        }

        var table = new StringBuilder();
        Line(["Who", "Port", .. matrix.Heads.Select(Reports.Markdown.Plain)]);
        Line(["---", "---", .. matrix.Heads.Select(_ => "---")]);
        foreach (var row in matrix.Rows.Take(MostRows))
        {
            var cells = Cells(row).Select(Reports.Markdown.Plain).ToArray();
            Line([.. cells[..2], .. row.Cells.Zip(cells.Skip(2), (cell, word) => cell is null or Presence.Stays ? word : $"**{word}**")]);
        }

        table.Append(More(matrix));
        return matrix.Rows.Count > MostRowsUnfolded
            ? $"\n### {Title}\n{MarkdownReport.Folded($"{matrix.Rows.Count} rows, {matrix.Rows.Count(row => row.Differs)} with a difference", table.ToString())}"
            : $"\n### {Title}\n\n{table}";

        void Line(IEnumerable<string> cells) => table.Append($"| {string.Join(" | ", cells)} |\n");
    }

    private static string[] Cells(ReachRow row) =>
        [Names.Few(row.Sources, MostSources), Names.Few(row.Ports, MostPorts), .. row.Cells.Select(ReachRow.Say)];

    private static string More(ReachMatrix matrix) =>
        matrix.Rows.Count > MostRows ? $"\nand {matrix.Rows.Count - MostRows} more rows, which the JSON report has\n" : "";
}
