namespace Tests.Infra.Scripts;

public sealed class RemoveScriptTests : IDisposable
{
    private const string Drain = "docker node update --availability drain id2";
    private const string Remove = "docker node rm --force id2";

    private readonly FakeMachine _machine = new FakeMachine().Set("state", "active").Set("services", "service1");

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_worker_is_drained_and_removed_when_its_tasks_have_gone()
    {
        _machine.Set("tasks", "Running 2 minutes ago\nRunning 2 minutes ago\nShutdown 1 second ago");

        var ran = Run("10.20.64.12 id2 ready worker");

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.Equal([Drain, Remove], Changes(ran));
        Assert.Equal(3, ran.Calls.Count(call => call.StartsWith("docker node ps", StringComparison.Ordinal)));
    }

    [Fact]
    public void Tasks_that_do_not_go_are_not_waited_for_without_end()
    {
        var ran = Run("10.20.64.12 id2 ready worker", "Running 2 minutes ago");

        Assert.Equal((0, "node1: node2 still runs tasks after 60 s; they end with it\n"), (ran.ExitCode, ran.Said));
        Assert.Equal([Drain, Remove], Changes(ran));
    }

    [Fact]
    public void A_manager_is_demoted_first()
    {
        var ran = Run("10.20.64.12 id2 ready manager", "Shutdown 1 second ago");

        Assert.Equal(["docker node demote id2", Drain, Remove], Changes(ran));
    }

    [Fact]
    public void Managers_go_one_at_a_time_and_are_tried_again_while_the_quorum_is_in_danger()
    {
        _machine.Set("quorum", "lost\nlost\nkept");

        var ran = Run("10.20.64.12 id2 ready manager", "Shutdown 1 second ago");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Said));
        Assert.Equal(["docker node demote id2", "docker node demote id2", "docker node demote id2", Drain, Remove], Changes(ran));
        Assert.True(ran.Calls.ToList().IndexOf("flock --timeout 600 9") < ran.Calls.ToList().IndexOf("docker node demote id2"));
    }

    [Fact]
    public void A_manager_that_enters_the_managers_group_again_by_its_old_certificate_is_taken_out_once_more()
    {
        _machine.Set("roles", "manager manager\nworker \nworker \nworker manager\nworker ");

        var ran = Run("10.20.64.12 id2 ready manager", "Shutdown 1 second ago");

        Assert.Equal(
            (0, "node1: node2 has entered the managers' group once more, and is taken out of it again\n"),
            (ran.ExitCode, ran.Said)
        );
        Assert.Equal(
            ["docker node demote id2", "docker node promote id2", "docker node demote id2", Drain, Remove],
            ran.Calls.Where(call => call.StartsWith("docker node promote", StringComparison.Ordinal) || Changes(ran).Contains(call))
        );
    }

    [Fact]
    public void A_quorum_that_stays_in_danger_ends_with_the_reason_and_the_node_stays()
    {
        _machine.Set("quorum", "lost");

        var ran = Run("10.20.64.12 id2 ready manager");

        Assert.Equal(
            (
                1,
                "Error response from daemon: this would result in a loss of quorum\nnode1: node2 cannot be demoted. The reason is above.\n"
            ),
            (ran.ExitCode, ran.Said)
        );
        Assert.DoesNotContain(Remove, ran.Calls);
    }

    [Fact]
    public void A_swarm_without_a_leader_is_no_swarm_that_the_node_has_left()
    {
        _machine.Set("leaderless", "");

        var ran = Run("10.20.64.12 id2 ready worker");

        Assert.Equal(
            (
                1,
                """
                Error response from daemon: rpc error: The swarm does not have a leader.
                node1: cannot remove node2, since the swarm has no leader: too few of its managers answer. Start them again; or, if they are gone for good, run 'docker swarm init --force-new-cluster' on node1.

                """
            ),
            (ran.ExitCode, ran.Said)
        );
        Assert.Empty(Changes(ran));
    }

    [Fact]
    public void A_dead_node_is_removed_without_waiting_for_it()
    {
        var ran = Run("10.20.64.12 id2 down worker", "Running 2 hours ago");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Said));
        Assert.Equal([Remove], Changes(ran));
    }

    [Fact]
    public void Nothing_is_drained_when_no_service_is_left()
    {
        File.Delete(Path.Combine(_machine.Directory, "services"));

        var ran = Run("10.20.64.12 id2 ready worker", "Running 2 hours ago");

        Assert.Equal([Remove], Changes(ran));
    }

    [Fact]
    public void A_node_that_is_no_member_any_more_needs_nothing()
    {
        var ran = Run("10.20.64.120 id9 ready worker");

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.Empty(Changes(ran));
    }

    [Fact]
    public void The_entry_of_its_machine_is_removed_and_that_of_another_machine_which_has_its_address_since_stays()
    {
        _machine.Set("mark-id2", "i-2").Set("mark-id3", "i-3");

        var ran = Run("10.20.64.12 id2 down worker\n10.20.64.12 id3 ready worker");

        Assert.Equal(
            (0, "node1: leaves the entry id3 alone, which is of another machine that has 10.20.64.12 now\n"),
            (ran.ExitCode, ran.Said)
        );
        Assert.Equal([Remove], Changes(ran));
    }

    [Fact]
    public void A_node_that_left_and_joined_again_by_itself_has_an_entry_without_a_mark_which_goes_too()
    {
        _machine.Set("mark-id0", "i-2").Set("services", "");

        var ran = Run("10.20.64.12 id0 down worker\n10.20.64.12 id2 ready worker");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Said));
        Assert.Equal(["docker node rm --force id0", Remove], Changes(ran));
    }

    [Fact]
    public void A_manager_that_has_left_the_swarm_itself_says_so()
    {
        _machine.Set("state", "inactive");

        var ran = Run("10.20.64.12 id2 ready worker");

        Assert.Equal((0, "node1: is in no swarm any more, so node2 need not be removed\n"), (ran.ExitCode, ran.Said));
        Assert.Empty(Changes(ran));
    }

    private Ran Run(string entry, string? tasks = null)
    {
        if (tasks is not null)
        {
            _machine.Set("tasks", tasks);
        }

        return _machine
            .Set("nodes", "10.20.0.11 id1 ready manager\n" + entry)
            .Run("remove", "i-2\n", ("NODE", "node1"), ("MEMBER", "node2"), ("ADDRESS", "10.20.64.12"), ("PATIENCE", "60"));
    }

    private static IEnumerable<string> Changes(Ran ran) =>
        ran.Calls.Where(call =>
            call.StartsWith("docker node ", StringComparison.Ordinal) && call.Split(' ')[2] is "demote" or "update" or "rm"
        );
}
