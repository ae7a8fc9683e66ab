using System.Globalization;
using Local.Cli.Progress;
using Local.Runner;
using Spectre.Console;

namespace Local.Cli.Reports;

/// <summary>What a preview found: one line per resource that would change, with its property changes, and a sum.</summary>
internal static class PlanReport
{
    public static void Write(IAnsiConsole console, EngineResult result)
    {
        if (result.IsRefused)
        {
            return;
        }

        foreach (var step in result.Steps.Where(step => step.Operation != Operation.Same && step.IsCustom))
        {
            console.MarkupLineInterpolated($"[{Color(step.Operation)}]{Words.Sign(step.Operation),-2}[/] {Words.ShortType(step.Type),-34} [bold]{step.Name}[/]");
            foreach (var change in step.Changes)
            {
                console.WriteLine($"     {Line(change)}");
            }
        }

        console.WriteLine($"{Sum(result, Words.ToDo)} ({Seconds(result)})");
    }

    /// <summary>Such as <c>3 to create, 40 unchanged</c>.</summary>
    public static string Sum(EngineResult result, Func<Operation, string> word)
    {
        var counts = result.Changes.Where(change => change.Value > 0).OrderBy(change => change.Key).ToList();
        return counts.Count == 0
            ? "nothing there and nothing declared"
            : string.Join(", ", counts.OrderBy(change => change.Key == Operation.Same).Select(change => $"{change.Value} {word(change.Key)}"));
    }

    public static string Seconds(EngineResult result) => string.Create(CultureInfo.InvariantCulture, $"{result.Elapsed.TotalSeconds:0.0} s");

    private static string Line(PropertyChange change)
    {
        var text = change switch
        {
            { Old: null } => $"+ {change.Path}: {change.New}",
            { New: null } => $"- {change.Path}: {change.Old}",
            _ => $"~ {change.Path}: {change.Old} => {change.New}",
        };
        return change.NeedsReplace ? $"{text}  (needs a replacement)" : text;
    }

    private static string Color(Operation operation) => operation switch
    {
        Operation.Create => "green",
        Operation.Delete or Operation.DeleteReplaced => "red",
        Operation.Update or Operation.Replace => "yellow",
        _ => "grey",
    };
}
