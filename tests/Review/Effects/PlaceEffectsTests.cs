using Review.Effects;
using Tests.Review.Rules;

namespace Tests.Review.Effects;

/// <summary>Services of which all nodes go at once, which a look at single nodes does not show.</summary>
public sealed class PlaceEffectsTests
{
    private const string Hosts = "swarm:hosts:AwsHosts swarm";
    private const string Instance = "aws:ec2/instance:Instance";
    private const string Command = "command:remote:Command";
    private const string Global = """{"global": true}""";

    private static readonly string[] _three = ["node1 manager", "node2 worker", "node3 worker"];

    [Fact]
    public void All_workers_that_are_replaced_at_once_take_the_services_for_workers_along()
    {
        var plan = Machines("replace", "ami", "node2", "node3");
        Stays(plan, "web", Constraints("node.role == worker"));
        Stays(plan, "any");
        Stays(plan, "idle", Constraints("node.role == worker"), ("mode.replicated.replicas", "0"));
        Stays(plan, "db", Constraints("node.hostname == node2"));
        Stays(plan, "agent", Constraints("node.role == worker"), ("mode", Global));

        Assert.Equal(
            [
                "agent: DOWN until one of node2, node3 is back: all nodes that may run it go at once",
                "db: DOWN until node2 is back: it may run nowhere else",
                "web: DOWN until one of node2, node3 is back: all nodes that may run it go at once",
            ],
            Told.Of(plan, Area.Services)
        );
        Assert.StartsWith(
            "LOOK TWICE: 2 nodes replaced, 3 services down meanwhile, 2 disks deleted. ",
            ReviewInput.Review(plan.Digest()).Verdict.Line,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_picture_shows_what_the_nodes_take_along()
    {
        var plan = Machines("replace", "ami", "node2");
        Stays(plan, "web");
        Stays(plan, "db", Constraints("node.hostname == node2"));
        plan.Step("delete-replaced", Judged.Workloads, Judged.Service, "web", ServiceText.With());

        Assert.Equal(
            ["db: Changes down meanwhile", "web: Stays "],
            ReviewInput.Review(plan.Digest()).Picture.Workloads.Select(workload => $"{workload.Name}: {workload.Presence} {workload.Word}")
        );
    }

    [Fact]
    public void Where_every_node_restarts_nothing_goes_on()
    {
        var plan = Machines("update", "instanceType", "node1", "node2", "node3");
        plan.Step(
            "update",
            Judged.Workloads,
            Judged.Service,
            "api",
            ServiceText.With(),
            ServiceText.With(("taskSpec.containerSpec.image", "\"x:2\"")),
            "taskSpec.containerSpec.image=update"
        );

        Assert.Equal(
            [
                "api: DOWN until one of node1, node2, node3 is back: all nodes that may run it go at once",
                "api: rolled (image nginx:1.28@sha256:0123 → x:2): 2 tasks, 1 at a time, the new one starts first; on failure: rollback",
            ],
            Told.Of(plan, Area.Services)
        );
        Assert.Equal(
            [
                "lost until the manager is back: no node is there on which anything goes on. 1 manager (1 needed) before; 0 of 1 at the worst moment; 1 manager (1 needed) after",
            ],
            Told.Of(plan, Area.Quorum)
        );
    }

    [Fact]
    public void Tasks_of_a_swarm_that_is_drained_whole_have_no_place()
    {
        var plan = new PlanText().Whole().Nodes(_three);
        foreach (var node in new[] { "node1", "node2", "node3" })
        {
            plan.Step(
                "update",
                $"swarm:swarm:SwarmMember {node}",
                Command,
                $"{node}-attributes",
                PlanText.AttributesOf(node, "active"),
                PlanText.AttributesOf(node, "drain"),
                "create=update"
            );
        }

        Stays(plan, "agent", ("mode", Global));
        plan.Step(
            "update",
            Judged.Workloads,
            Judged.Service,
            "ga",
            ServiceText.With(("mode", Global)),
            ServiceText.With(("mode", Global), ("taskSpec.containerSpec.image", "\"x:2\"")),
            "taskSpec.containerSpec.image=update"
        );

        Assert.Equal(
            [
                "node1: drained: its tasks stop, and no other node takes them; global services there, whose tasks move nowhere: agent, ga",
                "node2: drained: its tasks stop, and no other node takes them; global services there, whose tasks move nowhere: agent, ga",
                "node3: drained: its tasks stop, and no other node takes them; global services there, whose tasks move nowhere: agent, ga",
            ],
            Told.Of(plan, Area.Nodes)
        );
        Assert.Equal(
            [
                "agent: DOWN: after the change no node is left that may run it; before node1, node2, node3 could",
                "ga: DOWN: after the change no node is left that may run it; before node1, node2, node3 could",
                "ga: changed (image nginx:1.28@sha256:0123 → x:2); its tasks stop, and none takes their place",
            ],
            Told.Of(plan, Area.Services)
        );
    }

    [Fact]
    public void A_node_that_leaves_beside_drained_ones_was_the_last_place()
    {
        var plan = new PlanText().Whole().Nodes(_three);
        foreach (var node in new[] { "node1", "node3" })
        {
            plan.Step(
                "same",
                $"swarm:swarm:SwarmMember {node}",
                Command,
                $"{node}-attributes",
                PlanText.AttributesOf(node, "drain"),
                PlanText.AttributesOf(node, "drain")
            );
        }

        plan.Step("delete", "", "swarm:swarm:SwarmMember", "node2", "{}");
        Stays(plan, "web");

        Assert.Equal(
            ["node2: worker, drained and removed: its tasks stop, and no node that stays takes them; only there: web"],
            Told.Of(plan, Area.Nodes)
        );
        Assert.Equal(["web: DOWN: after the change no node is left that may run it; before node2 could"], Told.Of(plan, Area.Services));
        Assert.StartsWith(
            "LOOK TWICE: 1 node removed, 1 service left without a node. Riskiest: web: DOWN: after the change no node is left that may run it; before node2 could. ",
            ReviewInput.Review(plan.Digest()).Verdict.Line,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_node_that_leaves_serves_until_another_has_joined()
    {
        var plan = new PlanText()
            .Whole()
            .Nodes("node1 manager", "node2 worker")
            .Step("delete", "", "swarm:swarm:SwarmMember", "node2", "{}")
            .Step("create", "", "swarm:swarm:SwarmMember", "node3", next: "{}");
        Stays(plan, "web", Constraints("node.role == worker"));

        Stays(plan, "pinned", Constraints("node.hostname == node2"));

        Assert.Equal(["pinned: DOWN: after the change no node is left that may run it; before node2 could"], Told.Of(plan, Area.Services));
    }

    [Fact]
    public void A_node_that_leaves_serves_until_the_replaced_one_is_back()
    {
        var plan = Machines("replace", "ami", "node3").Step("delete", "", "swarm:swarm:SwarmMember", "node2", "{}");
        Stays(plan, "web", Constraints("node.role == worker"));

        Assert.Empty(Told.Of(plan, Area.Services));
    }

    [Fact]
    public void A_node_that_leaves_serves_while_the_other_is_drained_and_a_third_joins()
    {
        var plan = Drained("node3")
            .Step("delete", "", "swarm:swarm:SwarmMember", "node2", "{}")
            .Step("create", "", "swarm:swarm:SwarmMember", "node4", next: "{}");
        Stays(plan, "web", Constraints("node.role == worker"));

        Assert.Empty(Told.Of(plan, Area.Services));
    }

    [Theory]
    [InlineData("0", "[]", "db: DOWN until its tasks run on node1, node3: all nodes that may run it now (node2) go")]
    [InlineData(
        "1",
        "[\"node.hostname == node2\", \"node.role == worker\"]",
        "db: DOWN: after the change no node is left that may run it; before node2 could"
    )]
    public void A_service_that_is_down_is_not_said_to_go_on(string global, string after, string told)
    {
        var mode = ("mode", global == "1" ? Global : """{"replicated": {"replicas": 1}}""");
        var plan = Drained("node2");
        Placed(plan, "db", [mode, Constraints("node.hostname == node2")], [mode, ("taskSpec.placement.constraints", after)]);

        Assert.Equal([told], Told.Of(plan, Area.Services));
    }

    [Fact]
    public void Tasks_on_a_drained_node_do_not_go_on_where_they_are()
    {
        var plan = Drained("node2");
        Placed(plan, "web", [Constraints("node.role == worker")], [("taskSpec.placement.constraints", "[]")]);

        Assert.Equal(
            ["web: placed otherwise: its tasks go on where they are, since their nodes still fit; those on node2 stop with the node"],
            Told.Of(plan, Area.Services)
        );
    }

    [Fact]
    public void A_service_that_is_down_is_not_interrupted_as_well()
    {
        var plan = Machines("replace", "ami", "node2");
        (string, string?)[] one =
        [
            Constraints("node.hostname == node2"),
            ("mode.replicated.replicas", "1"),
            ("updateConfig.order", "\"stop-first\""),
        ];
        plan.Step(
            "update",
            Judged.Workloads,
            Judged.Service,
            "db",
            ServiceText.With(one),
            ServiceText.With([.. one, ("taskSpec.containerSpec.image", "\"x:2\"")]),
            "taskSpec.containerSpec.image=update"
        );

        Assert.Equal(
            [
                "db: DOWN until node2 is back: it may run nowhere else",
                "db: rolled (image nginx:1.28@sha256:0123 → x:2): 1 task, all at once, the old one stops first; on failure: rollback",
            ],
            Told.Of(plan, Area.Services)
        );
    }

    [Fact]
    public void A_label_that_is_taken_back_stops_nothing_where_nothing_ran()
    {
        var plan = new PlanText()
            .Whole()
            .Nodes(_three)
            .Attributes("update", "node2", "disk=ssd\\nzone=a", "zone=a", "active")
            .Attributes("update", "node3", "disk=ssd\\nrack=1", "rack=1", "drain");
        Stays(plan, "hand", Constraints("node.labels.disk == ssd", "node.labels.gpu == a"));
        Stays(plan, "none", Constraints("node.labels.disk == ssd"), ("mode.replicated.replicas", "0"));
        Stays(plan, "rack", Constraints("node.labels.disk == ssd", "node.labels.rack == 1"));
        Stays(plan, "web", Constraints("node.labels.disk == ssd"));
        Stays(plan, "zone", Constraints("node.labels.disk == ssd", "node.labels.zone == b"));

        Assert.Equal(
            [
                "hand: stops, where it runs there, on node2, which loses disk=ssd; the program gives no other node what it asks for",
                "web: stops on node2, which loses disk=ssd; the program gives no other node what it asks for",
            ],
            Told.Of(plan, Area.Services)
        );
    }

    [Fact]
    public void A_node_that_joins_does_not_come_back()
    {
        var plan = new PlanText()
            .Whole()
            .Nodes("node1 manager", "node3 worker")
            .Step(
                "update",
                "swarm:swarm:DockerEngine node3",
                Command,
                "node3-docker",
                Engine("node3", "28.2"),
                Engine("node3", "29.0"),
                "create=update"
            )
            .Step("create", "", "swarm:swarm:SwarmMember", "node4", next: "{}");
        Stays(plan, "web", Constraints("node.role == worker"));

        Assert.Equal(
            ["web: DOWN while node3 is drained for another engine: it may run nowhere else until node4 is there"],
            Told.Of(plan, Area.Services)
        );
    }

    [Fact]
    public void A_replaced_node_is_waited_for_beside_one_that_joins()
    {
        var plan = Machines("replace", "ami", "node3").Step("create", "", "swarm:swarm:SwarmMember", "node4", next: "{}");
        Stays(plan, "web", Constraints("node.role == worker", "node.hostname != node2"));

        Assert.Equal(
            ["web: DOWN until node3 is back or node4 is there: the only node that may run it now (node3) goes"],
            Told.Of(plan, Area.Services)
        );
    }

    [Theory]
    [InlineData(
        "2",
        "start-first",
        "node.hostname == node9",
        "stands still (placement): no node is left that may run its new tasks; the old ones go on for now"
    )]
    [InlineData(
        "3",
        "stop-first",
        "node.hostname == node9",
        "stands still (placement): no node is left that may run its new tasks; 2 of 3 old ones go on for now"
    )]
    [InlineData(
        "1",
        "stop-first",
        "node.hostname == node3",
        "DOWN (placement): no node is left that may run its new tasks, and the old ones stop first"
    )]
    public void A_service_that_its_own_constraint_leaves_without_a_node(string replicas, string order, string after, string told)
    {
        var plan = new PlanText()
            .Whole()
            .Nodes(_three)
            .Step(
                "same",
                "swarm:swarm:SwarmMember node3",
                Command,
                "node3-attributes",
                PlanText.AttributesOf("node3", "drain"),
                PlanText.AttributesOf("node3", "drain")
            );
        (string, string?)[] same = [("mode.replicated.replicas", replicas), ("updateConfig.order", $"\"{order}\"")];
        Placed(plan, "web", [.. same, Constraints("node.hostname == node2")], [.. same, Constraints(after)]);

        Assert.Equal([$"web: {told}"], Told.Of(plan, Area.Services));
    }

    [Fact]
    public void A_global_service_that_its_own_constraint_leaves_without_a_node_is_down()
    {
        var plan = new PlanText().Whole().Nodes("node1 manager", "node2 worker");
        Drain(plan, "node2");
        Placed(plan, "g", [("mode", Global)], [("mode", Global), Constraints("node.role == worker")]);

        Assert.Equal(
            ["g: DOWN: after the change no node is left that may run it; before node1, node2 could"],
            Told.Of(plan, Area.Services)
        );
    }

    [Fact]
    public void A_service_without_a_node_before_and_after()
    {
        var plan = new PlanText().Whole().Nodes(_three);
        plan.Step(
            "update",
            Judged.Workloads,
            Judged.Service,
            "web",
            ServiceText.With(Constraints("node.hostname == node9")),
            ServiceText.With(Constraints("node.hostname == node9"), ("taskSpec.containerSpec.image", "\"x:2\"")),
            "taskSpec.containerSpec.image=update"
        );

        Assert.Equal(
            ["web: changed (image nginx:1.28@sha256:0123 → x:2); no node may run its tasks, neither before nor after"],
            Told.Of(plan, Area.Services)
        );
    }

    [Fact]
    public void What_a_refresh_finds_gone_is_down_already()
    {
        var plan = new PlanText()
            .Whole()
            .Nodes(_three)
            .Config("swarm:provider", "aws")
            .Step("refresh", Hosts, Instance, "node2", """{"instanceType": "t3.small"}""");
        Stays(plan, "db", Constraints("node.hostname == node2"));

        Assert.Equal(["db: DOWN already: no node is left that may run it, since node2 is gone"], Told.Of(plan, Area.Services));
    }

    [Fact]
    public void An_engine_is_changed_on_one_node_after_another()
    {
        var plan = new PlanText().Whole().Nodes(_three);
        foreach (var node in new[] { "node2", "node3" })
        {
            plan.Step(
                "update",
                $"swarm:swarm:DockerEngine {node}",
                Command,
                $"{node}-docker",
                Engine(node, "28.2"),
                Engine(node, "29.0"),
                "create=update"
            );
        }

        Stays(plan, "web", Constraints("node.role == worker"));
        Stays(plan, "db", Constraints("node.hostname == node2"));

        Assert.Equal(["db: DOWN while node2 is drained for another engine: it may run nowhere else"], Told.Of(plan, Area.Services));
    }

    [Theory]
    [InlineData("disk=hdd", "", "db: stops on node2, which gets disk=hdd, which it refuses; node3 may run it")]
    [InlineData("disk=hdd", "disk=hdd", "db: stops on node2, which gets disk=hdd, which it refuses; no other node may run it")]
    [InlineData("disk=ssd", "", null)]
    public void A_service_that_refuses_a_label_stops_where_it_is_given(string given, string other, string? told)
    {
        var plan = new PlanText()
            .Whole()
            .Nodes("node2 worker", "node3 worker")
            .Attributes("update", "node2", "", given)
            .Attributes("same", "node3", other, other);
        Stays(plan, "db", Constraints("node.labels.disk != hdd"));

        Assert.Equal(told is null ? [] : [told], Told.Of(plan, Area.Services));
    }

    [Theory]
    [InlineData(
        "left",
        "db: DOWN: after the change no node is left that may run it, as far as the program labels nodes; before node2 could"
    )]
    [InlineData(
        "drained",
        "db: DOWN: after the change no node is left that may run it, as far as the program labels nodes; before node2 could"
    )]
    [InlineData("restarted", "db: DOWN until node2 is back: it may run nowhere else, as far as the program labels nodes")]
    [InlineData(
        "engine",
        "db: DOWN while node2 is drained for another engine: it may run nowhere else, as far as the program labels nodes"
    )]
    public void A_service_goes_down_with_the_only_node_that_has_its_label(string what, string told)
    {
        var labelled = PlanText.AttributesOf("node2", "", "disk=ssd");
        var plan = new PlanText().Whole().Nodes(_three).Config("swarm:provider", "aws");
        plan.Step(
            what switch
            {
                "left" => "delete",
                "drained" => "update",
                _ => "same",
            },
            "swarm:swarm:SwarmMember node2",
            Command,
            "node2-attributes",
            labelled,
            what switch
            {
                "left" => null,
                "drained" => PlanText.AttributesOf("node2", "drain", "disk=ssd"),
                _ => labelled,
            },
            what == "drained" ? "create=update" : null
        );
        _ = what switch
        {
            "left" => plan.Step("delete", "", "swarm:swarm:SwarmMember", "node2", "{}"),
            "restarted" => plan.Step(
                "update",
                Hosts,
                Instance,
                "node2",
                """{"instanceType": "a"}""",
                """{"instanceType": "b"}""",
                "instanceType=update"
            ),
            "engine" => plan.Step(
                "update",
                "swarm:swarm:DockerEngine node2",
                Command,
                "node2-docker",
                Engine("node2", "28.2"),
                Engine("node2", "29.0"),
                "create=update"
            ),
            _ => plan,
        };
        Stays(plan, "db", Constraints("node.labels.disk == ssd"));
        // Somebody may have given these by hand.
        Stays(plan, "other", Constraints("node.labels.zone == a"));
        Stays(plan, "system", Constraints("node.platform.os == linux", "node.labels.disk == ssd"));

        Assert.Equal([told], Told.Of(plan, Area.Services));
    }

    [Theory]
    [InlineData(
        "hosts",
        """[{"name": "node1", "role": "manager"}, {"name": "node2", "role": "worker", "labels": {"disk": "ssd"}}, {"name": "node3", "role": "worker"}]"""
    )]
    [InlineData("nodeLabels", """{"node2": {"disk": "ssd"}}""")]
    [InlineData("pools", """[{"name": "node", "count": 2, "labels": {"disk": "ssd"}}]""")]
    public void Labels_are_known_from_the_configuration_as_well(string setting, string value)
    {
        // A digest shows no step that stays as it is; of the pool's nodes one is a manager here.
        var plan = Machines("update", "instanceType", "node2").Config($"swarm:{setting}", value);
        Stays(plan, "db", Constraints("node.labels.disk == ssd", "node.role == worker"));

        Assert.Equal(
            ["db: DOWN until node2 is back: it may run nowhere else, as far as the program labels nodes"],
            Told.Of(plan, Area.Services)
        );
    }

    [Theory]
    [InlineData("hosts", """[{"name": "node1", "role": "manager", "availability": "drain"}]""")]
    [InlineData("nodeAvailability", """{"managers": "drain"}""")]
    [InlineData("nodeAvailability", """{"managers": "active", "node1": "drain"}""")]
    [InlineData("pools", """[{"name": "node", "count": 1, "availability": "drain"}]""")]
    public void Nodes_that_are_drained_already_are_known_from_the_configuration(string setting, string value)
    {
        var plan = new PlanText()
            .Nodes("node1 manager", "node2 worker")
            .Config($"swarm:{setting}", value)
            .Step(
                "update",
                Judged.Workloads,
                Judged.Service,
                "agent",
                ServiceText.With(("mode", Global), ("updateConfig.order", "\"stop-first\"")),
                ServiceText.With(("mode", Global), ("updateConfig.order", "\"stop-first\""), ("taskSpec.containerSpec.image", "\"x:2\"")),
                "taskSpec.containerSpec.image=update"
            );

        Assert.Equal(
            [
                "agent: INTERRUPTED (image nginx:1.28@sha256:0123 → x:2): 1 task stops before the new one starts (stop-first), and nothing serves meanwhile",
            ],
            Told.Of(plan, Area.Services)
        );
    }

    [Theory]
    [InlineData(
        "worker",
        "manager",
        "node.role == worker",
        "web: stops, where it runs there, on node2, which becomes a manager: it may run there no longer"
    )]
    [InlineData(
        "manager",
        "worker",
        "node.role == manager",
        "web: stops, where it runs there, on node2, which becomes a worker: it may run there no longer"
    )]
    [InlineData("worker", "manager", "node.hostname == node2", null)]
    public void A_service_that_asks_for_a_role_stops_where_it_changes(string before, string after, string constraint, string? told)
    {
        var plan = new PlanText()
            .Whole()
            .Nodes("node1 manager", $"node2 {before}", "node3 worker")
            .Step("update", "swarm:swarm:SwarmMember node2", Command, "node2-member", Role(before), Role(after), "create=update");
        Stays(plan, "web", Constraints(constraint));

        Assert.Equal(told is null ? [] : [told], Told.Of(plan, Area.Services));

        static string Role(string role) => $$"""{"create": "MEMBER='node2' ROLE='{{role}}' timeout --kill-after=10 60 /bin/sh"}""";
    }

    // A drain touches no container that is no task.
    [Fact]
    public void A_container_stays_on_a_drained_node()
    {
        var plan = Drained("node2")
            .Step("same", Judged.Workloads, "docker:index/container:Container", "app@node2", "{}", "{}", on: "node2");

        Assert.Equal(["node2: drained: its tasks stop and move to the other nodes"], Told.Of(plan, Area.Nodes));
    }

    // The tasks that a paused node has go on; it starts none, also of a service that is changed.
    [Fact]
    public void A_node_that_is_paused_starts_no_task()
    {
        var plan = new PlanText()
            .Whole()
            .Nodes(_three)
            .Step(
                "update",
                "swarm:swarm:SwarmMember node2",
                Command,
                "node2-attributes",
                PlanText.AttributesOf("node2", "active"),
                PlanText.AttributesOf("node2", "pause"),
                "create=update"
            );
        Stays(plan, "cache", Constraints("node.hostname == node2"));
        Stays(plan, "agent", ("mode", """{"global": true}"""), Constraints("node.hostname == node2"));
        plan.Step(
            "update",
            Judged.Workloads,
            Judged.Service,
            "db",
            ServiceText.With(Constraints("node.hostname == node2")),
            ServiceText.With(Constraints("node.hostname == node2"), ("taskSpec.containerSpec.image", "\"x:2\"")),
            "taskSpec.containerSpec.image=update"
        );

        Assert.Equal(
            [
                "db: stands still (image nginx:1.28@sha256:0123 → x:2): no node is left that may run its new tasks; the old ones go on for now",
            ],
            Told.Of(plan, Area.Services)
        );
    }

    [Theory]
    [InlineData(
        "engine",
        true,
        "volume prod_data: stays on node2: a task of db that has to leave starts elsewhere with another of that name, which is empty unless it was filled before"
    )]
    [InlineData(
        "restart",
        true,
        "volume prod_data: stays on node2: a task of db that has to leave starts elsewhere with another of that name, which is empty unless it was filled before"
    )]
    [InlineData("engine", false, "")]
    public void Data_stays_on_a_node_that_is_drained_for_a_while(string what, bool mayMove, string told)
    {
        var plan = new PlanText().Whole().Nodes(_three);
        _ =
            what == "engine"
                ? plan.Step(
                    "update",
                    "swarm:swarm:DockerEngine node2",
                    Command,
                    "node2-docker",
                    Engine("node2", "28.2"),
                    Engine("node2", "29.0"),
                    "create=update"
                )
                : plan.Step(
                    "update",
                    Hosts,
                    Instance,
                    "node2",
                    """{"instanceType": "a"}""",
                    """{"instanceType": "b"}""",
                    "instanceType=update"
                );
        Stays(
            plan,
            "db",
            ("taskSpec.containerSpec.mounts", """[{"target": "/data", "source": "prod_data", "type": "volume"}]"""),
            Constraints(mayMove ? "node.role == worker" : "node.hostname == node2")
        );

        Assert.Equal(told.Length == 0 ? [] : [told], Told.Of(plan, Area.Data));
    }

    // The program gives the label to node3 alone.
    [Fact]
    public void A_drained_node_without_the_label_ran_nothing_that_asks_for_it()
    {
        var plan = Drained("node2").Attributes("same", "node3", "disk=ssd", "disk=ssd");
        Stays(
            plan,
            "db",
            ("taskSpec.containerSpec.mounts", """[{"target": "/data", "source": "prod_data", "type": "volume"}]"""),
            Constraints("node.labels.disk == ssd")
        );

        Assert.Empty(Told.Of(plan, Area.Data));
        Assert.Empty(Told.Of(plan, Area.Services));
    }

    // swarmkit's constraints compare values so.
    [Fact]
    public void Upper_and_lower_case_of_a_label_are_equal()
    {
        var plan = new PlanText().Whole().Nodes(_three).Attributes("update", "node2", "disk=ssd", "disk=SSD");
        Stays(plan, "db", Constraints("node.labels.disk == ssd"));

        Assert.Empty(Told.Of(plan, Area.Services));
    }

    [Theory]
    [InlineData("pause", "")]
    [InlineData(
        "drain",
        "volume prod_data: stays on node2: a task of db that has to leave starts elsewhere with another of that name, which is empty unless it was filled before"
    )]
    public void Data_stays_on_a_node_that_is_drained(string availability, string told)
    {
        var plan = new PlanText()
            .Whole()
            .Nodes(_three)
            .Step(
                "update",
                "swarm:swarm:SwarmMember node2",
                Command,
                "node2-attributes",
                PlanText.AttributesOf("node2", "active"),
                PlanText.AttributesOf("node2", availability),
                "create=update"
            );
        Stays(
            plan,
            "db",
            ("taskSpec.containerSpec.mounts", """[{"target": "/data", "source": "prod_data", "type": "volume"}]"""),
            Constraints("node.role == worker")
        );

        Assert.Equal(told.Length == 0 ? [] : [told], Told.Of(plan, Area.Data));
    }

    [Theory]
    [InlineData(true, "", "db: stops on node2, which loses disk=ssd; the program gives no other node what it asks for")]
    [InlineData(false, "", "db: stops on node2, which loses disk=ssd; whether another node may run it is not in the plan")]
    [InlineData(true, "disk=ssd", "db: stops on node2, which loses disk=ssd; node3 may run it")]
    public void A_service_that_asks_for_a_label_stops_where_it_is_taken_back(bool isWhole, string other, string told)
    {
        var plan = new PlanText()
            .Nodes(_three)
            .Attributes("update", "node2", "disk=ssd", "disk=hdd")
            .Attributes("same", "node3", other, other);
        Stays(plan, "db", Constraints("node.labels.disk == ssd"));
        Stays(plan, "elsewhere", Constraints("node.labels.disk == ssd", "node.role == manager"));
        Stays(plan, "other", Constraints("node.labels.zone == a"));

        Assert.Equal([told], Told.Of(isWhole ? plan.Whole() : plan, Area.Services));
        Assert.Empty(Told.Of(plan, Area.Data));
    }

    [Theory]
    [InlineData("node.labels.gpu == yes", "", "gpu=yes", "", "starts, unless it runs there already, on node2, which gets gpu=yes")]
    // The program gives the label to another node already, so that nobody else is taken to have given it.
    [InlineData("node.labels.gpu == yes", "", "gpu=yes", "gpu=yes", "starts on node2, which gets gpu=yes")]
    [InlineData("node.labels.gpu == yes", "gpu=no", "gpu=yes", "", "starts on node2, which gets gpu=yes")]
    [InlineData("node.labels.gpu != yes", "gpu=yes", "", "", "starts on node2, which loses gpu=yes, which it refuses")]
    [InlineData("node.labels.gpu == yes", "", "gpu=no", "", null)]
    [InlineData("node.labels.gpu == yes", "GPU=1\\ngpu=yes", "gpu=yes", "", null)]
    public void A_global_service_starts_on_a_node_that_gets_its_label(
        string constraint,
        string before,
        string after,
        string other,
        string? told
    )
    {
        var plan = new PlanText()
            .Whole()
            .Nodes(_three)
            .Attributes("update", "node2", before, after)
            .Attributes("same", "node3", other, other);
        Stays(plan, "agent", ("mode", Global), Constraints(constraint));
        Stays(plan, "elsewhere", ("mode", Global), Constraints(constraint, "node.role == manager"));
        Stays(plan, "system", ("mode", Global), Constraints(constraint, "node.platform.os == linux"));
        Stays(plan, "web", Constraints(constraint));

        Assert.Equal(told is null ? [] : [$"agent: {told}"], Told.Of(plan, Area.Services));
    }

    [Fact]
    public void A_global_service_for_managers_stops_on_one_that_is_demoted()
    {
        var plan = new PlanText()
            .Whole()
            .Nodes("node1 manager", "node2 manager", "node3 manager")
            .Step(
                "update",
                "swarm:swarm:SwarmMember node3",
                Command,
                "node3-member",
                """{"create": "MEMBER='node3' ROLE='manager' timeout --kill-after=10 1260 /bin/sh"}""",
                """{"create": "MEMBER='node3' ROLE='worker' timeout --kill-after=10 1260 /bin/sh"}""",
                "create=update"
            );
        Stays(plan, "keeper", Constraints("node.role == manager"), ("mode", Global));

        Assert.Equal(["keeper: stops on node3, where it may no longer run"], Told.Of(plan, Area.Services));
    }

    [Fact]
    public void A_service_that_is_placed_otherwise_is_rolled()
    {
        var plan = new PlanText().Whole().Nodes(_three);
        Placed(plan, "web", [Constraints("node.hostname == node2")], [Constraints("node.hostname == node3")]);

        Assert.Equal(
            ["web: rolled (placement): 2 tasks, 1 at a time, the new one starts first; 2 of 2 serve meanwhile; on failure: rollback"],
            Told.Of(plan, Area.Services)
        );
    }

    [Fact]
    public void Where_not_all_nodes_are_named_nothing_is_said()
    {
        var plan = new PlanText()
            .Nodes()
            .Step("replace", Hosts, Instance, "node2", """{"ami": "a"}""", """{"ami": "b"}""", "ami=update-replace", "ami");
        Stays(plan, "web");

        Assert.Empty(Told.Of(plan, Area.Services));
    }

    private static PlanText Machines(string operation, string property, params string[] nodes)
    {
        var plan = new PlanText().Whole().Nodes(_three).Config("swarm:provider", "aws");
        foreach (var node in nodes)
        {
            plan.Step(
                operation,
                Hosts,
                Instance,
                node,
                $$"""{"{{property}}": "a"}""",
                $$"""{"{{property}}": "b"}""",
                $"{property}={(operation == "replace" ? "update-replace" : "update")}",
                operation == "replace" ? property : null
            );
        }

        return plan;
    }

    private static PlanText Drained(string node) => Drain(new PlanText().Whole().Nodes(_three), node);

    private static PlanText Drain(PlanText plan, string node) =>
        plan.Step(
            "update",
            $"swarm:swarm:SwarmMember {node}",
            Command,
            $"{node}-attributes",
            PlanText.AttributesOf(node, "active"),
            PlanText.AttributesOf(node, "drain"),
            "create=update"
        );

    private static void Placed(PlanText plan, string name, (string, string?)[] before, (string, string?)[] after) =>
        plan.Step(
            "update",
            Judged.Workloads,
            Judged.Service,
            name,
            ServiceText.With(before),
            ServiceText.With(after),
            "taskSpec.placement.constraints=update"
        );

    private static string Engine(string node, string version) =>
        $$"""{"create": "NODE='{{node}}' ENGINE_VERSION='{{version}}' timeout --kill-after=10 1800 /bin/sh"}""";

    private static void Stays(PlanText plan, string name, params (string Path, string? Json)[] changes) =>
        plan.Step("same", Judged.Workloads, Judged.Service, name, ServiceText.With(changes), ServiceText.With(changes));

    private static (string, string?) Constraints(params string[] constraints) =>
        ("taskSpec.placement.constraints", $"[{string.Join(", ", constraints.Select(constraint => $"\"{constraint}\""))}]");
}
