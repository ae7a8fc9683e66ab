namespace Tests.Infra.Scripts;

public sealed class AttributesScriptTests : IDisposable
{
    private readonly FakeMachine _machine = new FakeMachine()
        .Set("state", "active")
        .Set("node-id", "id1")
        .Set(
            "nodes",
            "0.0.0.0 id1 ready manager active node1\n10.20.64.12 id0 down worker active node2\n10.20.64.12 id2 ready worker active node2\n10.20.64.120 id9 ready worker active node9"
        )
        .Set("attributes", "active\n\n\n");

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Labels_and_availability_are_set_in_one_request_and_remembered()
    {
        var ran = Run("disk=ssd\nnote=it's \"5\" % <&> = $HOME", "drain");

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.Equal(
            [
                "docker node update --label-add disk=ssd --label-add note=it's \"5\" % <&> = $HOME --label-add pulumi.labels=disk,note --availability drain --label-add pulumi.availability=drain id2",
            ],
            Changes(ran)
        );
    }

    [Fact]
    public void The_manager_that_runs_it_knows_itself()
    {
        var ran = Run("disk=ssd", "", member: "node1", address: "10.20.0.11");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Said));
        Assert.Equal(["docker node update --label-add disk=ssd --label-add pulumi.labels=disk id1"], Changes(ran));
    }

    [Fact]
    public void A_label_that_is_not_wanted_any_more_goes_and_those_of_others_stay()
    {
        _machine.Set("attributes", "active\n\ndisk,zone,gone\ndisk\nzone\nby-hand\ngo\npulumi.labels");

        Assert.Equal(
            ["docker node update --label-add disk=hdd --label-rm zone --label-add pulumi.labels=disk id2"],
            Changes(Run("disk=hdd", ""))
        );
    }

    [Fact]
    public void Without_anything_left_all_that_was_given_is_taken_back()
    {
        _machine.Set("attributes", "drain\ndrain\ndisk\nby-hand\ndisk\npulumi.availability\npulumi.labels");

        Assert.Equal(
            ["docker node update --label-rm disk --label-rm pulumi.labels --availability active --label-rm pulumi.availability id2"],
            Changes(Run("", ""))
        );
    }

    [Theory]
    [InlineData("pause\ndrain\n\npulumi.availability", "docker node update --label-rm pulumi.availability id2")]
    [InlineData("drain\n\n\n", "docker node update --label-add disk=ssd --label-add pulumi.labels=disk id2")]
    public void An_availability_that_somebody_else_has_set_stays(string has, string expected)
    {
        _machine.Set("attributes", has);

        Assert.Equal([expected], Changes(Run(expected.Contains("disk", StringComparison.Ordinal) ? "disk=ssd" : "", "")));
    }

    [Fact]
    public void With_nothing_to_give_and_nothing_given_nothing_is_changed()
    {
        var ran = Run("", "");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Said));
        Assert.Empty(Changes(ran));
    }

    [Fact]
    public void Somebody_else_may_change_the_node_at_the_same_moment()
    {
        _machine.Set("out-of-sequence", "");

        var ran = Run("disk=ssd", "");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Said));
        Assert.Equal(2, Changes(ran).Count());
    }

    [Fact]
    public void What_is_gone_needs_nothing_taken_back()
    {
        _machine.Set("nodes", "0.0.0.0 id1 ready manager active node1");
        var node = Run("", "");
        _machine.Set("state", "inactive");
        var swarm = Run("", "");

        Assert.Equal(
            (0, "node1: the swarm has no node at 10.20.64.12 any more, so nothing need be taken back from node2\n"),
            (node.ExitCode, node.Said)
        );
        Assert.Equal((0, "node1: is in no swarm any more, so nothing need be taken back from node2\n"), (swarm.ExitCode, swarm.Said));
        Assert.Empty(Changes(swarm));
    }

    [Fact]
    public void A_node_that_is_not_there_cannot_be_given_anything()
    {
        _machine.Set("nodes", "0.0.0.0 id1 ready manager active node1");

        var ran = Run("disk=ssd", "");

        Assert.Equal(
            (
                1,
                "node1: the swarm has no node at 10.20.64.12, so node2 cannot be given its labels and availability. See 'docker node ls' on node1; to have node2 join again, replace its step node2-join.\n"
            ),
            (ran.ExitCode, ran.Said)
        );
    }

    [Fact]
    public void A_node_that_is_down_gets_its_labels_all_the_same()
    {
        _machine.Set("nodes", "0.0.0.0 id1 ready manager active node1\n10.20.64.12 id2 down worker active node2");

        Assert.Equal(["docker node update --label-add disk=ssd --label-add pulumi.labels=disk id2"], Changes(Run("disk=ssd", "")));
    }

    private Ran Run(string labels, string availability, string member = "node2", string address = "10.20.64.12") =>
        _machine.Run(
            "attributes",
            "entry\n",
            ("NODE", "node1"),
            ("MEMBER", member),
            ("ADDRESS", address),
            ("LABELS", labels),
            ("AVAILABILITY", availability)
        );

    private static IEnumerable<string> Changes(Ran ran) =>
        ran.Calls.Where(call => call.StartsWith("docker node update", StringComparison.Ordinal));
}
