using Review.Effects;

namespace Tests.Review.Effects;

/// <summary>What a reviewer is told that a plan does not change.</summary>
public sealed class UnchangedEffectsTests
{
    private const string Service = "docker:index/service:Service";
    private const string Container = "docker:index/container:Container";
    private const string Workloads = "swarm:workloads:StackWorkloads workloads";
    private const string Web = """{"taskSpec": {"containerSpec": {"image": "nginx:1.28"}}}""";
    private const string NewWeb = """{"taskSpec": {"containerSpec": {"image": "nginx:1.29"}}}""";

    [Theory]
    [InlineData("scale-down", "nodes, quorum, ports, volumes and disks, overlay networks, configs and secrets")]
    [InlineData("secret-rotated", "nodes, quorum, ports, volumes and disks, overlay networks")]
    [InlineData("firewall-narrowed", "nodes, quorum, services, volumes and disks, overlay networks, configs and secrets")]
    [InlineData("network-replaced", "nodes, quorum, ports, volumes and disks, configs and secrets")]
    // Its quorum is told, and so is its disk, and its tasks stop.
    [InlineData("manager-replaced", "ports, overlay networks, configs and secrets")]
    [InlineData("node-removed-with-a-volume", "quorum, overlay networks, configs and secrets")]
    [InlineData("nodes-resized", "quorum, ports, volumes and disks, overlay networks, configs and secrets")]
    [InlineData("volume-dropped", "nodes, quorum, services, ports, overlay networks, configs and secrets")]
    public void What_stays_as_it_is_is_said(string change, string told) =>
        Assert.Equal([told], Told.Of(Changes.All[change], Area.Unchanged));

    [Theory]
    // Without managers nothing of it can be relied on.
    [InlineData("quorum-lost")]
    [InlineData("all-managers-exchanged")]
    // What was not told may be anything.
    [InlineData("unknown-operation")]
    [InlineData("preview-failed")]
    // Nothing in the swarm changes, which the verdict says.
    [InlineData("engine-script-only")]
    public void Where_it_cannot_be_said_plainly_nothing_is(string change) => Assert.Empty(Told.Of(Changes.All[change], Area.Unchanged));

    [Fact]
    public void Of_a_swarm_that_is_new_or_gone_nothing_is_as_before() =>
        Assert.All(new[] { "create-all", "destroy", "no-change", "refresh" }, name =>
            Assert.Empty(Told.Of(ReviewInput.Digest(name), Area.Unchanged))
        );

    [Fact]
    public void A_container_may_have_a_volume_of_its_own() =>
        Assert.Equal(
            ["nodes, quorum, services, ports, overlay networks, configs and secrets"],
            Told.Of(
                Plan()
                    .Step(
                        "replace",
                        Workloads,
                        Container,
                        "app",
                        """{"image": "a:1"}""",
                        """{"image": "a:2"}""",
                        "image=update-replace",
                        "image"
                    ),
                Area.Unchanged
            )
        );

    [Fact]
    public void Among_the_resources_of_the_cloud_may_be_one_on_the_way_to_a_port() =>
        Assert.Equal(
            ["nodes, quorum, services, volumes and disks, overlay networks, configs and secrets"],
            Told.Of(Plan().Step("create", "swarm:hosts:AwsHosts swarm", "aws:ec2/route:Route", "way", next: "{}"), Area.Unchanged)
        );

    [Fact]
    public void An_earlier_change_that_has_left_something_over_may_have_left_anything() =>
        Assert.Empty(
            Told.Of(
                Plan()
                    .Step("update", Workloads, Service, "web", Web, NewWeb, "taskSpec.containerSpec.image=update")
                    .Step("delete-replaced", "", "docker:index/network:Network", "back", "{}"),
                Area.Unchanged
            )
        );

    // Where the plan does not name all nodes, a manager may be among those that restart.
    [Fact]
    public void Of_the_quorum_nothing_is_said_where_nodes_change_and_not_all_are_known() =>
        Assert.Equal(
            ["ports, volumes and disks, overlay networks, configs and secrets"],
            Told.Of(
                new PlanText()
                    .Nodes()
                    .Step(
                        "update",
                        "swarm:swarm:SwarmManager node1",
                        "command:remote:Command",
                        "node1-attributes",
                        PlanText.AttributesOf("node1", "active"),
                        PlanText.AttributesOf("node1", "drain"),
                        "create=update"
                    ),
                Area.Unchanged
            )
        );

    [Theory]
    [InlineData("rootBlockDevice", """{"volumeSize": 20}""", """{"volumeSize": 40}""")]
    [InlineData("ebsBlockDevices", "[]", """[{"deviceName": "/dev/sdf"}]""")]
    public void A_larger_disk_is_a_changed_disk(string property, string before, string after) =>
        Assert.Equal(
            ["quorum, ports, overlay networks, configs and secrets"],
            Told.Of(
                Plan()
                    .Step(
                        "update",
                        "swarm:hosts:AwsHosts swarm",
                        "aws:ec2/instance:Instance",
                        "node2",
                        $$"""{"{{property}}": {{before}} }""",
                        $$"""{"{{property}}": {{after}} }""",
                        $"{property}=update"
                    ),
                Area.Unchanged
            )
        );

    [Theory]
    [InlineData("aws:ebs/volume:Volume")]
    [InlineData("aws:efs/fileSystem:FileSystem")]
    [InlineData("aws:ec2/volumeAttachment:VolumeAttachment")]
    public void So_are_other_places_of_data(string type) =>
        Assert.Equal(
            ["nodes, quorum, services, overlay networks, configs and secrets"],
            Told.Of(Plan().Step("delete", "", type, "data", "{}"), Area.Unchanged)
        );

    [Fact]
    public void A_service_that_mounts_something_may_get_a_new_volume() =>
        Assert.Equal(
            ["nodes, quorum, ports, overlay networks, configs and secrets"],
            Told.Of(
                Plan()
                    .Step(
                        "update",
                        Workloads,
                        Service,
                        "web",
                        Web,
                        """{"taskSpec": {"containerSpec": {"image": "nginx:1.28", "mounts": [{"target": "/a", "source": "a", "type": "volume"}]}}}""",
                        "taskSpec.containerSpec.mounts=update"
                    ),
                Area.Unchanged
            )
        );

    [Fact]
    public void A_node_that_comes_answers_the_ports_too() =>
        Assert.Equal(
            ["quorum, overlay networks, configs and secrets"],
            Told.Of(Plan().Step("create", "", "swarm:swarm:SwarmMember", "node3", next: "{}"), Area.Unchanged)
        );

    private static PlanText Plan() => new PlanText().Nodes("node1 manager", "node2 worker");
}
