using Local.Cli.Nodes;
using Local.Cli.Reports;
using Local.Cli.Verify;
using Spectre.Console.Testing;

namespace Tests.Local.Cli.Verify;

public sealed class SwarmNodeTests
{
    private const string Answer = """
        [
          {"Spec":{"Role":"worker","Availability":"drain"},"Description":{"Hostname":"node2"},"Status":{"State":"ready","Addr":"10.20.0.12"}},
          {"Spec":{"Role":"manager","Availability":"active"},"Description":{"Hostname":"node1"},"Status":{"State":"ready","Addr":"0.0.0.0"},
           "ManagerStatus":{"Leader":true,"Reachability":"reachable","Addr":"10.20.0.11:2377"}},
          {"Spec":{"Role":"manager","Availability":"active"},"Description":{"Hostname":"node4"},"Status":{"State":"down","Addr":"10.20.0.14"},
           "ManagerStatus":{"Reachability":"unreachable","Addr":"10.20.0.14:2377"}}
        ]
        """;

    private static readonly SwarmNode[] _swarm =
    [
        new("node1", "manager", "10.20.0.11", "ready, leader"),
        new("node2", "worker", "10.20.0.12", "ready, drain"),
        new("node4", "manager", "10.20.0.14", "down, unreachable"),
    ];

    [Fact]
    public void What_the_engine_answers_is_read_by_name() => Assert.Equal(_swarm, SwarmNode.Parse(Answer));

    [Fact]
    public async Task The_recorded_manager_is_asked_and_when_it_is_none_any_more_the_others()
    {
        var nodes = new ThreeNodes();
        nodes.Answers(1, SwarmNode.List, new ShellAnswer(22, "", "curl: (22) The requested URL returned error: 503"));
        nodes.Answers(2, SwarmNode.List, Answer);
        nodes.Answers(3, SwarmNode.List, new ShellAnswer(22, "", "503"));

        Assert.Equal(_swarm, await SwarmNode.AskAsync(nodes.Nodes, nodes.Shell.Object, CancellationToken.None));
    }

    [Fact]
    public async Task A_manager_that_answers_is_enough()
    {
        var nodes = new ThreeNodes();
        nodes.Answers(1, SwarmNode.List, Answer);

        Assert.Equal(_swarm, await SwarmNode.AskAsync(nodes.Nodes, nodes.Shell.Object, CancellationToken.None));
    }

    [Fact]
    public void The_record_is_joined_with_what_the_swarm_says_now()
    {
        NodeRow[] recorded = [Row("node1", "manager", 11), Row("node2", "manager", 12), Row("node3", "worker", 13)];

        var rows = NodeRows.Join(recorded, [Row("node3", "?", 13), Row("node5", "?", 15)], _swarm);

        Assert.Equal(
            [
                Row("node1", "manager", 11) with
                {
                    Swarm = "ready, leader",
                },
                Row("node2", "worker", 12) with
                {
                    Swarm = "ready, drain",
                },
                Row("node3", "worker", 13) with
                {
                    Swarm = "not in the swarm",
                },
                Row("node5", "?", 15) with
                {
                    Swarm = "not in the swarm",
                },
                new NodeRow("node4", "manager", "not recorded", "10.20.0.14", "", 0) { Swarm = "down, unreachable" },
            ],
            rows
        );
        Assert.Equal([true, true, false, false, false], rows.Select(NodeRows.IsGood));
    }

    [Fact]
    public void Where_the_swarm_does_not_answer_the_record_stands() =>
        Assert.Equal(
            [Row("node1", "manager", 11), Row("node5", "?", 15)],
            NodeRows.Join([Row("node1", "manager", 11)], [Row("node5", "?", 15)], null)
        );

    [Theory]
    [InlineData(null, "A run was interrupted at node3-docker, web: ./swarm up continues from there")]
    [InlineData(
        "process 4711, since 2026-11-28 07:00:00 +00:00",
        "A run is in progress (process 4711, since 2026-11-28 07:00:00 +00:00) on node3-docker, web: this is how things are at the moment"
    )]
    public void What_is_begun_was_cut_off_only_when_no_run_is_at_work(string? run, string expected)
    {
        using var console = new TestConsole().Width(200);

        StatusReport.Write(
            console,
            new(
                "dev",
                run,
                12,
                [Row("node1", "manager", 11) with { Swarm = "ready, leader" }],
                ["http://127.1.2.3:8000/"],
                ["node3-docker", "web"],
                [],
                IsSwarmSilent: false
            )
        );

        Assert.Equal(
            $"""

              Node    Role      State     Swarm           Private address   Public address   SSH
            ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────
              node1   manager   running   ready, leader   10.20.0.11        127.1.2.3        ./swarm ssh node1 (port 20022)

            Open http://127.1.2.3:8000/
            12 resources recorded
            {expected}

            """,
            string.Join('\n', console.Output.Split('\n').Select(line => line.TrimEnd()))
        );
    }

    private static NodeRow Row(string name, string role, int address) =>
        new(name, role, "running", $"10.20.0.{address}", "127.1.2.3", 20022);
}
