using System.Globalization;
using Spectre.Console;

namespace Local.Cli.Reports;

/// <summary>Where an up's time went: each phase, and the chain of operations that set the whole.</summary>
internal static class TimingReport
{
    public static void Write(IAnsiConsole console, IReadOnlyList<Span> spans)
    {
        var phases = Phases(spans);
        if (phases.Count == 0)
        {
            return;
        }

        console.WriteLine();
        console.WriteLine("Phase      began     ended     slowest");
        foreach (var phase in phases)
        {
            console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{phase.Name, -10} {phase.Began.TotalSeconds, 6:0.0} s  {phase.Ended.TotalSeconds, 6:0.0} s  {phase.Slowest.Step.Name} {phase.Slowest.Took.TotalSeconds:0.0} s"
                )
            );
        }

        var path = Timeline
            .CriticalPath(spans)
            .Select(span => string.Create(CultureInfo.InvariantCulture, $"{span.Step.Name} {span.Took.TotalSeconds:0.0} s"));
        console.WriteLine($"The time was set by: {string.Join(" → ", path)}");
    }

    /// <summary>The phases in the order in which they began.</summary>
    public static IReadOnlyList<PhaseTime> Phases(IReadOnlyList<Span> spans) =>
        [
            .. spans
                .GroupBy(span => Phase(span))
                .Select(group => new PhaseTime(
                    group.Key,
                    group.Min(span => span.Began),
                    group.Max(span => span.Ended),
                    group.MaxBy(span => span.Took)!
                ))
                .OrderBy(phase => phase.Began),
        ];

    // By the names that the program gives its remote steps.
    private static string Phase(Span span) =>
        (span.Step.Type.Split(':')[0], span.Step.Name[(span.Step.Name.LastIndexOf('-') + 1)..]) switch
        {
            ("command", "ready") => "boot",
            ("command", "docker") => "docker",
            ("command", "init" or "join" or "member" or "turns") => "swarm",
            ("docker", _) => "services",
            ("aws", _) => "machines",
            _ => "other",
        };
}

/// <summary>A phase's time.</summary>
internal sealed record PhaseTime(string Name, TimeSpan Began, TimeSpan Ended, Span Slowest);
