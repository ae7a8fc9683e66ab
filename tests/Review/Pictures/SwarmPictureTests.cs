namespace Tests.Review.Pictures;

/// <summary>What is in the picture, before and after.</summary>
public sealed class SwarmPictureTests
{
    private const string Workloads = "swarm:workloads:StackWorkloads workloads";
    private const string Hosts = "swarm:hosts:AwsHosts swarm";
    private const string Network = "docker:index/network:Network";
    private const string Service = "docker:index/service:Service";
    private const string Subnet = "aws:ec2/subnet:Subnet";
    private const string Instance = "aws:ec2/instance:Instance";

    [Fact]
    public void A_plan_that_names_what_stays_shows_it() =>
        Assert.Equal(
            [
                "app1: Stays, container on node2, my-overlay > my-overlay",
                "web: Stays, 3 tasks, my-overlay > my-overlay",
                "whoami: Changes, 1 → 3 tasks, my-overlay > my-overlay",
            ],
            WorkloadsOf(ReviewInput.Stream("scale"))
        );

    [Fact]
    public void A_plan_that_names_only_what_changes_says_what_is_missing()
    {
        var picture = ReviewInput.Review(ReviewInput.Digest("scale")).Picture;

        Assert.Equal(["whoami: Changes, 1 → 3 tasks, 0loy3k1l7cs0 > 0loy3k1l7cs0"], WorkloadsOf(ReviewInput.Digest("scale")));
        Assert.Equal(["The plan names only what changes, so services and networks that stay are missing here."], picture.Notes);
        Assert.Empty(ReviewInput.Review(ReviewInput.Stream("scale")).Picture.Notes);
    }

    [Fact]
    public void A_network_that_is_made_is_known_by_what_needs_it() =>
        Assert.Equal(
            [
                "app1: Changes, container on node2, my-overlay > other-overlay",
                "web: Changes, 3 tasks, my-overlay > other-overlay",
                "whoami: Changes, 3 tasks, my-overlay > other-overlay",
            ],
            WorkloadsOf(ReviewInput.Digest("network-rename"))
        );

    [Fact]
    public void Of_two_networks_that_are_made_none_is_guessed() =>
        Assert.Equal(
            ["web: Comes, 1 task,  > "],
            WorkloadsOf(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step("create", Workloads, Network, "front", next: """{"name": "front"}""")
                    .Step("create", Workloads, Network, "back", next: """{"name": "back"}""")
                    .Step(
                        "create",
                        Workloads,
                        Service,
                        "web",
                        next: """{"taskSpec": {"networksAdvanceds": [{"id": "04da6b54-80e4-46f7-96ec-b56ff0331ba9"}]}}"""
                    )
                    .Digest()
            )
        );

    [Fact]
    public void A_node_is_in_the_zone_of_its_subnet() =>
        Assert.Equal(
            ["node1: eu-central-1a/, Stays", "node2: eu-central-1b/, Comes new", "db1: eu-central-1b/db, Comes new"],
            NodesOf(
                new PlanText()
                    .Nodes("node1 manager")
                    .Config("swarm:provider", "aws")
                    .Step("same", Hosts, Subnet, "zone1", next: """{"availabilityZone": "eu-central-1a", "cidrBlock": "10.20.0.0/20"}""")
                    .Step("create", Hosts, Subnet, "zone2", next: """{"availabilityZone": "eu-central-1b", "cidrBlock": "10.20.16.0/20"}""")
                    .Step("same", Hosts, Instance, "node1", next: """{"privateIp": "10.20.0.11"}""")
                    .Step("create", Hosts, Instance, "node2", next: """{"privateIp": "10.20.16.12"}""")
                    .Step("create", Hosts, Instance, "db1", next: """{"availabilityZone": "eu-central-1b"}""")
                    .Step("create", "", "swarm:swarm:SwarmMember", "node2", next: "{}")
                    .Step("create", "", "swarm:swarm:SwarmMember", "db1", next: "{}")
            )
        );

    [Fact]
    public void The_names_of_hosts_say_nothing_of_pools() =>
        Assert.Equal(
            ["edge1: /, Changes given another engine"],
            NodesOf(Engine(new PlanText().Nodes("edge1 manager").Config("swarm:provider", "hosts")))
        );

    [Fact]
    public void Without_a_change_there_is_nothing_to_draw() =>
        Assert.False(ReviewInput.Review(ReviewInput.Stream("no-change")).Picture.HasDifference);

    private static PlanText Engine(PlanText plan) =>
        plan.Step(
            "update",
            "swarm:swarm:DockerEngine edge1",
            "command:remote:Command",
            "edge1-docker",
            """{"create": "NODE='edge1' ENGINE_VERSION='28.2' timeout --kill-after=10 1800 /bin/sh"}""",
            """{"create": "NODE='edge1' ENGINE_VERSION='29.0' timeout --kill-after=10 1800 /bin/sh"}""",
            "create=update"
        );

    private static IEnumerable<string> WorkloadsOf(byte[] plan) =>
        ReviewInput
            .Review(plan)
            .Picture.Workloads.Select(one =>
                $"{one.Name}: {one.Presence}, {one.Size}, {string.Join('+', one.Before)} > {string.Join('+', one.After)}"
            );

    private static IEnumerable<string> NodesOf(PlanText plan) =>
        ReviewInput
            .Review(plan.Stream())
            .Picture.Nodes.Select(node => $"{node.Name}: {node.Zone}/{node.Pool}, {node.Presence} {node.Word}".TrimEnd())
            .OrderByDescending(line => line.StartsWith("node", StringComparison.Ordinal));
}
