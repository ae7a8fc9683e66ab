using System.Collections.Immutable;
using System.Text.Json;

namespace Tests.Infra.Hosts;

[Collection(ProgramRuns.Name)]
public sealed class AwsHostsTests : IDisposable
{
    private readonly SwarmProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task The_security_group_opens_what_is_needed_and_nothing_else()
    {
        program.Configuration["swarm:publishedFrom"] = "203.0.113.0/24,198.51.100.0/24";

        await program.RunAsync();

        Assert.Equal(
            [
                "22-22/tcp from 203.0.113.7/32",
                "2377-2377/tcp from swarm-firewall-nodes-id",
                "4789-4789/udp from swarm-firewall-nodes-id",
                "7946-7946/tcp from swarm-firewall-nodes-id",
                "7946-7946/udp from swarm-firewall-nodes-id",
                "8000-8000/tcp from 198.51.100.0/24",
                "8000-8000/tcp from 203.0.113.0/24",
            ],
            Rules());
    }

    [Fact]
    public async Task Adjacent_ports_and_adjacent_ranges_share_a_rule_and_a_single_port_keeps_its_name()
    {
        program.Configuration["swarm:publishedFrom"] = "203.0.113.0/25,203.0.113.128/25,198.51.100.7/32,198.51.100.0/24";
        program.Configuration["swarm:stackFiles"] = Path.Combine(program.Home, "voice.yaml");
        File.WriteAllText(
            Path.Combine(program.Home, "voice.yaml"), "services: {voice: {image: nginx, ports: ['10000-10070:10000-10070/udp', '8001:1', '8000:2', '9000:3']}}\n");

        await program.RunAsync();

        Assert.Equal(
            [
                "swarm-firewall-10000-10070-udp-from-198.51.100.0/24: 10000-10070/udp from 198.51.100.0/24",
                "swarm-firewall-10000-10070-udp-from-203.0.113.0/24: 10000-10070/udp from 203.0.113.0/24",
                "swarm-firewall-8000-8001-tcp-from-198.51.100.0/24: 8000-8001/tcp from 198.51.100.0/24",
                "swarm-firewall-8000-8001-tcp-from-203.0.113.0/24: 8000-8001/tcp from 203.0.113.0/24",
                "swarm-firewall-9000-tcp-from-198.51.100.0/24: 9000-9000/tcp from 198.51.100.0/24",
                "swarm-firewall-9000-tcp-from-203.0.113.0/24: 9000-9000/tcp from 203.0.113.0/24",
            ],
            program.Mocks.OfType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").Where(rule => rule.Text("description").StartsWith("Published", StringComparison.Ordinal))
                .Select(rule => $"{rule.Name}: {Rule(rule)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_encrypted_overlay_needs_ESP_between_the_nodes()
    {
        program.Configuration["swarm:stackFiles"] = Path.Combine(program.Home, "encrypted.yaml");
        File.WriteAllText(Path.Combine(program.Home, "encrypted.yaml"), "networks: {secret: {driver_opts: {encrypted: \"\"}}}\n");

        await program.RunAsync();

        Assert.Contains("-/50 from swarm-firewall-nodes-id", Rules());
        var options = (ImmutableDictionary<string, object>)program.Mocks.Named("docker:index/network:Network", "secret").Inputs["options"];
        Assert.Equal("true", options["encrypted"]);
    }

    [Fact]
    public async Task Every_machine_has_a_fixed_address_a_disk_that_is_encrypted_and_no_metadata_for_containers()
    {
        await program.RunAsync();

        var node2 = program.Mocks.Named("aws:ec2/instance:Instance", "node2").Inputs;
        Assert.Equal("10.20.64.12", node2["privateIp"]);
        Assert.Equal("t3.small", node2["instanceType"]);
        Assert.Equal("ami-0debian", node2["ami"]);
        Assert.Equal("swarm-network-zone2-id", node2["subnetId"]);
        Assert.Equal(
            new Dictionary<string, object> { ["httpEndpoint"] = "enabled", ["httpTokens"] = "required", ["httpPutResponseHopLimit"] = 1d },
            (ImmutableDictionary<string, object>)node2["metadataOptions"]);
        Assert.Equal(
            new Dictionary<string, object> { ["encrypted"] = true, ["volumeSize"] = 20d, ["volumeType"] = "gp3" },
            (ImmutableDictionary<string, object>)node2["rootBlockDevice"]);
        Assert.Equal(
            new Dictionary<string, object> { ["Name"] = "node2", ["Stack"] = "dev" }, (ImmutableDictionary<string, object>)node2["tags"]);
        var address = program.Mocks.Named("aws:ec2/eip:Eip", "node2-address").Inputs;
        Assert.Equal(("node2-id", "vpc"), (address["instance"], address["domain"]));
    }

    [Fact]
    public async Task A_newer_image_and_other_user_data_replace_no_running_machine()
    {
        await program.RunAsync();

        var machines = program.Declarations.OfType("aws:ec2/instance:Instance").ToArray();
        Assert.Equal(3, machines.Length);
        Assert.All(machines, machine => Assert.Equal(["ami", "userData"], machine.Options.IgnoreChanges));
        Assert.All(machines, machine => Assert.True(machine.Custom.DeleteBeforeReplace));
    }

    [Fact]
    public async Task The_host_key_is_there_before_the_first_connection()
    {
        await program.RunAsync();

        var lines = program.Mocks.Named("aws:ec2/instance:Instance", "node3").Text("userData").Split('\n', 2);
        Assert.Equal("#cloud-config", lines[0]);
        var data = JsonDocument.Parse(lines[1]).RootElement;
        Assert.Equal("node3", data.GetProperty("hostname").GetString());
        Assert.True(data.GetProperty("ssh_deletekeys").GetBoolean());
        Assert.Equal(
            "-----BEGIN OPENSSH PRIVATE KEY-----\nsecret of node3-host-key\n-----END OPENSSH PRIVATE KEY-----\n",
            data.GetProperty("ssh_keys").GetProperty("ed25519_private").GetString());
        Assert.Equal("ssh-ed25519 AAAAnode3-host-key", data.GetProperty("ssh_keys").GetProperty("ed25519_public").GetString());
        var user = Assert.Single(data.GetProperty("users").EnumerateArray());
        Assert.Equal("admin", user.GetProperty("name").GetString());
        // Without further groups, cloud-init makes no primary group that lacks, and useradd fails.
        Assert.Equal("admin", user.GetProperty("primary_group").GetString());
        Assert.Equal(["adm", "sudo"], user.GetProperty("groups").EnumerateArray().Select(group => group.GetString()));
        Assert.Equal("ssh-ed25519 AAAAswarm-operator-key", Assert.Single(user.GetProperty("ssh_authorized_keys").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Subnets_share_the_zones_that_the_region_has()
    {
        await program.RunAsync();

        Assert.Equal(
            ["10.20.0.0/18 eu-central-1a", "10.20.64.0/18 eu-central-1b", "10.20.128.0/18 eu-central-1a"],
            program.Mocks.OfType("aws:ec2/subnet:Subnet").OrderBy(subnet => subnet.Name).Select(subnet => $"{subnet.Inputs["cidrBlock"]} {subnet.Inputs["availabilityZone"]}"));
    }

    [Theory]
    [InlineData("t3.small", "amd64")]
    [InlineData("t4g.small", "arm64")]
    [InlineData("c7gn.large", "arm64")]
    [InlineData("a1.medium", "arm64")]
    [InlineData("g4dn.xlarge", "amd64")]
    [InlineData("g5g.xlarge", "arm64")]
    [InlineData("im4gn.large", "arm64")]
    [InlineData("m7i-flex.large", "amd64")]
    public void The_image_fits_the_processor(string instanceType, string architecture) =>
        Assert.Equal(architecture, global::Infra.Hosts.DebianImage.Architecture(instanceType));

    private IEnumerable<string> Rules() => program.Mocks.OfType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
        .Select(Rule).Order(StringComparer.Ordinal);

    private static string Rule(Registered rule) =>
        $"{rule.Inputs.GetValueOrDefault("fromPort")}-{rule.Inputs.GetValueOrDefault("toPort")}/{rule.Inputs["ipProtocol"]} from "
        + (rule.Inputs.GetValueOrDefault("cidrIpv4") ?? rule.Inputs.GetValueOrDefault("referencedSecurityGroupId"));
}
