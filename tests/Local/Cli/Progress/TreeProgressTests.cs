using Local.Cli.Progress;
using Local.Providers.Contract;
using Local.Runner;
using Spectre.Console;
using Spectre.Console.Testing;

namespace Tests.Local.Cli.Progress;

public sealed class TreeProgressTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly TestConsole _console = new();

    public void Dispose() => _console.Dispose();

    [Fact]
    public void What_is_done_folds_into_its_components_count_and_what_is_under_way_shows_what_it_waits_for()
    {
        var progress = new TreeProgress(_console, _clock);
        var hosts = Steps.Create("swarm:hosts:AwsHosts", "swarm", isCustom: false);
        var first = Steps.Create("aws:ec2/instance:Instance", "node1", hosts.Urn);
        var second = Steps.Create("aws:ec2/instance:Instance", "node2", hosts.Urn);
        var third = Steps.Create("aws:ec2/instance:Instance", "node3", hosts.Urn);
        foreach (var step in new[] { hosts, first, second, third })
        {
            progress.On(new ResourceStarted(step));
        }

        _clock.Advance(40);
        progress.On(new ResourceFinished(first, TimeSpan.FromSeconds(40), null));
        progress.On(new ResourceStatus(second.Urn, "waiting for sshd"));
        progress.On(new ResourceFinished(third, TimeSpan.FromSeconds(38), "no memory"));
        _console.Write(progress.Render());

        Assert.Equal(
            """
            swarm 40.0 s
            └── swarm:AwsHosts swarm 2 of 3
                ├── + aws:Instance node2 40.0 s waiting for sshd
                └── ! aws:Instance node3 failed 38.0 s

            """,
            Trimmed(_console.Output)
        );
    }

    [Fact]
    public void Of_what_an_operation_prints_the_last_line_stands_beside_it_and_warnings_stay()
    {
        var progress = new TreeProgress(_console, _clock);
        var node = Steps.Create("aws:ec2/instance:Instance", "node1");
        progress.On(new ResourceStarted(node));
        progress.On(new Diagnostic(LogLevel.Info, "updating the package lists", node.Urn));
        progress.On(new Diagnostic(LogLevel.Info, "installing docker.io", node.Urn));
        progress.On(new Diagnostic(LogLevel.Warning, "no registry answers", node.Urn));
        _console.Write(progress.Render());

        Assert.Equal(
            """
            node1: no registry answers
            swarm 0.0 s
            └── + aws:Instance node1 0.0 s installing docker.io

            """,
            Trimmed(_console.Output)
        );
    }

    [Fact]
    public async Task A_run_ends_with_the_result_that_it_gave()
    {
        var progress = new TreeProgress(_console, TimeProvider.System);
        var result = Steps.Result();

        Assert.Same(result, await progress.ShowAsync(Task.FromResult(result)));
    }

    private static string Trimmed(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()));
}
