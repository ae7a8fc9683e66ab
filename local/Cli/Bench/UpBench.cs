using System.Globalization;
using Local.Cli.Reports;
using Local.Runner;

namespace Local.Cli.Bench;

/// <summary>A first up, held against the time that its slowest node needed for itself, under the same load: what all the rest cost.</summary>
internal static class UpBench
{
    private const double Aim = 1.25;

    public static async Task<bool> RunAsync(string stack, Terminal terminal)
    {
        var local = LocalStack.Open(stack);
        var session = new RunSession(terminal, TimeProvider.System);
        var result = await session.RunAsync(local.Options, (engine, interrupts) => engine.UpAsync(interrupts.Stop, interrupts.Abort));
        UpReport.Write(terminal, result, session.Timeline, local);
        if (result.Outcome != EngineOutcome.Succeeded || Slowest(session.Timeline.Spans) is not { } slowest)
        {
            return false;
        }

        var ratio = result.Elapsed / slowest.Own;
        terminal.Lines.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"up took {result.Elapsed.TotalSeconds:0.0} s, {ratio:0.00} × the {slowest.Own.TotalSeconds:0.0} s that {slowest.Node} needed for boot and Docker alone (aim: {Aim:0.00}; image load not counted as its own)"));
        return ratio <= Aim;
    }

    /// <summary>The node whose own steps, from machine to Docker, took longest together.</summary>
    public static (string Node, TimeSpan Own)? Slowest(IReadOnlyList<Span> spans)
    {
        var nodes = spans.Where(span => span.Step.Type == "aws:ec2/instance:Instance").Select(span => span.Step.Name).ToList();
        return nodes.Count == 0
            ? null
            : nodes.Select(node => (node, Own(spans, node))).MaxBy(pair => pair.Item2);
    }

    private static TimeSpan Own(IReadOnlyList<Span> spans, string node)
        => spans.Where(span => span.Step.Name == node || span.Step.Name == $"{node}-ready" || span.Step.Name == $"{node}-docker").Aggregate(TimeSpan.Zero, (sum, span) => sum + span.Took);
}
