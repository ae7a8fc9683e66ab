using System.Text;

namespace Review.Reports;

/// <summary>The last thing to do with a text of Markdown that does not fit: its beginning, whole lines of it, and a word that the rest is cut.</summary>
internal static class CutMarkdown
{
    private const string Word = "\nThe rest is cut, since a comment has a limit. The report as text or JSON has it all.\n";

    // The heading and the verdict are kept, however long a name in them is.
    private const int LinesThatStay = 3;
    private const int LongestOfThem = 2_000;

    /// <summary>The text, cut where it has more bytes than the limit.</summary>
    public static string Fit(string text, int limit)
    {
        if (Encoding.UTF8.GetByteCount(text) <= limit)
        {
            return text;
        }

        var cut = new StringBuilder();
        var left = limit - Encoding.UTF8.GetByteCount(Word);
        string? fence = null;
        foreach (var (index, line) in text.Split('\n').Index())
        {
            var kept = index < LinesThatStay && line.Length > LongestOfThem ? $"{line[..LongestOfThem]}…" : line;
            var after = FenceAfter(kept, fence);
            // A block that is open after it needs room for its end.
            left -= Encoding.UTF8.GetByteCount(kept) + 1;
            if (left < (after is null ? 0 : after.Length + 1))
            {
                break;
            }

            cut.Append(kept).Append('\n');
            fence = after;
        }

        return $"{cut}{(fence is null ? "" : $"{fence}\n")}{Word}";
    }

    // What ends the block that is open after a line; null: none is open.
    private static string? FenceAfter(string line, string? fence) =>
        !line.StartsWith("```", StringComparison.Ordinal) ? fence
        : fence is null ? line[..(line.LastIndexOf('`') + 1)]
        : line == fence ? null
        : fence;
}
