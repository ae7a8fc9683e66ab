using Review.Rules;

namespace Tests.Review.Rules;

public sealed class PlacementRulesTests
{
    [Theory]
    [InlineData("node.hostname==node9", true)]
    [InlineData("node.hostname == node2", false)]
    [InlineData("node.hostname == NODE2", false)]
    [InlineData("node.role==worker", false)]
    [InlineData("node.role != worker", false)]
    [InlineData("node.role == boss", true)]
    [InlineData("node.labels.disk == ssd", false)]
    public void A_constraint_that_no_node_meets(string constraint, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, $"services.web deploy.placement: {constraint}"),
            Judged.ByService(PlacementRules.NoNode, Constraints(constraint))
        );

    [Fact]
    public void One_node_must_meet_all_of_them() =>
        Assert.Equal(
            ["services.web deploy.placement: node.role==manager, node.hostname==node2"],
            Judged.ByService(PlacementRules.NoNode, Constraints("node.role==manager", "node.hostname==node2"))
        );

    [Fact]
    public void A_service_without_a_task_waits_for_no_node() =>
        Assert.Empty(Judged.ByService(PlacementRules.NoNode, Constraints("node.hostname==node9"), ("mode.replicated.replicas", "0")));

    [Fact]
    public void Labels_are_not_known_and_not_named() =>
        Assert.Equal(
            ["services.web deploy.placement: node.hostname==node9"],
            Judged.ByService(PlacementRules.NoNode, Constraints("node.labels.disk==ssd", "node.hostname==node9"))
        );

    [Theory]
    [InlineData("node.role!=manager", true)]
    [InlineData("node.role!=worker", false)]
    [InlineData("node.hostname!=node1", true)]
    public void A_constraint_may_exclude_the_only_node(string constraint, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, $"services.web deploy.placement: {constraint}"),
            Judged.By(
                PlacementRules.NoNode,
                new PlanText()
                    .Nodes("node1 manager")
                    .Step("create", Judged.Workloads, Judged.Service, "web", next: ServiceText.With(Constraints(constraint)))
            )
        );

    [Fact]
    public void A_node_that_goes_takes_no_tasks()
    {
        var plan = Judged
            .Of(ServiceText.With(Constraints("node.hostname==node2")))
            .Step("delete", "", "swarm:swarm:SwarmMember", "node2", "{}");

        Assert.Equal(["services.web deploy.placement: node.hostname==node2"], Judged.By(PlacementRules.NoNode, plan));
    }

    [Theory]
    [InlineData("drain", true)]
    [InlineData("pause", true)]
    [InlineData("active", false)]
    public void A_node_that_is_given_no_tasks_is_no_place(string availability, bool fires)
    {
        var plan = Judged
            .Of(ServiceText.With(Constraints("node.hostname==node2")))
            .Config("swarm:nodeAvailability", $$"""{"node2": "{{availability}}"}""");

        Assert.Equal(Judged.Only(fires, "services.web deploy.placement: node.hostname==node2"), Judged.By(PlacementRules.NoNode, plan));
    }

    [Fact]
    public void Where_the_nodes_are_not_known_nothing_is_said() =>
        Assert.Empty(
            Judged.By(
                PlacementRules.NoNode,
                new PlanText().Step(
                    "create",
                    Judged.Workloads,
                    Judged.Service,
                    "web",
                    next: ServiceText.With(Constraints("node.role==boss"))
                )
            )
        );

    [Theory]
    [InlineData(null)]
    [InlineData("node.role==worker")]
    public void Of_a_node_that_goes_alone_nobody_knows_what_else_there_is(string? constraint) =>
        Assert.Empty(
            Judged.By(
                PlacementRules.NoNode,
                new PlanText()
                    .Nodes()
                    .Step("delete", "", "swarm:swarm:SwarmMember", "node3", "{}")
                    .Step(
                        "create",
                        Judged.Workloads,
                        Judged.Service,
                        "web",
                        next: ServiceText.With(constraint is null ? [] : [Constraints(constraint)])
                    )
            )
        );

    [Fact]
    public void A_node_that_comes_was_not_there_before() =>
        Assert.Equal(
            ["node1"],
            Reviewed
                .Before(
                    ReviewInput.Read(
                        new PlanText().Nodes("node1 manager").Step("create", "", "swarm:swarm:SwarmMember", "node2", next: "{}").Digest()
                    ),
                    Judged.Today
                )
                .Nodes.Select(node => node.Name)
        );

    [Theory]
    [InlineData("same", false)]
    [InlineData("create", true)]
    public void Tasks_go_on_at_a_node_that_is_paused_and_none_starts_there(string operation, bool fires)
    {
        var service = ServiceText.With(Constraints("node.hostname==node2"));

        Assert.Equal(
            Judged.Only(fires, "services.web deploy.placement: node.hostname==node2"),
            Judged.By(
                PlacementRules.NoNode,
                new PlanText()
                    .Nodes("node1 manager", "node2 worker")
                    .Step(
                        "update",
                        "swarm:swarm:SwarmMember node2",
                        "command:remote:Command",
                        "node2-attributes",
                        PlanText.AttributesOf("node2", "active"),
                        PlanText.AttributesOf("node2", "pause"),
                        "create=update"
                    )
                    .Step(operation, Judged.Workloads, Judged.Service, "web", operation == "same" ? service : null, service)
            )
        );
    }

    private static (string, string?) Constraints(params string[] constraints) =>
        ("taskSpec.placement.constraints", $"[{string.Join(", ", constraints.Select(constraint => $"\"{constraint}\""))}]");
}
