using System.Globalization;
using Local.Cli.Verify;
using Spectre.Console;

namespace Local.Cli.Reports;

/// <summary>One line per check; under a failed one, what fixes it or where to look. What could not be made comes last, by cause.</summary>
internal static class VerifyReport
{
    public static void Write(IAnsiConsole console, IReadOnlyList<CheckOutcome> results)
    {
        var told = new HashSet<string>();
        foreach (var result in results)
        {
            var seconds = string.Create(CultureInfo.InvariantCulture, $"{result.Seconds:0.0} s");
            switch (result.Passed)
            {
                case true:
                    console.MarkupLineInterpolated($"[green]ok[/]    {result.Name}: {result.Detail} ({seconds})");
                    break;
                case false when told.Add(result.Detail):
                    console.MarkupLineInterpolated($"[red]FAIL[/]  {result.Name}: {result.Detail} ({seconds})");
                    WriteHints(console, result, told);
                    break;
                case false:
                    console.MarkupLineInterpolated($"[red]FAIL[/]  {result.Name}: as above ({seconds})");
                    break;
            }
        }

        var notMade = results.Where(result => result.Passed is null).ToList();
        foreach (var cause in notMade.GroupBy(result => result.Detail))
        {
            console.MarkupLineInterpolated(
                $"[yellow]--[/]    not checked, since {cause.Key}: {string.Join("; ", cause.Select(result => result.Name))}"
            );
        }

        var made = results.Count - notMade.Count;
        console.WriteLine(
            $"{results.Count(result => result.Passed == true)} of {made} checks hold{(notMade.Count > 0 ? $", {notMade.Count} could not be made" : "")}"
        );
    }

    private static void WriteHints(IAnsiConsole console, CheckOutcome result, HashSet<string> told)
    {
        if (result.LookAt is { } place)
        {
            console.WriteLine($"      look at: {place}");
        }

        foreach (var fix in result.Fix.Where(told.Add))
        {
            console.WriteLine($"      fix: {fix}");
        }
    }
}
