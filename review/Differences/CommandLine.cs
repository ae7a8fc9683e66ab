using System.Text.RegularExpressions;

namespace Review.Differences;

/// <summary>A command as the steps of the program have them: assignments, then what runs.</summary>
internal static partial class CommandLine
{
    /// <summary>The assignments at the beginning of a command line, quotes taken off, and what follows them.</summary>
    public static (IReadOnlyDictionary<string, string> Assigned, string After) Variables(string text)
    {
        Dictionary<string, string> variables = new(StringComparer.Ordinal);
        var at = 0;
        for (var match = Assignment().Match(text); match.Success; match = match.NextMatch())
        {
            variables[match.Groups["name"].Value] = string.Concat(match.Groups["part"].Captures.Select(part => part.Value));
            at = match.Index + match.Length;
        }

        return (variables, text[at..]);
    }

    [GeneratedRegex(@"\G(?<name>[A-Z][A-Z0-9_]*)=(?>(?:'(?<part>[^']*)'|\\(?<part>.)|(?<part>[^\s'\\]+))*)(?:[ \t]+|$)")]
    private static partial Regex Assignment();
}
