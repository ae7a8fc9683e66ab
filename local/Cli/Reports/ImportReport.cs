using Local.Cli.Progress;
using Local.Runner;
using Spectre.Console;

namespace Local.Cli.Reports;

/// <summary>What an import found, and what the next up would change about it.</summary>
internal static class ImportReport
{
    public static void Write(IAnsiConsole console, RunResult result)
    {
        PlanReport.Write(console, result);
        if (result.Outcome != RunOutcome.Succeeded)
        {
            console.WriteLine("Nothing was taken over.");
            return;
        }

        foreach (var taken in result.TakenOver)
        {
            console.MarkupLineInterpolated($"taken over  {Words.ShortType(taken.Type), -24} [bold]{taken.Name}[/] ({taken.Id})");
        }

        console.WriteLine(
            result.TakenOver.Count > 0
                ? $"{result.TakenOver.Count} taken over as they are. ./swarm up makes the changes above."
                : "Everything that runs on the swarm under the names of the stack files is in the state already."
        );
    }
}
