using Infra.Hosts;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Testing;

namespace Tests.Infra.Hosts;

[Collection(ProgramRuns.Name)]
public sealed class PassingAddressesTests
{
    [Theory]
    [InlineData(true, "", true)]
    [InlineData(false, "node1", true)]
    [InlineData(false, "", false)]
    public async Task That_they_pass_is_said_when_machines_are_made_or_may_stop(bool isNew, string stopping, bool isTold)
    {
        var told = false;
        await Deployment.TestAsync(new RecordingMocks { NothingMadeYet = isNew }, new TestOptions { IsPreview = true }, async () =>
        {
            var node = new AwsNodeSettings("node1", NodeRole.Manager, Zone: 0, Number: 11)
            {
                Machine = new AwsMachineSettings("swarm:", "t3.small", null, 20, []),
            };
            var instance = new Instance(node.Name, new InstanceArgs { Ami = "ami-00000000", InstanceType = Output.Create("t3.small") });
            told = await PassingAddresses.WarnAsync(
                [new AwsMachine(node, instance, Output.Create(""), Output.Create(""))],
                stopping.Length == 0 ? [] : [stopping]
            );
        });

        Assert.Equal(isTold, told);
    }
}
