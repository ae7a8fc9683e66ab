using Review.Effects;

namespace Tests.Review.Effects;

/// <summary>How many tasks serve while a service is rolled.</summary>
public sealed class ServiceEffectsTests
{
    private const string Workloads = "swarm:workloads:StackWorkloads workloads";
    private const string Service = "docker:index/service:Service";
    private const string StopFirst = """{"parallelism": 1, "order": "stop-first"}""";
    private const string StartFirst = """{"parallelism": 1, "order": "start-first"}""";
    private const string LaterKnown = "that is known after the change";
    private const string Everywhere = """{"global": true}""";

    [Fact]
    public void The_only_task_of_a_global_service_on_the_managers_is_interrupted() =>
        Assert.Equal(
            ["web: INTERRUPTED (image a:1 → a:2): 1 task stops before the new one starts (stop-first), and nothing serves meanwhile"],
            Image(Everywhere, Everywhere, StopFirst, constraint: "node.role==manager")
        );

    [Fact]
    public void A_global_service_has_a_task_on_every_node_that_meets_its_constraints() =>
        Assert.Equal(
            ["web: rolled (image a:1 → a:2): 2 tasks, 1 at a time, the old one stops first; 1 of 2 serve meanwhile; on failure: pause"],
            Image(Everywhere, Everywhere, StopFirst, constraint: "node.role==worker")
        );

    [Fact]
    public void Where_labels_decide_the_plan_does_not_tell_how_many() =>
        Assert.Equal(
            [
                "web: rolled on every node that its constraints let it (image a:1 → a:2), 1 at a time, the old one stops first; on failure: pause",
            ],
            Image(Everywhere, Everywhere, StopFirst, constraint: "node.labels.disk==ssd")
        );

    [Fact]
    public void Tasks_that_did_not_run_before_serve_nobody_meanwhile() =>
        Assert.Equal(
            ["web: changed (image a:1 → a:2); no task ran before", "web: scaled from 0 to 3: 3 tasks start"],
            Image(Replicas(0), Replicas(3), StartFirst, "mode.replicated.replicas=update").Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Tasks_that_stop_with_the_change_are_not_exchanged() =>
        Assert.Equal(
            [
                "web: changed (image a:1 → a:2); its tasks stop, and none takes their place",
                "web: scaled from 3 to 0: nothing serves any more",
            ],
            Image(Replicas(3), Replicas(0), StartFirst, "mode.replicated.replicas=update").Order(StringComparer.Ordinal)
        );

    [Theory]
    [InlineData("""{"replicated": {"replicas": "04da6b54-80e4-46f7-96ec-b56ff0331ba9"}}""", "mode.replicated.replicas", LaterKnown)]
    [InlineData("""{"replicated": "04da6b54-80e4-46f7-96ec-b56ff0331ba9"}""", "mode.replicated", LaterKnown)]
    [InlineData("\"04da6b54-80e4-46f7-96ec-b56ff0331ba9\"", "mode", LaterKnown)]
    [InlineData("""{"replicated": {"replicas": "[secret]"}}""", "mode.replicated.replicas", "that the plan does not show")]
    public void A_number_of_tasks_that_is_not_known_is_not_one(string mode, string path, string which)
    {
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Step("update", Workloads, Service, "web", $$"""{"mode": {{Replicas(3)}} }""", $$"""{"mode": {{mode}} }""", $"{path}=update");

        Assert.Equal([$"web: scaled from 3 tasks to a number of tasks {which}"], Told.Of(plan, Area.Services));
        Assert.Equal(["3 tasks → ? tasks"], ReviewInput.Review(plan.Digest()).Picture.Workloads.Select(workload => workload.Size));
    }

    [Fact]
    public void The_only_task_from_before_is_interrupted_although_more_come() =>
        Assert.Equal(
            [
                "web: INTERRUPTED (image a:1 → a:2): 1 task stops before the new one starts (stop-first), and nothing serves meanwhile",
                "web: scaled from 1 to 3: 2 tasks more",
            ],
            Image(Replicas(1), Replicas(3), StopFirst, "mode.replicated.replicas=update").Order(StringComparer.Ordinal)
        );

    [Fact]
    public void A_port_in_mode_host_leaves_no_room_for_a_task_that_starts_first() =>
        Assert.Equal(
            [
                "web: rolled (image a:1 → a:2): 3 tasks, 1 at a time, the new one starts first. A port in mode host is taken until the old task stops, so that each new one needs a node without a task of it; where there is none, the update stands still",
            ],
            Image(
                Replicas(3),
                Replicas(3),
                StartFirst,
                ports: """[{"publishedPort": 53, "targetPort": 53, "protocol": "udp", "publishMode": "host"}]"""
            )
        );

    [Theory]
    // Three nodes.
    [InlineData(3, 1, null, Full)]
    [InlineData(6, 2, null, Full)]
    [InlineData(2, 1, "node.role==worker", Full)]
    [InlineData(2, 1, null, Room)]
    [InlineData(3, 1, "node.labels.disk==ssd", Unknown)]
    public void Where_every_node_has_its_most_tasks_a_task_that_starts_first_finds_no_room(
        int replicas,
        int most,
        string? constraint,
        string told
    ) =>
        Assert.Equal(
            [
                $"web: rolled (image a:1 → a:2): {replicas} tasks, 1 at a time, the new one starts first{told.Replace("{replicas}", $"{replicas}", StringComparison.Ordinal)}",
            ],
            Image(Replicas(replicas), Replicas(replicas), StartFirst, constraint: constraint, most: most)
        );

    private const string Full =
        ". Every node that may run it has the most tasks that max_replicas_per_node allows, and the old ones count: no new one starts, and the update stands still";

    private const string Room = "; {replicas} of {replicas} serve meanwhile; on failure: pause";

    private const string Unknown =
        ". The old tasks count towards max_replicas_per_node: where every node that may run it has the most, no new one starts, and the update stands still";

    [Theory]
    [InlineData(
        1,
        HostPort,
        0,
        "rolled (image a:1 → a:2): 3 of 5 tasks, 1 at a time, the old one stops first; 2 of 3 serve meanwhile. The update stands still, since only 3 new ones find a node: a port in mode host leaves room for one on each node"
    )]
    [InlineData(
        1,
        "[]",
        1,
        "rolled (image a:1 → a:2): 3 of 5 tasks, 1 at a time, the old one stops first; 2 of 3 serve meanwhile. The update stands still, since only 3 new ones find a node: max_replicas_per_node is 1"
    )]
    [InlineData(
        3,
        HostPort,
        0,
        "INTERRUPTED (image a:1 → a:2): 3 of 5 tasks stop at once before the new ones start (stop-first), and nothing serves meanwhile"
    )]
    [InlineData(
        1,
        "[]",
        2,
        "rolled (image a:1 → a:2): 5 tasks, 1 at a time, the old one stops first; 4 of 5 serve meanwhile; on failure: pause"
    )]
    public void Tasks_that_find_no_node_do_not_serve(int atOnce, string ports, int most, string told) =>
        Assert.Equal(
            [$"web: {told}"],
            Image(Replicas(5), Replicas(5), $$"""{"parallelism": {{atOnce}}, "order": "stop-first"}""", ports: ports, most: most)
        );

    private const string HostPort = """[{"publishedPort": 80, "targetPort": 80, "protocol": "tcp", "publishMode": "host"}]""";

    [Fact]
    public void Tasks_that_wait_start_beside_those_that_are_exchanged() =>
        Assert.Equal(
            [
                "web: rolled (image a:1 → a:2, placement): 3 of 5 tasks, 1 at a time, the old one stops first; 2 of 3 serve meanwhile; on failure: pause",
            ],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager", "node2 worker", "node3 worker")
                    .Step(
                        "update",
                        Workloads,
                        Service,
                        "web",
                        Inputs(Replicas(5), "a:1", StopFirst, null, "[]", 1),
                        Inputs(Replicas(5), "a:2", StopFirst, null, "[]", 2),
                        "taskSpec.containerSpec.image=update taskSpec.placement.maxReplicas=update"
                    ),
                Area.Services
            )
        );

    // It is drained when all else is done.
    [Fact]
    public void A_node_that_leaves_takes_new_tasks_until_then() =>
        Assert.Equal(
            [
                "web: 3 tasks, of which only 2 find a node: a port in mode host leaves room for one on each node",
                "web: rolled (image a:1 → a:2): 3 tasks, 1 at a time, the old one stops first; 2 of 3 serve meanwhile; on failure: pause",
            ],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager", "node2 worker", "node3 worker")
                    .Step("delete", "", "swarm:swarm:SwarmMember", "node3", "{}")
                    .Step(
                        "update",
                        Workloads,
                        Service,
                        "web",
                        Inputs(Replicas(3), "a:1", StopFirst, null, HostPort, 0),
                        Inputs(Replicas(3), "a:2", StopFirst, null, HostPort, 0),
                        "taskSpec.containerSpec.image=update"
                    ),
                Area.Services
            )
        );

    // swarmkit leaves tasks alone of which only the placement differs; the limit holds for those that start.
    [Theory]
    [InlineData(5, 5, 2, 1, StayText)]
    [InlineData(5, 5, 0, 1, StayText)]
    [InlineData(
        4,
        6,
        2,
        1,
        $"6 tasks, of which only 4 find a node: max_replicas_per_node is 1|scaled from 4 to 6: 2 tasks more, the others go on|{StayText}"
    )]
    public void A_lower_limit_stops_no_task(int before, int after, int most, int then, string told) =>
        Assert.Equal(
            told.Split('|').Select(line => $"web: {line}"),
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager", "node2 worker", "node3 worker")
                    .Step(
                        "update",
                        Workloads,
                        Service,
                        "web",
                        Inputs(Replicas(before), "a:1", StopFirst, null, "[]", most),
                        Inputs(Replicas(after), "a:1", StopFirst, null, "[]", then),
                        $"taskSpec.placement.maxReplicas=update{(before == after ? "" : " mode.replicated.replicas=update")}"
                    ),
                Area.Services
            )
        );

    [Fact]
    public void The_image_comes_first_and_is_never_left_out() =>
        Assert.Equal(
            [
                "web: rolled (image a:1 → a:2, command, environment and 2 more): 2 tasks, 1 at a time, the new one starts first; 2 of 2 serve meanwhile; on failure: pause",
            ],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step(
                        "update",
                        Workloads,
                        Service,
                        "web",
                        """{"mode": {"replicated": {"replicas": 2}}, "taskSpec": {"containerSpec": {"image": "a:1"}}, "updateConfig": {"order": "start-first"}}""",
                        """{"mode": {"replicated": {"replicas": 2}}, "taskSpec": {"containerSpec": {"args": ["x"], "env": {"A": "b"}, "hostname": "c", "image": "a:2", "user": "d"}}, "updateConfig": {"order": "start-first"}}"""
                    ),
                Area.Services
            )
        );

    // docs/docker-provider.md: two or more are sent in another order.
    [Theory]
    [InlineData(
        Two,
        1,
        3,
        "web: INTERRUPTED (its variables, which most updates send in another order): 1 task stops before the new one starts (stop-first), and nothing serves meanwhile|web: scaled from 1 to 3: 2 tasks more"
    )]
    [InlineData(
        Two,
        3,
        2,
        "web: rolled (its variables, which most updates send in another order): 2 tasks, 1 at a time, the old one stops first; 1 of 2 serve meanwhile; on failure: pause|web: scaled from 3 to 2: 1 task stops"
    )]
    [InlineData(One, 3, 2, "web: scaled from 3 to 2: 1 task stops, the others go on")]
    public void Two_variables_or_more_restart_the_tasks_with_every_update(string variables, int before, int after, string told)
    {
        Assert.Equal(
            told.Split('|'),
            Told.Of(
                    new PlanText()
                        .Nodes("node1 manager")
                        .Step("update", Workloads, Service, "web", With(before), With(after), "mode.replicated.replicas=update"),
                    Area.Services
                )
                .Order(StringComparer.Ordinal)
        );

        string With(int replicas) =>
            $$"""{"mode": {{Replicas(replicas)}}, "taskSpec": {"containerSpec": {"env": {{variables}} } }, "updateConfig": {{StopFirst}} }""";
    }

    private const string One = """{"A": "1"}""";
    private const string Two = """{"A": "1", "B": "2"}""";

    [Fact]
    public void Two_variables_or_more_restart_tasks_that_are_placed_otherwise() =>
        Assert.Equal(
            [
                "web: rolled (placement, its variables, which most updates send in another order): 2 tasks, 1 at a time, the old one stops first; 1 of 2 serve meanwhile; on failure: pause",
            ],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager", "node2 worker")
                    .Step(
                        "update",
                        Workloads,
                        Service,
                        "web",
                        Placed("[]"),
                        Placed("[\"node.role != nothing\"]"),
                        "taskSpec.placement.constraints=update"
                    ),
                Area.Services
            )
        );

    private static string Placed(string constraints) =>
        $$"""{"mode": {{Replicas(2)}}, "taskSpec": {"containerSpec": {"env": {{Two}} }, "placement": {"constraints": {{constraints}} } }, "updateConfig": {{StopFirst}} }""";

    [Theory]
    [InlineData(
        "create",
        5,
        "host",
        0,
        "5 tasks, of which only 3 find a node: a port in mode host leaves room for one on each node|new: a:1, 5 tasks"
    )]
    [InlineData("create", 3, "host", 0, "new: a:1, 3 tasks")]
    [InlineData("create", 7, "ingress", 2, "7 tasks, of which only 6 find a node: max_replicas_per_node is 2|new: a:1, 7 tasks")]
    [InlineData(
        "update",
        5,
        "host",
        0,
        "5 tasks, of which only 3 find a node: a port in mode host leaves room for one on each node|scaled from 2 to 5: 3 tasks more, the others go on"
    )]
    public void Tasks_for_which_there_is_no_room(string operation, int tasks, string mode, int most, string told)
    {
        var plan = new PlanText()
            .Nodes("node1 manager", "node2 worker", "node3 worker")
            .Step(
                operation,
                Workloads,
                Service,
                "web",
                operation == "create" ? null : With(2),
                With(tasks),
                operation == "create" ? null : "mode.replicated.replicas=update"
            );

        Assert.Equal(told.Split('|').Select(line => $"web: {line}"), Told.Of(plan, Area.Services));
        Assert.StartsWith(
            told.Contains("only", StringComparison.Ordinal) ? "LOOK TWICE: " : "ROUTINE: ",
            ReviewInput.Review(plan.Digest()).Verdict.Line,
            StringComparison.Ordinal
        );

        string With(int replicas) =>
            $$"""{"mode": {{Replicas(replicas)}}, "taskSpec": {"containerSpec": {"image": "a:1"}, "placement": {"maxReplicas": {{most}} } }, "endpointSpec": {"ports": [{"publishedPort": 8080, "targetPort": 80, "publishMode": "{{mode}}"}]} }""";
    }

    // That of a service that stays is told when nodes go, and not where it was so before.
    [Theory]
    [InlineData(3, true, "web: 3 tasks, of which only 2 find a node: a port in mode host leaves room for one on each node")]
    [InlineData(3, false, null)]
    [InlineData(2, true, null)]
    public void Tasks_for_which_there_is_no_room_when_a_node_goes(int tasks, bool goes, string? told)
    {
        var service =
            $$"""{"mode": {{Replicas(tasks)}}, "taskSpec": {"containerSpec": {"image": "a:1"} }, "endpointSpec": {"ports": [{"publishedPort": 8080, "targetPort": 80, "publishMode": "host"}]} }""";
        var plan = new PlanText()
            .Whole()
            .Nodes("node1 manager", "node2 worker", "node3 worker")
            .Step("same", Workloads, Service, "web", service, service);
        if (goes)
        {
            plan.Step("delete", "", "swarm:swarm:SwarmMember", "node3", "{}");
        }

        Assert.Equal(told is null ? [] : [told], Told.Of(plan, Area.Services));
    }

    [Fact]
    public void Tasks_that_no_node_may_run_do_not_start() =>
        Assert.Equal(
            ["LOOK TWICE: 1 service scaled. Riskiest: web: scaled from 0 to 2: 2 tasks start, and no node may run them."],
            new[]
            {
                ReviewInput.Review(
                    new PlanText()
                        .Nodes("node1 manager")
                        .Step(
                            "update",
                            Workloads,
                            Service,
                            "web",
                            $$"""{"mode": {{Replicas(0)}}, "taskSpec": {"placement": {"constraints": ["node.role == worker"]} } }""",
                            $$"""{"mode": {{Replicas(2)}}, "taskSpec": {"placement": {"constraints": ["node.role == worker"]} } }""",
                            "mode.replicated.replicas=update"
                        )
                        .Digest()
                ),
            }.Select(review => review.Verdict.Line[..(review.Verdict.Line.IndexOf("run them.", StringComparison.Ordinal) + 9)])
        );

    [Theory]
    [InlineData("create", "web: new: (not set), 2 tasks, and no node may run it")]
    [InlineData(
        "replace",
        "web: recreated, and DOWN from then on: no node may run it (2 tasks before). Why: taskSpec.containerSpec.hosts cannot be changed in place"
    )]
    public void A_service_that_comes_where_no_node_may_run_it(string operation, string told) =>
        Assert.Equal(
            [told],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step(
                        operation,
                        Workloads,
                        Service,
                        "web",
                        operation == "create" ? null : ForWorkers("a"),
                        ForWorkers("b"),
                        operation == "create" ? null : "taskSpec.containerSpec.hosts=update-replace"
                    ),
                Area.Services
            )
        );

    private static string ForWorkers(string host) =>
        $$"""{"mode": {{Replicas(2)}}, "taskSpec": {"containerSpec": {"hosts": "{{host}}"}, "placement": {"constraints": ["node.role == worker"]} } }""";

    [Fact]
    public void A_service_without_a_task_is_not_down_while_it_is_recreated() =>
        Assert.Equal(
            ["web: recreated (0 tasks before, 2 tasks after). Why: taskSpec.containerSpec.hosts cannot be changed in place"],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step(
                        "replace",
                        Workloads,
                        Service,
                        "web",
                        $$"""{"mode": {{Replicas(0)}}, "taskSpec": {"containerSpec": {"hosts": "a"} } }""",
                        $$"""{"mode": {{Replicas(2)}}, "taskSpec": {"containerSpec": {"hosts": "b"} } }""",
                        "taskSpec.containerSpec.hosts=update-replace"
                    ),
                Area.Services
            )
        );

    // From a state of an earlier version of the program, which did not record the mode.
    [Fact]
    public void A_mode_that_changes_in_place_is_refused_by_the_engine() =>
        Assert.Equal(
            ["web: changes its mode in place, which the engine refuses: run an up with the mode as it was first"],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step(
                        "update",
                        Workloads,
                        Service,
                        "web",
                        $$"""{"mode": {{Everywhere}} }""",
                        $$"""{"mode": {{Replicas(2)}} }""",
                        "mode=update"
                    ),
                Area.Services
            )
        );

    [Fact]
    public void As_many_tasks_as_nobody_has_are_a_number_still() =>
        Assert.Equal(
            ["web: scaled from 1 to 3000000000: 2999999999 tasks more, the others go on"],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step(
                        "update",
                        Workloads,
                        Service,
                        "web",
                        """{"mode": {"replicated": {"replicas": 1}}}""",
                        """{"mode": {"replicated": {"replicas": 3000000000}}}"""
                    ),
                Area.Services
            )
        );

    [Fact]
    public void As_many_new_tasks_as_nobody_has_are_a_number_still() =>
        Assert.Equal(
            ["web: new: a:1, 3000000000 tasks"],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step(
                        "create",
                        Workloads,
                        Service,
                        "web",
                        next: """{"mode": {"replicated": {"replicas": 3000000000}}, "taskSpec": {"containerSpec": {"image": "a:1"}}}"""
                    ),
                Area.Services
            )
        );

    [Theory]
    [InlineData(3, 0, "web: changed outside of the stack: scaled from 3 to 0, so that nothing serves")]
    [InlineData(3, 1, "web: changed outside of the stack: scaled from 3 to 1")]
    [InlineData(0, 2, "web: changed outside of the stack: scaled from 0 to 2")]
    public void A_service_that_was_scaled_by_hand(int before, int found, string told) =>
        Assert.Equal(
            [told],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step(
                        "refresh",
                        Workloads,
                        Service,
                        "web",
                        $$"""{"mode": {{Replicas(before)}} }""",
                        $$"""{"mode": {{Replicas(found)}} }""",
                        "mode.replicated.replicas=update"
                    ),
                Area.Services
            )
        );

    [Theory]
    [InlineData("""{"args": ["--password", {secret}]}""", "args[1]", "command")]
    [InlineData("""{"args": ["--password", {secret}]}""", "args", "command")]
    [InlineData("""{"args": {secret}}""", "args", "command")]
    [InlineData("""{"args": {secret}}""", "args[1]", "command")]
    [InlineData(
        """{"labels": [{"label": "a", "value": "1"}, {"label": "traefik.auth", "value": {secret}}]}""",
        "labels[1].value",
        "labels"
    )]
    public void A_secret_that_changes_is_seen_wherever_it_stands(string container, string mark, string reason) =>
        Assert.Equal(
            [$"web: INTERRUPTED ({reason}): 1 task stops before the new one starts (stop-first), and nothing serves meanwhile"],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step("update", Workloads, Service, "web", Of(container), Of(container), $"taskSpec.containerSpec.{mark}=update"),
                Area.Services
            )
        );

    [Fact]
    public void What_the_provider_has_read_tells_what_changes_where_the_program_asks_for_the_same() =>
        Assert.Equal(
            ["web: INTERRUPTED (image a:0 → a:1): 1 task stops before the new one starts (stop-first), and nothing serves meanwhile"],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step(
                        "update",
                        Workloads,
                        Service,
                        "web",
                        Of("""{"image": "a:1"}"""),
                        Of("""{"image": "a:1"}"""),
                        "taskSpec.containerSpec.image=update",
                        outputs: Of("""{"image": "a:0"}""")
                    ),
                Area.Services
            )
        );

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_the_plan_does_not_show_needs_a_look(bool hasStates)
    {
        var state = hasStates ? Of("""{"image": "a:1"}""") : null;
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Step("update", Workloads, Service, "web", state, state, "taskSpec.containerSpec.image=update");

        Assert.All([plan.Digest(), plan.Stream()], input =>
            Assert.Equal(
                "LOOK TWICE: 1 service updated. Riskiest: web: updated, and the plan does not show what changes.",
                ReviewInput.Review(input).Verdict.Line
            )
        );
    }

    private static string Of(string container) =>
        $$$"""
            {
              "mode": {"replicated": {"replicas": 1}},
              "taskSpec": {"containerSpec": {{{container}}}},
              "updateConfig": {"order": "stop-first"}
            }
            """;

    // swarmkit leaves a task alone of which only the placement differs, while its node meets the constraints (IsTaskDirty).
    [Theory]
    [InlineData(Replicated, "node.role==manager", null, 0, StayText)]
    [InlineData(Replicated, "node.labels.a==b", null, 0, StayText)]
    [InlineData(Replicated, "node.hostname==node2", "node.role==worker", 0, StayText)]
    [InlineData(Replicated, null, null, 2, StayText)]
    [InlineData(
        Replicated,
        null,
        "node.role==worker",
        0,
        "placed otherwise: tasks whose node no longer fits move, all at once, the old one stops first; the others go on. Where all move, nothing serves meanwhile"
    )]
    [InlineData(
        Replicated,
        null,
        "node.labels.a==b",
        0,
        "placed otherwise: tasks whose node no longer fits move, all at once, the old one stops first; the others go on. Where all move, nothing serves meanwhile"
    )]
    [InlineData(
        Replicated,
        "node.hostname==node2",
        "node.hostname==node3",
        0,
        "INTERRUPTED (placement): 1 task stops before the new one starts (stop-first), and nothing serves meanwhile"
    )]
    [InlineData(Everywhere, null, null, 2, StayText)]
    [InlineData(Everywhere, null, "node.role==worker", 0, "stops on node1, where it may no longer run")]
    [InlineData(Everywhere, "node.role==worker", null, 0, "starts on node1 as well")]
    [InlineData(
        Everywhere,
        "node.role==worker",
        "node.role==manager",
        0,
        "stops on node2, node3, where it may no longer run, and starts on node1"
    )]
    [InlineData(
        Everywhere,
        null,
        "node.labels.a==b",
        0,
        "placed otherwise: its tasks stop on nodes that no longer fit, and nodes that fit now get one; which these are is not in the plan"
    )]
    [InlineData(Everywhere, "node.labels.a==b", null, 0, "placed otherwise: its tasks go on, and nodes that fit now get one")]
    public void Where_only_the_placement_changes_tasks_whose_node_fits_go_on(
        string mode,
        string? before,
        string? after,
        int most,
        string told
    ) =>
        Assert.Equal(
            [$"web: {told}"],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager", "node2 worker", "node3 worker")
                    .Step(
                        "update",
                        Workloads,
                        Service,
                        "web",
                        Inputs(mode, "a:1", StopFirst, before, "[]", 0),
                        Inputs(mode, "a:1", StopFirst, after, "[]", most),
                        "taskSpec.placement=update"
                    ),
                Area.Services
            )
        );

    private const string Replicated = """{"replicated": {"replicas": 1}}""";
    private const string StayText = "placed otherwise: its tasks go on where they are, since their nodes still fit";

    [Fact]
    public void An_image_and_a_port_that_somebody_else_has_set_are_named() =>
        Assert.Equal(
            [
                "web: changed outside of the stack: image a:1 → evil:1; scaled from 2 to 0, so that nothing serves; publishes 9999/tcp; no longer publishes 80/tcp",
            ],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step(
                        "refresh",
                        Workloads,
                        Service,
                        "web",
                        Inputs(Replicas(2), "a:1", StopFirst, null, Port(80), 0),
                        Inputs(Replicas(0), "evil:1", StopFirst, null, Port(9999), 0),
                        "taskSpec.containerSpec.image=update"
                    ),
                Area.Services
            )
        );

    [Fact]
    public void A_service_that_is_taken_over_is_not_new() =>
        Assert.Equal(
            ["web: is there already, and is taken over into the stack as it is"],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step("import", Workloads, Service, "web", next: Inputs(Replicas(2), "a:1", StopFirst, null, "[]", 0)),
                Area.Services
            )
        );

    private static string Port(int number) =>
        $$"""[{"publishedPort": {{number}}, "targetPort": 80, "protocol": "tcp", "publishMode": "ingress"}]""";

    private static string Replicas(int count) => $$$"""{"replicated": {"replicas": {{{count}}}}}""";

    private static IReadOnlyList<string> Image(
        string before,
        string after,
        string update,
        string more = "",
        string? constraint = null,
        string ports = "[]",
        int most = 0
    ) =>
        Told.Of(
            new PlanText()
                .Nodes("node1 manager", "node2 worker", "node3 worker")
                .Step(
                    "update",
                    Workloads,
                    Service,
                    "web",
                    Inputs(before, "a:1", update, constraint, ports, most),
                    Inputs(after, "a:2", update, constraint, ports, most),
                    $"taskSpec.containerSpec.image=update {more}".Trim()
                ),
            Area.Services
        );

    private static string Inputs(string mode, string image, string update, string? constraint, string ports, int most) =>
        $$"""
            {
              "mode": {{mode}},
              "taskSpec": {
                "containerSpec": {"image": "{{image}}"},
                "placement": {"constraints": [{{(constraint is null ? "" : $"\"{constraint}\"")}}], "maxReplicas": {{most}}}
              },
              "endpointSpec": {"ports": {{ports}}},
              "updateConfig": {{update}}
            }
            """;
}
