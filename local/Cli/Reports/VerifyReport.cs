using System.Globalization;
using Local.Cli.Verify;
using Spectre.Console;

namespace Local.Cli.Reports;

/// <summary>One line per check; under a failed one, where to look.</summary>
internal static class VerifyReport
{
    public static void Write(IAnsiConsole console, IReadOnlyList<CheckResult> results)
    {
        foreach (var result in results)
        {
            var seconds = string.Create(CultureInfo.InvariantCulture, $"{result.Seconds:0.0} s");
            if (result.Passed)
            {
                console.MarkupLineInterpolated($"[green]ok[/]    {result.Name}: {result.Detail} ({seconds})");
            }
            else
            {
                console.MarkupLineInterpolated($"[red]FAIL[/]  {result.Name}: {result.Detail} ({seconds})");
                console.WriteLine($"      look at: {result.LookAt}");
            }
        }

        console.WriteLine($"{results.Count(result => result.Passed)} of {results.Count} checks hold");
    }
}
