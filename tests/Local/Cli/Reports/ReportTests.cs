using Local.Cli.Nodes;
using Local.Cli.Progress;
using Local.Cli.Reports;
using Local.Cli.Verify;
using Local.Providers.Contract;
using Local.Runner;
using Spectre.Console.Testing;

namespace Tests.Local.Cli.Reports;

public sealed class ReportTests : IDisposable
{
    private readonly TestConsole _console = new TestConsole().Width(200);

    private string Written => string.Join('\n', _console.Output.Split('\n').Select(line => line.TrimEnd()));

    public void Dispose() => _console.Dispose();

    [Fact]
    public void A_plan_names_each_change_with_its_properties_and_ends_with_the_sum()
    {
        var scaled = Steps.Of(Operation.Update, "docker:index/service:Service", "whoami") with
        {
            Changes = [new PropertyChange("mode.replicated.replicas", 1, 3, NeedsReplace: false)],
        };
        var moved = Steps.Of(Operation.Replace, "docker:index/container:Container", "app1") with
        {
            Changes =
            [
                new PropertyChange("image", "nginx:1.27", "nginx:1.28", NeedsReplace: true),
                new PropertyChange("env", null, PropertyValue.Of("k").ToSecret(), NeedsReplace: false),
            ],
        };
        PlanReport.Write(_console, Steps.Result(steps: [scaled, moved, Steps.Of(Operation.Same, "docker:index/service:Service", "web")]));

        Assert.Equal(
            """
            ~  docker:Service                     whoami
                 ~ mode.replicated.replicas: 1 => 3
            +- docker:Container                   app1
                 ~ image: nginx:1.27 => nginx:1.28  (needs a replacement)
                 + env: [secret]
            1 to update, 1 to replace, 1 unchanged (12.3 s)

            """,
            Written
        );
    }

    [Fact]
    public void A_plan_says_what_was_changed_by_somebody_else()
    {
        var drifted = Steps.Of(Operation.Replace, "docker:index/network:Network", "back") with
        {
            Changes =
            [
                new PropertyChange("driver", "overlay", "overlay", NeedsReplace: true),
                new PropertyChange("ipamDriver", null, null, NeedsReplace: false),
            ],
        };
        PlanReport.Write(_console, Steps.Result(steps: [drifted]));

        Assert.Equal(
            """
            +- docker:Network                     back
                 ~ driver: not as the last run left it  (needs a replacement)
                 ~ ipamDriver: not as the last run left it
            1 to replace (12.3 s)

            """,
            Written
        );
    }

    [Fact]
    public void A_plan_says_which_volumes_are_kept_and_where()
    {
        PlanReport.Write(
            _console,
            Steps.Result(steps: [Kept("data", "node2"), Kept("data", "node1"), Kept("cache", "node1") with { IsKept = false }])
        );

        Assert.Equal(
            """
            -  docker:Volume                      data-node2  (kept)
            -  docker:Volume                      data-node1  (kept)
            -  docker:Volume                      cache-node1
            kept on node1, node2: the volume dev_data with its data. To delete it, run `docker volume rm dev_data` there
            3 to delete (12.3 s)

            """,
            Written
        );

        static ResourceStep Kept(string name, string node) =>
            Steps.Of(Operation.Delete, "docker:index/volume:Volume", $"{name}-{node}") with
            {
                IsKept = true,
                OldRecord = new()
                {
                    Urn = Steps.Urn("docker:index/volume:Volume", $"{name}-{node}"),
                    Type = "docker:index/volume:Volume",
                    Id = $"dev_{name}",
                    Provider = $"{Steps.Urn("pulumi:providers:docker", $"{node}-docker-api")}::id",
                },
            };
    }

    [Fact]
    public void The_sum_of_a_failed_run_names_what_failed_each_once()
    {
        var docker = Steps.Create("command:remote:Command", "node2-docker");
        var web = Steps.Create("docker:index/service:Service", "web");
        var result = Steps.Result(
            RunOutcome.Failed,
            [Steps.Create("command:remote:Command", "node1-docker")],
            [
                new Diagnostic(LogLevel.Error, "no space", docker.Urn),
                new Diagnostic(LogLevel.Error, "a second word", docker.Urn),
                new Diagnostic(LogLevel.Error, "the run"),
                new Diagnostic(LogLevel.Error, "no", web.Urn),
            ]
        );

        Assert.Equal("1 created; failed: command:Command node2-docker, docker:Service web", PlanReport.Sum(result, Words.Done));
        Assert.Equal(
            "nothing done; failed: docker:Service web",
            PlanReport.Sum(Steps.Result(RunOutcome.Failed, [], [new Diagnostic(LogLevel.Error, "no", web.Urn)]), Words.Done)
        );
        Assert.Equal("nothing done", PlanReport.Sum(Steps.Result(RunOutcome.Stopped, [], []), Words.Done));
    }

    [Fact]
    public void A_plan_without_changes_says_so()
    {
        PlanReport.Write(_console, Steps.Result(steps: [Steps.Of(Operation.Same, "docker:index/service:Service", "web")]));

        Assert.Equal("1 unchanged (12.3 s)\n", Written);
    }

    [Fact]
    public void A_plan_in_an_existing_VPC_says_that_nobody_looked_at_it()
    {
        PlanReport.Write(
            _console,
            Steps.Result(steps: [Steps.Of(Operation.Same, "docker:index/service:Service", "web")]) with
            {
                Config = new Dictionary<string, string> { ["swarm:vpcId"] = "vpc-0123456789abcdef0" },
            }
        );

        Assert.Equal(
            "vpc-0123456789abcdef0 was not looked at: each of its subnets counts as the only one in its availability zone, with room for all machines. pulumi preview looks.\n1 unchanged (12.3 s)\n",
            Written
        );
    }

    [Fact]
    public void Failures_are_printed_whole_with_the_next_step()
    {
        var docker = Steps.Create("command:remote:Command", "node2-docker");
        FailureReport.Write(
            _console,
            Steps.Result(
                RunOutcome.Failed,
                [docker],
                [
                    new Diagnostic(LogLevel.Error, "Process exited with status 100\nE: [no] space left", docker.Urn),
                    new Diagnostic(LogLevel.Info, "a remark"),
                ]
            )
        );

        Assert.Equal(
            """

            command:Command node2-docker
              Process exited with status 100
              E: [no] space left

            What was made is recorded: fix the cause and run the same command again to continue, or ./swarm down to remove it.

            """,
            Written
        );
    }

    [Fact]
    public void A_failure_of_something_that_is_no_step_is_printed_under_its_name()
    {
        FailureReport.Write(
            _console,
            Steps.Result(
                RunOutcome.Failed,
                [],
                [
                    new Diagnostic(
                        LogLevel.Error,
                        "still in use",
                        "urn:pulumi:dev::swarm::swarm:workloads:StackWorkloads$docker:index/network:Network::my-overlay"
                    ),
                    new Diagnostic(LogLevel.Error, "no word"),
                ]
            )
        );

        Assert.StartsWith("\ndocker:Network my-overlay\n  still in use\n\nThe run\n  no word\n", Written, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_refused_before_anything_was_touched_says_so()
    {
        FailureReport.Write(_console, Steps.Result(RunOutcome.Failed, [], [new Diagnostic(LogLevel.Error, "One problem")]));

        Assert.Equal("\nThe run\n  One problem\n\nNothing was touched: fix the cause and run the same command again.\n", Written);
    }

    [Theory]
    [InlineData(RunOutcome.Stopped, "\nStopped. Nothing was touched.\n")]
    [InlineData(RunOutcome.Failed, "\nNothing was touched: fix the cause and run the same command again.\n")]
    public void A_plan_never_touches_anything(RunOutcome outcome, string expected)
    {
        FailureReport.Write(_console, Steps.Result(outcome), isPlan: true);

        Assert.Equal(expected, Written);
    }

    [Fact]
    public void A_stopped_run_says_how_to_go_on()
    {
        FailureReport.Write(_console, Steps.Result(RunOutcome.Stopped));

        Assert.Equal(
            "\nStopped. What was made is recorded: run the same command again to continue, or ./swarm down to remove it.\n",
            Written
        );
    }

    [Fact]
    public void A_success_reports_no_failure()
    {
        FailureReport.Write(_console, Steps.Result());

        Assert.Equal(string.Empty, Written);
    }

    [Fact]
    public void Nodes_are_a_table_and_endpoints_can_be_opened_as_printed()
    {
        NodeTable.Write(
            _console,
            [new NodeRow("node1", "manager", "running", "10.20.0.11", "127.1.2.3", 20022)],
            ["http://127.1.2.3:8000/"]
        );

        Assert.Equal(
            """

              Node    Role      State     Private address   Public address   SSH
            ─────────────────────────────────────────────────────────────────────────────────────────────────
              node1   manager   running   10.20.0.11        127.1.2.3        ./swarm ssh node1 (port 20022)

            Open http://127.1.2.3:8000/

            """,
            Written
        );
    }

    [Fact]
    public void An_ups_time_is_told_by_phase_and_by_the_chain_that_set_it()
    {
        TimingReport.Write(
            _console,
            [
                TimelineTests.Of("aws:ec2/instance:Instance", "node1", 0, 12),
                TimelineTests.Of("command:remote:Command", "node1-ready", 12, 50),
                TimelineTests.Of("command:remote:Command", "node1-docker", 50, 200.5),
                TimelineTests.Of("command:remote:Command", "node1-init", 200.5, 204),
                TimelineTests.Of("docker:index/network:Network", "my-overlay", 204, 205),
                TimelineTests.Of("docker:index/service:Service", "web", 205, 240),
            ]
        );

        Assert.Equal(
            """

            Phase      began     ended     slowest
            machines      0.0 s    12.0 s  node1 12.0 s
            boot         12.0 s    50.0 s  node1-ready 38.0 s
            docker       50.0 s   200.5 s  node1-docker 150.5 s
            swarm       200.5 s   204.0 s  node1-init 3.5 s
            services    204.0 s   240.0 s  web 35.0 s
            The time was set by: node1 12.0 s → node1-ready 38.0 s → node1-docker 150.5 s → node1-init 3.5 s → my-overlay 1.0 s → web 35.0 s

            """,
            Written
        );
    }

    [Fact]
    public void Each_check_is_a_line_and_a_failed_one_says_where_to_look()
    {
        VerifyReport.Write(
            _console,
            [
                new CheckOutcome("all nodes are ready", true, "3 of 3", null, [], 1.2),
                new CheckOutcome("web is closed", false, "accepted: node1:80", "the rules", [], 0.1),
            ]
        );

        Assert.Equal(
            """
            ok    all nodes are ready: 3 of 3 (1.2 s)
            FAIL  web is closed: accepted: node1:80 (0.1 s)
                  look at: the rules
            1 of 2 checks hold

            """,
            Written
        );
    }

    [Fact]
    public void A_remedy_and_a_cause_are_told_once()
    {
        VerifyReport.Write(
            _console,
            [
                new CheckOutcome("all is ready", false, "node3 is gone", null, ["start it"], 1.2),
                new CheckOutcome("all runs", false, "web is gone", null, ["start it", "fix web"], 0.1),
                new CheckOutcome("a holds", false, "no answer", "the rules", [], 0.1),
                new CheckOutcome("b holds", false, "no answer", "the rules", [], 0.2),
                new CheckOutcome("web answers", null, "web does not run", null, [], 0),
                new CheckOutcome("app1 answers", null, "app1 does not run", null, [], 0),
                new CheckOutcome("web is closed", null, "web does not run", null, [], 0),
            ]
        );

        Assert.Equal(
            """
            FAIL  all is ready: node3 is gone (1.2 s)
                  fix: start it
            FAIL  all runs: web is gone (0.1 s)
                  fix: fix web
            FAIL  a holds: no answer (0.1 s)
                  look at: the rules
            FAIL  b holds: as above (0.2 s)
            --    not checked, since web does not run: web answers; web is closed
            --    not checked, since app1 does not run: app1 answers
            0 of 4 checks hold, 3 could not be made

            """,
            Written
        );
    }

    [Fact]
    public void Checks_as_json_are_exact() =>
        Assert.Equal(
            """
            [
              {
                "name": "web is closed",
                "passed": false,
                "detail": "accepted: \"node1:80\" → open",
                "lookAt": "the rules",
                "fix": [],
                "seconds": 0.1
              }
            ]
            """,
            JsonText.Of(new[] { new CheckOutcome("web is closed", false, "accepted: \"node1:80\" → open", "the rules", [], 0.1) })
        );

    [Fact]
    public void Every_operation_has_words() =>
        Assert.Equal(
            [
                "Same   unchanged checking unchanged",
                "Create + created creating to create",
                "Update ~ updated updating to update",
                "Replace +- replaced replacing to replace",
                "DeleteReplaced -- deleted deleting to delete",
                "Delete - deleted deleting to delete",
                "Read > read reading to read",
                "Refresh > read reading to read",
            ],
            Enum.GetValues<Operation>()
                .Select(operation =>
                    $"{operation} {Words.Sign(operation)} {Words.Done(operation)} {Words.Doing(operation)} {Words.ToDo(operation)}"
                )
        );
}
