using Local.Cli.Reports;
using Local.Runner;

namespace Tests.Local.Cli.Reports;

public sealed class TimelineTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void The_chain_that_set_the_time_goes_back_from_the_last_end_by_the_last_that_ended_before_each_begin()
    {
        Span[] spans =
        [
            Of("aws:ec2/instance:Instance", "node1", 0, 40),
            Of("aws:ec2/instance:Instance", "node2", 0, 44),
            Of("command:remote:Command", "node1-docker", 40, 180),
            Of("command:remote:Command", "node2-docker", 44, 195),
            Of("command:remote:Command", "node1-init", 180, 184),
            Of("command:remote:Command", "node2-join", 195, 200),
            Of("docker:index/service:Service", "web", 200, 230),
            Of("docker:index/service:Service", "whoami", 200, 215),
        ];

        Assert.Equal(["node2", "node2-docker", "node2-join", "web"], Timeline.CriticalPath(spans).Select(span => span.Step.Name));
    }

    [Fact]
    public void Operations_are_timed_from_begin_to_end_whatever_their_order()
    {
        var timeline = new Timeline(_clock);
        var slow = Steps.Create("aws:ec2/instance:Instance", "node1");
        var quick = Steps.Create("aws:ec2/instance:Instance", "node2");
        timeline.On(new ResourceStarted(slow));
        _clock.Advance(1);
        timeline.On(new ResourceStarted(quick));
        _clock.Advance(2);
        timeline.On(new ResourceFinished(quick, TimeSpan.FromSeconds(2), null));
        _clock.Advance(3);
        timeline.On(new ResourceFinished(slow, TimeSpan.FromSeconds(6), null));

        Assert.Equal(
            [("node2", 1.0, 3.0), ("node1", 0.0, 6.0)],
            timeline.Spans.Select(span => (span.Step.Name, span.Began.TotalSeconds, span.Ended.TotalSeconds))
        );
    }

    [Fact]
    public void Nothing_done_has_no_chain() => Assert.Empty(Timeline.CriticalPath([]));

    internal static Span Of(string type, string name, double began, double ended) =>
        new(Steps.Create(type, name), TimeSpan.FromSeconds(began), TimeSpan.FromSeconds(ended));
}
