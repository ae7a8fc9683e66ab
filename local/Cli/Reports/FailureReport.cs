using Local.Cli.Progress;
using Local.Providers.Contract;
using Local.Runner;
using Spectre.Console;

namespace Local.Cli.Reports;

/// <summary>What failed, whole, and the next step.</summary>
internal static class FailureReport
{
    public static void Write(IAnsiConsole console, EngineResult result)
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

        if (result.Outcome != EngineOutcome.Succeeded)
        {
            console.WriteLine();
            console.WriteLine(result.Outcome == EngineOutcome.Stopped
                ? "Stopped. What was made is recorded: run the same command again to go on, or ./swarm down to remove it."
                : "What was made is recorded: put the cause right and run the same command again to go on, or ./swarm down to remove it.");
        }
    }
}
