using Local.Cli.Progress;
using Local.Providers.Contract;
using Local.Runner;

namespace Tests.Local.Cli.Progress;

public sealed class PlainProgressTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly StringWriter _written = new() { NewLine = "\n" };
    private readonly PlainProgress _progress;
    private readonly ResourceStep _node = Steps.Create("aws:ec2/instance:Instance", "node1");

    public PlainProgressTests() => _progress = new PlainProgress(_written, _clock);

    public void Dispose() => _progress.Dispose();

    [Fact]
    public void Begin_wait_and_end_are_one_line_each_with_the_time_since_the_start()
    {
        _clock.Advance(0.4);
        _progress.On(new ResourceStarted(_node));
        _clock.Advance(6);
        _progress.On(new ResourceStatus(_node.Urn, "booting"));
        _clock.Advance(33.6);
        _progress.On(new ResourceFinished(_node, TimeSpan.FromSeconds(39.6), null));

        Assert.Equal(
            """
                0.4 s  +  creating  aws:Instance node1
                6.4 s     waiting   aws:Instance node1: booting (6.0 s)
               40.0 s  +  created   aws:Instance node1 (39.6 s)

            """,
            _written.ToString()
        );
    }

    [Fact]
    public void A_change_names_what_has_changed_and_of_much_the_first_three()
    {
        _progress.On(new ResourceStarted(Change(Operation.Update, "labels")));
        _progress.On(new ResourceStarted(Change(Operation.Replace, "a", "b", "c", "d") with { ReplaceReasons = ["d", "deletedWith"] }));

        Assert.Equal(
            """
                0.0 s  ~  updating  aws:Instance node1 (labels)
                0.0 s  +- replacing aws:Instance node1 (a, b, c and 2 more)

            """,
            _written.ToString()
        );

        ResourceStep Change(Operation operation, params string[] changed) =>
            _node with
            {
                Operation = operation,
                Changes = [.. changed.Select(path => new PropertyChange(path, null, null, NeedsReplace: false))],
            };
    }

    [Fact]
    public void A_failure_is_marked_and_leaves_its_message_to_the_end_of_the_run()
    {
        _progress.On(new ResourceStarted(_node));
        _clock.Advance(2);
        _progress.On(new ResourceFinished(_node, TimeSpan.FromSeconds(2), "no memory"));
        _progress.On(new Diagnostic(LogLevel.Error, "no memory", _node.Urn));

        Assert.Equal(
            """
                0.0 s  +  creating  aws:Instance node1
                2.0 s  !  FAILED    aws:Instance node1 (2.0 s)

            """,
            _written.ToString()
        );
    }

    [Fact]
    public void Of_status_words_that_change_quickly_only_the_last_is_said()
    {
        _progress.On(new ResourceStarted(_node));
        foreach (var word in new[] { "kernel", "cloud-init", "sshd" })
        {
            _clock.Advance(1);
            _progress.On(new ResourceStatus(_node.Urn, word));
        }

        _clock.Advance(3);
        _progress.Tick();
        _progress.Tick();

        Assert.Equal(
            """
                0.0 s  +  creating  aws:Instance node1
                6.0 s     waiting   aws:Instance node1: sshd (6.0 s)

            """,
            _written.ToString()
        );
    }

    [Fact]
    public void What_says_nothing_for_half_a_minute_is_named_all_the_same()
    {
        _progress.On(new ResourceStarted(_node));
        _clock.Advance(29);
        _progress.Tick();
        _clock.Advance(1);
        _progress.Tick();

        Assert.Equal(
            """
                0.0 s  +  creating  aws:Instance node1
               30.0 s     waiting   aws:Instance node1: no word yet (30.0 s)

            """,
            _written.ToString()
        );
    }

    [Fact]
    public void What_printed_something_waits_with_its_last_line()
    {
        _progress.On(new ResourceStarted(_node));
        _progress.On(new Diagnostic(LogLevel.Info, "installing docker.io", _node.Urn));
        _clock.Advance(30);
        _progress.Tick();

        Assert.Equal(
            """
                0.0 s  +  creating  aws:Instance node1
                0.0 s     note      node1: installing docker.io
               30.0 s     waiting   aws:Instance node1: installing docker.io (30.0 s)

            """,
            _written.ToString()
        );
    }

    [Fact]
    public void Components_and_what_stays_the_same_are_not_told()
    {
        var component = Steps.Create("swarm:hosts:AwsHosts", "swarm", isCustom: false);
        _progress.On(new ResourceStarted(component));
        _progress.On(new ResourceFinished(component, TimeSpan.Zero, null));
        _progress.On(new ResourceFinished(_node with { Operation = Operation.Same }, TimeSpan.Zero, null));

        Assert.Equal(string.Empty, _written.ToString());
    }

    [Fact]
    public void Remarks_warnings_and_the_programs_own_lines_are_kept()
    {
        _progress.On(new Diagnostic(LogLevel.Info, "swarm:sshFrom is not set: took [\"127.0.0.0/8\"]"));
        _progress.On(new Diagnostic(LogLevel.Warning, "no registry answers", _node.Urn));
        _progress.On(new ProgramOutput("hello", IsError: false));

        Assert.Equal(
            """
                0.0 s     note      swarm:sshFrom is not set: took ["127.0.0.0/8"]
                0.0 s     warning   node1: no registry answers
                0.0 s     program   hello

            """,
            _written.ToString()
        );
    }

    [Fact]
    public void A_plan_in_the_making_tells_remarks_only()
    {
        var remarks = new RemarksOnly(_progress);
        remarks.On(new ResourceStarted(_node));
        remarks.On(new Diagnostic(LogLevel.Warning, "no registry answers"));
        remarks.On(new ResourceFinished(_node, TimeSpan.Zero, null));

        Assert.Equal("    0.0 s     warning   no registry answers\n", _written.ToString());
    }
}
