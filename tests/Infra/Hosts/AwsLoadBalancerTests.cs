using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Tests.Infra.Hosts;

[Collection(ProgramRuns.Name)]
public sealed class AwsLoadBalancerTests : IDisposable
{
    private const string Balancer = "aws:lb/loadBalancer:LoadBalancer";
    private const string Listener = "aws:lb/listener:Listener";
    private const string Group = "aws:lb/targetGroup:TargetGroup";
    private const string Attachment = "aws:lb/targetGroupAttachment:TargetGroupAttachment";
    private const string Rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

    private readonly SwarmProgram _program = new() { Configuration = { ["swarm:loadBalancer"] = "{}" } };

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Without_the_setting_there_is_none_and_no_output_of_its_name()
    {
        _program.Configuration.Remove("swarm:loadBalancer");

        var stack = Assert.Single((await _program.RunAsync()).OfType<global::Infra.SwarmStack>());

        Assert.DoesNotContain(_program.Mocks.Registered, resource => resource.Type.StartsWith("aws:lb/", StringComparison.Ordinal));
        Assert.Null(await OutputUtilities.GetValueAsync(stack.LoadBalancer));
        Assert.DoesNotContain(_program.Mocks.OfType("aws:ec2/subnet:Subnet"), subnet =>
            subnet.Name.Contains("pools", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task It_has_addresses_in_every_zone_where_no_node_has_a_fixed_one_and_sends_to_all_zones()
    {
        await _program.RunAsync();

        var balancer = _program.Mocks.Named(Balancer, "swarm-lb").Inputs;
        Assert.Equal(
            ("network", false, true, false),
            (
                balancer["loadBalancerType"],
                balancer["internal"],
                balancer["enableCrossZoneLoadBalancing"],
                balancer["enableDeletionProtection"]
            )
        );
        // Three subnets in two zones.
        Assert.Equal(["swarm-network-pools1-id", "swarm-network-pools2-id"], Texts(balancer["subnets"]));
        Assert.Equal(["swarm-firewall-load-balancer-id"], Texts(balancer["securityGroups"]));
        Assert.Equal(
            ["swarm-network-gateway", "swarm-network-outward"],
            (await OutputUtilities.GetValueAsync(_program.Declarations[Balancer, "swarm-lb"].Options.DependsOn.ToOutput()))
                .Select(resource => resource.GetResourceName())
                .Take(2)
        );
    }

    [Theory]
    [InlineData("{}", "swarm-network-public1-id swarm-network-public2-id", "")]
    [InlineData(
        """{"internal": true}""",
        "swarm-network-pools1-id swarm-network-pools2-id",
        "swarm-network-pools1 swarm-network-pools2 swarm-network-pools3"
    )]
    public async Task In_front_of_nodes_without_public_addresses_it_has_them_in_the_public_subnets(
        string balancer,
        string subnets,
        string ofPools
    )
    {
        _program.Configuration["swarm:publicAddresses"] = "bastion";
        _program.Configuration["swarm:loadBalancer"] = balancer;
        _program.Mocks.Offers["t3.nano"] = ["eu-central-1a", "eu-central-1b"];

        await _program.RunAsync();

        Assert.Equal(subnets, string.Join(' ', Texts(_program.Mocks.Named(Balancer, "swarm-lb").Inputs["subnets"])));
        Assert.Equal(
            ofPools,
            string.Join(
                ' ',
                _program
                    .Mocks.OfType("aws:ec2/subnet:Subnet")
                    .Select(subnet => subnet.Name)
                    .Where(name => name.Contains("pools", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal)
            )
        );
        Assert.Equal(
            "swarm-firewall-load-balancer-id",
            _program.Mocks.Named(Rule, "swarm-firewall-8000-tcp-from-load-balancer").Text("referencedSecurityGroupId")
        );
    }

    [Fact]
    public async Task Its_name_is_an_output_and_the_endpoints_are_its_own()
    {
        var stack = Assert.Single((await _program.RunAsync()).OfType<global::Infra.SwarmStack>());

        Assert.Equal("swarm-lb.elb.example", await OutputUtilities.GetValueAsync(stack.LoadBalancer));
        Assert.Equal("http://swarm-lb.elb.example:8000", Assert.Single(await OutputUtilities.GetValueAsync(stack.Endpoints)));
    }

    [Fact]
    public async Task The_nodes_open_published_ports_to_it_alone_and_it_opens_them_to_those_who_may_reach_them()
    {
        _program.Configuration["swarm:publishedFrom"] = "0.0.0.0/0";

        await _program.RunAsync();

        Assert.Equal(
            [
                "swarm-firewall-load-balancer-id 8000-8000/tcp from 0.0.0.0/0: Published port",
                "swarm-firewall-nodes-id 22-22/tcp from 203.0.113.7/32: SSH",
                "swarm-firewall-nodes-id 2377-2377/tcp from swarm-firewall-nodes-id: Swarm management between the nodes",
                "swarm-firewall-nodes-id 4789-4789/udp from swarm-firewall-nodes-id: Overlay traffic (VXLAN) between the nodes",
                "swarm-firewall-nodes-id 7946-7946/tcp from swarm-firewall-nodes-id: Node discovery between the nodes",
                "swarm-firewall-nodes-id 7946-7946/udp from swarm-firewall-nodes-id: Node discovery between the nodes",
                "swarm-firewall-nodes-id 8000-8000/tcp from swarm-firewall-load-balancer-id: Published port from the load balancer",
            ],
            _program
                .Mocks.OfType(Rule)
                .Select(rule =>
                    $"{rule.Text("securityGroupId")} {rule.Inputs["fromPort"]}-{rule.Inputs["toPort"]}/{rule.Text("ipProtocol")} from {rule.Inputs.GetValueOrDefault("cidrIpv4") ?? rule.Inputs["referencedSecurityGroupId"]}: {rule.Text("description")}"
                )
                .Order(StringComparer.Ordinal)
        );
        var outward = _program.Mocks.Named(
            "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
            "swarm-firewall-load-balancer-outward"
        );
        Assert.Equal(
            ("swarm-firewall-load-balancer-id", "-1", "swarm-firewall-nodes-id"),
            (outward.Text("securityGroupId"), outward.Text("ipProtocol"), outward.Text("referencedSecurityGroupId"))
        );
    }

    [Fact]
    public async Task Every_port_has_a_listener_and_a_group_whose_health_is_that_of_the_service()
    {
        await RunAsync(
            "services: {web: {image: a, ports: ['8000:80']}, dns: {image: b, ports: ['53:53/udp', '53:53', {target: 514, published: 514, protocol: udp, mode: host}, {target: 514, published: 601, mode: host}]}}"
        );

        Assert.Equal(
            [
                "swarm-lb-514: arn-of-swarm-lb 514 UDP to arn-of-swarm-lb-514",
                "swarm-lb-53: arn-of-swarm-lb 53 TCP_UDP to arn-of-swarm-lb-53",
                "swarm-lb-601: arn-of-swarm-lb 601 TCP to arn-of-swarm-lb-601",
                "swarm-lb-8000: arn-of-swarm-lb 8000 TCP to arn-of-swarm-lb-8000",
            ],
            _program
                .Mocks.OfType(Listener)
                .Select(listener =>
                    (listener, action: (ImmutableDictionary<string, object>)((ImmutableArray<object>)listener.Inputs["defaultActions"])[0])
                )
                .Select(pair =>
                    $"{pair.listener.Name}: {pair.listener.Text("loadBalancerArn")} {pair.listener.Inputs["port"]} {pair.listener.Text("protocol")} to {pair.action["targetGroupArn"]}"
                )
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            [
                "swarm-lb-514: 514 UDP instance, health TCP 601 10 s 2 2, client's address by default",
                "swarm-lb-53: 53 TCP_UDP instance, health TCP 53 10 s 2 2, client's address by default",
                "swarm-lb-601: 601 TCP instance, health TCP 601 10 s 2 2, client's address true",
                "swarm-lb-8000: 8000 TCP instance, health TCP 8000 10 s 2 2, client's address false",
            ],
            _program
                .Mocks.OfType(Group)
                .Select(group => (group, health: (ImmutableDictionary<string, object>)group.Inputs["healthCheck"]))
                .Select(pair =>
                    $"{pair.group.Name}: {pair.group.Inputs["port"]} {pair.group.Text("protocol")} {pair.group.Text("targetType")}, health {pair.health["protocol"]} {pair.health["port"]} {pair.health["interval"]} s {pair.health["healthyThreshold"]} {pair.health["unhealthyThreshold"]}, client's address {pair.group.Inputs.GetValueOrDefault("preserveClientIp", "by default")}"
                )
                .Order(StringComparer.Ordinal)
        );
        Assert.All(_program.Mocks.OfType(Group), group => Assert.Equal("swarm-network-vpc-id", group.Text("vpcId")));
    }

    [Fact]
    public async Task Another_one_is_made_when_the_old_one_is_gone_since_a_target_group_serves_one_only()
    {
        await _program.RunAsync();

        Assert.True(_program.Declarations[Balancer, "swarm-lb"].Custom.DeleteBeforeReplace);
    }

    [Theory]
    [InlineData("all", "{}", "pools")]
    [InlineData("bastion", "{}", "public")]
    [InlineData("bastion", """{"internal": true}""", "pools")]
    public async Task It_is_replaced_in_the_preview_too_when_its_subnets_are_to_be_others_that_nobody_knows_yet(
        string addresses,
        string balancer,
        string subnets
    )
    {
        _program.Configuration["swarm:publicAddresses"] = addresses;
        _program.Configuration["swarm:loadBalancer"] = balancer;
        _program.Mocks.Offers["t3.nano"] = ["eu-central-1a", "eu-central-1b"];

        await _program.RunAsync();

        var trigger = _program.Declarations[Balancer, "swarm-lb"].Options.ReplacementTrigger!;
        Assert.Equal(subnets, await OutputUtilities.GetValueAsync(trigger.ToOutput()));
    }

    [Theory]
    [InlineData("'8000:80/udp', '9000:80'", "UDP")]
    [InlineData("'8000:80'", "TCP")]
    [InlineData("'8000:80', '8000:80/udp'", "TCP_UDP")]
    public async Task A_port_that_changes_its_protocol_keeps_its_listener_and_a_group_is_not_deleted_before_another_is_made(
        string ports,
        string protocol
    )
    {
        await RunAsync($"services: {{web: {{image: a, ports: [{ports}]}}}}");

        Assert.Equal(protocol, _program.Mocks.Named(Listener, "swarm-lb-8000").Text("protocol"));
        Assert.Equal(protocol, _program.Mocks.Named(Group, "swarm-lb-8000").Text("protocol"));
        Assert.NotEqual(true, _program.Declarations[Group, "swarm-lb-8000"].Custom.DeleteBeforeReplace);
        Assert.DoesNotContain("name", _program.Mocks.Named(Group, "swarm-lb-8000").Inputs.Keys);
    }

    [Fact]
    public async Task A_node_is_a_target_from_when_it_has_joined_until_it_begins_to_leave()
    {
        await _program.RunAsync();

        Assert.Equal(
            ["swarm-lb-8000-node1: node1-id", "swarm-lb-8000-node2: node2-id", "swarm-lb-8000-node3: node3-id"],
            _program.Mocks.OfType(Attachment).Select(target => $"{target.Name}: {target.Text("targetId")}").Order(StringComparer.Ordinal)
        );
        foreach (var (node, joined) in new[] { ("node1", "node1-init"), ("node2", "node2-member"), ("node3", "node3-member") })
        {
            var before = await _program.Declarations.Before(_program.Declarations[Attachment, $"swarm-lb-8000-{node}"]);
            Assert.Contains(joined, before.Select(resource => resource.GetResourceName()));
        }
    }

    // With another protocol the group is another one: a listener that moved to it at once would find it empty.
    [Fact]
    public async Task A_listener_moves_to_a_group_when_its_nodes_are_in_it()
    {
        // One that AWS took back, or does not give, is waited for by no port.
        _program.Configuration["swarm:pools"] = """[{"name": "batch", "count": 1, "spot": true}]""";
        await _program.RunAsync();

        Assert.NotNull(_program.Mocks.Named(Attachment, "swarm-lb-8000-batch1"));

        Assert.Equal(
            ["swarm-lb-8000-node1", "swarm-lb-8000-node2", "swarm-lb-8000-node3"],
            (await OutputUtilities.GetValueAsync(_program.Declarations[Listener, "swarm-lb-8000"].Options.DependsOn.ToOutput())).Select(
                resource => resource.GetResourceName()
            )
        );
    }

    [Fact]
    public async Task It_sends_to_the_pools_that_it_names_only()
    {
        _program.Configuration["swarm:pools"] = """[{"name": "db", "count": 1}, {"name": "edge", "count": 2}]""";
        _program.Configuration["swarm:loadBalancer"] = """{"pools": ["edge"], "internal": true}""";

        await _program.RunAsync();

        Assert.Equal(
            ["swarm-lb-8000-edge1", "swarm-lb-8000-edge2"],
            _program.Mocks.OfType(Attachment).Select(target => target.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal(true, _program.Mocks.Named(Balancer, "swarm-lb").Inputs["internal"]);
    }

    [Fact]
    public async Task With_a_random_number_no_name_is_longer_than_AWS_takes()
    {
        await RunAsync("services: {web: {image: a, ports: ['65535:80/udp', '65535:80']}}");

        Assert.All(_program.Mocks.Registered.Where(resource => resource.Type is Balancer or Group), resource =>
            Assert.InRange(resource.Name.Length, 1, 32 - "-1234567".Length)
        );
    }

    [Fact]
    public async Task A_port_more_is_a_listener_a_group_and_its_targets_more()
    {
        await _program.RunAsync();
        using var more = new SwarmProgram { Configuration = { ["swarm:loadBalancer"] = "{}" } };
        more.Configuration["swarm:stackFiles"] =
            Path.Combine(SwarmProgram.Project, "stacks", "demo.yaml") + "," + Path.Combine(more.Home, "more.yaml");
        File.WriteAllText(Path.Combine(more.Home, "more.yaml"), "services: {more: {image: a, ports: ['9000:80']}}\n");
        await more.RunAsync();

        Assert.Equal(
            [
                $"{Listener} swarm-lb-9000",
                $"{Group} swarm-lb-9000",
                $"{Attachment} swarm-lb-9000-node1",
                $"{Attachment} swarm-lb-9000-node2",
                $"{Attachment} swarm-lb-9000-node3",
            ],
            Balancing(more).Except(Balancing(_program)).Order(StringComparer.Ordinal)
        );
        Assert.Empty(Balancing(_program).Except(Balancing(more)));
    }

    private static IEnumerable<string> Balancing(SwarmProgram program) =>
        program
            .Mocks.Registered.Where(resource => resource.Type.StartsWith("aws:lb/", StringComparison.Ordinal))
            .Select(resource => $"{resource.Type} {resource.Name}");

    private async Task RunAsync(string file)
    {
        var path = Path.Combine(_program.Home, "stack.yaml");
        await File.WriteAllTextAsync(path, file + "\n");
        _program.Configuration["swarm:stackFiles"] = path;
        await _program.RunAsync();
    }

    private static IEnumerable<string> Texts(object list) => ((ImmutableArray<object>)list).Cast<string>();
}
