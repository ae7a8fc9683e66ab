using Local.Cli.Progress;
using Local.Providers.Contract;
using Local.Runner;
using Spectre.Console;

namespace Local.Cli.Reports;

/// <summary>What failed, whole, and the next step.</summary>
internal static class FailureReport
{
    /// <param name="console">Where to.</param>
    /// <param name="result">What came of the run.</param>
    /// <param name="isPlan">Whether it was to touch nothing anyhow.</param>
    public static void Write(IAnsiConsole console, RunResult result, bool isPlan = false)
    {
        foreach (var error in result.Diagnostics.Where(diagnostic => diagnostic.Severity == LogLevel.Error))
        {
            var title = error.Urn is { } urn ? $"{Words.ShortType(Words.TypeIn(urn))} {Words.NameIn(urn)}" : "The run";
            console.WriteLine();
            console.MarkupLineInterpolated($"[red]{title}[/]");
            foreach (var line in error.Message.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            {
                console.WriteLine($"  {line}");
            }
        }

        if (result.Outcome != RunOutcome.Succeeded)
        {
            console.WriteLine();
            console.WriteLine(
                (result.Outcome == RunOutcome.Stopped, isPlan || result.IsRefused) switch
                {
                    (true, true) => "Stopped. Nothing was touched.",
                    (true, false) =>
                        "Stopped. What was made is recorded: run the same command again to continue, or ./swarm down to remove it.",
                    (false, true) => "Nothing was touched: fix the cause and run the same command again.",
                    _ =>
                        "What was made is recorded: fix the cause and run the same command again to continue, or ./swarm down to remove it.",
                }
            );
        }
    }
}
