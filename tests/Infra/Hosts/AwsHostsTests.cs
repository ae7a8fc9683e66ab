using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;

namespace Tests.Infra.Hosts;

[Collection(ProgramRuns.Name)]
public sealed class AwsHostsTests : IDisposable
{
    private readonly SwarmProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task The_security_group_opens_what_is_needed_and_nothing_else()
    {
        _program.Configuration["swarm:publishedFrom"] = "203.0.113.0/24,198.51.100.0/24";

        await _program.RunAsync();

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
            Rules()
        );
    }

    [Fact]
    public async Task Adjacent_ports_and_adjacent_ranges_share_a_rule_and_a_single_port_keeps_its_name()
    {
        _program.Configuration["swarm:publishedFrom"] = "203.0.113.0/25,203.0.113.128/25,198.51.100.7/32,198.51.100.0/24";
        _program.Configuration["swarm:stackFiles"] = Path.Combine(_program.Home, "voice.yaml");
        File.WriteAllText(
            Path.Combine(_program.Home, "voice.yaml"),
            "services: {voice: {image: nginx, ports: ['10000-10070:10000-10070/udp', '8001:1', '8000:2', '9000:3']}}\n"
        );

        await _program.RunAsync();

        Assert.Equal(
            [
                "swarm-firewall-10000-10070-udp-from-198.51.100.0/24: 10000-10070/udp from 198.51.100.0/24",
                "swarm-firewall-10000-10070-udp-from-203.0.113.0/24: 10000-10070/udp from 203.0.113.0/24",
                "swarm-firewall-8000-8001-tcp-from-198.51.100.0/24: 8000-8001/tcp from 198.51.100.0/24",
                "swarm-firewall-8000-8001-tcp-from-203.0.113.0/24: 8000-8001/tcp from 203.0.113.0/24",
                "swarm-firewall-9000-tcp-from-198.51.100.0/24: 9000-9000/tcp from 198.51.100.0/24",
                "swarm-firewall-9000-tcp-from-203.0.113.0/24: 9000-9000/tcp from 203.0.113.0/24",
            ],
            _program
                .Mocks.OfType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
                .Where(rule => rule.Text("description").StartsWith("Published", StringComparison.Ordinal))
                .Select(rule => $"{rule.Name}: {Rule(rule)}")
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task An_encrypted_overlay_needs_ESP_between_the_nodes()
    {
        _program.Configuration["swarm:stackFiles"] = Path.Combine(_program.Home, "encrypted.yaml");
        File.WriteAllText(
            Path.Combine(_program.Home, "encrypted.yaml"),
            "services: {web: {image: nginx, networks: [secret]}}\nnetworks: {secret: {driver_opts: {encrypted: \"\"}}}\n"
        );

        await _program.RunAsync();

        Assert.Contains("-/50 from swarm-firewall-nodes-id", Rules());
        var options = (ImmutableDictionary<string, object>)_program.Mocks.Named("docker:index/network:Network", "secret").Inputs["options"];
        Assert.Equal("true", options["encrypted"]);
    }

    [Fact]
    public async Task Every_machine_has_a_fixed_address_a_disk_that_is_encrypted_and_no_metadata_for_containers()
    {
        await _program.RunAsync();

        var node2 = _program.Mocks.Named("aws:ec2/instance:Instance", "node2").Inputs;
        Assert.Equal("10.20.64.12", node2["privateIp"]);
        Assert.Equal("t3.small", node2["instanceType"]);
        Assert.Equal("ami-0debian-13-amd64-*", node2["ami"]);
        Assert.Equal("swarm-network-zone2-id", node2["subnetId"]);
        Assert.Equal(
            new Dictionary<string, object>
            {
                ["httpEndpoint"] = "enabled",
                ["httpTokens"] = "required",
                ["httpPutResponseHopLimit"] = 1d,
            },
            (ImmutableDictionary<string, object>)node2["metadataOptions"]
        );
        var disk = (ImmutableDictionary<string, object>)node2["rootBlockDevice"];
        Assert.Equal(
            new Dictionary<string, object>
            {
                ["encrypted"] = true,
                ["volumeSize"] = 20d,
                ["volumeType"] = "gp3",
            },
            disk.Remove("tags")
        );
        var address = _program.Mocks.Named("aws:ec2/eip:Eip", "node2-address").Inputs;
        Assert.Equal(("node2-id", "vpc"), (address["instance"], address["domain"]));
    }

    [Fact]
    public async Task Everything_says_in_its_tags_whose_it_is()
    {
        await _program.RunAsync();

        var tagged = _program
            .Mocks.Registered.Where(resource => resource.Inputs.ContainsKey("tags"))
            .Select(resource => (resource.Name, Tags: (ImmutableDictionary<string, object>)resource.Inputs["tags"]))
            .ToArray();
        Assert.All(tagged, resource =>
            Assert.Equal(("swarm", "dev", 3), (resource.Tags["Project"], resource.Tags["Stack"], resource.Tags.Count))
        );
        Assert.Equal(
            [
                "node1 dev-node1",
                "node1-address dev-node1",
                "node2 dev-node2",
                "node2-address dev-node2",
                "node3 dev-node3",
                "node3-address dev-node3",
                "swarm-firewall-8000-tcp-from-203.0.113.7/32 dev-swarm-8000-tcp-from-203.0.113.7/32",
                "swarm-firewall-gossip-tcp dev-swarm-gossip-tcp",
                "swarm-firewall-gossip-udp dev-swarm-gossip-udp",
                "swarm-firewall-management dev-swarm-management",
                "swarm-firewall-nodes dev-swarm-nodes",
                "swarm-firewall-outward dev-swarm-outward",
                "swarm-firewall-overlay dev-swarm-overlay",
                "swarm-firewall-ssh-from-203.0.113.7/32 dev-swarm-ssh-from-203.0.113.7/32",
                "swarm-network-gateway dev-swarm",
                "swarm-network-routes dev-swarm",
                "swarm-network-vpc dev-swarm",
                "swarm-network-zone1 dev-swarm-zone1",
                "swarm-network-zone2 dev-swarm-zone2",
                "swarm-network-zone3 dev-swarm-zone3",
            ],
            tagged.Select(resource => $"{resource.Name} {resource.Tags["Name"]}").Order(StringComparer.Ordinal)
        );
        var disk =
            (ImmutableDictionary<string, object>)_program.Mocks.Named("aws:ec2/instance:Instance", "node2").Inputs["rootBlockDevice"];
        Assert.Equal(
            new Dictionary<string, object>
            {
                ["Name"] = "dev-node2",
                ["Project"] = "swarm",
                ["Stack"] = "dev",
            },
            (ImmutableDictionary<string, object>)disk["tags"]
        );
    }

    [Fact]
    public async Task No_change_of_configuration_replaces_or_stops_a_running_machine()
    {
        _program.Configuration["swarm:resize"] = "node2";

        await _program.RunAsync();

        var machines = _program.Declarations.OfType("aws:ec2/instance:Instance").ToDictionary(machine => machine.Name);
        string[] kept = ["ami", "userData", "privateIp", "subnetId", "associatePublicIpAddress", "instanceMarketOptions"];
        Assert.Equal([.. kept, "instanceType", "rootBlockDevice.volumeSize"], machines["node1"].Options.IgnoreChanges);
        Assert.Equal(kept, machines["node2"].Options.IgnoreChanges);
        Assert.Equal([.. kept, "instanceType", "rootBlockDevice.volumeSize"], machines["node3"].Options.IgnoreChanges);
        Assert.All(machines.Values, machine => Assert.True(machine.Custom.DeleteBeforeReplace));
        Assert.Equal(["cidrBlock"], _program.Declarations["aws:ec2/vpc:Vpc", "swarm-network-vpc"].Options.IgnoreChanges);
        Assert.All(_program.Declarations.OfType("aws:ec2/subnet:Subnet"), subnet =>
            Assert.Equal(["availabilityZone", "cidrBlock"], subnet.Options.IgnoreChanges)
        );
    }

    [Fact]
    public async Task With_a_registry_of_ECR_the_machines_have_a_role_that_may_pull_from_it_and_nothing_else()
    {
        _program.Configuration["swarm:registries"] = """[{"address": "123456789012.dkr.ecr.eu-west-1.amazonaws.com"}]""";
        using var without = new SwarmProgram();

        await _program.RunAsync();
        await without.RunAsync();

        var role = _program.Mocks.Named("aws:iam/role:Role", "swarm-registry-role").Inputs;
        Assert.Equal(
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""",
            role["assumeRolePolicy"]
        );
        Assert.Equal(
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"},{"Effect":"Allow","Action":["ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Resource":["arn:aws:ecr:eu-west-1:123456789012:repository/*"]}]}""",
            _program.Mocks.Named("aws:iam/rolePolicy:RolePolicy", "swarm-registry-policy").Inputs["policy"]
        );
        var profile = _program.Mocks.Named("aws:iam/instanceProfile:InstanceProfile", "swarm-registry-profile").Inputs;
        Assert.All([role, profile], made => Assert.Equal("dev", ((ImmutableDictionary<string, object>)made["tags"])["Stack"]));
        Assert.All(_program.Mocks.OfType("aws:ec2/instance:Instance"), machine =>
            Assert.Equal("swarm-registry-profile-name", machine.Inputs["iamInstanceProfile"])
        );
        Assert.All(without.Mocks.OfType("aws:ec2/instance:Instance"), machine =>
            Assert.DoesNotContain("iamInstanceProfile", machine.Inputs.Keys)
        );
        Assert.DoesNotContain(without.Mocks.Registered, resource => resource.Type.StartsWith("aws:iam/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_Session_Manager_the_role_has_the_policy_that_it_needs_and_no_other()
    {
        _program.Configuration["swarm:sessionManager"] = "true";

        await _program.RunAsync();

        Assert.Equal(
            ["aws:iam/instanceProfile:InstanceProfile", "aws:iam/role:Role", "aws:iam/rolePolicyAttachment:RolePolicyAttachment"],
            _program
                .Mocks.Registered.Where(resource => resource.Type.StartsWith("aws:iam/", StringComparison.Ordinal))
                .Select(resource => resource.Type)
                .Order(StringComparer.Ordinal)
        );
        var attached = _program.Mocks.OfType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").Single();
        Assert.Equal(
            ("swarm-registry-role-name", "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"),
            (attached.Text("role"), attached.Text("policyArn"))
        );
        Assert.All(_program.Mocks.OfType("aws:ec2/instance:Instance"), machine =>
            Assert.Equal("swarm-registry-profile-name", machine.Inputs["iamInstanceProfile"])
        );
    }

    [Fact]
    public async Task An_instance_profile_that_exists_takes_the_place_of_a_role_of_the_programs_own()
    {
        _program.Configuration["swarm:instanceProfile"] = "swarm-nodes";
        _program.Configuration["swarm:registries"] = """[{"address": "123456789012.dkr.ecr.eu-west-1.amazonaws.com"}]""";

        await _program.RunAsync();

        Assert.DoesNotContain(_program.Mocks.Registered, resource => resource.Type.StartsWith("aws:iam/", StringComparison.Ordinal));
        Assert.All(_program.Mocks.OfType("aws:ec2/instance:Instance"), machine =>
            Assert.Equal("swarm-nodes", machine.Inputs["iamInstanceProfile"])
        );
    }

    [Fact]
    public async Task Without_Elastic_IP_addresses_a_machine_is_reached_by_the_address_that_its_subnet_gave_it()
    {
        _program.Configuration["swarm:elasticAddresses"] = "false";
        _program.Configuration["swarm:pools"] = """[{"name": "db", "count": 1}]""";
        foreach (var node in new[] { "node1", "node2", "node3", "db1" })
        {
            _program.Mocks.Remembered[node] = new() { ["publicIp"] = $"198.51.100.{node[^1]}" };
        }

        await _program.RunAsync();

        Assert.DoesNotContain(_program.Mocks.Registered, resource => resource.Type == "aws:ec2/eip:Eip");
        Assert.All(_program.Mocks.OfType("aws:ec2/subnet:Subnet"), subnet => Assert.Equal(true, subnet.Inputs["mapPublicIpOnLaunch"]));
        Assert.All(_program.Mocks.OfType("aws:ec2/instance:Instance"), created =>
            Assert.EndsWith("}\n# Its public address is one of its subnet.\n", created.Text("userData"), StringComparison.Ordinal)
        );
        Assert.Contains("mapPublicIpOnLaunch", _program.Declarations["aws:ec2/subnet:Subnet", "swarm-network-zone1"].Options.IgnoreChanges);
        var connection =
            (ImmutableDictionary<string, object>)_program.Mocks.Named("command:remote:Command", "node2-join").Inputs["connection"];
        Assert.Equal("198.51.100.2", connection["host"]);
        // AWS lets the gateway go only after the machines behind it.
        var machine = _program.Declarations["aws:ec2/instance:Instance", "node2"];
        Assert.Contains(
            _program.Declarations["aws:ec2/internetGateway:InternetGateway", "swarm-network-gateway"].Resource,
            await _program.Declarations.Before(machine)
        );
    }

    [Fact]
    public async Task With_Elastic_IP_addresses_nothing_is_said_of_those_that_subnets_give()
    {
        await _program.RunAsync();

        Assert.All(_program.Mocks.OfType("aws:ec2/subnet:Subnet"), subnet =>
            Assert.DoesNotContain("mapPublicIpOnLaunch", subnet.Inputs.Keys)
        );
    }

    [Fact]
    public async Task Every_machine_is_in_the_further_groups_too()
    {
        _program.Configuration["swarm:securityGroups"] = "sg-0123456789abcdef0,sg-0123456789abcdef1";

        await _program.RunAsync();

        Assert.All(_program.Mocks.OfType("aws:ec2/instance:Instance"), machine =>
            Assert.Equal(
                ["swarm-firewall-nodes-id", "sg-0123456789abcdef0", "sg-0123456789abcdef1"],
                ((ImmutableArray<object>)machine.Inputs["vpcSecurityGroupIds"]).Cast<string>()
            )
        );
    }

    [Fact]
    public async Task Further_tags_are_on_everything_that_has_tags_and_on_every_disk()
    {
        _program.Configuration["swarm:tags"] = """{"CostCentre": 4711, "Owner": "shop"}""";
        _program.Configuration["swarm:sessionManager"] = "true";
        _program.Configuration["swarm:pools"] = """[{"name": "db", "count": 1}]""";

        await _program.RunAsync();

        var all = _program
            .Mocks.Registered.Where(resource => resource.Inputs.ContainsKey("tags"))
            .Select(resource => resource.Inputs["tags"])
            .Concat(
                _program
                    .Mocks.OfType("aws:ec2/instance:Instance")
                    .Select(machine => ((ImmutableDictionary<string, object>)machine.Inputs["rootBlockDevice"])["tags"])
            )
            .Cast<ImmutableDictionary<string, object>>()
            .ToArray();
        Assert.Equal(31, all.Length);
        Assert.All(all, tags => Assert.Equal(("4711", "shop", 5), (tags["CostCentre"], tags["Owner"], tags.Count)));
    }

    [Fact]
    public async Task What_cloud_init_is_to_do_more_is_a_part_of_its_own()
    {
        _program.Configuration["swarm:cloudConfig"] = "packages: [jq]\nruncmd: [[echo, Grüße]]\n";
        using var without = new SwarmProgram();

        await _program.RunAsync();
        await without.RunAsync();

        var own = without.Mocks.Named("aws:ec2/instance:Instance", "node2").Text("userData");
        Assert.StartsWith("#cloud-config\n{", own, StringComparison.Ordinal);
        Assert.Equal(
            "Content-Type: multipart/mixed; boundary=\"swarm\"\nMIME-Version: 1.0\n\n"
                + "--swarm\nContent-Type: text/cloud-config; charset=\"utf-8\"\nContent-Transfer-Encoding: base64\n\n"
                + "cGFja2FnZXM6IFtqcV0KcnVuY21kOiBbW2VjaG8sIEdyw7zDn2VdXQ==\n"
                + $"--swarm\nContent-Type: text/cloud-config; charset=\"utf-8\"\n\n{own}--swarm--\n",
            _program.Mocks.Named("aws:ec2/instance:Instance", "node2").Text("userData")
        );
    }

    [Fact]
    public async Task Managers_and_workers_have_machines_of_their_own_and_each_the_image_for_its_processor()
    {
        _program.Configuration["swarm:machines"] = """{"workers": {"instanceType": "m7g.large", "diskGiB": 100}}""";
        _program.Mocks.Offers["m7g.large"] = ["eu-central-1b", "eu-central-1c"];
        _program.Mocks.Graviton.Add("m7g.large");

        await _program.RunAsync();

        Assert.Equal(
            [
                "node1 t3.small ami-0debian-13-amd64-* 20",
                "node2 m7g.large ami-0debian-13-arm64-* 100",
                "node3 m7g.large ami-0debian-13-arm64-* 100",
            ],
            _program
                .Mocks.OfType("aws:ec2/instance:Instance")
                .OrderBy(machine => machine.Name)
                .Select(machine =>
                    $"{machine.Name} {machine.Text("instanceType")} {machine.Text("ami")} {((ImmutableDictionary<string, object>)machine.Inputs["rootBlockDevice"])["volumeSize"]}"
                )
        );
        // The zone that offers both.
        Assert.All(_program.Mocks.OfType("aws:ec2/subnet:Subnet"), subnet =>
            Assert.Equal("eu-central-1b", subnet.Text("availabilityZone"))
        );
    }

    [Fact]
    public async Task Machines_that_no_zone_offers_together_are_told_before_anything_is_made()
    {
        _program.Configuration["swarm:machines"] = """{"workers": {"instanceType": "m7g.large"}}""";
        _program.Mocks.Offers["t3.small"] = ["eu-central-1a"];
        _program.Mocks.Offers["m7g.large"] = ["eu-central-1b"];

        Assert.Equal(
            """swarm:machines.workers.instanceType: received "m7g.large"; allowed: instance types that one zone offers together (t3.small: eu-central-1a; m7g.large: eu-central-1b). Choose another.""",
            await RefusalAsync()
        );
    }

    [Fact]
    public async Task The_machines_of_a_pool_are_of_their_own_kind_in_subnets_of_their_own()
    {
        _program.Configuration["swarm:pools"] =
            """[{"name": "db", "count": 2, "instanceType": "r6i.large", "image": "ami-0123456789abcdef0", "diskGiB": 100, "labels": {"disk": "ssd"}}]""";
        _program.Mocks.Offers["r6i.large"] = ["eu-central-1a", "eu-central-1b"];
        _program.Mocks.Images["ami-0123456789abcdef0"] = "x86_64";

        await _program.RunAsync();

        var machine = _program.Mocks.Named("aws:ec2/instance:Instance", "db2").Inputs;
        Assert.Equal(
            ("r6i.large", "ami-0123456789abcdef0", "swarm-network-pools2-id", false),
            (machine["instanceType"], machine["ami"], machine["subnetId"], machine.ContainsKey("privateIp"))
        );
        Assert.Equal(100d, ((ImmutableDictionary<string, object>)machine["rootBlockDevice"])["volumeSize"]);
        var subnet = _program.Mocks.Named("aws:ec2/subnet:Subnet", "swarm-network-pools2").Inputs;
        Assert.Equal(("10.20.208.0/20", "eu-central-1b"), (subnet["cidrBlock"], subnet["availabilityZone"]));
        Assert.Equal(
            "swarm-network-pools2-id",
            _program.Mocks.Named("aws:ec2/routeTableAssociation:RouteTableAssociation", "swarm-network-pools2").Inputs["subnetId"]
        );
        Assert.StartsWith(
            "ADDRESS='private-address-of-db2' MANAGER='10.20.0.11' ",
            _program.Mocks.Named("command:remote:Command", "db2-join").Text("create"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "LABELS='disk=ssd'",
            _program.Mocks.Named("command:remote:Command", "db2-attributes").Text("create"),
            StringComparison.Ordinal
        );
        // Another machine has another address, and so another entry in the swarm.
        Assert.Equal(
            "db2-id",
            Assert.Single((ImmutableArray<object>)_program.Mocks.Named("command:remote:Command", "db2-member").Inputs["triggers"])
        );
    }

    [Fact]
    public async Task A_pool_that_grows_or_goes_touches_no_node_of_another()
    {
        _program.Configuration["swarm:pools"] = """[{"name": "db", "count": 1}, {"name": "edge", "count": 2}]""";
        using var changed = new SwarmProgram
        {
            Configuration = { ["swarm:pools"] = """[{"name": "edge", "count": 4}]""", ["swarm:workers"] = "5" },
        };
        using var without = new SwarmProgram();

        await _program.RunAsync();
        await changed.RunAsync();
        await without.RunAsync();

        Assert.Equal(Of(_program, "edge1", "edge2"), Of(changed, "edge1", "edge2"));
        Assert.Equal(AllOf(_program, "edge2"), AllOf(changed, "edge2"));
        Assert.Equal(Of(without, "node1", "node2", "node3"), Of(_program, "node1", "node2", "node3"));

        // Its machine, keys and address, and every step on it.
        static IEnumerable<string> AllOf(SwarmProgram run, string node) =>
            run
                .Mocks.Registered.Where(resource => resource.Name == node || resource.Name.StartsWith($"{node}-", StringComparison.Ordinal))
                .Select(resource => $"{resource.Type} {resource.Name} {JsonSerializer.Serialize(resource.Inputs)}")
                .Order(StringComparer.Ordinal);

        static IEnumerable<string> Of(SwarmProgram run, params string[] nodes) =>
            run
                .Mocks.OfType("aws:ec2/instance:Instance")
                .Where(machine => nodes.Contains(machine.Name))
                .OrderBy(machine => machine.Name)
                .Select(machine =>
                    $"{machine.Name} {string.Join(' ', new[] { "instanceType", "ami", "subnetId", "privateIp" }.Select(input => machine.Inputs.GetValueOrDefault(input)))}"
                );
    }

    [Fact]
    public async Task A_zone_that_does_not_offer_the_type_of_a_pool_is_told_in_the_preview()
    {
        _program.Configuration["swarm:pools"] = """[{"name": "db", "count": 2, "instanceType": "r6i.large"}]""";
        _program.Mocks.Offers["r6i.large"] = ["eu-central-1a"];

        var exception = await Assert.ThrowsAsync<RunException>(() => _program.RunAsync(preview: true));

        Assert.Contains(
            """swarm:pools[0].instanceType: received "r6i.large"; allowed: an instance type that all zones of its nodes offer (eu-central-1b does not). Choose another, or name the zones with swarm:zoneNames and some of them with swarm:pools[0].zones: eu-central-1a offer it.""",
            exception.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task In_an_older_stack_a_zone_that_does_not_offer_the_type_of_a_role_cannot_be_exchanged()
    {
        _program.Configuration["swarm:machines"] = """{"workers": {"instanceType": "m7i.large"}}""";
        _program.Mocks.Offers["m7i.large"] = ["eu-central-1a"];
        _program.Mocks.Remembered["swarm-network-zone2"] = new() { ["availabilityZone"] = "eu-central-1b" };

        var exception = await Assert.ThrowsAsync<RunException>(() => _program.RunAsync(preview: true));

        Assert.Contains(
            """swarm:machines.workers.instanceType: received "m7i.large"; allowed: an instance type that all zones of its nodes offer (eu-central-1b does not). Choose another, or have workers of this type in a pool with zones that offer it (swarm:pools): eu-central-1a.""",
            exception.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task A_machine_goes_before_the_routes_with_which_it_was_made_also_when_its_address_has_become_an_elastic_one(
        string elastic
    )
    {
        _program.Configuration["swarm:elasticAddresses"] = elastic;

        await _program.RunAsync();

        var before = await _program.Declarations.Before(_program.Declarations["aws:ec2/instance:Instance", "node2"]);
        Assert.Contains(_program.Declarations["aws:ec2/internetGateway:InternetGateway", "swarm-network-gateway"].Resource, before);
    }

    [Fact]
    public async Task A_machine_that_runs_keeps_the_address_that_it_has()
    {
        _program.Configuration["swarm:zones"] = "2";
        _program.Mocks.Remembered["swarm-network-zone1"] = new() { ["cidrBlock"] = "10.20.0.0/17" };
        _program.Mocks.Remembered["swarm-network-zone2"] = new() { ["cidrBlock"] = "10.20.128.0/17" };
        _program.Mocks.Remembered["node2"] = new() { ["privateIp"] = "10.20.128.12" };

        await _program.RunAsync();

        Assert.Equal("10.20.128.12", _program.Mocks.Named("aws:ec2/instance:Instance", "node2").Inputs["privateIp"]);
        Assert.StartsWith(
            "ADDRESS='10.20.128.12' MANAGER='10.20.0.11' ",
            _program.Mocks.Named("command:remote:Command", "node2-join").Text("create"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Another_key_than_that_of_running_machines_ends_a_preview_before_it_is_used()
    {
        _program.Mocks.Remembered["node1"] = new() { ["userData"] = "#cloud-config\n{\"key\":\"ssh-ed25519 AAAAolder\"}" };
        _program.Mocks.Remembered["node3"] = new() { ["userData"] = "#cloud-config\n{\"key\":\"ssh-ed25519 AAAAolder\"}" };

        var exception = await Assert.ThrowsAsync<RunException>(() => _program.RunAsync(preview: true));

        Assert.Contains(
            "One problem to fix before anything is created:\n  - swarm:sshPrivateKeyFile: received nothing, instead of the key file of node1 and node3; allowed: the key that running nodes "
                + "were created with, since a node reads it at its first boot only. Name the file of that key. For another key, `pulumi destroy` and `pulumi up` create all nodes again.",
            exception.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(_program.Mocks.OfType("command:remote:Command"), command => command.Name is "node1-ready" or "node3-ready");
    }

    [Fact]
    public async Task A_key_that_is_yet_to_be_generated_is_another_one_too()
    {
        _program.Mocks.New.Add("swarm-operator-key");
        foreach (var node in new[] { "node1", "node2", "node3" })
        {
            _program.Mocks.Remembered[node] = new() { ["userData"] = "#cloud-config\n{\"key\":\"ssh-ed25519 AAAAolder\"}" };
        }

        var exception = await Assert.ThrowsAsync<RunException>(() => _program.RunAsync(preview: true));

        Assert.Contains(
            "received nothing, instead of the key file of node1, node2 and node3;",
            exception.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_instance_type_that_the_region_does_not_have_is_told_before_anything_is_made()
    {
        _program.Configuration["swarm:instanceType"] = "t3.smal";

        Assert.Equal(
            """swarm:instanceType: received "t3.smal"; allowed: an instance type that this region offers (eu-central-1a, eu-central-1b have none of this one). `aws ec2 describe-instance-type-offerings` lists them; the default is t3.small.""",
            await RefusalAsync()
        );
    }

    [Theory]
    [InlineData("supportedArchitectures", "x86_64_mac", "whose architecture is x86_64_mac")]
    [InlineData("bareMetal", "", "a bare-metal machine, which takes a long time to start and stop")]
    [InlineData("supportedVirtualizationTypes", "paravirtual", "whose virtualization is paravirtual")]
    [InlineData("ebsEncryptionSupport", "", "which has no encrypted disks")]
    [InlineData("supportedUsagesClasses", "capacity-block", "which is offered as capacity-block only")]
    public async Task An_instance_type_that_does_not_fit_is_told_before_anything_is_made(string property, string value, string why)
    {
        _program.Configuration["swarm:instanceType"] = "x1.large";
        _program.Mocks.Offers["x1.large"] = ["eu-central-1a"];
        _program.Mocks.InstanceType[property] = property switch
        {
            "bareMetal" => true,
            "ebsEncryptionSupport" => "unsupported",
            _ => ImmutableArray.Create(value),
        };

        Assert.Equal(
            $"swarm:instanceType: received \"x1.large\", {why}; allowed: a virtual machine (hvm) on demand, x86_64 or arm64, with encrypted disks. Run `pulumi config set swarm:instanceType t3.small`.",
            await RefusalAsync()
        );
    }

    [Fact]
    public async Task An_image_for_another_processor_is_told_before_anything_is_made()
    {
        _program.Configuration["swarm:image"] = "ami-0123456789abcdef0";
        _program.Mocks.Images["ami-0123456789abcdef0"] = "arm64";

        Assert.Equal(
            """swarm:image: received "ami-0123456789abcdef0", an image for arm64; allowed: an image for x86_64, the processor of t3.small. Choose another image, or an instance type with that processor.""",
            await RefusalAsync()
        );
    }

    [Theory]
    [InlineData("ami-0123456789abcdef0")]
    [InlineData("ami-0123456789abcdef1")]
    public async Task An_image_that_fits_is_taken_and_one_that_was_withdrawn_stops_no_running_stack(string image)
    {
        _program.Configuration["swarm:image"] = image;
        _program.Mocks.Images["ami-0123456789abcdef0"] = "x86_64";

        await _program.RunAsync();

        Assert.Equal(image, _program.Mocks.Named("aws:ec2/instance:Instance", "node1").Inputs["ami"]);
    }

    [Fact]
    public async Task Zones_that_are_named_offer_the_instance_type()
    {
        _program.Configuration["swarm:zoneNames"] = "eu-central-1b,eu-central-1c";

        Assert.Equal(
            """swarm:zoneNames: received "eu-central-1c"; allowed: zones that offer t3.small: eu-central-1a, eu-central-1b. Name others, or run `pulumi config rm swarm:zoneNames`.""",
            await RefusalAsync()
        );
    }

    [Fact]
    public async Task Subnets_are_in_zones_that_offer_the_instance_type_or_in_those_that_are_named()
    {
        _program.Configuration["swarm:instanceType"] = "t4g.small";
        _program.Mocks.Offers["t4g.small"] = ["eu-central-1b"];
        _program.Mocks.InstanceType["supportedArchitectures"] = ImmutableArray.Create("arm64");
        await _program.RunAsync();
        using var named = new SwarmProgram { Configuration = { ["swarm:zoneNames"] = "eu-central-1b,eu-central-1a" } };
        await named.RunAsync();

        Assert.Equal(["10.20.0.0/18 eu-central-1b", "10.20.64.0/18 eu-central-1b", "10.20.128.0/18 eu-central-1b"], Zones(_program));
        Assert.Equal("ami-0debian-13-arm64-*", _program.Mocks.Named("aws:ec2/instance:Instance", "node1").Inputs["ami"]);
        Assert.Equal(["10.20.0.0/18 eu-central-1b", "10.20.64.0/18 eu-central-1a"], Zones(named));
    }

    [Fact]
    public async Task A_subnet_that_is_added_goes_where_there_is_none_yet()
    {
        _program.Configuration["swarm:zoneNames"] = "eu-central-1b,eu-central-1a";
        _program.Mocks.Remembered["swarm-network-zone1"] = new() { ["availabilityZone"] = "eu-central-1a" };

        await _program.RunAsync();

        Assert.Equal(["10.20.0.0/18 eu-central-1b", "10.20.64.0/18 eu-central-1b"], Zones(_program));
    }

    [Fact]
    public async Task The_host_key_is_there_before_the_first_connection()
    {
        await _program.RunAsync();

        var lines = _program.Mocks.Named("aws:ec2/instance:Instance", "node3").Text("userData").Split('\n', 2);
        Assert.Equal("#cloud-config", lines[0]);
        var data = JsonDocument.Parse(lines[1]).RootElement;
        Assert.Equal("node3", data.GetProperty("hostname").GetString());
        Assert.True(data.GetProperty("ssh_deletekeys").GetBoolean());
        Assert.Equal(
            "-----BEGIN OPENSSH PRIVATE KEY-----\nsecret of node3-host-key\n-----END OPENSSH PRIVATE KEY-----\n",
            data.GetProperty("ssh_keys").GetProperty("ed25519_private").GetString()
        );
        Assert.Equal("ssh-ed25519 AAAAnode3-host-key", data.GetProperty("ssh_keys").GetProperty("ed25519_public").GetString());
        var user = Assert.Single(data.GetProperty("users").EnumerateArray());
        Assert.Equal("admin", user.GetProperty("name").GetString());
        // Without further groups, cloud-init makes no primary group that lacks, and useradd fails.
        Assert.Equal("admin", user.GetProperty("primary_group").GetString());
        Assert.Equal(["adm", "sudo"], user.GetProperty("groups").EnumerateArray().Select(group => group.GetString()));
        Assert.Equal(
            "ssh-ed25519 AAAAswarm-operator-key",
            Assert.Single(user.GetProperty("ssh_authorized_keys").EnumerateArray()).GetString()
        );
    }

    [Fact]
    public async Task Subnets_share_the_zones_that_the_region_has()
    {
        await _program.RunAsync();

        Assert.Equal(["10.20.0.0/18 eu-central-1a", "10.20.64.0/18 eu-central-1b", "10.20.128.0/18 eu-central-1a"], Zones(_program));
    }

    private async Task<string> RefusalAsync()
    {
        const string Title = "One problem to fix before anything is created:\n  - ";
        var message = (await Assert.ThrowsAsync<RunException>(() => _program.RunAsync(preview: true))).Message;
        Assert.DoesNotContain(_program.Mocks.Registered, resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal));
        return message[(message.IndexOf(Title, StringComparison.Ordinal) + Title.Length)..].Split('\n')[0];
    }

    private static IEnumerable<string> Zones(SwarmProgram run) =>
        run
            .Mocks.OfType("aws:ec2/subnet:Subnet")
            .OrderBy(subnet => subnet.Name)
            .Select(subnet => $"{subnet.Inputs["cidrBlock"]} {subnet.Inputs["availabilityZone"]}");

    private IEnumerable<string> Rules() =>
        _program.Mocks.OfType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").Select(Rule).Order(StringComparer.Ordinal);

    private static string Rule(Registered rule) =>
        $"{rule.Inputs.GetValueOrDefault("fromPort")}-{rule.Inputs.GetValueOrDefault("toPort")}/{rule.Inputs["ipProtocol"]} from "
        + (rule.Inputs.GetValueOrDefault("cidrIpv4") ?? rule.Inputs.GetValueOrDefault("referencedSecurityGroupId"));
}
