using Review.Effects;

namespace Tests.Review.Effects;

/// <summary>Ports that open, close, or are answered by another.</summary>
public sealed class PortEffectsTests
{
    private const string Workloads = "swarm:workloads:StackWorkloads workloads";
    private const string Firewall = "swarm:hosts:AwsFirewall swarm-firewall";
    private const string Service = "docker:index/service:Service";
    private const string Rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

    [Fact]
    public void A_port_that_another_service_takes_is_handed_over() =>
        Assert.Equal(
            ["8000/tcp: goes from whoami to web"],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step("update", Workloads, Service, "web", Changes.ServiceOf(), Changes.ServiceOf(ports: [8000]))
                    .Step("update", Workloads, Service, "whoami", Changes.ServiceOf(ports: [8000]), Changes.ServiceOf()),
                Area.Ports
            )
        );

    [Theory]
    [InlineData("ingress", "host", "8000/tcp: answered on the nodes that run a task instead of on every node, for web")]
    [InlineData("host", "ingress", "8000/tcp: answered on every node instead of on the nodes that run a task, for web")]
    public void A_port_that_changes_its_mode_stays_open_elsewhere(string before, string after, string told) =>
        Assert.Equal(
            [told],
            Told.Of(
                new PlanText().Nodes("node1 manager").Step("update", Workloads, Service, "web", Publishing(before), Publishing(after)),
                Area.Ports
            )
        );

    [Theory]
    [InlineData("0.0.0.0/1", true, "much of the WORLD (0.0.0.0/1)")]
    [InlineData("128.0.0.0/7", true, "much of the WORLD (128.0.0.0/7)")]
    [InlineData("10.0.0.0/8", false, "10.0.0.0/8")]
    [InlineData("2000::/3", true, "much of the WORLD (2000::/3)")]
    [InlineData("2001:db8::/32", false, "2001:db8::/32")]
    public void Half_of_all_addresses_is_as_open_as_all(string source, bool isDangerous, string said)
    {
        var key = source.Contains(':', StringComparison.Ordinal) ? "cidrIpv6" : "cidrIpv4";
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Step(
                "create",
                Firewall,
                Rule,
                "ssh",
                next: $$"""{"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "{{key}}": "{{source}}"}"""
            );

        Assert.Equal([$"22/tcp: the firewall lets in {said} (SSH)"], Told.Of(plan, Area.Ports));
        Assert.Equal(
            isDangerous ? Care.Dangerous : Care.Routine,
            SwarmEffects.Of(ReviewInput.Read(plan.Digest())).Single(effect => effect.Area == Area.Ports).Care
        );
    }

    private static string Publishing(string mode) =>
        $$"""{"endpointSpec": {"ports": [{"publishedPort": 8000, "targetPort": 80, "protocol": "tcp", "publishMode": "{{mode}}"}]} }""";
}
