namespace Review.Reports;

/// <summary>Texts of others inside Markdown: nothing in them is read as Markdown, HTML, a mention or a link.</summary>
internal static class Markdown
{
    /// <summary>Within a line, in the type of code.</summary>
    public static string Code(string text)
    {
        var line = Line(text);
        var fence = new string('`', Longest(line) + 1);
        return line.Length == 0 ? "` `"
            : line[0] == '`' || line[^1] == '`' ? $"{fence} {line} {fence}"
            : $"{fence}{line}{fence}";
    }

    /// <summary>Within a line, as it is. A word that would mention somebody does not.</summary>
    public static string Plain(string text)
    {
        var escaped = new System.Text.StringBuilder(text.Length + 8);
        foreach (var letter in Line(text))
        {
            escaped.Append(
                letter switch
                {
                    '<' => "&lt;",
                    '>' => "&gt;",
                    '&' => "&amp;",
                    // Code hosts look for mentions and references in what has become of the Markdown, where only another node of it parts a sign from its word.
                    '@' => Parted("@"),
                    '#' => Parted("\\#"),
                    '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' => $"\\{letter}",
                    _ => $"{letter}",
                }
            );
        }

        return escaped.ToString();
    }

    /// <summary>Inside HTML.</summary>
    public static string InHtml(string text) => Html.Text(text).Replace("@", Parted("@"), StringComparison.Ordinal);

    /// <summary>Lines as they are.</summary>
    public static string Block(string language, IEnumerable<string> lines)
    {
        var text = Visible.Text(string.Join('\n', lines));
        var fence = new string('`', Math.Max(3, Longest(text) + 1));
        return $"{fence}{language}\n{text}\n{fence}\n";
    }

    private static string Line(string text) => Visible.Text(text.ReplaceLineEndings(" "));

    private static string Parted(string sign) => $"{sign}<!-- -->";

    private static int Longest(string text)
    {
        var (longest, here) = (0, 0);
        foreach (var letter in text)
        {
            here = letter == '`' ? here + 1 : 0;
            longest = Math.Max(longest, here);
        }

        return longest;
    }
}
