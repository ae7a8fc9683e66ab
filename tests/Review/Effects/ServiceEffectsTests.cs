using Review.Effects;

namespace Tests.Review.Effects;

/// <summary>How many tasks serve while a service is rolled.</summary>
public sealed class ServiceEffectsTests
{
    private const string Workloads = "swarm:workloads:StackWorkloads workloads";
    private const string Service = "docker:index/service:Service";
    private const string StopFirst = """{"parallelism": 1, "order": "stop-first"}""";
    private const string StartFirst = """{"parallelism": 1, "order": "start-first"}""";
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
    public void The_only_task_from_before_is_interrupted_although_more_come() =>
        Assert.Equal(
            [
                "web: INTERRUPTED (image a:1 → a:2): 1 task stops before the new one starts (stop-first), and nothing serves meanwhile",
                "web: scaled from 1 to 3: 2 tasks more, the others go on",
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

    private static string Replicas(int count) => $$$"""{"replicated": {"replicas": {{{count}}}}}""";

    private static IReadOnlyList<string> Image(
        string before,
        string after,
        string update,
        string more = "",
        string? constraint = null,
        string ports = "[]"
    ) =>
        Told.Of(
            new PlanText()
                .Nodes("node1 manager", "node2 worker", "node3 worker")
                .Step(
                    "update",
                    Workloads,
                    Service,
                    "web",
                    Inputs(before, "a:1", update, constraint, ports),
                    Inputs(after, "a:2", update, constraint, ports),
                    $"taskSpec.containerSpec.image=update {more}".Trim()
                ),
            Area.Services
        );

    private static string Inputs(string mode, string image, string update, string? constraint, string ports) =>
        $$"""
            {
              "mode": {{mode}},
              "taskSpec": {
                "containerSpec": {"image": "{{image}}"},
                "placement": {"constraints": [{{(constraint is null ? "" : $"\"{constraint}\"")}}]}
              },
              "endpointSpec": {"ports": {{ports}}},
              "updateConfig": {{update}}
            }
            """;
}
