using System.Globalization;
using Local.Cli;
using Local.Cli.Nodes;
using Local.Cli.Progress;
using Local.Cli.Verify;
using Local.Runner;

namespace Bench;

/// <summary>A second up and a preview of what is up: no change, no SSH session, within seconds.</summary>
internal static class AgainBench
{
    private static readonly TimeSpan _aim = TimeSpan.FromSeconds(3);

    public static async Task<bool> RunAsync(string stack, Action<string> say, Interrupts interrupts)
    {
        var local = LocalStack.Open(stack);
        var nodes = local.Nodes();
        var shell = new NodeShell(local.Resolver);
        var before = await LoginsAsync(shell, nodes, interrupts.Stop);
        var up = await new StackRunner(LocalStack.Open(stack).Options, new Observers()).UpAsync(interrupts.Stop, interrupts.Abort);
        var preview = await new StackRunner(LocalStack.Open(stack).Options, new Observers()).PreviewAsync(interrupts.Stop);
        var after = await LoginsAsync(shell, nodes, interrupts.Stop);

        // The count itself logs in once to each node.
        var sessions = after - before - nodes.Count;
        say("Nothing changed:");
        say($"  up       {Seconds(up)}, {Changes(up)}");
        say($"  preview  {Seconds(preview)}, {Changes(preview)}");
        say($"  both     {sessions} SSH sessions (aim: each under {_aim.TotalSeconds:0} s, no change, no session)");
        return up.Outcome == RunOutcome.Succeeded
            && !up.HasChanges
            && sessions == 0
            && !preview.HasChanges
            && up.Elapsed < _aim
            && preview.Elapsed < _aim;
    }

    /// <summary>How often somebody logged in by SSH since the nodes booted.</summary>
    private static async Task<int> LoginsAsync(NodeShell shell, IReadOnlyList<Node> nodes, CancellationToken stop)
    {
        var counts = await Task.WhenAll(
            nodes.Select(node =>
                shell.RunAsync(node, "sudo journalctl --boot --quiet --unit ssh.service --no-pager | grep -c 'Accepted publickey'", stop)
            )
        );
        return counts.Sum(count => int.Parse(count.Output, CultureInfo.InvariantCulture));
    }

    private static string Changes(RunResult result) =>
        result.HasChanges
            ? string.Join(
                ", ",
                result.Changes.Where(change => change.Value > 0).Select(change => $"{change.Value} {Words.Done(change.Key)}")
            )
            : "no change";

    private static string Seconds(RunResult result) => string.Create(CultureInfo.InvariantCulture, $"{result.Elapsed.TotalSeconds:0.0} s");
}
