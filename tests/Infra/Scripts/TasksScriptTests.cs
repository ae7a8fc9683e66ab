using System.Text.Json.Nodes;
using static Tests.Infra.Scripts.SwarmJson;

namespace Tests.Infra.Scripts;

public sealed class TasksScriptTests : IDisposable
{
    private readonly FakeMachine _machine = new FakeMachine().Set(
        "nodes",
        "10.20.0.11 id1 ready manager active node1\n10.20.64.12 id2 ready worker active node2\n10.20.128.13 id3 ready worker active node3"
    );

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_service_whose_tasks_all_run_is_done_without_a_word()
    {
        var ran = Run(Service("3"), Runs(1), Runs(2), Runs(3));

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.Equal(3, ran.Calls.Count);
    }

    [Fact]
    public void It_is_waited_for_while_tasks_start()
    {
        _machine.Set(
            "service-tasks",
            string.Join(
                '\n',
                Tasks(Runs(1), Task("t2", 2, "id2", "preparing", "running")),
                Tasks(Runs(1), Task("t2", 2, "id2", "starting", "running")),
                Tasks(Runs(1), Runs(2))
            )
        );

        Assert.Equal((0, ""), Outcome(Run(Service("2"), "2")));
    }

    // Three looks at the nodes: at first, ten seconds later, and when something has changed.
    [Fact]
    public void While_nothing_changes_it_is_asked_for_every_two_seconds_and_worked_out_every_ten()
    {
        var waits = Tasks(Task("t1", 1, "id1", "preparing", "running"));
        _machine
            .Set("clock", "1000")
            .Play("date", "cat \"$FAKE/clock\"")
            .Play("sleep", "echo \"sleep $1\" >>\"$FAKE/calls\"; echo $(($(cat \"$FAKE/clock\") + $1)) >\"$FAKE/clock\"")
            .Set("service-tasks", string.Join('\n', [.. Enumerable.Repeat(waits, 7), Tasks(Runs(1))]));

        var ran = Run(Service("1"), "1");

        Assert.Equal((0, ""), Outcome(ran));
        Assert.Equal(
            "service tasks nodes sleep 2 service tasks sleep 2 service tasks sleep 2 service tasks sleep 2 service tasks sleep 2 "
                + "service tasks nodes sleep 2 service tasks sleep 2 service tasks nodes",
            string.Join(
                ' ',
                ran.Calls.Select(call =>
                    call.StartsWith("sleep", StringComparison.Ordinal) ? call
                    : call.Contains("/tasks?", StringComparison.Ordinal) ? "tasks"
                    : call.EndsWith("/nodes", StringComparison.Ordinal) ? "nodes"
                    : "service"
                )
            )
        );
    }

    [Fact]
    public void An_update_is_waited_for_also_while_the_tasks_before_it_still_run()
    {
        _machine.Set("service-tasks", Tasks(Runs(1)));

        var ran = Run(
            string.Join(
                '\n',
                Service("1", before: "1", update: "updating"),
                Service("1", before: "1", update: "updating"),
                Service("1", before: "1", update: "completed")
            ),
            "1"
        );

        Assert.Equal((0, ""), Outcome(ran));
        Assert.Equal(3, ran.Calls.Count(call => call.EndsWith("/services/s1", StringComparison.Ordinal)));
    }

    // The engine counts an update as completed while what it replaced still stops.
    [Theory]
    [InlineData("dev_old", "shutdown", 2)]
    [InlineData("dev_old", "remove", 2)]
    [InlineData("dev_new", "shutdown", 1)]
    public void Tasks_that_still_use_a_volume_that_the_service_gave_up_are_waited_for(string volume, string desired, int looks)
    {
        _machine.Set(
            "service-tasks",
            string.Join('\n', Tasks(Mounting(volume, Task("t0", 1, "id1", "running", desired)), Runs(1)), Tasks(Runs(1)))
        );

        var ran = Run(Mounting("dev_new", Service("1", before: "1", update: "completed")), "1");

        Assert.Equal((0, ""), Outcome(ran));
        Assert.Equal(looks, ran.Calls.Count(call => call.EndsWith("/services/s1", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_task_that_does_not_give_up_its_volume_is_told()
    {
        var old = Mounting("dev_old", Task("t0", 1, "id1", "running", "shutdown"));

        var ran = Run(Mounting("dev_new", Service("1", before: "1", update: "completed")), old, Runs(1));

        Assert.Equal(
            (
                1,
                """
                node1: dev_web does not run (1 of 1 tasks run, and old ones still stop), and has not come any further in 300 s
                  dev_web.1 on node1 has not stopped yet, and uses the volume dev_old

                """
            ),
            Outcome(ran)
        );
    }

    [Fact]
    public void A_service_that_was_scaled_to_nothing_has_nothing_to_wait_for() =>
        Assert.Equal((0, ""), Outcome(Run(Service("0", before: "3"), "0", [])));

    [Fact]
    public void A_task_that_cannot_run_is_told_at_once_and_with_its_log_in_the_end()
    {
        _machine.Set("logs-t3", "one\ntwo");

        var ran = Run(
            Service("3"),
            Runs(1),
            Runs(2),
            Task("t3", 3, "id3", "failed", "shutdown", "task: non-zero exit (127)", at: 990, exit: 127),
            Task("t4", 3, "id3", "ready", "ready")
        );

        Assert.Equal(
            (
                1,
                """
                node1: dev_web.3 on node3 failed: task: non-zero exit (127)
                node1: dev_web does not run (2 of 3 tasks run), and has not come any further in 300 s
                  dev_web.3 on node3 failed 5 min ago: task: non-zero exit (127)
                  dev_web.3 on node3 will be started again
                  the last log lines of dev_web.3 on node3:
                    one
                    two

                """
            ),
            Outcome(ran)
        );
    }

    [Fact]
    public void Only_failures_of_this_update_and_of_tasks_that_do_not_run_now_count_newest_first_and_ten_log_lines_in_all()
    {
        _machine.Set("logs-t5", string.Join('\n', Enumerable.Range(1, 7))).Set("logs-t3", string.Join('\n', Enumerable.Range(11, 7)));

        var ran = Run(
            Service("4", before: "3", made: 100, updated: 900, update: "paused"),
            Runs(1),
            Task("t2", 2, "id2", "failed", "shutdown", "no space left on device", made: 200, at: 300),
            Task("t3", 3, "id3", "failed", "shutdown", "task: non-zero exit (1)", at: 920, exit: 1),
            Task("t4", 4, "id3", "rejected", "shutdown", "No such image: \"x\" <y>", at: 930),
            Task("t5", 4, "id2", "failed", "shutdown", "task: non-zero exit (2)", made: 940, at: 960, exit: 2)
        );

        Assert.Equal(
            (
                1,
                """
                node1: the update of dev_web stopped half-way (update paused due to failure or early termination of task t9)
                  dev_web.4 on node2 failed 50 s ago: task: non-zero exit (2)
                  dev_web.3 on node3 failed 90 s ago: task: non-zero exit (1)
                  the last log lines of dev_web.4 on node2:
                    1
                    2
                    3
                    4
                    5
                    6
                    7
                  the last log lines of dev_web.3 on node3:
                    15
                    16
                    17

                """
            ),
            Outcome(ran)
        );
    }

    [Fact]
    public void An_image_that_nobody_has_is_told_as_the_node_said_it()
    {
        var ran = Run(
            Service("1"),
            Task("t4", 1, "id3", "rejected", "shutdown", "No such image: \"x\" <y>", at: 930),
            Task("t5", 1, "id2", "ready", "ready")
        );

        Assert.StartsWith(
            "node1: dev_web.1 on node3 rejected: No such image: \"x\" <y>\nnode1: dev_web does not run (0 of 1 tasks run)",
            ran.Said,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_is_stuck_is_told_with_its_node_and_since_when()
    {
        var ran = Run(
            Service("4"),
            Runs(1),
            Task("t2", 2, "id2", "preparing", "running", at: 990),
            Task("t3", 3, "id3", "starting", "running", at: 980),
            Task("t4", 4, null, "pending", "running", "no suitable node (scheduling constraints not satisfied on 3 nodes)", at: 970)
        );

        Assert.Equal(
            (
                1,
                """
                node1: dev_web.4 waits for a node: no suitable node (scheduling constraints not satisfied on 3 nodes)
                node1: dev_web does not run (1 of 4 tasks run), and has not come any further in 300 s
                  dev_web.2 on node2 has been preparing for 5 min
                  dev_web.3 on node3 has been starting for 5 min; its healthcheck has not passed
                  dev_web.4 has waited for a node for 5 min: no suitable node (scheduling constraints not satisfied on 3 nodes)

                """
            ),
            (ran.ExitCode, Sorted(ran.Said))
        );
    }

    [Fact]
    public void A_task_that_gets_no_address_is_told_as_such()
    {
        var ran = Run(Service("2"), Runs(1), Task("t2", 2, null, "new", "running", "created", at: 960));

        Assert.Equal(
            (
                1,
                """
                node1: dev_web.2 waits for addresses: no network of the swarm gives it one. Another network may have the same range, or the range is full
                node1: dev_web does not run (1 of 2 tasks run), and has not come any further in 300 s
                  dev_web.2 has waited for addresses for 5 min: no network of the swarm gives it one. Another network may have the same range, or the range is full

                """
            ),
            Outcome(ran)
        );
    }

    [Fact]
    public void A_task_that_no_node_can_take_is_told_at_once_and_given_up_after_a_minute()
    {
        var ran = Run(Service("2"), Runs(1), Pending("scheduling constraints not satisfied on 3 nodes"));

        Assert.Equal(
            (
                1,
                """
                node1: dev_web.2 waits for a node: no suitable node (scheduling constraints not satisfied on 3 nodes)
                node1: dev_web does not run (1 of 2 tasks run), and for 60 s no node has been able to take the others
                  dev_web.2 has waited for a node for 80 s: no suitable node (scheduling constraints not satisfied on 3 nodes)

                """
            ),
            Outcome(ran)
        );
    }

    [Fact]
    public void An_update_whose_new_task_no_node_can_take_is_given_up_after_a_minute_too()
    {
        var ran = Run(
            Service("1", before: "1", update: "updating"),
            Runs(1),
            Task("t2", 1, null, "pending", "running", "no suitable node (max replicas per node limit exceed)", at: 990)
        );

        Assert.Contains(
            "node1: dev_web does not run (0 of 1 tasks run), and for 60 s no node has been able to take the others\n",
            ran.Said,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_node_that_can_take_the_task_within_the_minute_is_in_time()
    {
        _machine.Set(
            "service-tasks",
            string.Join(
                '\n',
                Tasks(Pending("scheduling constraints not satisfied on 3 nodes")),
                Tasks(Pending("scheduling constraints not satisfied on 3 nodes")),
                Tasks(Runs(2))
            )
        );

        Assert.Equal(
            (0, "node1: dev_web.2 waits for a node: no suitable node (scheduling constraints not satisfied on 3 nodes)\n"),
            Outcome(Run(Service("1"), "1"))
        );
    }

    // A node that is away may come back, and what other services give up may make room.
    [Theory]
    [InlineData("1 node not available for new tasks; scheduling constraints not satisfied on 2 nodes", "down", "running")]
    [InlineData("insufficient resources on 3 nodes", "ready", "running")]
    [InlineData("host-mode port already in use on 3 nodes", "ready", "running")]
    [InlineData("max replicas per node limit exceed", "ready", "shutdown")]
    public void While_something_may_still_make_room_the_task_is_waited_for_as_long_as_any(string why, string third, string desired)
    {
        _machine.Set("nodes", $"10.20.0.11 id1 ready manager active node1\n10.20.128.13 id3 {third} worker active node3");

        var ran = Run(Service("2"), Task("t1", 1, "id1", "running", desired), Pending(why));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(", and has not come any further in 300 s\n", ran.Said, StringComparison.Ordinal);
    }

    private static JsonObject Pending(string why) => Task("t9", 2, null, "pending", "running", $"no suitable node ({why})", at: 990);

    [Theory]
    [InlineData("id1", "the output of its healthcheck: curl: (7) Failed to connect")]
    [InlineData("id2", "the output of its healthcheck: see 'docker inspect --format \"{{json .State.Health}}\" container0of' on node2")]
    public void A_rollback_says_why_with_the_output_of_the_check_where_that_can_be_read(string node, string output)
    {
        _machine.Set("health-container0oft9", "curl: (7) Failed to connect").Set("logs-t9", "listening");
        if (node != "id1")
        {
            File.Delete(Path.Combine(_machine.Directory, "health-container0oft9"));
        }

        var ran = Run(
            Service("1", before: "1", made: 100, updated: 900, update: "rollback_completed"),
            Task("t9", 1, node, "failed", "shutdown", "task: unhealthy container", at: 960),
            Runs(1)
        );

        Assert.Equal(
            (
                1,
                $"""
                node1: dev_web was rolled back and runs as before (update rollback_completed due to failure or early termination of task t9)
                  dev_web.1 on node{node[^1]} failed 50 s ago: task: unhealthy container
                  {output}
                  the last log lines of dev_web.1 on node{node[^1]}:
                    listening

                """
            ),
            Outcome(ran)
        );
    }

    [Fact]
    public void A_container_that_ends_well_when_its_healthcheck_fails_says_why_too()
    {
        _machine.Set("health-container0oft9", "the database does not answer").Set("logs-t9", "exiting");

        Assert.Equal(
            (
                1,
                """
                node1: dev_web was rolled back and runs as before (update rollback_completed due to failure or early termination of task t9)
                  dev_web.1 on node1 complete 50 s ago: finished; its healthcheck may have failed
                  the output of its healthcheck: the database does not answer
                  the last log lines of dev_web.1 on node1:
                    exiting

                """
            ),
            Outcome(
                Run(
                    Service("1", before: "1", made: 100, updated: 900, update: "rollback_completed"),
                    Task("t9", 1, "id1", "complete", "shutdown", "finished", at: 960),
                    Runs(1)
                )
            )
        );
    }

    [Fact]
    public void Tasks_that_fall_over_again_and_again_have_not_started_because_they_run_for_a_moment()
    {
        _machine.Set("logs-t1", "broken");
        var down = Tasks(
            Task("t1", 1, "id1", "failed", "shutdown", "task: non-zero exit (3)", at: 990, exit: 3),
            Task("t2", 1, "id1", "ready", "ready")
        );
        var up = Tasks(
            Task("t1", 1, "id1", "failed", "shutdown", "task: non-zero exit (3)", at: 990, exit: 3),
            Task("t2", 1, "id1", "running", "running", at: 999)
        );
        _machine.Set("service-tasks", string.Join('\n', up, down, up, down));

        var ran = Run(Service("1"), "1");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("node1: dev_web does not run (0 of 1 tasks run)", ran.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_task_of_a_global_service_is_waited_for()
    {
        _machine.Set(
            "service-tasks",
            string.Join(
                '\n',
                Tasks(Task("t1", 0, "id1", "running", "running"), Task("t2", 0, "id2", "preparing", "running")),
                Tasks(Task("t1", 0, "id1", "running", "running"), Task("t2", 0, "id2", "running", "running"))
            )
        );

        var ran = Run(Service("global"), "global");

        Assert.Equal((0, ""), Outcome(ran));
        Assert.Equal(2, ran.Calls.Count(call => call.EndsWith("/services/s1", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_global_service_that_no_node_fits_says_so() =>
        Assert.Equal(
            (0, "node1: dev_web runs on no node: none fits its constraints and resources\n"),
            Outcome(Run(Service("global"), "global", []))
        );

    [Fact]
    public void Tasks_that_run_once_may_have_ended() =>
        Assert.Equal(
            (0, ""),
            Outcome(Run(Service("2", "none"), Task("t1", 1, "id1", "complete", "shutdown"), Task("t2", 2, "id2", "running", "running")))
        );

    [Fact]
    public void A_task_that_ran_once_and_failed_is_told_at_once()
    {
        _machine.Set("logs-t1", "no database");

        Assert.Equal(
            (
                1,
                """
                node1: dev_web does not run (0 of 1 tasks), and is not started again
                  dev_web.1 on node1 failed 50 s ago: task: non-zero exit (1)
                  the last log lines of dev_web.1 on node1:
                    no database

                """
            ),
            Outcome(Run(Service("1", "none"), Task("t1", 1, "id1", "failed", "shutdown", "task: non-zero exit (1)", at: 960, exit: 1)))
        );
    }

    [Fact]
    public void A_task_that_ends_by_itself_but_should_go_on_has_failed()
    {
        _machine.Set("logs-t1", "bye");

        var ran = Run(Service("1"), Task("t1", 1, "id1", "complete", "shutdown", at: 960), Task("t2", 1, "id1", "ready", "ready"));

        Assert.StartsWith(
            "node1: dev_web.1 on node1 complete: complete; its healthcheck may have failed\n",
            ran.Said,
            StringComparison.Ordinal
        );
        Assert.Equal(1, ran.ExitCode);
    }

    [Fact]
    public void Tasks_on_a_node_that_is_down_do_not_count()
    {
        _machine.Set("nodes", "10.20.0.11 id1 ready manager active node1\n10.20.64.12 id2 down worker active node2");

        var ran = Run(Service("1"), Task("t0", 1, "id2", "running", "shutdown", made: 911), Task("t1", 1, "id1", "running", "running"));

        Assert.Equal((0, ""), Outcome(ran));
    }

    [Theory]
    [InlineData("0", "2", "docker service update --detach --quiet --replicas 2 s1")]
    [InlineData("stopped", "global", "docker service update --detach --quiet --constraint-rm node.id==none s1")]
    public void What_a_deletion_that_was_cut_off_has_stopped_is_started_again(string mode, string wanted, string expected)
    {
        var full = wanted == "global" ? "global" : wanted;
        _machine.Set("service-tasks", Tasks(Runs(1), Runs(2)));

        var ran = Run(string.Join('\n', Service(mode, before: full), Service(full, before: mode)), wanted);

        Assert.Equal((0, ""), Outcome(ran));
        Assert.Equal([expected], ran.Calls.Where(call => call.StartsWith("docker", StringComparison.Ordinal)));
    }

    [Fact]
    public void Scaling_up_from_nothing_is_not_taken_for_a_deletion_that_was_cut_off() =>
        Assert.DoesNotContain(Run(Service("2", before: "0"), Runs(1), Runs(2)).Calls, call =>
            call.StartsWith("docker", StringComparison.Ordinal)
        );

    [Fact]
    public void A_service_that_is_gone_is_told()
    {
        var ran = _machine.Set("service-tasks", "[]").Run("tasks", "s1\n2\n", Variables);

        Assert.Equal((1, "node1: the service dev_web is not there any more. Run refresh, then up, to make it anew.\n"), Outcome(ran));
    }

    private static (string, string)[] Variables => [("NODE", "node1"), ("SERVICE", "dev_web"), ("PATIENCE", "300")];

    private static JsonObject Runs(int slot) => Task($"r{slot}", slot, $"id{slot}", "running", "running", made: 920);

    private static string Mounting(string volume, string service) =>
        service.Replace(
            "\"Healthcheck\"",
            $"\"Mounts\":[{{\"Type\":\"volume\",\"Source\":\"{volume}\",\"Target\":\"/data\"}}],\"Healthcheck\"",
            StringComparison.Ordinal
        );

    private static JsonObject Mounting(string volume, JsonObject task) => JsonNode.Parse(Mounting(volume, task.ToJsonString()))!.AsObject();

    private static (int, string) Outcome(Ran ran) => (ran.ExitCode, ran.Said.Replace("\r", "", StringComparison.Ordinal));

    private Ran Run(string service, params JsonObject[] tasks) =>
        Run(
            service,
            service.Contains("\"Global\"", StringComparison.Ordinal)
                ? "global"
                : System.Text.RegularExpressions.Regex.Match(service, "\"Replicas\":([0-9]+)").Groups[1].Value,
            tasks
        );

    private Ran Run(string service, string wanted, JsonObject[] tasks)
    {
        _machine.Set("service-tasks", Tasks(tasks));
        return Run(service, wanted);
    }

    private Ran Run(string service, string wanted) => _machine.Set("service", service).Run("tasks", $"s1\n{wanted}\nand more\n", Variables);

    // Tasks in no order of their own.
    private static string Sorted(string said)
    {
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(
            lines
                .TakeWhile(line => line[0] != ' ')
                .Concat(lines.SkipWhile(line => line[0] != ' ').Order(StringComparer.Ordinal))
                .Select(line => line + "\n")
        );
    }
}
