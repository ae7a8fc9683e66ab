using System.Text;
using Review.Effects;
using Tests.Review.Rules;

namespace Tests.Review.Effects;

/// <summary>What runs on a node that restarts or goes, as far as a plan tells.</summary>
public sealed class NodeTasksTests
{
    private const string Global = """{"global": true}""";

    [Fact]
    public void Global_services_always_and_what_may_run_nowhere_else()
    {
        var plan = new PlanText()
            .Nodes("node1 manager", "node2 worker", "node3 worker")
            .Step(
                "update",
                "swarm:hosts:AwsHosts swarm",
                "aws:ec2/instance:Instance",
                "node3",
                Machine("t3.small"),
                Machine("t3.large"),
                "instanceType=update"
            );
        // It is somewhere, and the plan does not tell where.
        Stays(plan, "web");
        Stays(plan, "agent", ("mode", Global));
        Stays(plan, "logs", ("mode", Global), Constraints("node.role==worker"));
        Stays(plan, "keeper", ("mode", Global), Constraints("node.role==manager"));
        Stays(plan, "disks", ("mode", Global), Constraints("node.labels.disk==ssd"));
        Stays(plan, "db", Constraints("node.hostname==node3"));
        Stays(plan, "idle", Constraints("node.hostname==node3"), ("mode.replicated.replicas", "0"));
        Stays(plan, "elsewhere", Constraints("node.hostname==node2"));
        Stays(plan, "either", Constraints("node.hostname!=node2"));
        Stays(plan, "labelled", Constraints("node.hostname==node3", "node.labels.disk==ssd"));
        // Told of beside this.
        plan.Step("create", Judged.Workloads, Judged.Service, "new", next: ServiceText.With(("mode", Global)))
            .Step("delete", Judged.Workloads, Judged.Service, "old", ServiceText.With(("mode", Global)));

        Assert.Equal(
            "worker, stopped and started for another instance type: the tasks on it stop; global services there: agent, logs; only there: db",
            Of(plan.Digest(), "node3")
        );
    }

    [Fact]
    public void Containers_run_on_their_node_alone()
    {
        var plan = new PlanText()
            .Nodes("node1 manager", "node3 worker")
            .Step(
                "replace",
                "swarm:hosts:AwsHosts swarm",
                "aws:ec2/instance:Instance",
                "node3",
                Machine("t3.small"),
                Machine("t3.large"),
                "ami=update-replace",
                "ami"
            )
            .Step(
                "same",
                Judged.Workloads,
                "docker:index/container:Container",
                "app1",
                """{"image": "nginx:1.28"}""",
                """{"image": "nginx:1.28"}"""
            );
        var text = Encoding
            .UTF8.GetString(plan.Digest())
            .Replace(
                "\"id\": \"app1-id\"",
                "\"id\": \"app1-id\", \"provider\": \"urn:pulumi:prod::swarm::pulumi:providers:docker::node3-docker-api::0\"",
                StringComparison.Ordinal
            );

        Assert.Equal(
            "worker, replaced by a new machine that joins anew: the tasks on it are not drained first, but stop; only there: the container app1",
            Of(Encoding.UTF8.GetBytes(text), "node3")
        );
    }

    [Fact]
    public void A_node_that_leaves_gives_up_what_runs_on_it()
    {
        var plan = new PlanText()
            .Nodes("node1 manager", "node2 worker", "node3 worker")
            .Step("delete", "", "swarm:swarm:SwarmMember", "node3", "{}");
        Stays(plan, "agent", ("mode", Global));

        Assert.Equal(
            "worker, drained and removed: tasks move to the nodes that stay; global services there: agent",
            Of(plan.Digest(), "node3")
        );
    }

    [Theory]
    [InlineData(null, "worker, added; global services start there: agent")]
    [InlineData("node.role==manager", "worker, added")]
    public void Global_services_start_on_a_node_that_comes(string? constraint, string told)
    {
        var plan = new PlanText().Nodes("node1 manager", "node2 worker").Step("create", "", "swarm:swarm:SwarmMember", "node3", next: "{}");
        Stays(plan, "agent", [("mode", Global), .. constraint is null ? [] : new[] { Constraints(constraint) }]);

        Assert.Equal(told, Of(plan.Digest(), "node3"));
    }

    [Fact]
    public void A_service_that_is_global_no_more_starts_nowhere_else()
    {
        var plan = new PlanText()
            .Nodes("node1 manager", "node2 worker")
            .Step("create", "", "swarm:swarm:SwarmMember", "node3", next: "{}")
            .Step(
                "replace",
                Judged.Workloads,
                Judged.Service,
                "agent",
                ServiceText.With(("mode", Global)),
                ServiceText.With(),
                reasons: "mode"
            );

        Assert.Equal("worker, added", Of(plan.Digest(), "node3"));
    }

    [Theory]
    [InlineData("drain", "given tasks again; global services start there: agent")]
    // Its tasks have run all the time.
    [InlineData("pause", "given tasks again")]
    public void Global_services_start_on_a_node_that_was_drained(string before, string told)
    {
        var plan = new PlanText()
            .Nodes("node1 manager", "node2 worker")
            .Step(
                "update",
                "swarm:swarm:SwarmMember node2",
                "command:remote:Command",
                "node2-attributes",
                PlanText.AttributesOf("node2", before),
                PlanText.AttributesOf("node2", "active"),
                "create=update"
            );
        Stays(plan, "agent", ("mode", Global));

        Assert.Equal(told, Of(plan.Digest(), "node2"));
    }

    private static string Of(byte[] digest, string node) =>
        SwarmEffects.Of(ReviewInput.Read(digest)).Single(effect => effect.Area == Area.Nodes && effect.Subject == node).Text;

    private static void Stays(PlanText plan, string name, params (string Path, string? Json)[] changes) =>
        plan.Step("same", Judged.Workloads, Judged.Service, name, ServiceText.With(changes), ServiceText.With(changes));

    private static (string, string?) Constraints(params string[] constraints) =>
        ("taskSpec.placement.constraints", $"[{string.Join(", ", constraints.Select(constraint => $"\"{constraint}\""))}]");

    private static string Machine(string type) => $$"""{"instanceType": "{{type}}"}""";
}
