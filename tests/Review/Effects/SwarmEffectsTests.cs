using Review.Effects;

namespace Tests.Review.Effects;

public sealed class SwarmEffectsTests
{
    [Fact]
    public void A_bastion_is_a_machine_that_is_told_and_no_node()
    {
        var plan = ReviewInput.Read(
            new PlanText()
                .Nodes("node1 manager")
                .Step(
                    "create",
                    "swarm:hosts:Bastion bastion",
                    "aws:ec2/instance:Instance",
                    "bastion",
                    next: """{"instanceType": "t3.nano"}"""
                )
                .Digest()
        );

        Assert.Equal(["Other bastion", "Unchanged "], SwarmEffects.Of(plan).Select(effect => $"{effect.Area} {effect.Subject}"));
        Assert.Equal(["node1"], SwarmNodes.Of(plan).Select(node => node.Name));
    }
}
