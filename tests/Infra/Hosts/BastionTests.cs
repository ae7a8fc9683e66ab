using System.Collections.Immutable;
using System.Text.Json;
using Infra;
using Pulumi;
using Pulumi.Utilities;

namespace Tests.Infra.Hosts;

/// <summary>Nodes without public addresses, reached through a bastion.</summary>
[Collection(ProgramRuns.Name)]
public sealed class BastionTests : IDisposable
{
    private const string Route = "aws:ec2/route:Route";
    private const string Association = "aws:ec2/routeTableAssociation:RouteTableAssociation";
    private const string IngressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    private readonly SwarmProgram _program = new();

    public BastionTests() => _program.Configuration["swarm:publicAddresses"] = "bastion";

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Only_the_bastion_and_the_way_out_have_public_addresses()
    {
        await _program.RunAsync();

        Assert.Equal(
            ["bastion-address: bastion-id", "swarm-network-nat-address: "],
            _program
                .Mocks.OfType("aws:ec2/eip:Eip")
                .Select(address => $"{address.Name}: {address.Inputs.GetValueOrDefault("instance")}")
                .Order(StringComparer.Ordinal)
        );
        Assert.All(_program.Mocks.OfType("aws:ec2/subnet:Subnet"), subnet =>
            Assert.False(subnet.Inputs.ContainsKey("mapPublicIpOnLaunch"))
        );
    }

    [Fact]
    public async Task The_nodes_keep_the_subnets_that_they_would_have_with_public_addresses_and_go_out_through_the_NAT_gateway()
    {
        await _program.RunAsync();

        Assert.Equal(
            [
                "swarm-network-public1 10.20.240.0/22",
                "swarm-network-public2 10.20.244.0/22",
                "swarm-network-public3 10.20.248.0/22",
                "swarm-network-zone1 10.20.0.0/18",
                "swarm-network-zone2 10.20.64.0/18",
                "swarm-network-zone3 10.20.128.0/18",
            ],
            _program
                .Mocks.OfType("aws:ec2/subnet:Subnet")
                .Select(subnet => $"{subnet.Name} {subnet.Inputs["cidrBlock"]}")
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            [
                "swarm-network-public1: swarm-network-routes-id",
                "swarm-network-public2: swarm-network-routes-id",
                "swarm-network-public3: swarm-network-routes-id",
                "swarm-network-zone1: swarm-network-private-id",
                "swarm-network-zone2: swarm-network-private-id",
                "swarm-network-zone3: swarm-network-private-id",
            ],
            _program.Mocks.OfType(Association).Select(one => $"{one.Name}: {one.Inputs["routeTableId"]}").Order(StringComparer.Ordinal)
        );
        var nat = _program.Mocks.Named("aws:ec2/natGateway:NatGateway", "swarm-network-nat").Inputs;
        Assert.Equal(("swarm-network-public1-id", "swarm-network-nat-address-id"), (nat["subnetId"], nat["allocationId"]));
        var outward = _program.Mocks.Named(Route, "swarm-network-private-outward").Inputs;
        Assert.Equal(
            ("swarm-network-private-id", "0.0.0.0/0", "swarm-network-nat-id"),
            (outward["routeTableId"], outward["destinationCidrBlock"], outward["natGatewayId"])
        );
        Assert.Equal("10.20.64.12", _program.Mocks.Named("aws:ec2/instance:Instance", "node2").Inputs["privateIp"]);
    }

    [Fact]
    public async Task SSH_is_open_to_the_bastion_and_on_the_nodes_to_the_bastion_alone()
    {
        await _program.RunAsync();

        Assert.Equal(
            [
                "bastion-ssh-from-203.0.113.7/32: 22 into bastion-group-id from 203.0.113.7/32",
                "swarm-firewall-ssh-from-bastion: 22 into swarm-firewall-nodes-id from bastion-group-id",
            ],
            _program
                .Mocks.OfType(IngressRule)
                .Where(rule => rule.Inputs.GetValueOrDefault("fromPort") is 22d)
                .Select(rule =>
                    $"{rule.Name}: 22 into {rule.Inputs["securityGroupId"]} from {rule.Inputs.GetValueOrDefault("cidrIpv4") ?? rule.Inputs["referencedSecurityGroupId"]}"
                )
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task The_bastion_is_small_and_as_closed_as_a_node()
    {
        await _program.RunAsync();

        var bastion = _program.Mocks.Named("aws:ec2/instance:Instance", "bastion").Inputs;
        Assert.Equal(
            ("t3.nano", "ami-0debian-13-amd64-*", "swarm-network-public1-id", "bastion-group-id"),
            (
                bastion["instanceType"],
                bastion["ami"],
                bastion["subnetId"],
                string.Join(' ', ((ImmutableArray<object>)bastion["vpcSecurityGroupIds"]))
            )
        );
        Assert.Equal("required", ((ImmutableDictionary<string, object>)bastion["metadataOptions"])["httpTokens"]);
        var disk = (ImmutableDictionary<string, object>)bastion["rootBlockDevice"];
        Assert.Equal((true, 8d), (disk["encrypted"], disk["volumeSize"]));
        Assert.False(bastion.ContainsKey("iamInstanceProfile"));
        Assert.DoesNotContain(_program.Mocks.Registered, resource => resource.Name == "bastion-docker");
    }

    [Fact]
    public async Task In_an_older_stack_whose_first_zone_does_not_offer_its_type_another_type_helps()
    {
        _program.Mocks.Offers["t3.nano"] = ["eu-central-1a"];
        _program.Mocks.Remembered["swarm-network-zone1"] = new() { ["availabilityZone"] = "eu-central-1b" };

        var exception = await Assert.ThrowsAsync<RunException>(() => _program.RunAsync(preview: true));

        Assert.Contains(
            "swarm:machines.bastion.instanceType: received \"t3.nano\"; allowed: an instance type that the zone of the bastion offers (eu-central-1b does not). Set swarm:machines.bastion.instanceType to another.",
            exception.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Its_type_image_and_disk_are_settings()
    {
        _program.Mocks.Offers["t4g.micro"] = ["eu-central-1a"];
        _program.Mocks.Graviton.Add("t4g.micro");
        _program.Configuration["swarm:machines"] = """{"bastion": {"instanceType": "t4g.micro", "diskGiB": 10}}""";

        await _program.RunAsync();

        var bastion = _program.Mocks.Named("aws:ec2/instance:Instance", "bastion").Inputs;
        Assert.Equal(("t4g.micro", "ami-0debian-13-arm64-*"), (bastion["instanceType"], bastion["ami"]));
        Assert.Equal(10d, ((ImmutableDictionary<string, object>)bastion["rootBlockDevice"])["volumeSize"]);
    }

    [Fact]
    public async Task Every_command_goes_through_the_bastion_with_both_host_keys_pinned()
    {
        await _program.RunAsync();

        Assert.All(_program.Mocks.OfType("command:remote:Command"), command =>
        {
            var connection = (ImmutableDictionary<string, object>)command.Inputs["connection"];
            var node = ((string)connection["host"])[^1] - '0';
            Assert.StartsWith("10.20.", (string)connection["host"], StringComparison.Ordinal);
            Assert.Equal($"ssh-ed25519 AAAAnode{node}-host-key", connection["hostKey"]);
            var proxy = (ImmutableDictionary<string, object>)connection["proxy"];
            Assert.Equal(
                ("public-address-of-bastion-id", 22d, "admin", "ssh-ed25519 AAAAbastion-host-key", 20d, 10d),
                (proxy["host"], proxy["port"], proxy["user"], proxy["hostKey"], proxy["dialErrorLimit"], proxy["perDialTimeout"])
            );
            Assert.Equal(connection["privateKey"], proxy["privateKey"]);
        });
        var here = _program
            .Mocks.OfType("command:local:Command")
            .Where(command => command.Name is not ("keys-removal" or "bastion-ready"))
            .ToArray();
        Assert.Equal(
            ["engines-turns", "node1-leave", "node1-ready", "node2-leave", "node2-ready", "node3-leave", "node3-ready"],
            here.Select(command => command.Name).Order(StringComparer.Ordinal)
        );
        Assert.All(here, command =>
        {
            var environment = (ImmutableDictionary<string, object>)command.Inputs["environment"];
            Assert.Equal(
                ("bastion", "public-address-of-bastion-id", "22", "admin", "bastion ssh-ed25519 AAAAbastion-host-key"),
                (
                    environment["HOP"],
                    environment["HOP_ADDRESS"],
                    environment["HOP_PORT"],
                    environment["HOP_USER"],
                    environment["HOP_KNOWN_HOST"]
                )
            );
            Assert.Contains("ProxyCommand=ssh", command.Text("stdin"), StringComparison.Ordinal);
        });
        var bastion =
            (ImmutableDictionary<string, object>)_program.Mocks.Named("command:local:Command", "bastion-ready").Inputs["environment"];
        Assert.Equal("public-address-of-bastion-id", bastion["ADDRESS"]);
        Assert.False(bastion.ContainsKey("HOP"));
    }

    [Fact]
    public async Task Docker_goes_through_the_bastion_with_both_host_keys_pinned_the_same_on_every_computer()
    {
        await _program.RunAsync();

        var provider = _program.Mocks.Named("pulumi:providers:docker", "node1-docker-api");
        Assert.Equal("ssh://admin@10.20.0.11:22", provider.Inputs["host"]);
        var options = JsonSerializer.Deserialize<string[]>(provider.Text("sshOpts"))!;
        var keys = "${HOME}/.swarm/keys/" + Folder;
        Assert.Equal(
            [
                "ServerAliveInterval=15",
                "-o",
                $"ProxyCommand=ssh -o BatchMode=yes -o IdentitiesOnly=yes -o 'IdentityFile={keys}/id' -o StrictHostKeyChecking=yes -o 'UserKnownHostsFile={keys}/{KnownHosts("bastion")}'"
                    + " -o HostKeyAlias=bastion -o ConnectTimeout=30 -W %h:%p -p 22 admin@public-address-of-bastion-id",
            ],
            options[^3..]
        );
    }

    [Fact]
    public async Task The_outputs_have_no_public_address_and_lead_through_the_bastion()
    {
        var stack = (await _program.RunAsync()).OfType<SwarmStack>().Single();

        var node2 = (await OutputUtilities.GetValueAsync(stack.Nodes))[1];
        var keys = "${HOME}/.swarm/keys/" + Folder;
        Assert.Equal(("node2", "10.20.64.12", ""), (node2["name"], node2["privateAddress"], node2["publicAddress"]));
        Assert.Equal(
            $"ssh -o IdentitiesOnly=yes -i {keys}/id -o StrictHostKeyChecking=yes -o UserKnownHostsFile={keys}/{KnownHosts("node2")} -o HostKeyAlias=node2"
                + $" -o \"ProxyCommand=ssh -o BatchMode=yes -o IdentitiesOnly=yes -o 'IdentityFile={keys}/id' -o StrictHostKeyChecking=yes -o 'UserKnownHostsFile={keys}/{KnownHosts("bastion")}'"
                + " -o HostKeyAlias=bastion -o ConnectTimeout=30 -W %h:%p -p 22 admin@public-address-of-bastion-id\" -p 22 admin@10.20.64.12",
            node2["ssh"]
        );
        Assert.Empty(await OutputUtilities.GetValueAsync(stack.Endpoints));
        Assert.Equal("ssh://admin@10.20.0.11:22", await OutputUtilities.GetValueAsync(stack.DockerHost));
    }

    [Fact]
    public async Task An_address_of_the_subnet_is_not_taken_from_a_machine_that_runs()
    {
        using var program = new SwarmProgram();
        program.Configuration["swarm:publicAddresses"] = "bastion";
        program.Mocks.Remembered["swarm-network-zone1"] = new() { ["mapPublicIpOnLaunch"] = true };

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => program.RunAsync());

        Assert.Contains(
            "swarm:publicAddresses: received \"bastion\"; allowed: all, since the network was created with swarm:elasticAddresses false",
            refused.ToString(),
            StringComparison.Ordinal
        );
        Assert.All(
            program.Declarations.OfType("aws:ec2/subnet:Subnet").Where(subnet => !subnet.Name.Contains("public", StringComparison.Ordinal)),
            subnet => Assert.Contains("mapPublicIpOnLaunch", subnet.Custom.IgnoreChanges)
        );
    }

    [Fact]
    public async Task A_machine_is_made_when_its_way_out_is_there_and_reached_when_the_bastion_is()
    {
        await _program.RunAsync();

        Assert.Superset(
            new HashSet<string> { "swarm-network-private-outward", "swarm-network-zone2" },
            await BeforeAsync("aws:ec2/instance:Instance", "node2")
        );
        Assert.Superset(new HashSet<string> { "bastion-ready" }, await BeforeAsync("command:local:Command", "node2-ready"));
        Assert.Superset(
            new HashSet<string> { "swarm-network-gateway" },
            await BeforeAsync("aws:ec2/natGateway:NatGateway", "swarm-network-nat")
        );
    }

    [Fact]
    public async Task The_subnets_of_nodes_get_the_private_table_when_it_has_a_way_out()
    {
        await _program.RunAsync();

        Assert.Superset(new HashSet<string> { "swarm-network-private-outward" }, await BeforeAsync(Association, "swarm-network-zone2"));
    }

    private async Task<HashSet<string>> BeforeAsync(string type, string name) =>
        [.. (await _program.Declarations.Before(_program.Declarations[type, name])).Select(resource => resource.GetResourceName())];

    private string Folder => Path.GetFileName(Assert.Single(Directory.GetDirectories(Path.Combine(_program.Home, ".swarm", "keys"))));

    private string KnownHosts(string machine) =>
        Path.GetFileName(
            Assert.Single(Directory.GetFiles(Path.Combine(_program.Home, ".swarm", "keys", Folder), $"known_hosts.{machine}.*"))
        );
}
