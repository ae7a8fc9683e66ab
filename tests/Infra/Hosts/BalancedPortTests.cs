using Infra;
using Infra.Hosts;

namespace Tests.Infra.Hosts;

public sealed class BalancedPortTests : IDisposable
{
    private readonly DirectoryInfo _project = Directory.CreateTempSubdirectory("swarm-project-");

    public void Dispose() => _project.Delete(recursive: true);

    [Theory]
    [InlineData("{dns: {image: a, ports: ['53:53/udp', '5353:53']}, web: {image: b, ports: ['80:80']}}", 5353)]
    [InlineData("{dns: {image: a, ports: ['53:53/udp']}, web: {image: b, ports: ['8080:80', '80:80']}}", 80)]
    [InlineData("{dns: {image: a, ports: ['53:53/udp', {target: 9, published: 9, mode: host}]}, web: {image: b, ports: ['80:80']}}", 80)]
    public void A_port_of_udp_is_as_well_as_one_of_tcp_that_the_same_nodes_answer(string services, int health) =>
        Assert.Equal(new BalancedPort(53, "udp", IsOfHost: false, health), Read(services).Balanced.Single(port => port.Protocol == "udp"));

    [Fact]
    public void Services_that_share_a_port_of_the_nodes_that_run_them_share_a_listener() =>
        Assert.Equal(
            [new BalancedPort(80, "tcp", IsOfHost: true, 80)],
            Read(
                "{a: {image: a, ports: [{target: 80, published: 80, mode: host}]}, b: {image: b, ports: [{target: 80, published: 80, mode: host}]}}"
            ).Balanced
        );

    [Theory]
    [InlineData("{dns: {image: a, ports: ['53:53/udp', '53:53']}}", false, 53)]
    [InlineData("{dns: {image: a, ports: ['53:53/udp']}, other: {image: b, ports: ['53:53']}}", false, 53)]
    [InlineData(
        "{dns: {image: a, ports: [{target: 53, published: 53, protocol: udp, mode: host}, {target: 53, published: 53, mode: host}]}}",
        true,
        53
    )]
    [InlineData(
        "{dns: {image: a, ports: [{target: 53, published: 53, protocol: udp, mode: host}, {target: 9, published: 9, mode: host}]}, other: {image: b, ports: ['53:53']}}",
        true,
        9
    )]
    public void A_port_of_both_protocols_is_one(string services, bool isOfHost, int health) =>
        Assert.Equal(new BalancedPort(53, "tcp_udp", isOfHost, health), Assert.Single(Read(services).Balanced, port => port.Number == 53));

    [Fact]
    public void Without_a_published_port_it_listens_on_nothing() =>
        Assert.Equal(
            [
                "swarm:loadBalancer: No service publishes a port, so the load balancer listens on nothing, and AWS charges for it by the hour all the same. Publish a port, or run `pulumi config rm swarm:loadBalancer`.",
            ],
            Read("{web: {image: a}}")
                .Warnings.Select(warning => $"{warning}")
                .Where(text => text.Contains("loadBalancer", StringComparison.Ordinal))
        );

    [Fact]
    public void More_targets_than_a_new_account_may_have_are_told()
    {
        var configuration = Read("{web: {image: a, ports: ['8000-8005:8000-8005']}}", ("workers", "99"));

        Assert.Equal(
            [
                "swarm:loadBalancer: 6 ports on 100 nodes are 600 targets; a network load balancer has at most 500 unless the quota of your account was raised (Service Quotas, Targets per Availability Zone per Network Load Balancer). Name fewer nodes with swarm:loadBalancer.pools, or raise the quota first.",
            ],
            configuration.Warnings.Select(warning => $"{warning}").Where(text => text.Contains("loadBalancer", StringComparison.Ordinal))
        );
    }

    [Theory]
    [InlineData("{\"internal\": true}", "all", null, "the load balancer has private addresses only, and 203.0.113.7/32 has none")]
    [InlineData("{\"internal\": true}", "bastion", null, "the load balancer has private addresses only, and 203.0.113.7/32 has none")]
    [InlineData(null, "bastion", null, "no node has a public address, and 203.0.113.7/32 has none")]
    [InlineData(null, "bastion", "8.8.8.0/24,9.9.9.0/24", "no node has a public address, and 8.8.8.0/24, 9.9.9.0/24 have none")]
    [InlineData(null, "bastion", "8.8.8.0/24,10.20.0.0/16", null)]
    [InlineData(null, "bastion", "0.0.0.0/0", null)]
    [InlineData(null, "all", null, null)]
    [InlineData("{}", "bastion", null, null)]
    public void Private_addresses_that_nobody_may_reach_are_told(
        string? loadBalancer,
        string publicAddresses,
        string? publishedFrom,
        string? why
    ) =>
        Assert.Equal(
            why is null
                ? []
                :
                [
                    $"swarm:publishedFrom: Nobody reaches the published ports: {why}. Name the private ranges of those who may with swarm:publishedFrom, such as 10.20.0.0/16, that of the VPC; where it is not set, swarm:sshFrom holds.",
                ],
            Read(
                "{web: {image: a, ports: ['80:80']}}",
                ("loadBalancer", loadBalancer),
                ("publicAddresses", publicAddresses),
                ("publishedFrom", publishedFrom)
            )
                .Warnings.Select(warning => $"{warning}")
                .Where(text => text.Contains("Nobody", StringComparison.Ordinal))
        );

    [Theory]
    [InlineData("node.role == manager", "host", true)]
    [InlineData("node.role == manager", "ingress", false)]
    [InlineData("node.role == worker", "host", false)]
    public void A_port_in_host_mode_that_only_other_nodes_answer_is_told(string constraint, string mode, bool isTold) =>
        Assert.Equal(
            isTold
                ?
                [
                    "stacks/demo.yaml:1:98 services.web.ports: The load balancer sends 80/tcp to edge1, edge2, and in host mode only a node with a task answers: web can run on node1 only. Publish the port in ingress mode, place the service on nodes of the load balancer, or change swarm:loadBalancer.pools.",
                ]
                : [],
            Read(
                $"{{web: {{image: a, deploy: {{placement: {{constraints: ['{constraint}']}}}}, ports: [{{target: 80, published: 80, mode: {mode}}}]}}}}",
                ("loadBalancer", """{"pools": ["edge"]}"""),
                ("workers", "0"),
                ("pools", """[{"name": "edge", "count": 2}]""")
            )
                .Warnings.Select(warning => $"{warning}")
                .Where(text => text.Contains("load balancer", StringComparison.Ordinal))
        );

    private StackConfiguration Read(string services, params (string Name, string? Value)[] settings)
    {
        Directory.CreateDirectory(Path.Combine(_project.FullName, "stacks"));
        File.WriteAllText(Path.Combine(_project.FullName, "stacks", "demo.yaml"), $"services: {services}\n");
        return StackConfiguration.Read(
            new Dictionary<string, string> { ["sshFrom"] = "203.0.113.7/32", ["loadBalancer"] = "{}" }
                .Concat(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value!)))
                .Reverse()
                .DistinctBy(setting => setting.Key)
                .Where(setting => setting.Value is not null)
                .ToDictionary(),
            _project.FullName,
            "dev"
        );
    }
}
