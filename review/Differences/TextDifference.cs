using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Review.Differences;

/// <summary>How two long texts differ: by name for the variables that lead a command line, by excerpt within one line, else line by line.</summary>
public static class TextDifference
{
    /// <summary>What is longer, or has lines, is not shown whole.</summary>
    private const int Long = 80;

    /// <summary>How much of what stays the same is shown around a change within a line.</summary>
    private const int Around = 24;

    /// <summary>How many lines that stay the same are shown around those that change.</summary>
    private const int LinesAround = 1;

    /// <summary>No difference takes more of the screen.</summary>
    private const int MostLines = 60;

    /// <summary>The difference as lines, the first of which goes on after the property's name; null where the texts are short enough to be shown whole.</summary>
    public static IReadOnlyList<string>? Of(string old, string next)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(next);
        if (!IsLong(old) && !IsLong(next))
        {
            return null;
        }

        var (before, restBefore) = CommandLine.Variables(old);
        var (after, restAfter) = CommandLine.Variables(next);
        List<string> lines =
        [
            .. before
                .Keys.Union(after.Keys)
                .Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name))
                .SelectMany(name => Labelled(name, Between(before.GetValueOrDefault(name), after.GetValueOrDefault(name)))),
        ];
        if (restBefore != restAfter)
        {
            lines.AddRange(Between(restBefore, restAfter));
        }

        return lines.Count > 1 ? ["", .. lines] : lines;
    }

    private static bool IsLong(string text) => text.Length > Long || text.Contains('\n', StringComparison.Ordinal);

    private static IReadOnlyList<string> Between(string? old, string? next) =>
        (old, next) switch
        {
            (null, _) => [$"(not set) => {Shown(next!)}"],
            (_, null) => [$"{Shown(old)} => (not set)"],
            _ when old.Contains('\n', StringComparison.Ordinal) || next.Contains('\n', StringComparison.Ordinal) => ByLine(old, next),
            _ => [WithinLine(old, next)],
        };

    private static IEnumerable<string> Labelled(string name, IReadOnlyList<string> lines) =>
        lines.Count == 1 ? [$"{name}: {lines[0]}"] : [$"{name}:", .. lines.Select(line => $"  {line}")];

    private static string Shown(string text) =>
        text.Length == 0 ? "''"
        : text.Split('\n') is { Length: > 1 } lines ? $"{lines[0]}… ({lines.Length} lines)"
        : text.Length > Long ? $"{text[..Long]}…"
        : text;

    private static string WithinLine(string old, string next)
    {
        if (!IsLong(old) && !IsLong(next))
        {
            return $"{Shown(old)} => {Shown(next)}";
        }

        var shorter = Math.Min(old.Length, next.Length);
        var start = 0;
        while (start < shorter && old[start] == next[start])
        {
            start++;
        }

        var end = 0;
        while (end < shorter - start && old[^(end + 1)] == next[^(end + 1)])
        {
            end++;
        }

        return $"{Excerpt(old, start, end)} => {Excerpt(next, start, end)}";
    }

    private static string Excerpt(string text, int start, int end)
    {
        var from = Math.Max(0, start - Around);
        var to = Math.Min(text.Length, text.Length - end + Around);
        return $"{(from > 0 ? "…" : "")}{Shown(text[from..to])}{(to < text.Length ? "…" : "")}";
    }

    private static List<string> ByLine(string old, string next)
    {
        var all = InlineDiffBuilder.Diff(old, next).Lines;
        var shown = all.Select(
                (_, index) =>
                    Enumerable
                        .Range(index - LinesAround, (2 * LinesAround) + 1)
                        .Any(near => near >= 0 && near < all.Count && all[near].Type != ChangeType.Unchanged)
            )
            .ToList();
        List<string> lines = [];
        foreach (var (index, line) in all.Index())
        {
            if (shown[index])
            {
                lines.Add($"{Sign(line.Type)} {line.Text}".TrimEnd());
            }
            else if (index == 0 || shown[index - 1])
            {
                lines.Add("…");
            }
        }

        return lines.Count <= MostLines ? lines : [.. lines.Take(MostLines), $"… and {lines.Count - MostLines} more lines"];
    }

    private static char Sign(ChangeType type) =>
        type switch
        {
            ChangeType.Inserted => '+',
            ChangeType.Deleted => '-',
            _ => ' ',
        };
}
