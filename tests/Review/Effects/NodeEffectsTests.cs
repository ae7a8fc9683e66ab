using Review.Effects;
using Review.Rules;
using Tests.Review.Rules;

namespace Tests.Review.Effects;

/// <summary>What the program gives nodes by way of the swarm: labels, and whether they are given tasks.</summary>
public sealed class NodeEffectsTests
{
    private const string Command = "command:remote:Command";

    [Theory]
    [InlineData("", "", "", "drain", "node2: drained: its tasks stop and move to the other nodes")]
    [InlineData("", "active", "", "pause", "node2: paused: it is given no new tasks, and those on it go on")]
    [InlineData("", "drain", "", "active", "node2: given tasks again")]
    [InlineData("", "pause", "", "", "node2: given tasks again")]
    [InlineData("", "", "", "active", "node2: set to active: it is given tasks, also where somebody has withheld them by hand")]
    [InlineData("", "active", "", "", null)]
    [InlineData("disk=ssd", "", "disk=ssd\nzone=a", "", "node2: given the label zone=a")]
    [InlineData("disk=ssd", "", "", "", "node2: loses the label disk=ssd: tasks of services that ask for it stop there at once")]
    [InlineData(
        "disk=ssd",
        "",
        "disk=hdd\ntier=b",
        "",
        "node2: given the labels disk=hdd, tier=b, loses the label disk=ssd: tasks of services that ask for it stop there at once"
    )]
    [InlineData("disk=ssd", "drain", "disk=ssd", "drain", null)]
    public void A_step_that_sets_them_anew(string hadLabels, string hadAvailability, string labels, string availability, string? told) =>
        Assert.Equal(
            told is null ? [] : [told],
            Told.Of(
                Plan()
                    .Step(
                        "update",
                        "swarm:swarm:SwarmMember node2",
                        Command,
                        "node2-attributes",
                        Step(hadLabels, hadAvailability),
                        Step(labels, availability),
                        "create=update"
                    ),
                Area.Nodes
            )
        );

    [Fact]
    public void A_step_that_comes_gives_and_one_that_goes_takes_back()
    {
        Assert.Equal(
            ["node2: drained: its tasks stop and move to the other nodes"],
            Told.Of(
                Plan().Step("create", "swarm:swarm:SwarmMember node2", Command, "node2-attributes", next: Step("", "drain")),
                Area.Nodes
            )
        );
        Assert.Equal(
            ["node2: given tasks again"],
            Told.Of(Plan().Step("delete", "swarm:swarm:SwarmMember node2", Command, "node2-attributes", Step("", "drain")), Area.Nodes)
        );
    }

    [Fact]
    public void Another_machine_that_takes_the_place_of_a_host_joins_anew_and_nothing_is_deleted()
    {
        var plan = Hosts("node2", "join", "node1 manager", "node2 worker");

        Assert.Equal([$"node2: worker, {OtherHost}"], Told.Of(plan, Area.Nodes));
        Assert.Equal([OldDisk("node2")], Told.Of(plan, Area.Data));
        Assert.Empty(Told.Of(plan, Area.Quorum));
        Assert.Equal(
            [
                "some minutes until node2 has its engine and has joined",
                "at most 30 min for each step of the program, of which node2-docker may take longest",
            ],
            Told.Of(plan, Area.Time)
        );
    }

    [Fact]
    public void The_only_manager_on_another_machine_makes_a_new_swarm()
    {
        var plan = Hosts("node1", "init", "node1 manager", "node2 worker");

        Assert.Equal([$"node1: manager, {OtherHost}"], Told.Of(plan, Area.Nodes));
        Assert.Equal(
            [
                "LOST: no manager from before stays on its machine, so that a new swarm is made, and the services, networks, secrets and configs of the old one are gone. To keep it, have another manager join first, in a change of its own. 1 manager (1 needed) before; 1 manager (1 needed) after",
            ],
            Told.Of(plan, Area.Quorum)
        );
        Assert.Equal(["nodes : no manager from before stays on its machine"], Judged.By(ManagerRules.QuorumLost, plan));
        Assert.Equal(["nodes.node1 : "], Judged.By(ManagerRules.ManagerReplaced, plan));
    }

    [Fact]
    public void The_first_of_three_managers_on_another_machine_makes_no_second_swarm()
    {
        var plan = Hosts("node1", "init", "node1 manager", "node2 manager", "node3 manager");

        Assert.Equal(
            [
                $"node1: manager, {OtherHost}. It makes no second swarm beside that of the other managers: the run stops there until somebody has had it join by hand (docker swarm join-token manager)",
            ],
            Told.Of(plan, Area.Nodes)
        );
        Assert.Equal(
            [
                "kept, but no other manager may fail meanwhile. 3 managers (2 needed) before; 2 of 3 at the worst moment; 3 managers (2 needed) after",
            ],
            Told.Of(plan, Area.Quorum)
        );
        Assert.Equal(["nodes.node1 : "], Judged.By(ManagerRules.ManagerReplaced, plan));
    }

    [Fact]
    public void A_step_that_is_repeated_on_the_same_machine_replaces_nothing() =>
        Assert.Empty(Told.Of(Hosts("node1", "init", "same-key", "node1 manager", "node2 worker"), Area.Nodes));

    [Fact]
    public void A_volume_of_a_host_is_on_the_old_machine()
    {
        const string volume = """{"name": "prod_data", "driver": "local"}""";
        Assert.Equal(
            [
                "volume data-node2: not on the machine that takes the place of node2: its data is on the disk of the old one, if that is there still",
                OldDisk("node2"),
            ],
            Told.Of(
                    Hosts("node2", "join", "node1 manager", "node2 worker")
                        .Step(
                            "same",
                            "swarm:workloads:StackWorkloads workloads",
                            "docker:index/volume:Volume",
                            "data-node2",
                            volume,
                            volume,
                            kept: true,
                            on: "node2"
                        ),
                    Area.Data
                )
                .Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData(
        "node1 manager",
        "node1: manager, its machine is deleted, and its place in the swarm stays: the tasks on it are not drained first, but stop",
        "LOST for good: no manager stays, so that the swarm is gone with its services, networks, secrets and configs. 1 manager (1 needed) before"
    )]
    [InlineData(
        "node1 manager,node2 manager,node3 manager",
        "node1: manager, its machine is deleted, and its place in the swarm stays: the tasks on it are not drained first, but stop",
        "kept, but no other manager may fail meanwhile. 3 managers (2 needed) before; 2 of 3 at the worst moment; 3 managers (2 needed) after"
    )]
    public void A_machine_that_goes_without_the_steps_of_its_node(string nodes, string told, string quorum)
    {
        var plan = new PlanText()
            .Nodes(nodes.Split(','))
            .Config("swarm:provider", "aws")
            .Step("delete", "swarm:hosts:AwsHosts swarm", "aws:ec2/instance:Instance", "node1", """{"instanceType": "t3.small"}""")
            .Whole();

        Assert.Equal([told], Told.Of(plan, Area.Nodes));
        Assert.Equal([quorum], Told.Of(plan, Area.Quorum));
    }

    [Fact]
    public void A_swarm_of_which_no_node_stays_is_gone_without_the_step_of_the_stack_too()
    {
        var plan = new PlanText()
            .Nodes("node1 manager", "node2 worker")
            .Config("swarm:provider", "hosts")
            .Step("delete", "", "swarm:swarm:SwarmManager", "node1", "{}")
            .Step("delete", "", "swarm:swarm:SwarmMember", "node2", "{}");

        Assert.Equal(
            [
                "node1: manager, removed, and no node stays: all that runs on it stops; what else runs or is stored there is not in the plan",
                "node2: worker, removed, and no node stays: all that runs on it stops; what else runs or is stored there is not in the plan",
            ],
            Told.Of(plan, Area.Nodes)
        );
        Assert.Equal(
            [
                "LOST for good: no manager stays, so that the swarm is gone with its services, networks, secrets and configs. 1 manager (1 needed) before",
            ],
            Told.Of(plan, Area.Quorum)
        );
        Assert.StartsWith(
            "DANGEROUS: 2 nodes removed. Riskiest: the quorum is LOST for good: ",
            ReviewInput.Review(plan.Digest()).Verdict.Line,
            StringComparison.Ordinal
        );
        Assert.Equal(["nodes : no manager stays"], Judged.By(ManagerRules.QuorumLost, plan));
    }

    [Theory]
    [InlineData(
        3,
        2,
        "LOST before this change: the machines of 2 of 3 managers (2 needed) are gone. Nothing can be decided, and no new machine can join, until the swarm is recovered by hand"
    )]
    [InlineData(
        3,
        3,
        "LOST before this change: the machines of 3 of 3 managers (2 needed) are gone. The swarm is gone with its services, networks, secrets and configs"
    )]
    [InlineData(
        3,
        1,
        "kept, but no other manager may fail meanwhile, since the machine of 1 is gone. 3 managers (2 needed) before; 2 of 3 at the worst moment; 3 managers (2 needed) after"
    )]
    public void Machines_of_managers_that_a_refresh_finds_gone(int managers, int gone, string told)
    {
        var plan = new PlanText()
            .Nodes([.. Enumerable.Range(1, managers).Select(number => $"node{number} manager"), "node9 worker"])
            .Config("swarm:provider", "aws");
        foreach (var number in Enumerable.Range(1, gone))
        {
            plan.Step("refresh", "swarm:hosts:AwsHosts swarm", Instance, $"node{number}", """{"instanceType": "t3.small"}""");
        }

        Assert.Equal([told], Told.Of(plan, Area.Quorum));
        Assert.Equal(
            told.StartsWith("LOST", StringComparison.Ordinal) ? Care.Dangerous : Care.LookTwice,
            ReviewInput.Review(plan.Digest()).Verdict.Care
        );
        Assert.Empty(Judged.By(ManagerRules.QuorumLost, plan));
        Assert.Equal(
            Enumerable
                .Range(1, gone)
                .Select(number =>
                    $"disk of node{number}: gone with the machine, which is there no more: any volume on it is LOST, whatever the stack files say of it"
                ),
            Told.Of(plan, Area.Data)
        );
    }

    [Fact]
    public void Machines_that_are_made_again_are_counted_once_and_were_gone_before()
    {
        var plan = new PlanText().Nodes("node1 manager", "node2 manager", "node3 manager").Config("swarm:provider", "aws").Whole();
        foreach (var node in new[] { "node2", "node3" })
        {
            plan.Step("refresh", "swarm:hosts:AwsHosts swarm", Instance, node, """{"ami": "a"}""", """{"ami": "a"}""")
                .Ends("refresh")
                .Step("create", "swarm:hosts:AwsHosts swarm", Instance, node, next: """{"ami": "a"}""")
                .Step(
                    "replace",
                    $"swarm:swarm:SwarmMember {node}",
                    Command,
                    $"{node}-join",
                    """{"create": "x", "triggers": ["i-1"]}""",
                    """{"create": "x", "triggers": ["04da6b54-80e4-46f7-96ec-b56ff0331ba9"]}""",
                    "triggers[0]=update-replace",
                    "triggers"
                );
        }

        foreach (var form in new[] { plan.Digest(), plan.Stream() })
        {
            Assert.Equal(
                [
                    "node2: GONE: removed outside of the stack",
                    "node3: GONE: removed outside of the stack",
                    "node2: manager, its machine is made again and joins anew: what ran on the old one has stopped",
                    "node3: manager, its machine is made again and joins anew: what ran on the old one has stopped",
                ],
                Told.Of(form, Area.Nodes)
            );
            Assert.Equal(
                [
                    "LOST before this change: the machines of 2 of 3 managers (2 needed) are gone. Nothing can be decided, and no new machine can join, until the swarm is recovered by hand",
                ],
                Told.Of(form, Area.Quorum)
            );
            Assert.Equal(
                ["some minutes for 2 machines, side by side: the plan does not say how long they take to start"],
                Told.Of(form, Area.Time)
            );
        }

        Assert.Empty(Judged.By(ManagerRules.QuorumLost, plan));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Three_managers_of_which_two_go_leave_one_that_must_not_fail(bool leave)
    {
        var plan = new PlanText().Nodes("node1 manager", "node2 manager", "node3 manager");
        foreach (var node in new[] { "node2", "node3" })
        {
            if (leave)
            {
                plan.Step("delete", "", "swarm:swarm:SwarmMember", node, "{}");
            }
            else
            {
                plan.Step(
                    "update",
                    $"swarm:swarm:SwarmMember {node}",
                    Command,
                    $"{node}-member",
                    $$"""{"create": "MEMBER='{{node}}' ROLE='manager' timeout --kill-after=10 1260 /bin/sh"}""",
                    $$"""{"create": "MEMBER='{{node}}' ROLE='worker' timeout --kill-after=10 1260 /bin/sh"}"""
                );
            }
        }

        Assert.Equal(
            [
                "kept, but the swarm then bears the loss of no manager. 3 managers (2 needed) before; 3 of 3 at the worst moment; 1 manager (1 needed) after",
            ],
            Told.Of(plan, Area.Quorum)
        );
        Assert.Equal(Care.LookTwice, SwarmEffects.Of(ReviewInput.Read(plan.Digest())).Single(effect => effect.Area == Area.Quorum).Care);
    }

    [Fact]
    public void Without_outputs_the_steps_tell_who_is_a_manager()
    {
        var plan = new PlanText().Nodes().Config("swarm:provider", "aws");
        foreach (var node in new[] { "node1", "node2" })
        {
            plan.Step(
                "replace",
                "swarm:hosts:AwsHosts swarm",
                Instance,
                node,
                """{"ami": "a"}""",
                """{"ami": "b"}""",
                "ami=update-replace",
                "ami"
            );
        }

        plan.Step(
            "replace",
            "swarm:swarm:SwarmManager node1",
            Command,
            "node1-init",
            """{"create": "x", "triggers": ["i-1"]}""",
            """{"create": "x", "triggers": ["04da6b54-80e4-46f7-96ec-b56ff0331ba9"]}""",
            "triggers[0]=update-replace",
            "triggers"
        );

        Assert.Equal(
            [
                "node1: manager, replaced by a new machine that joins anew: the tasks on it are not drained first, but stop; what else runs or is stored there is not in the plan",
                "node2: a node whose role the plan does not tell, replaced by a new machine that joins anew: the tasks on it are not drained first, but stop; what else runs or is stored there is not in the plan",
            ],
            Told.Of(plan, Area.Nodes)
        );
        Assert.Equal(
            [
                "not known, since the plan does not name all nodes: the manager node1 does not stay as it is. Where no majority of the managers stays, the swarm is LOST",
            ],
            Told.Of(plan, Area.Quorum)
        );
        Assert.Equal(Care.Dangerous, ReviewInput.Review(plan.Digest()).Verdict.Care);
        Assert.Empty(Judged.By(ManagerRules.QuorumLost, plan));
    }

    private const string Instance = "aws:ec2/instance:Instance";

    private const string OtherHost =
        "replaced by another machine, as the other host key says, that joins anew: the tasks on the old one are not drained first, but stop. Where the same machine only has another key, it stays as it is";

    private static string OldDisk(string node) =>
        $"volumes on {node}: on the disk of the old machine, which nothing deletes; another machine has none of them";

    private static PlanText Hosts(string node, string joins, params string[] nodes)
    {
        var isSame = nodes[0] == "same-key";
        var plan = new PlanText().Nodes(isSame ? nodes[1..] : nodes).Config("swarm:provider", "hosts").Whole();
        foreach (var (component, step) in new[] { ("DockerEngine", "docker"), (joins == "init" ? "SwarmManager" : "SwarmMember", joins) })
        {
            plan.Step(
                "replace",
                $"swarm:swarm:{component} {node}",
                Command,
                $"{node}-{step}",
                Of("ssh-ed25519 AAAAold", step),
                Of(isSame ? "ssh-ed25519 AAAAold" : "ssh-ed25519 AAAAnew", step),
                "triggers[0]=update-replace",
                "triggers"
            );
        }

        return plan;

        static string Of(string key, string step) =>
            $$"""{"triggers": ["{{key}}"], "create": "NODE='x' timeout --kill-after=10 {{(step == "docker" ? 1800 : 300)}} /bin/sh"}""";
    }

    private static PlanText Plan() => new PlanText().Nodes("node1 manager", "node2 worker").Whole();

    private static string Step(string labels, string availability) =>
        $$"""{"create": "NODE='node1' MEMBER='node2' LABELS='{{labels.Replace("\n", "\\n", StringComparison.Ordinal)}}' AVAILABILITY='{{availability}}' timeout --kill-after=10 300 /bin/sh"}""";
}
