namespace Tests.Infra.Scripts;

/// <summary>One node's turn, as a manager of a swarm with a manager and two workers sees it.</summary>
public sealed class TurnScriptTests : IDisposable
{
    // Id, state, role, availability, reachability, whether it leads, two addresses, label, name.
    private const string Manager = "id1 ready manager active reachable true 0.0.0.0 10.20.0.11:2377 - node1";
    private const string Worker = "id2 ready worker active - false 10.20.64.12 - - node2";
    private const string Other = "id3 ready worker active - false 10.20.128.13 - - node3";
    private const string Drained = "id2 ready worker drain - false 10.20.64.12 - active node2";
    private const string All = "node1=10.20.0.11 node2=10.20.64.12 node3=10.20.128.13";

    private const string Drain = "docker node update --availability drain --label-add swarm.turn=active id2";
    private const string Activate = "docker node update --availability active --label-rm swarm.turn id2";

    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Workers_come_first_and_the_leader_last()
    {
        var second = "id4 ready manager active reachable false 10.20.0.14 10.20.0.14:2377 - node4";

        var ran = Run("order", [Manager, second, Worker, Other], ("NODES", $"{All} node4=10.20.0.14"));

        Assert.Equal((0, "node2\nnode3\nnode4\nnode1\n", ""), (ran.ExitCode, ran.Output, ran.Said));
    }

    [Theory]
    [InlineData("id3 ready worker drain - false 10.20.128.13 - active node3")]
    [InlineData("id3 down worker active - false 10.20.128.13 - - node3")]
    public void A_node_whose_turn_was_cut_short_comes_before_all_others(string third)
    {
        Assert.Equal("node3\nnode2\nnode1\n", Run("order", [Manager, Worker, third], ("NODES", All)).Output);
    }

    [Fact]
    public void A_node_of_another_swarm_is_told()
    {
        var ran = Run("order", [Manager, Worker], ("NODES", All));

        Assert.Equal(
            (
                1,
                "node1: node3 is not in the swarm, but its engine is in one. Run 'docker swarm leave --force' on it if that swarm is gone, and this again.\n"
            ),
            (ran.ExitCode, ran.Said)
        );
    }

    [Fact]
    public void A_node_may_stop_as_soon_as_all_that_it_ran_runs_elsewhere()
    {
        Tasks(
            [Task(1, "id2", "running", "running"), Task(2, "id3", "running", "running"), Task(0, "id2", "running", "running")],
            // It still stops here.
            [Task(1, "id2", "running", "shutdown"), Task(1, "id3", "running", "running")],
            // It has stopped here, and does not run there yet.
            [Task(1, "id2", "shutdown", "shutdown"), Task(1, "id3", "starting", "running"), Task(0, "id2", "shutdown", "shutdown")],
            [Task(1, "id2", "shutdown", "shutdown"), Task(1, "id3", "running", "running")]
        );

        var ran = Run("begin", [Manager, Worker, Other]);

        Assert.Equal((0, "node1: node2 gives its tasks to other nodes\n"), (ran.ExitCode, ran.Said));
        Assert.Equal([Drain], Updates(ran));
        Assert.Equal(4, ran.Calls.Count(call => call.EndsWith("/tasks", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_no_other_node_may_run_stops_and_is_named()
    {
        Tasks(
            [Task(1, "id2", "running", "running")],
            [
                Task(1, "id2", "shutdown", "shutdown"),
                Task(1, null, "pending", "running", "no suitable node (scheduling constraints not satisfied on 3 nodes)"),
            ]
        );

        var ran = Run("begin", [Manager, Worker, Other]);

        Assert.Equal(
            (
                0,
                "node1: node2 gives its tasks to other nodes\nnode1: dev_web.1 may run nowhere else, and stops for a moment: pending: no suitable node (scheduling constraints not satisfied on 3 nodes)\n"
            ),
            (ran.ExitCode, ran.Said)
        );
    }

    [Fact]
    public void Where_it_does_not_run_elsewhere_the_node_keeps_its_engine_and_runs_tasks_again()
    {
        Tasks([Task(1, "id2", "running", "running")], [Task(1, "id2", "shutdown", "shutdown"), Task(1, "id3", "preparing", "running")]);

        var ran = Run("begin", [Manager, Worker, Other]);

        Assert.Equal(
            (
                1,
                "node1: node2 gives its tasks to other nodes\nnode1: dev_web.1 does not run elsewhere: preparing\nnode1: node2 keeps its engine for now, since what it ran does not run on other nodes after 60 s. It runs tasks again.\n"
            ),
            (ran.ExitCode, ran.Said)
        );
        Assert.Equal([Drain, Activate], Updates(ran));
    }

    [Theory]
    [InlineData("id3 down worker active - false 10.20.128.13 - - node3", "node3 (down)")]
    [InlineData("id3 ready manager active unreachable false 10.20.128.13 10.20.128.13:2377 - node3", "node3 (unreachable)")]
    public void While_another_node_is_missing_none_stops(string third, string missing)
    {
        var ran = Run("begin", [Manager, Worker, third]);

        Assert.Equal(
            (
                1,
                $"node1: waits until the other nodes are well: {missing}\nnode1: node2 keeps its engine for now, since another node is missing after 60 s: {missing}. Start it, or remove its entry (docker node demote, docker node rm), and run this again.\n"
            ),
            (ran.ExitCode, ran.Said)
        );
        Assert.Empty(Updates(ran));
    }

    [Fact]
    public void A_node_that_was_drained_on_purpose_stays_so()
    {
        _machine.Set("all-tasks", "[]");
        string[] nodes = [Manager, "id2 ready worker drain - false 10.20.64.12 - - node2", Other];

        var begun = Run("begin", nodes);
        var ended = Run("end", nodes);

        Assert.Equal((0, "", 0, ""), (begun.ExitCode, begun.Said, ended.ExitCode, ended.Said));
        Assert.Empty(Updates(ended));
    }

    [Fact]
    public void A_paused_node_is_paused_again()
    {
        Tasks([]);

        Run("begin", [Manager, "id2 ready worker pause - false 10.20.64.12 - - node2", Other]);
        var ran = Run("end", [Manager, "id2 ready worker drain - false 10.20.64.12 - pause node2", Other]);

        Assert.Equal(
            [
                "docker node update --availability drain --label-add swarm.turn=pause id2",
                "docker node update --availability pause --label-rm swarm.turn id2",
            ],
            Updates(ran)
        );
    }

    [Fact]
    public void A_turn_that_was_cut_short_goes_on()
    {
        Tasks(
            [Task(1, "id2", "shutdown", "shutdown"), Task(1, "id3", "starting", "running")],
            [Task(1, "id2", "shutdown", "shutdown"), Task(1, "id3", "starting", "running")],
            [Task(1, "id2", "shutdown", "shutdown"), Task(1, "id3", "running", "running")]
        );

        var ran = Run("begin", [Manager, Drained, Other]);

        Assert.Equal((0, ""), (ran.ExitCode, ran.Said));
        Assert.Empty(Updates(ran));
        Assert.Equal(3, ran.Calls.Count(call => call.EndsWith("/tasks", StringComparison.Ordinal)));
    }

    [Fact]
    public void Where_no_other_node_may_run_tasks_none_is_drained()
    {
        var ran = Run("begin", [Manager.Replace("active", "drain", StringComparison.Ordinal), Worker]);

        Assert.Equal(
            (0, "node1: no other node may run tasks, so those of node2 stop while its engine restarts\n"),
            (ran.ExitCode, ran.Said)
        );
        Assert.Empty(Updates(ran));
    }

    [Fact]
    public void The_only_manager_says_that_the_swarm_takes_no_changes_meanwhile()
    {
        Tasks([]);

        var ran = Run("begin", [Manager, Worker, Other], ("MEMBER", "node1"), ("ADDRESS", "10.20.0.11"));

        Assert.Equal(
            (
                0,
                "node1: the swarm takes no changes while the engine of node1 restarts, since it has no majority without it. Tasks run on.\nnode1: node1 gives its tasks to other nodes\n"
            ),
            (ran.ExitCode, ran.Said)
        );
    }

    [Fact]
    public void A_node_that_is_back_runs_tasks_again()
    {
        Tasks([Task(0, "id2", "starting", "running")], [Task(0, "id2", "running", "running")]);
        _machine.Set("swarm-later", string.Join('\n', Manager, Drained, Other));

        var ran = Run("end", [Manager, Drained.Replace("ready", "down", StringComparison.Ordinal), Other]);

        Assert.Equal(
            (0, "node1: waits until node2 is back in the swarm\nnode1: waits until the tasks of node2 run\n"),
            (ran.ExitCode, ran.Said)
        );
        Assert.Equal([Activate], Updates(ran));
    }

    [Fact]
    public void A_node_that_does_not_come_back_stays_drained()
    {
        var ran = Run("end", [Manager, Drained.Replace("ready", "down", StringComparison.Ordinal), Other]);

        Assert.Equal(
            (
                1,
                "node1: waits until node2 is back in the swarm\nnode1: node2 is not back in the swarm 60 s after its engine was changed. Read 'journalctl --unit docker' on it.\n"
            ),
            (ran.ExitCode, ran.Said)
        );
        Assert.Empty(Updates(ran));
    }

    [Fact]
    public void A_node_that_is_back_but_runs_nothing_is_told()
    {
        Tasks([Task(0, "id2", "starting", "running")]);

        var ran = Run("end", [Manager, Drained, Other]);

        Assert.Equal(
            (
                1,
                "node1: waits until the tasks of node2 run\nnode1: dev_web does not run: starting\nnode1: node2 is back, but does not run the tasks that it has been given after 60 s. Read 'journalctl --unit docker' on it.\n"
            ),
            (ran.ExitCode, ran.Said)
        );
    }

    [Fact]
    public void A_swarm_without_a_leader_is_told()
    {
        var ran = Run("begin", []);

        Assert.Equal(
            (
                1,
                "node1: waits until the other nodes are well\nnode1: the swarm gives no list of its nodes. Where it has no leader, start the other managers; then run this again.\n"
            ),
            (ran.ExitCode, ran.Said)
        );
    }

    private static System.Text.Json.Nodes.JsonObject Task(int slot, string? node, string state, string desired, string words = "") =>
        SwarmJson.Task($"t{slot}{node}", slot, node, state, desired, words);

    private void Tasks(params System.Text.Json.Nodes.JsonObject[][] looks) =>
        _machine.Set("all-tasks", string.Join('\n', looks.Select(look => SwarmJson.Tasks(look))));

    private static string[] Updates(Ran ran) =>
        [.. ran.Calls.Where(call => call.StartsWith("docker node update", StringComparison.Ordinal))];

    private Ran Run(string action, string[] nodes, params (string Name, string Value)[] variables)
    {
        _machine.Set(nodes.Length == 0 ? "leaderless" : "swarm", string.Join('\n', nodes));
        return _machine.Run(
            "turn",
            "",
            [("NODE", "node1"), ("ACTION", action), ("MEMBER", "node2"), ("ADDRESS", "10.20.64.12"), ("PATIENCE", "60"), .. variables]
        );
    }
}
