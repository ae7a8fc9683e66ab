using Local.Cli;

namespace Tests.Local.Cli;

public sealed class SettingsOfAwsTests
{
    [Fact]
    public void A_stack_in_an_existing_VPC_is_not_brought_up_here() =>
        Assert.Equal(
            "swarm:vpcId: received \"vpc-00000001\"; allowed: nothing with ./swarm up, since local virtual machines are in a network of their own. Deploy the stack with `pulumi up`, or run `pulumi config rm swarm:vpcId`.",
            Assert
                .Throws<RefusedCommandException>(() =>
                    SettingsOfAws.Refuse(new Dictionary<string, string> { ["swarm:vpcId"] = "vpc-00000001" })
                )
                .Message
        );

    [Theory]
    [InlineData("swarm:vpcId", "")]
    [InlineData("swarm:sshFrom", "203.0.113.7/32")]
    public void Any_other_is(string key, string value) => SettingsOfAws.Refuse(new Dictionary<string, string> { [key] = value });

    [Fact]
    public void Nor_does_it_matter_to_hosts_that_exist() =>
        SettingsOfAws.Refuse(new Dictionary<string, string> { ["swarm:provider"] = "hosts", ["swarm:vpcId"] = "vpc-00000001" });
}
