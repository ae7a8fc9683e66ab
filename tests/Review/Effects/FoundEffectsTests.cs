using Review.Effects;

namespace Tests.Review.Effects;

/// <summary>What a refresh finds to be other than the stack has it, and what earlier changes have left over.</summary>
public sealed class FoundEffectsTests
{
    private const string Workloads = "swarm:workloads:StackWorkloads workloads";
    private const string Hosts = "swarm:hosts:AwsHosts swarm";
    private const string Firewall = "swarm:hosts:AwsFirewall swarm-firewall";

    [Theory]
    [InlineData("docker:index/service:Service", Workloads, Area.Services, "thing")]
    [InlineData("docker:index/container:Container", Workloads, Area.Containers, "thing")]
    [InlineData("docker:index/network:Network", Workloads, Area.Networks, "thing")]
    [InlineData("docker:index/volume:Volume", Workloads, Area.Data, "volume thing")]
    [InlineData("docker:index/serviceConfig:ServiceConfig", Workloads, Area.Files, "config thing")]
    [InlineData("docker:index/secret:Secret", Workloads, Area.Files, "secret thing")]
    [InlineData("aws:ec2/instance:Instance", Hosts, Area.Nodes, "thing")]
    [InlineData("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", Firewall, Area.Ports, "thing")]
    [InlineData("aws:ec2/eip:Eip", Hosts, Area.Other, "thing (Eip)")]
    public void What_was_changed_or_removed_by_hand_is_told(string type, string parent, Area area, string subject)
    {
        Assert.Equal(
            [$"{subject}: changed outside of the stack"],
            Told.Of(Plan().Step("refresh", parent, type, "thing", """{"name": "x"}""", """{"name": "x"}""", "labels=update"), area)
        );
        Assert.Equal(
            [$"{subject}: GONE: it was removed outside of the stack"],
            Told.Of(Plan().Step("refresh", parent, type, "thing", """{"name": "x"}"""), area)
        );
        Assert.Empty(Told.Of(Plan().Step("refresh", parent, type, "thing", """{"name": "x"}""", """{"name": "x"}"""), area));
    }

    [Theory]
    [InlineData("same")]
    [InlineData(null)]
    public void What_an_earlier_change_has_left_over_is_not_the_thing_itself(string? beside)
    {
        var plan = Plan();
        if (beside is not null)
        {
            plan.Step(beside, Hosts, "aws:ec2/instance:Instance", "node2", "{}", "{}");
        }

        plan.Step("delete-replaced", Hosts, "aws:ec2/instance:Instance", "node2", "{}");

        Assert.Equal(
            ["Other node2: Instance, what an earlier change has left over of it is removed"],
            SwarmEffects.Of(ReviewInput.Read(plan.Digest())).Select(effect => $"{effect.Area} {effect.Subject}: {effect.Text}")
        );
        Assert.Equal("ROUTINE: 1 leftover removed.", ReviewInput.Review(plan.Digest()).Verdict.Line);
        Assert.Equal("ROUTINE: 1 leftover removed.", ReviewInput.Review(plan.Stream()).Verdict.Line);
    }

    private static PlanText Plan() => new PlanText().Nodes("node1 manager", "node2 worker");
}
