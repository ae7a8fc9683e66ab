using Review.Effects;
using Review.Rules;

namespace Tests.Review.Rules;

public sealed class ManagerRulesTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(2, "2 managers")]
    [InlineData(3, null)]
    [InlineData(4, "4 managers")]
    public void An_even_number_of_managers(int managers, string? found)
    {
        Assert.Equal(Judged.Only(found is not null, $"swarm:hosts : {found}"), Judged.By(ManagerRules.EvenManagers, Nodes(managers, 1)));
        Assert.Equal(
            Judged.Only(found is not null, $"swarm:managers : {found}"),
            Judged.By(ManagerRules.EvenManagers, Nodes(managers, 1).Config("swarm:provider", "aws"))
        );
    }

    [Theory]
    [InlineData(1, 4, true)]
    [InlineData(1, 3, false)]
    [InlineData(3, 4, false)]
    public void One_manager_for_many_workers(int managers, int workers, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, $"swarm:hosts : 1 manager for {workers} workers"),
            Judged.By(ManagerRules.OneManager, Nodes(managers, workers))
        );

    [Theory]
    [InlineData("aws", "1", "", 3, "swarm:zones")]
    [InlineData("aws", "1", "", 2, "swarm:zones")]
    [InlineData("aws", "1", "[]", 3, "swarm:zones")]
    [InlineData("aws", "3", "[\"eu-central-1a\"]", 3, "swarm:zoneNames")]
    [InlineData("aws", "1", "[\"eu-central-1a\",\"eu-central-1b\"]", 3, null)]
    [InlineData("aws", "3", "eu-central-1a", 3, "swarm:zoneNames")]
    [InlineData("aws", "1", "eu-central-1a,eu-central-1b", 3, null)]
    [InlineData("aws", "2", "", 3, null)]
    [InlineData("aws", "1", "", 1, null)]
    [InlineData("hosts", "1", "", 3, null)]
    public void Managers_in_one_zone(string provider, string zones, string names, int managers, string? scope) =>
        Assert.Equal(
            Judged.Only(scope is not null, $"{scope} : {managers} managers"),
            Judged.By(
                ManagerRules.OneZone,
                Nodes(managers, 0).Config("swarm:provider", provider).Config("swarm:zones", zones).Config("swarm:zoneNames", names)
            )
        );

    // Nodes that are there stay in their zones, whatever the setting says by now.
    [Theory]
    [InlineData("3", "a a a", "swarm:zones : 3 managers in a")]
    [InlineData("1", "a b c", null)]
    [InlineData("1", "a a ?", "swarm:zones : 3 managers")]
    [InlineData("3", "a a ?", null)]
    public void Managers_are_in_the_zones_of_their_machines(string setting, string zones, string? found)
    {
        var plan = Nodes(3, 0).Config("swarm:provider", "aws").Config("swarm:zones", setting);
        foreach (var (index, zone) in zones.Split(' ').Index())
        {
            plan.Step(
                "same",
                "swarm:hosts:AwsHosts swarm",
                "aws:ec2/instance:Instance",
                $"node{index + 1}",
                "{}",
                "{}",
                outputs: zone == "?" ? "{}" : $$"""{"availabilityZone": "{{zone}}"}"""
            );
        }

        Assert.Equal(found is null ? [] : [found], Judged.By(ManagerRules.OneZone, plan));
    }

    // Others that are there may have the majority.
    [Fact]
    public void Where_not_all_managers_are_named_none_is_a_majority()
    {
        var plan = new PlanText().Nodes().Config("swarm:provider", "aws");
        foreach (var node in new[] { "node1", "node2" })
        {
            plan.Step(
                    "update",
                    "swarm:hosts:AwsHosts swarm",
                    "aws:ec2/instance:Instance",
                    node,
                    """{"instanceType": "a"}""",
                    """{"instanceType": "b"}""",
                    "instanceType=update"
                )
                .Step(
                    "update",
                    $"swarm:swarm:SwarmMember {node}",
                    "command:remote:Command",
                    $"{node}-member",
                    """{"create": "ROLE='manager' x"}""",
                    """{"create": "ROLE='manager' y"}""",
                    "create=update"
                );
        }

        Assert.Equal(2, SwarmNodes.Of(ReviewInput.Read(plan.Digest())).Count(node => node is { IsManagerBefore: true, IsRestarted: true }));
        Assert.Empty(Judged.By(ManagerRules.QuorumInterrupted, plan));
        Assert.Empty(Judged.By(ManagerRules.QuorumLost, plan));
        Assert.Empty(
            Judged.By(
                PlacementRules.NoNode,
                plan.Step(
                    "create",
                    Judged.Workloads,
                    Judged.Service,
                    "web",
                    next: ServiceText.With(("taskSpec.placement.constraints", """["node.role == worker"]"""))
                )
            )
        );
    }

    [Theory]
    [InlineData("quorum-lost", true, false)]
    [InlineData("managers-resized", false, true)]
    [InlineData("manager-replaced", false, false)]
    [InlineData("worker-replaced", false, false)]
    // With one manager there is no better way.
    [InlineData("engine-upgrade-of-one-manager", false, false)]
    public void A_majority_that_goes(string change, bool isLost, bool isInterrupted)
    {
        Assert.Equal(
            Judged.Only(isLost, "nodes : 1 of 3 managers at the worst moment, 2 needed"),
            Judged.By(ManagerRules.QuorumLost, Changes.All[change])
        );
        Assert.Equal(
            Judged.Only(isInterrupted, "nodes : 0 of 3 managers at the worst moment, 2 needed"),
            Judged.By(ManagerRules.QuorumInterrupted, Changes.All[change])
        );
    }

    [Theory]
    [InlineData("manager-replaced", "node2")]
    [InlineData("worker-replaced", null)]
    [InlineData("managers-resized", null)]
    public void A_manager_that_is_replaced(string change, string? node) =>
        Assert.Equal(Judged.Only(node is not null, $"nodes.{node} : "), Judged.By(ManagerRules.ManagerReplaced, Changes.All[change]));

    [Fact]
    public void The_only_manager_that_is_replaced_takes_the_swarm_along() =>
        Assert.Equal(
            ["nodes : no manager from before stays on its machine"],
            Judged.By(ManagerRules.QuorumLost, Changes.All["the-only-manager-replaced"])
        );

    [Fact]
    public void Managers_that_are_all_others_make_another_swarm() =>
        Assert.Equal(
            ["nodes : no manager from before stays on its machine"],
            Judged.By(ManagerRules.QuorumLost, Changes.All["all-managers-exchanged"])
        );

    [Fact]
    public void A_manager_that_becomes_a_worker_while_another_is_away_is_missed() =>
        Assert.Equal(
            ["nodes : 1 of 2 managers at the worst moment, 2 needed"],
            Judged.By(ManagerRules.QuorumInterrupted, Changes.All["a-manager-demoted-while-another-restarts"])
        );

    [Fact]
    public void Two_managers_that_are_restarted_are_away_whatever_is_done()
    {
        const string Step = """{"create": "NODE='{0}' CHANNEL='docker' ENGINE_VERSION='{1}' timeout --kill-after=10 1800 /bin/sh"}""";
        var plan = Nodes(2, 0);
        foreach (var node in new[] { "node1", "node2" })
        {
            plan.Step(
                "update",
                $"swarm:swarm:DockerEngine {node}",
                "command:remote:Command",
                $"{node}-docker",
                Told(node, "28.2"),
                Told(node, "28.5")
            );
        }

        Assert.Empty(Judged.By(ManagerRules.QuorumInterrupted, plan));

        static string Told(string node, string version) =>
            Step.Replace("{0}", node, StringComparison.Ordinal).Replace("{1}", version, StringComparison.Ordinal);
    }

    [Fact]
    public void A_swarm_that_is_made_loses_no_quorum()
    {
        var plan = new PlanText()
            .Step("create", "", "swarm:swarm:SwarmManager", "node1", next: "{}")
            .Step("create", "", "swarm:swarm:SwarmMember", "node2", next: "{}");

        Assert.Empty(Judged.By(ManagerRules.QuorumLost, plan));
        Assert.Empty(Judged.By(ManagerRules.QuorumInterrupted, plan));
    }

    [Theory]
    [InlineData("quorum-lost")]
    [InlineData("managers-resized")]
    public void It_is_this_change_that_takes_a_majority(string change) =>
        Assert.Equal(
            [true],
            Judged
                .IsNew(ManagerRules.QuorumLost, Changes.All[change])
                .Concat(Judged.IsNew(ManagerRules.QuorumInterrupted, Changes.All[change]))
        );

    [Theory]
    [InlineData("node3", false)]
    [InlineData("node2", true)]
    public void Whether_managers_were_even_before_is_known(string gone, bool isNew)
    {
        // Three managers of which one goes leave two, and so did two managers and a worker.
        var plan = new PlanText()
            .Nodes("node1 manager", "node2 manager", isNew ? "node3 manager" : "node3 worker")
            .Step("delete", "", "swarm:swarm:SwarmMember", gone, "{}");

        Assert.Equal([isNew], Judged.IsNew(ManagerRules.EvenManagers, plan));
    }

    private static PlanText Nodes(int managers, int workers) =>
        new PlanText().Nodes([
            .. Enumerable.Range(1, managers).Select(number => $"node{number} manager"),
            .. Enumerable.Range(managers + 1, workers).Select(number => $"node{number} worker"),
        ]);
}
