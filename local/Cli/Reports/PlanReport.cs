using System.Globalization;
using System.Text;
using Local.Cli.Progress;
using Local.Providers.Contract;
using Local.Runner;
using Review.Differences;
using Spectre.Console;

namespace Local.Cli.Reports;

/// <summary>What a preview found: one line per resource that would change, with its property changes, and a sum.</summary>
internal static class PlanReport
{
    public static void Write(IAnsiConsole console, RunResult result)
    {
        if (result.IsRefused)
        {
            return;
        }

        foreach (var step in result.Steps.Where(step => step.Operation != Operation.Same && step.IsCustom))
        {
            console.MarkupLineInterpolated(
                $"[{Color(step.Operation)}]{Words.Sign(step.Operation), -2}[/] {Words.ShortType(step.Type), -34} [bold]{step.Name}[/]{(step.IsKept ? "  (kept)" : "")}"
            );
            foreach (var line in step.Changes.SelectMany(change => Lines(step, change)))
            {
                console.WriteLine($"     {line}");
            }
        }

        KeptVolumes.Write(console, result);
        if (result.Config.GetValueOrDefault("swarm:vpcId") is { Length: > 0 } vpc)
        {
            console.WriteLine(
                $"{vpc} was not looked at: each of its subnets counts as the only one in its availability zone, with room for all machines. pulumi preview looks."
            );
        }

        console.WriteLine($"{Sum(result, Words.ToDo)} ({Seconds(result)})");
    }

    /// <summary>Such as <c>3 to create, 40 unchanged</c>, or <c>3 created; failed: docker:Service web</c>.</summary>
    public static string Sum(RunResult result, Func<Operation, string> word)
    {
        var failed = Failed(result);
        var counts = result
            .Changes.Where(change => change.Value > 0)
            .OrderBy(change => change.Key == Operation.Same)
            .ThenBy(change => change.Key)
            .Select(change => $"{change.Value} {word(change.Key)}")
            .ToList();
        var done =
            counts.Count > 0 ? string.Join(", ", counts)
            : failed.Count > 0 || result.Outcome != RunOutcome.Succeeded ? "nothing done"
            : "nothing exists and nothing is declared";
        return failed.Count == 0 ? done : $"{done}; failed: {string.Join(", ", failed)}";
    }

    /// <summary>What failed, by type and name, each once.</summary>
    public static IReadOnlyList<string> Failed(RunResult result) =>
        [
            .. result
                .Diagnostics.Where(diagnostic => diagnostic is { Severity: LogLevel.Error, Urn: not null })
                .Select(diagnostic => $"{Words.ShortType(Words.TypeIn(diagnostic.Urn!))} {Words.NameIn(diagnostic.Urn!)}")
                .Distinct(),
        ];

    public static string Seconds(RunResult result) => string.Create(CultureInfo.InvariantCulture, $"{result.Elapsed.TotalSeconds:0.0} s");

    private static IReadOnlyList<string> Lines(ResourceStep step, PropertyChange change)
    {
        var note = change.NeedsReplace ? "  (needs a replacement)" : "";
        if (
            Text(step, change.Path, change.Old) is { } old
            && Text(step, change.Path, change.New) is { } next
            && TextDifference.Of(old, next) is { Count: > 0 } lines
        )
        {
            return [$"~ {change.Path}:{(lines[0].Length > 0 ? $" {lines[0]}" : "")}{note}", .. lines.Skip(1).Select(line => $"    {line}")];
        }

        return change switch
        {
            // The provider found another value than the one that was recorded.
            _ when Equals(change.Old, change.New) => [$"~ {change.Path}: not as the last run left it{note}"],
            { Old: null } => [$"+ {change.Path}: {Short(change.New!)}{note}"],
            { New: null } => [$"- {change.Path}: {Short(change.Old)}{note}"],
            _ => [$"~ {change.Path}: {Short(change.Old)} => {Short(change.New)}{note}"],
        };
    }

    /// <summary>A text that may be shown; null: it is none, or a secret.</summary>
    private static string? Text(ResourceStep step, string path, PropertyValue? value) =>
        value switch
        {
            { Kind: PropertyKind.String, IsSecret: false } when step.Type == "docker:index/serviceConfig:ServiceConfig" && path == "data" =>
                Decoded(value.AsString),
            { Kind: PropertyKind.String, IsSecret: false } => value.AsString,
            _ => null,
        };

    /// <summary>The content of a config travels in base64.</summary>
    private static string Decoded(string data)
    {
        Span<byte> bytes = new byte[data.Length];
        return Convert.TryFromBase64String(data, bytes, out var length) && !bytes[..length].Contains((byte)0)
            ? Encoding.UTF8.GetString(bytes[..length])
            : data;
    }

    private static string Short(PropertyValue value)
    {
        var lines = value.ToString()!.TrimEnd('\n').Split('\n');
        return lines.Length == 1 ? lines[0] : $"{lines[0]}… ({lines.Length} lines)";
    }

    private static string Color(Operation operation) =>
        operation switch
        {
            Operation.Create => "green",
            Operation.Delete or Operation.DeleteReplaced => "red",
            Operation.Update or Operation.Replace => "yellow",
            _ => "grey",
        };
}
