using Review.Effects;
using Tests.Review.Rules;

namespace Tests.Review.Effects;

/// <summary>What becomes of the data of services where its volume or its machine goes, or where more tasks come to it.</summary>
public sealed class DataOfServicesTests
{
    private const string Volume = "docker:index/volume:Volume";
    private const string Hosts = "swarm:hosts:AwsHosts swarm";
    private const string Instance = "aws:ec2/instance:Instance";
    private const string Local = """{"name": "prod_data", "driver": "local"}""";
    private const string Data = """{"target": "/data", "source": "prod_data", "type": "volume"}""";
    private const string Directory = """{"target": "/data", "source": "/srv/pg", "type": "bind"}""";
    private const string OnNode2 = "node.hostname == node2";

    [Theory]
    [InlineData(
        null,
        "volume prod_data: db no longer has it at /data: the data goes with the volume, and what tasks write there goes with them"
    )]
    [InlineData(
        """{"target": "/data", "source": "prod_new", "type": "volume"}""",
        "volume prod_data: db has volume prod_new at /data instead, which is empty unless it was filled before; the data goes with the volume"
    )]
    public void A_volume_that_is_deleted_keeps_no_data(string? mount, string told) =>
        Assert.Equal(
            ["volume data-node2: DELETED with all data", told],
            Told.Of(
                Updated(Db(Data), Db(mount), "taskSpec.containerSpec.mounts=update")
                    .Step("delete", Judged.Workloads, Volume, "data-node2", Local, on: "node2"),
                Area.Data
            )
        );

    [Fact]
    public void Where_it_is_kept_on_another_node_the_data_stays() =>
        Assert.Contains(
            "volume prod_data: db no longer has it at /data: the data stays where it is, and what tasks write there goes with them",
            Told.Of(
                Plan()
                    .Step("update", Judged.Workloads, Judged.Service, "db", Db(Data), Db(null), "taskSpec.containerSpec.mounts=update")
                    .Step("delete", Judged.Workloads, Volume, "data-node2", Local, on: "node2")
                    .Step("delete", Judged.Workloads, Volume, "data-node3", Local, kept: true, on: "node3"),
                Area.Data
            )
        );

    [Fact]
    public void A_task_that_leaves_a_machine_which_goes_finds_no_data_there_again() =>
        Assert.Contains(
            "volume prod_data: goes with the disk of node2, and db starts on node3 with another of that name, which is empty unless it was filled before",
            Told.Of(
                WithoutNode2()
                    .Step("update", Judged.Workloads, Judged.Service, "db", Db(Data, OnNode2), Db(Data, "node.hostname == node3"))
                    .Step("delete", Judged.Workloads, Volume, "data-node2", Local, kept: true, on: "node2"),
                Area.Data
            )
        );

    [Theory]
    [InlineData(Directory, "directory /srv/pg: LOST with the disk of node2, where db has it, unless it is mounted there from elsewhere")]
    // One that the engine makes for the service, so that the plan has none of the name.
    [InlineData(Data, "volume prod_data: LOST with the disk of node2, where db has it")]
    public void What_a_service_has_on_a_machine_that_goes_is_lost(string mount, string told)
    {
        var plan = Plan()
            .Step("replace", Hosts, Instance, "node2", """{"ami": "a"}""", """{"ami": "b"}""")
            .Step("same", Judged.Workloads, Judged.Service, "db", Db(mount, OnNode2), Db(mount, OnNode2));

        Assert.Contains(told, Told.Of(plan, Area.Data));
        Assert.Equal(Care.Dangerous, ReviewInput.Review(plan.Digest()).Verdict.Care);
    }

    [Theory]
    // It may have been anywhere.
    [InlineData(Directory, null)]
    // It is on no disk of the node.
    [InlineData("""{"target": "/data", "source": "/srv/pg", "type": "bind", "readOnly": true}""", OnNode2)]
    [InlineData("""{"target": "/data", "type": "tmpfs"}""", OnNode2)]
    [InlineData("""{"target": "/data", "source": "/proc", "type": "bind"}""", OnNode2)]
    [InlineData("""{"target": "/data", "source": "/dev/fuse", "type": "bind"}""", OnNode2)]
    public void What_may_be_elsewhere_is_not_called_lost(string mount, string? constraint) =>
        Assert.DoesNotContain(
            Told.Of(
                Plan()
                    .Step("replace", Hosts, Instance, "node2", """{"ami": "a"}""", """{"ami": "b"}""")
                    .Step("same", Judged.Workloads, Judged.Service, "db", Db(mount, constraint), Db(mount, constraint)),
                Area.Data
            ),
            told => told.Contains("where db has it", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData(
        1,
        3,
        null,
        "volume prod_data: stays where it is: a task of db that starts on another node has there another of that name, which is empty unless it was filled before"
    )]
    [InlineData(
        1,
        2,
        OnNode2,
        "volume prod_data: 2 tasks of db have it at once: what is not made for that, such as a database, may damage it"
    )]
    [InlineData(
        0,
        2,
        OnNode2,
        "volume prod_data: 2 tasks of db have it at once: what is not made for that, such as a database, may damage it"
    )]
    [InlineData(2, 1, null, null)]
    [InlineData(2, 3, OnNode2, null)]
    public void More_tasks_share_it_or_find_another(int before, int after, string? constraint, string? told) =>
        Assert.Equal(
            told is null ? [] : [told],
            Told.Of(
                Plan()
                    .Step(
                        "update",
                        Judged.Workloads,
                        Judged.Service,
                        "db",
                        Db(Data, constraint, before),
                        Db(Data, constraint, after),
                        "mode.replicated.replicas=update"
                    ),
                Area.Data
            )
        );

    [Fact]
    public void Where_the_second_task_finds_no_place_nothing_is_shared() =>
        Assert.DoesNotContain(
            Told.Of(
                Updated(
                    Db(Data, OnNode2).Replace("\"constraints\"", "\"maxReplicas\": 1, \"constraints\"", StringComparison.Ordinal),
                    Db(Data, OnNode2, 2).Replace("\"constraints\"", "\"maxReplicas\": 1, \"constraints\"", StringComparison.Ordinal),
                    "mode.replicated.replicas=update"
                ),
                Area.Data
            ),
            told => told.Contains("at once", StringComparison.Ordinal)
        );

    [Fact]
    public void A_task_that_moves_shares_nothing() =>
        Assert.Equal(
            [
                "volume prod_data: stays on node2, and db starts on node3 with another of that name, which is empty unless it was filled before",
            ],
            Told.Of(
                Updated(
                    Db(Data, OnNode2, image: "postgres:17", order: "start-first"),
                    Db(Data, "node.hostname == node3", image: "postgres:18", order: "start-first"),
                    "taskSpec.containerSpec.image=update"
                ),
                Area.Data
            )
        );

    [Fact]
    public void A_volume_of_the_name_on_other_nodes_saves_nothing() =>
        Assert.Contains(
            "volume prod_data: LOST with the disk of node2, where db has it",
            Told.Of(
                Plan()
                    .Step("replace", Hosts, Instance, "node2", """{"ami": "a"}""", """{"ami": "b"}""")
                    .Step("same", Judged.Workloads, Judged.Service, "db", Db(Data, OnNode2), Db(Data, OnNode2))
                    .Step("same", Judged.Workloads, Volume, "data-node3", Local, Local, on: "node3"),
                Area.Data
            )
        );

    [Theory]
    [InlineData(
        "start-first",
        OnNode2,
        "volume prod_data: the old task of db and the new one have it at once for a while: what is not made for that, such as a database, may damage it"
    )]
    [InlineData("stop-first", OnNode2, null)]
    public void An_update_that_starts_first_has_two_tasks_at_the_data(string order, string constraint, string? told) =>
        Assert.Equal(
            told is null ? [] : [told],
            Told.Of(
                Updated(
                    Db(Data, constraint, image: "postgres:17", order: order),
                    Db(Data, constraint, image: "postgres:18", order: order),
                    "taskSpec.containerSpec.image=update"
                ),
                Area.Data
            )
        );

    private static PlanText Plan() => new PlanText().Nodes("node1 manager", "node2 worker", "node3 worker");

    private static PlanText Updated(string before, string after, string difference) =>
        Plan().Step("update", Judged.Workloads, Judged.Service, "db", before, after, difference);

    private static PlanText WithoutNode2() =>
        Plan().Step("delete", "", "swarm:swarm:SwarmMember", "node2", "{}").Step("delete", Hosts, Instance, "node2", """{"ami": "a"}""");

    private static string Db(
        string? mount,
        string? constraint = null,
        int tasks = 1,
        string image = "postgres:17",
        string order = "stop-first"
    ) =>
        ServiceText.With(
            ("mode.replicated.replicas", $"{tasks}"),
            ("taskSpec.containerSpec.image", $"\"{image}\""),
            ("taskSpec.containerSpec.mounts", $"[{mount}]"),
            ("taskSpec.placement.constraints", constraint is null ? "[]" : $"[\"{constraint}\"]"),
            ("updateConfig.order", $"\"{order}\"")
        );
}
