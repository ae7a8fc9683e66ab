using Local.Cli.Nodes;
using Local.Cli.Progress;
using Local.Runner;
using Spectre.Console;

namespace Local.Cli.Reports;

/// <summary>What up leaves on the screen: the nodes, what can be opened, and where the time went.</summary>
internal static class UpReport
{
    public static async Task WriteAsync(Terminal terminal, RunResult result, Timeline timeline, LocalStack stack)
    {
        var nodes = await stack.RowsAsync(result.Outputs);
        var endpoints = Endpoints.In(result.Outputs, stack.Resolver);
        if (result.Outcome == RunOutcome.Succeeded)
        {
            NodeTable.Write(terminal.Console, nodes, endpoints);
            TimingReport.Write(terminal.Console, timeline.Spans);
        }

        if (!result.IsRefused)
        {
            terminal.Console.WriteLine();
            KeptVolumes.Write(terminal.Console, result);
            terminal.Console.WriteLine($"{PlanReport.Sum(result, Words.Done)} in {PlanReport.Seconds(result)}");
        }

        terminal.Json?.WriteLine(
            JsonText.Of(
                new
                {
                    outcome = result.Outcome,
                    changes = result.Changes.ToDictionary(change => JsonText.Name(change.Key), change => change.Value),
                    seconds = Math.Round(result.Elapsed.TotalSeconds, 1),
                    nodes,
                    endpoints,
                    phases = TimingReport
                        .Phases(timeline.Spans)
                        .Select(phase => new
                        {
                            phase.Name,
                            began = Math.Round(phase.Began.TotalSeconds, 1),
                            ended = Math.Round(phase.Ended.TotalSeconds, 1),
                        }),
                    criticalPath = Timeline
                        .CriticalPath(timeline.Spans)
                        .Select(span => new { span.Step.Name, seconds = Math.Round(span.Took.TotalSeconds, 1) }),
                    failed = PlanReport.Failed(result),
                    errors = result
                        .Diagnostics.Where(diagnostic => diagnostic.Severity == Local.Providers.Contract.LogLevel.Error)
                        .Select(diagnostic => diagnostic.Message),
                }
            )
        );
    }
}
