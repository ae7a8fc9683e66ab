using Review.Effects;
using Review.Rules;
using Tests.Review.Rules;

namespace Tests.Review.Effects;

/// <summary>What becomes of volumes, whether they stay in the stack files or not.</summary>
public sealed class DataEffectsTests
{
    private const string Workloads = "swarm:workloads:StackWorkloads workloads";
    private const string Volume = "docker:index/volume:Volume";
    private const string Local = """{"name": "prod_data", "driver": "local"}""";

    [Fact]
    public void Where_a_plugin_keeps_data_the_plan_does_not_tell() =>
        Assert.Equal(
            ["leaves the stack; the data stays where its driver rexray keeps it"],
            Of(
                new PlanText()
                    .Nodes("node1 manager", "node2 worker")
                    .Step(
                        "delete",
                        Workloads,
                        Volume,
                        "data-node2",
                        """{"name": "prod_data", "driver": "rexray"}""",
                        kept: true,
                        on: "node2"
                    )
            )
        );

    [Theory]
    [InlineData("replace", "same", true, "LOST with the disk of node2; volumes outlive their stack, not their machine")]
    [InlineData("replace", "same", false, "LOST with the disk of node2")]
    [InlineData("delete", "delete", true, "LOST with the disk of node2; volumes outlive their stack, not their machine")]
    [InlineData("delete", "delete", false, "LOST with the disk of node2")]
    [InlineData("update", "delete", true, "leaves the stack; the data stays on the node")]
    [InlineData("update", "delete", false, "DELETED with all data")]
    [InlineData("update", "same", true, null)]
    public void A_volume_goes_with_its_machine(string machine, string volume, bool kept, string? told) =>
        Assert.Equal(
            told is null ? [] : [told],
            Of(
                new PlanText()
                    .Nodes("node1 manager", "node2 worker")
                    .Step(
                        machine,
                        "swarm:hosts:AwsHosts swarm",
                        "aws:ec2/instance:Instance",
                        "node2",
                        """{"instanceType": "t3.small", "ami": "ami-1"}""",
                        machine == "delete" ? null : """{"instanceType": "t3.small", "ami": "ami-2"}"""
                    )
                    .Step(volume, Workloads, Volume, "data-node2", Local, volume == "delete" ? null : Local, kept: kept, on: "node2")
            )
        );

    [Theory]
    [InlineData("""{"driver": "local"}""", true)]
    [InlineData("{}", true)]
    [InlineData("""{"driver": "local", "driverOpts": {"type": "none", "o": "bind", "device": "/srv"}}""", true)]
    [InlineData("""{"driver": "local", "driverOpts": {"type": "nfs", "device": ":/srv"}}""", false)]
    [InlineData("""{"driver": "local", "driverOpts": {"type": "ceph", "device": "mon:/x"}}""", false)]
    [InlineData("""{"driver": "local", "driverOpts": {"type": "overlay", "device": "overlay", "o": "upperdir=/srv/up"}}""", true)]
    [InlineData("""{"driver": "local", "driverOpts": {"type": "smb3", "device": "share"}}""", false)]
    [InlineData("""{"driver": "local", "driverOpts": {"type": "cifs", "device": "//server/share"}}""", false)]
    [InlineData("""{"driver": "local", "driverOpts": {"type": "tmpfs", "device": "tmpfs"}}""", false)]
    [InlineData("""{"driver": "local", "driverOpts": {"type": "xfs", "device": "/dev/sdb1"}}""", true)]
    [InlineData("""{"driver": "local", "driverOpts": {"o": "size=10G"}}""", true)]
    [InlineData("""{"driver": "rexray/ebs"}""", false)]
    public void What_lies_elsewhere_does_not_go_with_the_disk(string inputs, bool isLost) =>
        Assert.Equal(
            isLost ? ["LOST with the disk of node2"] : [],
            Of(Replaced("node2").Step("same", Workloads, Volume, "data-node2", inputs, inputs, on: "node2"))
        );

    [Theory]
    [InlineData(Nfs, "leaves the stack; only its mount goes, and the data stays on the server")]
    [InlineData(
        """{"driver": "local", "driverOpts": {"type": "none", "o": "rw,bind", "device": "/srv"}}""",
        "leaves the stack; only its mount goes, and the data stays in /srv on the node"
    )]
    [InlineData(
        """{"driver": "local", "driverOpts": {"type": "none", "o": "rbind", "device": "/srv"}}""",
        "leaves the stack; only its mount goes, and the data stays in /srv on the node"
    )]
    [InlineData(
        """{"driver": "local", "driverOpts": {"type": "ext4", "o": "loop", "device": "/srv/disk.img"}}""",
        "leaves the stack; only its mount goes, and the data stays in /srv/disk.img on the node"
    )]
    [InlineData(
        """{"driver": "local", "driverOpts": {"type": "xfs", "device": "/dev/sdb1"}}""",
        "leaves the stack; only its mount goes, and the data stays on the device /dev/sdb1"
    )]
    [InlineData(
        """{"driver": "local", "driverOpts": {"type": "ceph", "device": "mon:/x"}}""",
        "leaves the stack; only its mount goes, and the data stays on the server"
    )]
    [InlineData(
        """{"driver": "local", "driverOpts": {"type": "cifs", "device": "//server/share"}}""",
        "leaves the stack; only its mount goes, and the data stays on the server"
    )]
    [InlineData(
        """{"driver": "local", "driverOpts": {"type": "nfs", "o": "addr=192.0.2.1", "device": "/export"}}""",
        "leaves the stack; only its mount goes, and the data stays on the server"
    )]
    [InlineData(
        """{"driver": "local", "driverOpts": {"type": "overlay", "device": "overlay", "o": "upperdir=/srv/up"}}""",
        "leaves the stack; only its mount goes, and the data stays on the node"
    )]
    [InlineData(
        """{"driver": "local", "driverOpts": {"type": "fuse.sshfs", "device": "app@server:/export"}}""",
        "leaves the stack; only its mount goes, and the data stays on the server"
    )]
    [InlineData("""{"driver": "local", "driverOpts": {"o": "size=10G"}}""", "DELETED with all data")]
    [InlineData(
        """{"driverOpts": {"type": "tmpfs", "device": "tmpfs"}}""",
        "leaves the stack; it was in memory, and lasted no longer than the tasks that used it"
    )]
    [InlineData(Local, "DELETED with all data")]
    [InlineData("""{"driver": "rexray/ebs"}""", "DELETED with all data")]
    public void What_is_only_mounted_is_not_deleted(string inputs, string told)
    {
        var plan = new PlanText().Nodes("node2 manager").Step("delete", Workloads, Volume, "data-node2", inputs, on: "node2");

        Assert.Equal([told], Of(plan));
        Assert.Equal(told == "DELETED with all data" ? 1 : 0, Judged.By(DataRules.VolumeLost, plan).Count);
    }

    [Theory]
    [InlineData(Nfs, "exchanged; only its mount goes, and the data stays on the server")]
    [InlineData(Local, "DELETED with all data and made anew, empty")]
    public void What_is_only_mounted_is_not_made_anew(string inputs, string told) =>
        Assert.Equal(
            [told],
            Of(
                new PlanText()
                    .Nodes("node2 manager")
                    .Step("replace", Workloads, Volume, "data-node2", inputs, """{"name": "other"}""", on: "node2")
            )
        );

    [Theory]
    [InlineData(
        "node.hostname == node2",
        "node.hostname == node3",
        "volume prod_data: stays on node2, and db starts on node3 with another of that name, which is empty unless it was filled before"
    )]
    [InlineData(
        null,
        "node.role == manager",
        "volume prod_data: stays where it is: a task of db that moves to another node starts there with another of that name, which is empty unless it was filled before"
    )]
    [InlineData("node.hostname == node2", null, AnotherNode)]
    [InlineData("node.hostname == node2", "node.hostname == node2", null)]
    public void A_task_that_moves_leaves_its_volume(string? before, string? after, string? told)
    {
        var plan = Moved(before, after);

        Assert.Equal(told is null ? [] : [told], Told.Of(plan, Area.Data));
        Assert.Equal(
            told is null or AnotherNode ? Care.Routine : Care.LookTwice,
            SwarmEffects
                .Of(ReviewInput.Read(plan.Digest()))
                .Where(effect => effect.Area == Area.Data)
                .Select(effect => effect.Care)
                .DefaultIfEmpty(Care.Routine)
                .Single()
        );
    }

    private const string AnotherNode =
        "volume prod_data: stays where it is: a task of db that starts on another node has there another of that name, which is empty unless it was filled before";

    [Theory]
    [InlineData(null, null, AnotherNode)]
    [InlineData("node.hostname == node2", "node.hostname == node2", null)]
    [InlineData(
        "node.hostname == node2",
        "node.hostname == node3",
        "volume prod_data: stays on node2, and db starts on node3 with another of that name, which is empty unless it was filled before"
    )]
    public void A_service_that_is_recreated_leaves_its_volume(string? before, string? after, string? told) =>
        Assert.Equal(
            told is null ? [] : [told],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager", "node2 worker", "node3 worker")
                    .Step(
                        "replace",
                        Workloads,
                        Judged.Service,
                        "db",
                        Mounting(DataMount, before),
                        Mounting(DataMount, after),
                        "taskSpec.containerSpec.hosts=add-replace"
                    ),
                Area.Data
            )
        );

    // While its tasks stay where they are, the data is there; new ones may start elsewhere, with every update.
    [Theory]
    [InlineData("node.hostname == node2", "LOOK TWICE: 1 volume not moved along")]
    [InlineData("node.role != nothing", "ROUTINE")]
    [InlineData(null, "ROUTINE")]
    public void A_service_that_is_rolled_may_leave_its_volume(string? before, string verdict)
    {
        var plan = new PlanText()
            .Nodes("node1 manager", "node2 worker", "node3 worker")
            .Step(
                "update",
                Workloads,
                Judged.Service,
                "db",
                Mounting(DataMount, before).Replace("\"stop-first\"", "\"start-first\"", StringComparison.Ordinal),
                Mounting(DataMount, null)
                    .Replace("nginx:1.28", "nginx:1.29", StringComparison.Ordinal)
                    .Replace("\"stop-first\"", "\"start-first\"", StringComparison.Ordinal),
                "taskSpec.containerSpec.image=update"
            );

        Assert.Equal([AnotherNode], Told.Of(plan, Area.Data));
        Assert.Equal(
            verdict.StartsWith("LOOK", StringComparison.Ordinal) ? Care.LookTwice : Care.Routine,
            SwarmEffects.Of(ReviewInput.Read(plan.Digest())).Single(effect => effect.Area == Area.Data).Care
        );
    }

    [Theory]
    [InlineData(
        """{"target": "/data", "source": "/srv/pg", "type": "bind"}""",
        "directory /srv/pg: stays on node2, and db starts on node3 with what is in the directory of that name there"
    )]
    [InlineData("""{"target": "/data", "source": "/srv/pg", "type": "bind", "readOnly": true}""", null)]
    [InlineData(
        """{"target": "/data", "source": "nfs", "type": "volume", "volumeOptions": {"driverName": "local", "driverOptions": {"type": "nfs", "o": "addr=10.0.0.9", "device": ":/x"} } }""",
        null
    )]
    [InlineData(
        """{"target": "/data", "source": "own", "type": "volume", "volumeOptions": {"driverName": "local"} }""",
        "volume own: stays on node2, and db starts on node3 with another of that name, which is empty unless it was filled before"
    )]
    public void What_moves_along_is_by_the_mount(string mount, string? told) =>
        Assert.Equal(
            told is null ? [] : [told],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager", "node2 worker", "node3 worker")
                    .Step(
                        "update",
                        Workloads,
                        Judged.Service,
                        "db",
                        Mounting(mount, "node.hostname == node2"),
                        Mounting(mount, "node.hostname == node3"),
                        "taskSpec.placement.constraints=update"
                    ),
                Area.Data
            )
        );

    [Fact]
    public void A_volume_on_a_server_is_there_on_every_node() =>
        Assert.Empty(
            Told.Of(
                Moved("node.hostname == node2", "node.hostname == node3")
                    .Step("same", Workloads, Volume, "data-node2", NamedNfs, NamedNfs, on: "node2"),
                Area.Data
            )
        );

    [Theory]
    [InlineData(
        DataMount,
        """{"target": "/data", "source": "prod_data2", "type": "volume"}""",
        "volume prod_data: db has volume prod_data2 at /data instead, which is empty unless it was filled before; the data stays where it is"
    )]
    [InlineData(
        DataMount,
        """{"target": "/data", "source": "/srv", "type": "bind"}""",
        "volume prod_data: db has directory /srv at /data instead; the data stays where it is"
    )]
    [InlineData(
        """{"target": "/data", "source": "/old", "type": "bind"}""",
        """{"target": "/data", "source": "/new", "type": "bind"}""",
        "directory /old: db has directory /new at /data instead; the data stays where it is"
    )]
    [InlineData(
        DataMount,
        null,
        "volume prod_data: db no longer has it at /data: the data stays where it is, and what tasks write there goes with them"
    )]
    [InlineData(
        DataMount,
        """{"target": "/var/lib/db", "source": "prod_data", "type": "volume"}""",
        "volume prod_data: the old task of db and the new one have it at once for a while: what is not made for that, such as a database, may damage it"
    )]
    [InlineData(
        """{"target": "/data", "source": "nfs", "type": "volume", "volumeOptions": {"driverName": "local", "driverOptions": {"type": "nfs", "o": "addr=10.0.0.1", "device": ":/a"} } }""",
        """{"target": "/data", "source": "nfs", "type": "volume", "volumeOptions": {"driverName": "local", "driverOptions": {"type": "nfs", "o": "addr=10.0.0.2", "device": ":/b"} } }""",
        "volume nfs: db says that it is in another place (:/a of 10.0.0.1 → :/b of 10.0.0.2): nodes that have the volume go on with the old one, and the others take the new one"
    )]
    [InlineData(
        """{"target": "/data", "source": "nfs", "type": "volume", "volumeOptions": {"driverName": "local", "driverOptions": {"type": "nfs", "o": "addr=10.0.0.1", "device": ":/a"} } }""",
        """{"target": "/data", "source": "nfs", "type": "volume", "volumeOptions": {"driverName": "local", "driverOptions": {"type": "nfs", "o": "addr=10.0.0.1,rw", "device": ":/a"} } }""",
        null
    )]
    [InlineData("""{"target": "/etc/localtime", "source": "/old", "type": "bind", "readOnly": true}""", null, null)]
    [InlineData(
        """{"target": "/etc/localtime", "source": "/old", "type": "bind", "readOnly": true}""",
        """{"target": "/etc/localtime", "source": "/new", "type": "bind", "readOnly": true}""",
        null
    )]
    [InlineData("""{"target": "/var/run/docker.sock", "source": "/var/run/docker.sock", "type": "bind"}""", null, null)]
    [InlineData("""{"target": "/data", "source": "prod_data", "type": "volume", "readOnly": true}""", null, null)]
    [InlineData(null, DataMount, null)]
    [InlineData("""{"target": "/data", "type": "tmpfs"}""", DataMount, null)]
    [InlineData("""{"target": "/data", "type": "volume"}""", DataMount, null)]
    [InlineData(DataMount, """{"target": "/data", "source": "prod_data", "type": "volume", "readOnly": true}""", null)]
    public void A_service_that_mounts_something_else_does_not_find_its_data(string? before, string? after, string? told) =>
        Assert.Equal(
            told is null ? [] : [told],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step(
                        "update",
                        Workloads,
                        Judged.Service,
                        "db",
                        Mounting(before),
                        Mounting(after),
                        "taskSpec.containerSpec.mounts=update"
                    ),
                Area.Data
            )
        );

    [Fact]
    public void A_service_without_tasks_gives_nothing_up() =>
        Assert.Empty(
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step("update", Workloads, Judged.Service, "db", Mounting(DataMount, tasks: 0), Mounting(null, tasks: 0)),
                Area.Data
            )
        );

    [Fact]
    public void Directories_are_counted_apart_from_volumes()
    {
        var plan = new PlanText().Nodes("node1 manager");
        foreach (var name in new[] { "a", "b" })
        {
            plan.Step(
                "update",
                Workloads,
                Judged.Service,
                name,
                Mounting(
                    $$"""{"target": "/data", "source": "/srv/{{name}}", "type": "bind"}, {"target": "/more", "source": "prod_{{name}}", "type": "volume"}"""
                ),
                Mounting(null)
            );
        }

        var line = ReviewInput.Review(plan.Digest()).Verdict.Line;

        Assert.Contains("2 directories given up by a service", line, StringComparison.Ordinal);
        Assert.Contains("2 volumes given up by a service", line, StringComparison.Ordinal);
    }

    private const string Nfs = """{"driver": "local", "driverOpts": {"type": "nfs", "device": ":/srv"}}""";
    private const string NamedNfs = """{"name": "prod_data", "driver": "local", "driverOpts": {"type": "nfs", "device": ":/srv"}}""";
    private const string DataMount = """{"target": "/data", "source": "prod_data", "type": "volume"}""";

    private static string Mounting(string? mount, string? constraint = null, int tasks = 1) =>
        ServiceText.With(
            ("mode.replicated.replicas", $"{tasks}"),
            ("taskSpec.containerSpec.mounts", $"[{mount}]"),
            ("taskSpec.placement.constraints", constraint is null ? "[]" : $"[\"{constraint}\"]")
        );

    private static PlanText Moved(string? before, string? after) =>
        new PlanText()
            .Nodes("node1 manager", "node2 worker", "node3 worker")
            .Step(
                "update",
                Workloads,
                Judged.Service,
                "db",
                Mounting(DataMount, before),
                Mounting(DataMount, after),
                "taskSpec.placement.constraints=update"
            );

    [Fact]
    public void The_node_of_a_volume_is_that_of_its_engine_whatever_it_is_called() =>
        Assert.Empty(Of(Replaced("node2").Step("same", Workloads, Volume, "data-of-node2", Local, Local, on: "of-node2")));

    private static PlanText Replaced(string node) =>
        new PlanText()
            .Nodes("node1 manager", "node2 worker", "of-node2 worker")
            .Step(
                "replace",
                "swarm:hosts:AwsHosts swarm",
                "aws:ec2/instance:Instance",
                node,
                """{"ami": "ami-1"}""",
                """{"ami": "ami-2"}"""
            );

    private static List<string> Of(PlanText plan) =>
        [
            .. Told.Of(plan, Area.Data)
                .Where(told => told.StartsWith("volume ", StringComparison.Ordinal))
                .Select(told => told.Split(": ", 2)[1]),
        ];
}
