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

    [Theory]
    [InlineData("swarm:sshFrom", "203.0.113.7/32")]
    [InlineData("swarm:loadBalancer", "")]
    [InlineData("swarm:vpcId", "")]
    public void Everything_else_is_not(string setting, string value) =>
        Assert.Null(OnlyOnAws.Refuse(new Dictionary<string, string> { [setting] = value }));
}
