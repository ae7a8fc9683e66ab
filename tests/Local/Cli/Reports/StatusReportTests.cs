using Local.Cli.Look;
using Local.Cli.Nodes;
using Local.Cli.Reports;
using Local.Cli.Verify;
using Spectre.Console.Testing;

namespace Tests.Local.Cli.Reports;

public sealed class StatusReportTests
{
    private static readonly StatusDocument _up = new()
    {
        Stack = "dev",
        Resources = 12,
        Nodes = [new NodeRow("node1", "manager", "running", "10.20.0.11", "127.1.2.3", 20022) { Swarm = "ready, leader" }],
        Endpoints = ["http://127.1.2.3:8000/"],
    };

    [Fact]
    public void What_was_begun_was_cut_off()
    {
        var document = _up with { Interrupted = ["node3-docker", "web"] };

        Assert.Equal(
            """

              Node    Role      State     Swarm           Engine
            ──────────────────────────────────────────────────────
              node1   manager   running   ready, leader


              Node    Private address   Public address   SSH
            ─────────────────────────────────────────────────────────────────────────────
              node1   10.20.0.11        127.1.2.3        ./swarm ssh node1 (port 20022)

            Open http://127.1.2.3:8000/
            12 resources recorded
            A run was interrupted at node3-docker, web: ./swarm up continues from there

            """,
            Written(document)
        );
        Assert.False(document.IsWell);
    }

    [Fact]
    public void While_a_run_is_at_work_it_is_not_judged()
    {
        var document = _up with
        {
            Run = "process 4711, since 2026-11-28 07:00:00 +00:00",
            UnderWay = ["node3-docker", "web"],
            Problems = [new Finding("node2", "node2 is drained", "wait")],
        };

        Assert.EndsWith(
            "A run is in progress (process 4711, since 2026-11-28 07:00:00 +00:00) on node3-docker, web: this is how things are at the moment\n"
                + "not well: node2 is drained\n  next: wait\n",
            Written(document),
            StringComparison.Ordinal
        );
        Assert.True(document.IsWell);
    }

    [Fact]
    public void A_stack_that_was_never_brought_up_is_not_up_which_is_well()
    {
        var document = new StatusDocument { Stack = "dev", Resources = 0 };

        Assert.Equal("The stack dev is not up: ./swarm up brings it up\n", Written(document));
        Assert.True(document.IsWell);
    }

    [Fact]
    public void Machines_that_stopped_are_told_in_one_sentence_and_nothing_twice()
    {
        var document = _up with
        {
            Stopped = [new StoppedNode("node2", "i-2"), new StoppedNode("node1", "i-1")],
            IsSwarmSilent = true,
            Problems =
            [
                new Finding("node1", "the virtual machine of node1 has stopped", "./swarm up starts it again"),
                new Finding("node3", "node3 has 0.1 of 19.5 GiB left on /", "make room"),
            ],
        };

        Assert.EndsWith(
            """
            12 resources recorded
            Stopped: the virtual machines of node1, node2. ./swarm up starts them again.
            not well: node3 has 0.1 of 19.5 GiB left on /
              next: make room

            """,
            Written(document),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_swarm_that_nobody_describes_leaves_the_record()
    {
        var document = _up with { IsSwarmSilent = true };

        Assert.EndsWith(
            "No node reports what the swarm looks like, so the roles are those of the last run that ended. ./swarm verify takes a closer look\n",
            Written(document),
            StringComparison.Ordinal
        );
        Assert.False(document.IsWell);
    }

    [Fact]
    public void A_stack_without_nodes_says_how_to_go_on() =>
        Assert.Equal(
            "5 resources recorded, but no nodes: the last run did not get that far. ./swarm up continues from there\n",
            Written(new StatusDocument { Stack = "dev", Resources = 5 })
        );

    private static string Written(StatusDocument document)
    {
        using var console = new TestConsole().Width(200);
        StatusReport.Write(console, document);
        return string.Join('\n', console.Output.Split('\n').Select(line => line.TrimEnd()));
    }
}
