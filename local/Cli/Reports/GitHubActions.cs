using System.Text.RegularExpressions;
using Local.Providers.Contract;
using Local.Runner;

namespace Local.Cli.Reports;

/// <summary>The commands of GitHub Actions: lines that its runner takes out of the log, to fold what is between them or to show an error at a line of a file.</summary>
internal static partial class GitHubActions
{
    public const string EndGroup = "::endgroup::";

    /// <summary>Begins a part of the log that is folded.</summary>
    public static string Group(string title) => $"::group::{Escaped(title)}";

    /// <summary>An error for each problem of a stack file that a run names, each once.</summary>
    public static IReadOnlyList<string> Errors(RunResult result) =>
        [
            .. result
                .Diagnostics.Where(diagnostic => diagnostic.Severity == LogLevel.Error)
                .SelectMany(diagnostic => Problem().Matches(diagnostic.Message.ReplaceLineEndings("\n")))
                .Select(problem =>
                    $"::error file={Property(problem.Groups["file"].Value)},line={problem.Groups["line"].Value},col={problem.Groups["column"].Value}::{Escaped(problem.Groups["text"].Value)}"
                )
                .Distinct(),
        ];

    private static string Escaped(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Escaped(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    // As infra writes them: stacks/demo.yaml:6:26 services.web…: received …
    [GeneratedRegex(@"^[\s*-]*(?<file>[^\n]+?\.ya?ml):(?<line>\d+):(?<column>\d+) (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Problem();
}
