using Review.Effects;

namespace Tests.Review.Effects;

/// <summary>How long a change may take, what takes longest first.</summary>
public sealed class TimeEffectsTests
{
    private const string Workloads = "swarm:workloads:StackWorkloads workloads";
    private const string Service = "docker:index/service:Service";
    private const string Container = "docker:index/container:Container";
    private const string Command = "command:remote:Command";
    private const string Instance = "aws:ec2/instance:Instance";

    [Fact]
    public void A_service_that_is_rolled_for_hours_comes_before_a_machine() =>
        Assert.Equal(
            [
                "at least 1 h 30 min for web (4 batches), beside the time that its tasks take to stop and start; the change fails where they do not run after 2 h 10 min",
                "some minutes for 1 machine: the plan does not say how long it takes to start",
            ],
            Of(
                Plan()
                    .Step(
                        "update",
                        "swarm:hosts:AwsHosts swarm",
                        Instance,
                        "node3",
                        """{"instanceType": "t3.small"}""",
                        """{"instanceType": "t3.large"}""",
                        "instanceType=update"
                    )
                    .Step(
                        "update",
                        Workloads,
                        Service,
                        "web",
                        Web("nginx:1.28", """{"parallelism": 1, "order": "start-first", "delay": "30m", "monitor": "5s"}"""),
                        Web("nginx:1.29", """{"parallelism": 1, "order": "start-first", "delay": "30m", "monitor": "5s"}"""),
                        "taskSpec.containerSpec.image=update"
                    )
                    .Step(
                        "replace",
                        Workloads,
                        Command,
                        "web-tasks",
                        Wait("web", 7800),
                        Wait("web", 7800),
                        "triggers=update-replace",
                        "triggers"
                    )
            )
        );

    [Fact]
    public void A_service_without_delays_takes_as_long_as_its_tasks() =>
        Assert.Equal(
            ["as long as the tasks of web take to stop and start (1 batch)"],
            Of(
                Plan()
                    .Step(
                        "update",
                        Workloads,
                        Service,
                        "web",
                        Web("nginx:1.28", """{"parallelism": 0}"""),
                        Web("nginx:1.29", """{"parallelism": 0}"""),
                        "taskSpec.containerSpec.image=update"
                    )
            )
        );

    [Fact]
    public void A_node_that_leaves_is_drained_within_a_bound() =>
        Assert.Equal(
            ["until the tasks of node3 have stopped and it has left, at most 17 min"],
            Of(
                Plan()
                    .Step(
                        "delete",
                        "swarm:swarm:SwarmMember node3",
                        Command,
                        "node3-member",
                        """{"create": "MEMBER='node3' timeout --kill-after=10 1260 /bin/sh", "delete": "MEMBER='node3' timeout --kill-after=10 1020 /bin/sh"}"""
                    )
                    .Step("delete", "", "swarm:swarm:SwarmMember", "node3", "{}")
            )
        );

    [Fact]
    public void Services_that_are_recreated_stop_and_start_within_bounds() =>
        Assert.Equal(
            [
                "services that are recreated are down until their new tasks run: at most 30 s to stop, and as long as they take to start; the change fails where they do not run after 13 min",
                "containers that are recreated are down until they run again: at most 10 s to stop, and as long as they take to start",
            ],
            Of(
                Plan()
                    .Step("replace", Workloads, Service, "web", Stopping("30s"), Stopping("30s"), "name=update-replace", "name")
                    .Step(
                        "replace",
                        Workloads,
                        Command,
                        "web-tasks",
                        Wait("web", 780),
                        Wait("web", 780),
                        "triggers=update-replace",
                        "triggers"
                    )
                    .Step(
                        "replace",
                        Workloads,
                        Container,
                        "app1@node2",
                        """{"image": "nginx:1.28", "destroyGraceSeconds": 10}""",
                        """{"image": "nginx:1.29", "destroyGraceSeconds": 10}""",
                        "image=update-replace",
                        "image",
                        on: "node2"
                    )
            )
        );

    [Fact]
    public void New_machines_nodes_and_services_take_what_each_takes() =>
        Assert.Equal(
            [
                "some minutes for 1 machine: the plan does not say how long it takes to start",
                "some minutes until node4 has its engine and has joined",
                "until the tasks of web run; the change fails where they do not run after 13 min",
                "at most 30 min for each step of the program, of which node4-docker may take longest",
            ],
            Of(
                Plan()
                    .Step("create", "swarm:hosts:AwsHosts swarm", Instance, "node4", next: """{"instanceType": "t3.small"}""")
                    .Step("create", "", "swarm:swarm:SwarmMember", "node4", next: "{}")
                    .Step("create", "swarm:swarm:DockerEngine node4", Command, "node4-docker", next: Wait("x", 1800))
                    .Step("create", Workloads, Service, "web", next: Stopping("30s"))
                    .Step("create", Workloads, Command, "web-tasks", next: Wait("web", 780))
            )
        );

    [Fact]
    public void A_service_without_a_task_is_waited_for_by_nobody()
    {
        const string None = """{"mode": {"replicated": {"replicas": 0}}, "taskSpec": {"containerSpec": {"image": "nginx:1.28"} } }""";

        Assert.Empty(
            Of(
                Plan()
                    .Step("create", Workloads, Service, "z", next: None)
                    .Step("replace", Workloads, Service, "y", None, None, "name=update-replace", "name")
            )
        );
    }

    [Fact]
    public void Tasks_that_find_no_node_are_no_batches() =>
        Assert.Equal(
            ["at least 25 s for web (3 batches), beside the time that its tasks take to stop and start"],
            Of(Plan().Step("update", Workloads, Service, "web", Full("a:1"), Full("a:2"), "taskSpec.containerSpec.image=update"))
        );

    private static string Full(string image) =>
        $$$"""
            {
              "mode": {"replicated": {"replicas": 5}},
              "taskSpec": {"containerSpec": {"image": "{{{image}}}"}},
              "endpointSpec": {"ports": [{"publishedPort": 80, "targetPort": 80, "publishMode": "host"}]},
              "updateConfig": {"parallelism": 1, "order": "stop-first", "delay": "10s", "monitor": "5s"}
            }
            """;

    private static PlanText Plan() => new PlanText().Nodes("node1 manager", "node2 worker", "node3 worker");

    private static string Web(string image, string update) =>
        $$$"""
            {
              "mode": {"replicated": {"replicas": 4}},
              "taskSpec": {"containerSpec": {"image": "{{{image}}}"}},
              "updateConfig": {{{update}}}
            }
            """;

    private static string Stopping(string grace) =>
        $$$"""{"name": "prod_web", "taskSpec": {"containerSpec": {"image": "nginx:1.28", "stopGracePeriod": "{{{grace}}}"} } }""";

    private static string Wait(string service, int seconds) =>
        $$"""{"create": "SERVICE='{{service}}' timeout --kill-after=10 {{seconds}} /bin/sh"}""";

    private static IReadOnlyList<string> Of(PlanText plan) => Told.Of(plan, Area.Time);
}
