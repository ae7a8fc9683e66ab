using static Tests.Infra.Scripts.SwarmJson;

namespace Tests.Infra.Scripts;

public sealed class StopScriptTests : IDisposable
{
    private const string Stop = "docker service update --detach --quiet --replicas 0 s1";
    private const string LookAtContainers = "docker ps --all --quiet --filter label=com.docker.swarm.service.id=s1";

    private readonly FakeMachine _machine = new FakeMachine()
        .Set("state", "active")
        .Set("nodes", "10.20.0.11 id1 ready manager active node1\n10.20.64.12 id2 ready worker active node2");

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_service_is_stopped_until_none_of_its_tasks_runs_on_any_node()
    {
        _machine
            .Set("service", Service("2"))
            .Set(
                "service-tasks",
                string.Join(
                    '\n',
                    Tasks(Task("t1", 1, "id1", "running", "remove"), Task("t2", 2, "id2", "running", "remove")),
                    Tasks(Task("t2", 2, "id2", "running", "remove")),
                    Tasks(Task("t2", 2, "id2", "shutdown", "remove"))
                )
            );

        var ran = Run();

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.Equal([Stop, LookAtContainers], Docker(ran));
        Assert.Equal(3, ran.Calls.Count(call => call.Contains("/tasks?", StringComparison.Ordinal)));
    }

    // A slow node is kept busy by questions alone where several services stop at once.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 3)]
    [InlineData(20, 5)]
    public void A_node_that_takes_longer_to_answer_is_asked_less_often(int seconds, int pause)
    {
        _machine
            .Set("now", "1000")
            .Play("date", $"cat \"$FAKE/now\"; echo $(($(cat \"$FAKE/now\") + {seconds})) >\"$FAKE/now\"")
            .Play("sleep", "echo \"sleep $1\" >>\"$FAKE/calls\"; echo $(($(cat \"$FAKE/now\") + $1)) >\"$FAKE/now\"")
            .Set("service", Service("1"))
            .Set(
                "service-tasks",
                string.Join(
                    '\n',
                    Tasks(Task("t1", 1, "id1", "running", "remove")),
                    Tasks(Task("t1", 1, "id1", "running", "remove")),
                    Tasks(Task("t1", 1, "id1", "shutdown", "remove"))
                )
            );

        Assert.Equal(Enumerable.Repeat($"sleep {pause}", 2), Run().Calls.Where(call => call.StartsWith("sleep", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_global_service_is_stopped_by_a_constraint_that_no_node_meets()
    {
        _machine.Set("service", Service("global", before: "2")).Set("service-tasks", Tasks(Task("t1", 0, "id1", "shutdown", "shutdown")));

        Assert.Equal(["docker service update --detach --quiet --constraint-add node.id==none s1", LookAtContainers], Docker(Run()));
    }

    [Fact]
    public void Containers_that_are_left_on_the_node_from_which_it_is_deleted_are_removed()
    {
        _machine
            .Set("service", Service("1"))
            .Set("service-tasks", Tasks(Task("t1", 1, "id1", "failed", "shutdown")))
            .Set("containers", "c1");

        Assert.Equal([Stop, LookAtContainers, "docker rm --force c1"], Docker(Run()));
    }

    [Fact]
    public void Tasks_that_do_not_stop_are_not_waited_for_without_end()
    {
        _machine
            .Set("service", Service("2"))
            .Set("service-tasks", Tasks(Task("t1", 1, "id1", "running", "remove"), Task("t2", 2, "id2", "running", "remove")))
            .Set("containers", "c1");

        var ran = Run();

        Assert.Equal(
            (0, "node1: tasks of dev_web still stop after 60 s (running on node1; running on node2; the swarm goes on stopping them)\n"),
            (ran.ExitCode, ran.Said)
        );
        Assert.Equal([Stop, LookAtContainers, "docker rm --force c1"], Docker(ran));
    }

    [Theory]
    [InlineData("", 0, "")]
    [InlineData(
        "c1",
        1,
        "node1: a container of dev_web on this node does not stop. Read 'journalctl --unit docker' on it, and run the same command again.\n"
    )]
    public void A_container_that_cannot_be_removed_from_that_node_fails_while_it_runs(string running, int exitCode, string said)
    {
        _machine
            .Set("service", Service("1"))
            .Set("service-tasks", "[]")
            .Set("containers", "c1\nc1")
            .Set("stuck", "")
            .Set("running", running);

        var ran = Run();

        Assert.Equal((exitCode, said), (ran.ExitCode, ran.Said));
    }

    [Fact]
    public void Tasks_of_a_node_that_is_down_are_not_waited_for()
    {
        _machine.Set(
            "nodes",
            "10.20.0.11 id1 ready manager active node1\n10.20.64.12 id2 down worker active node2\n10.20.64.13 id3 down worker active node3"
        );
        _machine
            .Set("service", Service("2"))
            .Set("service-tasks", Tasks(Task("t1", 1, "id3", "running", "remove"), Task("t2", 2, "id2", "running", "remove")));

        var ran = Run();

        Assert.Equal((0, ""), (ran.ExitCode, ran.Said));
    }

    [Fact]
    public void A_change_by_somebody_else_at_the_same_moment_is_no_failure()
    {
        _machine.Set("service", Service("1")).Set("service-tasks", "[]").Set("out-of-sequence", "");

        var ran = Run();

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal([Stop, Stop, LookAtContainers], Docker(ran));
    }

    [Fact]
    public void A_service_that_is_gone_needs_nothing()
    {
        var ran = Run();

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.Empty(Docker(ran));
    }

    [Fact]
    public void A_manager_that_has_left_the_swarm_says_so()
    {
        _machine.Set("state", "inactive").Set("service", Service("1"));

        var ran = Run();

        Assert.Equal((0, "node1: is in no swarm, so the tasks of dev_web need not be stopped\n"), (ran.ExitCode, ran.Said));
        Assert.Empty(Docker(ran));
    }

    private Ran Run() => _machine.Run("stop", "s1\n", ("NODE", "node1"), ("SERVICE", "dev_web"), ("PATIENCE", "60"));

    private static IEnumerable<string> Docker(Ran ran) => ran.Calls.Where(call => call.StartsWith("docker ", StringComparison.Ordinal));
}
