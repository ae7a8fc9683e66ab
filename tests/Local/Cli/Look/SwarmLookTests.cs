using System.Text.Json.Nodes;
using Local.Cli.Look;
using Local.Cli.Nodes;
using Local.Cli.Verify;
using Moq;

namespace Tests.Local.Cli.Look;

public sealed class SwarmLookTests
{
    private readonly RecordedSwarm _swarm = new();

    [Fact]
    public async Task Each_node_is_asked_once_and_one_manager_also_what_the_swarm_holds()
    {
        var document = await _swarm.LookAsync();

        Assert.Equal(["dev_web", "dev_whoami"], document.Services!.Select(service => service.Name));
        _swarm.Shell.Verify(shell => shell.RunAsync(It.IsAny<Node>(), It.IsAny<string>(), It.IsAny<CancellationToken>()), Times.Exactly(3));
    }

    [Fact]
    public async Task Another_manager_tells_as_well()
    {
        // The one that was asked first is a worker by now, or was never recorded as anything else.
        (_swarm.Nodes[0], _swarm.Nodes[1]) = (_swarm.Nodes[0] with { Role = "worker" }, _swarm.Nodes[1] with { Role = "manager" });
        _swarm.Answer(1, forTheSwarm: true);

        var document = await _swarm.LookAsync(asked: 2);

        Assert.Equal(2, document.Services!.Count);
        Assert.Equal([], document.Problems);
    }

    [Fact]
    public async Task Where_no_manager_answers_nothing_is_said_about_services()
    {
        _swarm.IsUnreachable(1);

        var document = await _swarm.LookAsync();

        Assert.True(document.IsSwarmSilent);
        Assert.False(document.IsWell);
        Assert.Null(document.Services);
        Assert.Null(document.Networks);
        Assert.Equal(
            [
                new Finding(
                    "node1",
                    "node1 cannot be reached by ssh: connection refused",
                    "the virtual machine of node1 runs and may just be starting; its console is in .swarm/dev/machines/*/console"
                ),
            ],
            document.Problems
        );
    }

    [Fact]
    public async Task A_swarm_without_a_leader_is_told_with_the_engine_s_own_words()
    {
        _swarm.Prints(
            1,
            """
            {"ServerVersion":"26.1.5","Swarm":{"LocalNodeState":"active","ControlAvailable":true}}

            = 200
            []

            = 200
            {"message":"rpc error: code = Unknown desc = The swarm does not have a leader."}

            = 503
            """
        );

        var document = await _swarm.LookAsync();

        Assert.Equal(
            new Finding(
                "swarm",
                "no manager lists what the swarm holds: rpc error: code = Unknown desc = The swarm does not have a leader.",
                "more than half of the managers must run: ./swarm up starts virtual machines that have stopped"
            ),
            Assert.Single(document.Problems, problem => problem.Subject == "swarm")
        );
    }

    [Fact]
    public async Task A_node_that_hangs_is_left_after_its_time()
    {
        _swarm
            .Shell.Setup(shell => shell.RunAsync(It.IsAny<Node>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns(
                (Node _, string _, CancellationToken stop) =>
                    Task.Delay(Timeout.Infinite, stop)
                        .ContinueWith<ShellAnswer>(_ => throw new OperationCanceledException(stop), TaskScheduler.Default)
            );

        var sight = await new SwarmLook(_swarm.Shell.Object, TimeSpan.FromMilliseconds(1)).LookAsync(_swarm.Nodes, CancellationToken.None);

        Assert.Equal("node2 did not answer within 0 s", sight.Of("node2")!.Silence);
    }

    [Theory]
    [InlineData("locked", "node3 is locked: its engine waits for the swarm's unlock key", "./swarm ssh node3 -- docker swarm unlock")]
    [InlineData("inactive", "node3 is not a node of the swarm", "./swarm refresh, then ./swarm up")]
    public async Task An_engine_says_itself_that_it_takes_no_part(string state, string what, string fix)
    {
        _swarm.ListedNodes.RemoveAt(2);
        _swarm.Prints(3, "{\"Swarm\":{\"LocalNodeState\":\"" + state + "\"}}" + "\n= 200\n[]\n= 200");

        Assert.Equal([new Finding("node3", what, fix)], (await _swarm.LookAsync()).Problems);
    }

    [Fact]
    public async Task A_service_and_a_container_that_are_gone_are_missed()
    {
        _swarm.Services.RemoveAt(1);
        _swarm.Containers[2].RemoveAt(1);

        Assert.Equal(
            [
                new Finding("dev_whoami", "the service dev_whoami is gone", "./swarm refresh, then ./swarm up"),
                new Finding("app1", "the container app1 is gone from node2", "./swarm refresh, then ./swarm up"),
            ],
            (await _swarm.LookAsync()).Problems
        );
    }

    [Fact]
    public async Task An_entry_that_is_no_node_s_is_told_with_the_command_that_removes_it()
    {
        var entry = _swarm.ListedNodes[2]!.DeepClone();
        entry["ID"] = "old";
        entry["Status"]!["State"] = "down";
        _swarm.ListedNodes.Add(entry);

        Assert.Equal(
            [
                new Finding(
                    "node3",
                    "node3 is a node of the swarm (down), but not one of this stack's",
                    "once it has left: ./swarm ssh node1 -- docker node rm --force old"
                ),
            ],
            (await _swarm.LookAsync()).Problems
        );
    }

    [Theory]
    [InlineData(
        "insufficient resources on 3 nodes",
        "reserve less under deploy.resources in the stack file, or add nodes (swarm:workers); then ./swarm up"
    )]
    [InlineData("host-mode port already in use on 1 node", "publish another port, or run fewer tasks, in the stack file; then ./swarm up")]
    [InlineData(
        "No such image: traefik/whoami:v9",
        "correct the image in the stack file, then ./swarm up; where no registry has it, ./swarm load traefik/whoami:v1.11.0 brings it to every node"
    )]
    [InlineData("task: non-zero exit (1)", "./swarm ssh node1 -- docker service ps --no-trunc dev_whoami says more")]
    public async Task The_next_step_fits_the_reason(string error, string fix)
    {
        _swarm.Tasks.RemoveAt(3);
        _swarm.Tasks.Add(RecordedSwarm.Task("whoami", 1, 0, "pending", error: error));

        Assert.Equal([new Finding("dev_whoami", $"dev_whoami runs 0 of 1 tasks: {error}", fix)], (await _swarm.LookAsync()).Problems);
    }

    [Fact]
    public async Task A_service_that_has_run_for_five_minutes_has_recovered()
    {
        for (var at = 21; at < 24; at++)
        {
            _swarm.Tasks.Add(RecordedSwarm.Task("whoami", 1, 3, "failed", "shutdown", "task: non-zero exit (1)", at));
        }

        _swarm.Tasks.RemoveAt(3);
        _swarm.Tasks.Add(RecordedSwarm.Task("whoami", 1, 3, at: 24));

        Assert.Equal([], (await _swarm.LookAsync()).Problems);
    }

    [Theory]
    [InlineData("StartedAt", "2026-11-28T07:27:10Z", true)]
    [InlineData("StartedAt", "2026-11-28T07:24:00Z", false)]
    [InlineData("UpdatedAt", "2026-11-28T07:27:10Z", true)]
    [InlineData("UpdatedAt", "2026-11-28T07:24:00Z", false)]
    [InlineData("scaled", "2026-11-28T07:27:10Z", false)]
    public async Task A_task_that_failed_before_the_last_change_says_nothing_of_the_service_as_it_is(
        string time,
        string changed,
        bool isWell
    )
    {
        for (var at = 25; at < 28; at++)
        {
            _swarm.Tasks.Add(RecordedSwarm.Task("whoami", 1, 3, "failed", "shutdown", "task: non-zero exit (127)", at));
        }

        _swarm.Tasks.RemoveAt(3);
        _swarm.Tasks.Add(RecordedSwarm.Task("whoami", 1, 3, at: 28));
        var service = _swarm.Services[1]!;
        // A correction back to what runs still replaces no task: then the swarm says nothing of it as of an update.
        if (time == "StartedAt")
        {
            service["UpdateStatus"] = new JsonObject { ["State"] = "completed", ["StartedAt"] = changed };
        }
        else
        {
            service["UpdatedAt"] = changed;
            service["PreviousSpec"] = service["Spec"]!.DeepClone();
            service["PreviousSpec"]!["Mode"] = new JsonObject();
            if (time == "UpdatedAt")
            {
                service["PreviousSpec"]!["TaskTemplate"]!["ForceUpdate"] = 7;
            }
        }

        Assert.Equal(
            isWell
                ? []
                :
                [
                    "dev_whoami crashes: 3 of its tasks failed within ten minutes; dev_whoami runs 1 of 1 tasks; the last error: task: non-zero exit (127) (on node3)",
                ],
            (await _swarm.LookAsync()).Problems.Select(problem => problem.What)
        );
    }

    [Fact]
    public async Task Of_a_service_on_every_node_the_swarm_says_how_many_it_wants()
    {
        _swarm.Services[0]!["Spec"]!["Mode"] = new JsonObject { ["Global"] = new JsonObject() };
        _swarm.Services[1]!["Spec"]!["Mode"] = new JsonObject { ["ReplicatedJob"] = new JsonObject { ["TotalCompletions"] = 1 } };
        _swarm.Services[1]!["ServiceStatus"] = new JsonObject
        {
            ["RunningTasks"] = 0,
            ["DesiredTasks"] = 0,
            ["CompletedTasks"] = 1,
        };
        _swarm.Tasks.RemoveAt(3);

        var document = await _swarm.LookAsync();

        Assert.Equal(
            [("global", 3, 3), ("job", 0, 0)],
            document.Services!.Select(service => (service.Mode, service.Running, service.Wanted))
        );
        Assert.True(document.IsWell);
    }

    [Fact]
    public async Task Of_a_stack_whose_outputs_alone_are_known_a_container_that_ended_well_is_not_missed()
    {
        _swarm.Containers[2][1] = RecordedSwarm.Container("app1", "nginx:1.28", "exited", "Exited (0) 2 minutes ago");
        Assert.False((await _swarm.LookAsync()).IsWell);

        var sight = await new SwarmLook(_swarm.Shell.Object, TimeSpan.FromSeconds(20)).LookAsync(_swarm.Nodes, CancellationToken.None);
        var document = Judgement.Of(new StatusDocument { Stack = "dev" }, [], _swarm.Nodes, sight, declared: null, "outputs.json");
        Assert.Equal([], document.Problems.Where(problem => problem.Subject == "app1"));
    }
}
