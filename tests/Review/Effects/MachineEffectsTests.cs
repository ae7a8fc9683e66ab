using Review.Effects;

namespace Tests.Review.Effects;

/// <summary>What becomes of machines that stay.</summary>
public sealed class MachineEffectsTests
{
    private const string Hosts = "swarm:hosts:AwsHosts swarm";
    private const string Instance = "aws:ec2/instance:Instance";

    [Theory]
    [InlineData(
        """["sg-1"]""",
        """["sg-1", "sg-0world"]""",
        "node2: also in the security group sg-0world: what that opens is not in the plan"
    )]
    [InlineData(
        """["sg-1", "sg-2", "sg-3"]""",
        """["sg-1"]""",
        "node2: no longer in the security groups sg-2, sg-3: what that closes is not in the plan"
    )]
    [InlineData(
        """["sg-1"]""",
        """["sg-9"]""",
        "node2: also in the security group sg-9, and no longer in the security group sg-1: what that opens and closes is not in the plan"
    )]
    [InlineData(
        """["sg-1"]""",
        """["sg-1", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"]""",
        "node2: also in a security group that is known after the change: what that opens is not in the plan"
    )]
    [InlineData("""["sg-1", "sg-2"]""", """["sg-2", "sg-1"]""", null)]
    public void A_machine_in_other_security_groups_may_be_reached_by_others(string before, string after, string? told)
    {
        var plan = Updated($$"""{"vpcSecurityGroupIds": {{before}}}""", $$"""{"vpcSecurityGroupIds": {{after}}}""");

        Assert.Equal(told is null ? [] : [told], Told.Of(plan, Area.Ports));
        Assert.Empty(Told.Of(plan, Area.Nodes));
        if (told is not null)
        {
            Assert.Equal(
                $"LOOK TWICE: 1 machine put into other security groups. Riskiest: {told}.",
                ReviewInput.Review(plan.Digest()).Verdict.Line
            );
        }
    }

    [Fact]
    public void A_bastion_in_another_security_group_is_told_as_well() =>
        Assert.Equal(
            ["bastion: also in the security group sg-2: what that opens is not in the plan"],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step(
                        "update",
                        "swarm:hosts:Bastion bastion",
                        Instance,
                        "bastion",
                        """{"vpcSecurityGroupIds": ["sg-1"]}""",
                        """{"vpcSecurityGroupIds": ["sg-1", "sg-2"]}"""
                    ),
                Area.Ports
            )
        );

    [Theory]
    [InlineData(
        """{"iamInstanceProfile": "r"}""",
        """{"iamInstanceProfile": "admin"}""",
        "node2: gets the instance profile admin instead of r: what runs on it may do in the cloud what that allows",
        Care.LookTwice
    )]
    [InlineData(
        """{"ami": "a"}""",
        """{"ami": "a", "iamInstanceProfile": "admin"}""",
        "node2: gets the instance profile admin: what runs on it may do in the cloud what that allows",
        Care.LookTwice
    )]
    [InlineData(
        """{"ami": "a", "iamInstanceProfile": "r"}""",
        """{"ami": "a"}""",
        "node2: loses the instance profile r: what runs on it may no longer do in the cloud what that allows",
        Care.LookTwice
    )]
    [InlineData("""{"tags": {"a": "b"}}""", """{"tags": {"a": "c"}}""", "node2: its machine is changed in place (tags)", Care.Routine)]
    [InlineData(
        """{"tags": {"a": "b"}, "metadataOptions": {"httpTokens": "required"}}""",
        """{"tags": {"a": "c"}, "metadataOptions": {"httpTokens": "optional"}}""",
        "node2: its machine is changed in place (tags, metadataOptions)",
        Care.LookTwice
    )]
    [InlineData("{}", "{}", "node2: its machine is changed in place (the plan does not say what)", Care.LookTwice)]
    public void What_else_of_a_machine_is_changed_is_named(string before, string after, string told, Care care)
    {
        var plan = Updated(before, after);

        Assert.Equal([told], Told.Of(plan, Area.Nodes));
        Assert.Equal(care, SwarmEffects.Of(ReviewInput.Read(plan.Digest())).Single(effect => effect.Area == Area.Nodes).Care);
    }

    [Fact]
    public void A_machine_that_is_told_something_else_at_its_start_is_stopped_for_it() =>
        Assert.Equal(
            [
                "node2: worker, stopped and started for other user data: the tasks on it stop; what else runs or is stored there is not in the plan",
            ],
            Told.Of(Updated("""{"userData": "a"}""", """{"userData": "b"}"""), Area.Nodes)
        );

    [Fact]
    public void A_machine_that_no_step_has_join_is_made_all_the_same()
    {
        var plan = new PlanText().Nodes("node1 manager").Step("create", Hosts, Instance, "node2", next: """{"instanceType": "t3.small"}""");

        Assert.Equal(["node2: its machine is made; no step of the plan has it join"], Told.Of(plan, Area.Nodes));
    }

    // As after an up that failed at the machine: the component is there, and is not among the outputs. Without --show-sames nothing names it.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_node_whose_component_an_up_that_failed_has_made_joins_all_the_same(bool isNamed)
    {
        var plan = new PlanText().Nodes("node1 manager", "node2 worker");
        if (isNamed)
        {
            plan.Step("same", "", "swarm:swarm:SwarmMember", "node3", "{}", "{}");
        }

        plan.Step("create", Hosts, Instance, "node3", next: """{"instanceType": "t3.small"}""")
            .Step("create", "swarm:swarm:DockerEngine node3", Command, "node3-docker", next: "{}")
            .Step("create", "swarm:swarm:SwarmMember node3", Command, "node3-join", next: """{"triggers": ["i-9"]}""")
            .Step("create", "swarm:swarm:SwarmMember node3", Command, "node3-member", next: """{"create": "ROLE='worker' /bin/sh"}""");

        Assert.Equal(["node3: worker, added"], Told.Of(plan, Area.Nodes));
    }

    [Theory]
    [InlineData("vpcSecurityGroupIds", "node2: its machine is changed in place (vpcSecurityGroupIds; the plan does not show how)")]
    [InlineData("iamInstanceProfile", "node2: its machine is changed in place (iamInstanceProfile; the plan does not show how)")]
    [InlineData(
        "vpcSecurityGroupIds[0]=update",
        "node2: its machine is changed in place (vpcSecurityGroupIds; the plan does not show how)"
    )]
    [InlineData("instanceType", Restarted)]
    [InlineData("instanceType=update", Restarted)]
    public void What_differs_and_is_not_shown_is_told_by_its_name(string differences, string told)
    {
        const string machine = """{"instanceType": "t3.small", "vpcSecurityGroupIds": ["sg-1"], "iamInstanceProfile": "r"}""";
        var plan = new PlanText()
            .Nodes("node1 manager", "node2 worker")
            .Step("update", Hosts, Instance, "node2", machine, machine, differences);

        Assert.Equal([told], Told.Of(plan, Area.Nodes));
        Assert.StartsWith(
            $"LOOK TWICE: 1 {(told == Restarted ? "node restarted" : "machine changed in place")}. Riskiest: {told}.",
            ReviewInput.Review(plan.Digest()).Verdict.Line
        );
    }

    private const string Command = "command:remote:Command";
    private const string Restarted =
        "node2: worker, stopped and started for another instance type, which the plan does not show: the tasks on it stop; what else runs or is stored there is not in the plan";

    private static PlanText Updated(string before, string after) =>
        new PlanText().Nodes("node1 manager", "node2 worker").Step("update", Hosts, Instance, "node2", before, after);
}
