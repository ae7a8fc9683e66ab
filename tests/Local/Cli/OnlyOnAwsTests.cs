using Local.Cli;

namespace Tests.Local.Cli;

public sealed class OnlyOnAwsTests
{
    [Fact]
    public void What_virtual_machines_cannot_have_is_refused_with_the_way_out() =>
        Assert.Equal(
            "swarm:loadBalancer: received \"{}\"; allowed: nothing for ./swarm up, since virtual machines on this computer cannot have a load balancer. Remove it from the stack's file, or use a stack without it; ./swarm preview, cost and permissions plan with it.",
            OnlyOnAws.Refuse(new Dictionary<string, string> { ["swarm:loadBalancer"] = "{}", ["swarm:provider"] = "aws" })
        );

    [Fact]
    public void So_is_a_VPC_that_is_not_on_this_computer() =>
        Assert.Equal(
            "swarm:vpcId: received \"vpc-00000001\"; allowed: nothing for ./swarm up, since virtual machines on this computer cannot have an existing VPC. Remove it from the stack's file, or use a stack without it; ./swarm preview, cost and permissions plan with it.",
            OnlyOnAws.Refuse(new Dictionary<string, string> { ["swarm:vpcId"] = "vpc-00000001" })
        );

    [Fact]
    public void So_are_groups_and_profiles_of_somebody_else_s_and_processors_of_AWS_s_own() =>
        Assert.Equal(
            """
            swarm:securityGroups: received "sg-00000001"; allowed: nothing for ./swarm up, since virtual machines on this computer cannot have security groups of somebody else's. Remove it from the stack's file, or use a stack without it; ./swarm preview, cost and permissions plan with it.
            swarm:instanceProfile: received "nodes"; allowed: nothing for ./swarm up, since virtual machines on this computer cannot have an instance profile of somebody else's. Remove it from the stack's file, or use a stack without it; ./swarm preview, cost and permissions plan with it.
            swarm:machines: received "t4g.nano", a type with a processor of AWS's own; allowed: types with x86_64 for ./swarm up, since virtual machines on this computer have no other. Choose such a type, such as t3.small, or use a stack without it; ./swarm preview, cost and permissions plan with it.
            swarm:pools: received "c7gn.12xlarge", a type with a processor of AWS's own; allowed: types with x86_64 for ./swarm up, since virtual machines on this computer have no other. Choose such a type, such as t3.small, or use a stack without it; ./swarm preview, cost and permissions plan with it.
            """,
            OnlyOnAws.Refuse(
                new Dictionary<string, string>
                {
                    ["swarm:securityGroups"] = "sg-00000001",
                    ["swarm:instanceProfile"] = "nodes",
                    ["swarm:instanceType"] = "m7i-flex.large",
                    ["swarm:machines"] = """{"bastion": {"instanceType": "t4g.nano"}}""",
                    ["swarm:pools"] =
                        """[{"name": "g5g", "instanceType": "c7gn.12xlarge"}, {"name": "a1", "instanceType": "g4dn.xlarge"}]""",
                }
            )
        );

    [Theory]
    [InlineData("swarm:sshFrom", "203.0.113.7/32")]
    [InlineData("swarm:loadBalancer", "")]
    [InlineData("swarm:securityGroups", "[]")]
    [InlineData("swarm:vpcId", "")]
    public void Everything_else_is_not(string setting, string value) =>
        Assert.Null(OnlyOnAws.Refuse(new Dictionary<string, string> { [setting] = value }));
}
