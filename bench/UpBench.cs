using System.Globalization;
using Local.Cli;
using Local.Cli.Reports;
using Local.Cli.Verify;
using Local.Runner;

namespace Bench;

/// <summary>A first up, held against the time that its slowest node needed for itself, under the same load: what all the rest cost.</summary>
internal static class UpBench
{
    private const double Aim = 1.25;

    // Seconds since 1970 by the node's clock; nothing where images come from a registry.
    private const string WhenImagesWereLoaded =
        "systemctl show --timestamp=unix --property=ExecMainExitTimestamp --value local-images.service | tr -d @";

    public static async Task<bool> RunAsync(string stack, Terminal terminal)
    {
        var local = LocalStack.Open(stack);
        var session = new RunSession(terminal, TimeProvider.System);
        var began = DateTimeOffset.UtcNow;
        var result = await session.RunAsync(local.Options, (runner, interrupts) => runner.UpAsync(interrupts.Stop, interrupts.Abort));
        await UpReport.WriteAsync(terminal, result, session.Timeline, local);
        if (result.Outcome != RunOutcome.Succeeded)
        {
            return false;
        }

        using var interrupts = new Interrupts(terminal.Lines.WriteLine);
        if (Slowest(session.Timeline.Spans, await LoadedAsync(local, began, interrupts.Stop)) is not { } slowest)
        {
            return false;
        }

        var ratio = result.Elapsed / slowest.Own;
        terminal.Lines.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"up took {result.Elapsed.TotalSeconds:0.0} s, {ratio:0.00} × the {slowest.Own.TotalSeconds:0.0} s that {slowest.Node} needed for boot, Docker and image load alone (aim: {Aim:0.00})"
            )
        );
        return ratio <= Aim;
    }

    /// <summary>The node whose own steps, from machine to Docker, took longest together, with what its images took beyond them.</summary>
    /// <param name="spans">The operations of the run.</param>
    /// <param name="loaded">When each node had loaded its images, since the run's begin.</param>
    public static (string Node, TimeSpan Own)? Slowest(IReadOnlyList<Span> spans, IReadOnlyDictionary<string, TimeSpan> loaded)
    {
        var nodes = spans.Where(span => span.Step.Type == "aws:ec2/instance:Instance").Select(span => span.Step.Name).ToList();
        return nodes.Count == 0 ? null : nodes.Select(node => (node, Own(spans, node, loaded))).MaxBy(pair => pair.Item2);
    }

    private static TimeSpan Own(IReadOnlyList<Span> spans, string node, IReadOnlyDictionary<string, TimeSpan> loaded)
    {
        var own = spans
            .Where(span => span.Step.Name == node || span.Step.Name == $"{node}-ready" || span.Step.Name == $"{node}-docker")
            .ToList();
        var beyond = loaded.TryGetValue(node, out var end) ? end - own.Max(span => span.Ended) : TimeSpan.Zero;
        return own.Aggregate(beyond > TimeSpan.Zero ? beyond : TimeSpan.Zero, (sum, span) => sum + span.Took);
    }

    private static async Task<IReadOnlyDictionary<string, TimeSpan>> LoadedAsync(
        LocalStack local,
        DateTimeOffset began,
        CancellationToken stop
    )
    {
        var shell = new NodeShell(local.Resolver);
        var answers = await Task.WhenAll(
            local.Nodes().Select(async node => (node.Name, (await shell.RunAsync(node, WhenImagesWereLoaded, stop)).Output))
        );
        return answers
            .Where(answer => answer.Output.Length > 0)
            .ToDictionary(
                answer => answer.Name,
                answer => DateTimeOffset.FromUnixTimeSeconds(long.Parse(answer.Output, CultureInfo.InvariantCulture)) - began
            );
    }
}
