using Bench;
using Local.Cli.Reports;
using Tests.Local.Cli.Reports;

namespace Tests.Bench;

public sealed class UpBenchTests
{
    [Fact]
    public void The_slowest_node_is_the_one_whose_own_steps_took_longest_together()
    {
        Span[] spans =
        [
            TimelineTests.Of("aws:ec2/instance:Instance", "node1", 0, 40),
            TimelineTests.Of("command:remote:Command", "node1-ready", 40, 45),
            TimelineTests.Of("command:remote:Command", "node1-docker", 45, 195),
            TimelineTests.Of("command:remote:Command", "node1-init", 195, 400),
            TimelineTests.Of("aws:ec2/instance:Instance", "node2", 0, 44),
            TimelineTests.Of("command:remote:Command", "node2-docker", 50, 206),
        ];

        Assert.Equal(("node2", TimeSpan.FromSeconds(200)), UpBench.Slowest(spans, new Dictionary<string, TimeSpan>()));
        // Loaded before Docker's step ended, or after it.
        Assert.Equal(
            ("node1", TimeSpan.FromSeconds(215)),
            UpBench.Slowest(
                spans,
                new Dictionary<string, TimeSpan> { ["node1"] = TimeSpan.FromSeconds(215), ["node2"] = TimeSpan.FromSeconds(206) }
            )
        );
    }

    [Fact]
    public void Without_machines_there_is_none() => Assert.Null(UpBench.Slowest([], new Dictionary<string, TimeSpan>()));

    [Fact]
    public void Memory_is_measured_in_MiB()
    {
        Assert.InRange(Memory.RunnerPeak(), 10, 100_000);
        Assert.InRange(Memory.ProgramPeak(), 0, 100_000);
    }
}
