using System.Net;
using Local.Machines.Network;
using Local.Providers.Aws;
using Local.Providers.Aws.Types;
using Local.Providers.Contract;
using static Tests.Local.Providers.Aws.AwsHarness;

namespace Tests.Local.Providers.Aws;

/// <summary>Everything but machines: what is recorded, what refers to what, and Amazon's words when something does not fit.</summary>
public sealed class AwsBooksTests : IDisposable
{
    private readonly AwsHarness _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task A_network_has_the_properties_that_Amazon_gives_it()
    {
        var vpc = await Vpc();

        Assert.Matches("^vpc-[0-9a-f]{17}$", vpc.Id);
        Assert.Equal($"arn:aws:ec2:eu-central-1:123456789012:vpc/{vpc.Id}", vpc.Outputs["arn"].AsString);
        Assert.Equal("10.20.0.0/16", vpc.Outputs["cidrBlock"].AsString);
        Assert.Equal(Map(("Name", "swarm")), vpc.Outputs["tagsAll"].AsMap);
        Assert.False(vpc.Outputs["enableDnsHostnames"].AsBool);
    }

    [Fact]
    public async Task A_subnet_lies_within_its_network_and_beside_the_others()
    {
        var vpc = await Vpc();
        var subnet = await Subnet(vpc.Id, "one", "10.20.1.0/24");

        Assert.Equal("eu-central-1a", subnet.Outputs["availabilityZone"].AsString);
        Assert.Equal("euc1-az1", subnet.Outputs["availabilityZoneId"].AsString);
        Assert.Equal(
            $"InvalidSubnet.Range: The CIDR '10.21.1.0/24' is invalid: it is not within the range '10.20.0.0/16' of {vpc.Id}.",
            await _aws.RefusalAsync(Tokens.Subnet, "two", ("vpcId", vpc.Id), ("cidrBlock", "10.21.1.0/24"))
        );
        Assert.Equal(
            "InvalidSubnet.Conflict: The CIDR '10.20.0.0/20' conflicts with another subnet",
            await _aws.RefusalAsync(Tokens.Subnet, "two", ("vpcId", vpc.Id), ("cidrBlock", "10.20.0.0/20"))
        );
        Assert.Equal(
            "InvalidVpcID.NotFound: The vpc ID 'vpc-1' does not exist",
            await _aws.RefusalAsync(Tokens.Subnet, "two", ("vpcId", "vpc-1"), ("cidrBlock", "10.20.0.0/20"))
        );
    }

    [Fact]
    public async Task A_NAT_gateway_needs_a_network_with_a_gateway_and_an_address_and_holds_on_to_all_of_them()
    {
        var vpc = await Vpc();
        var subnet = await Subnet(vpc.Id, "one", "10.20.1.0/24");
        var address = await _aws.CreateAsync(Tokens.Eip, "address", ("domain", "vpc"));
        (string, PropertyValue)[] inputs = [("subnetId", subnet.Id), ("allocationId", address.Id)];
        Assert.Equal(
            $"Gateway.NotAttached: Network {vpc.Id} has no Internet gateway attached",
            await _aws.RefusalAsync(Tokens.NatGateway, "nat", inputs)
        );
        var gateway = await _aws.CreateAsync(Tokens.InternetGateway, "gateway", ("vpcId", vpc.Id));

        var nat = await _aws.CreateAsync(Tokens.NatGateway, "nat", inputs);

        Assert.Equal((vpc.Id, address.Outputs["publicIp"]), (nat.Outputs["vpcId"].AsString, nat.Outputs["publicIp"]));
        Assert.Equal(
            $"Resource.AlreadyAssociated: Elastic IP address [{address.Id}] is already associated",
            await _aws.RefusalAsync(Tokens.NatGateway, "two", inputs)
        );
        Assert.Equal(
            "InvalidNatGatewayID.NotFound: The natGateway ID 'nat-1' does not exist",
            await _aws.RefusalAsync(
                Tokens.Route,
                "route",
                ("routeTableId", (await _aws.CreateAsync(Tokens.RouteTable, "table", ("vpcId", vpc.Id))).Id),
                ("destinationCidrBlock", "0.0.0.0/0"),
                ("natGatewayId", "nat-1")
            )
        );
        foreach (
            var (type, name, id) in new[]
            {
                (Tokens.InternetGateway, "gateway", gateway.Id),
                (Tokens.Subnet, "one", subnet.Id),
                (Tokens.Eip, "address", address.Id),
            }
        )
        {
            await Assert.ThrowsAsync<ProviderException>(() => _aws.DeleteAsync(type, name, id));
        }

        await _aws.DeleteAsync(Tokens.NatGateway, "nat", nat.Id);
        await _aws.DeleteAsync(Tokens.InternetGateway, "gateway", gateway.Id);
        await _aws.DeleteAsync(Tokens.Subnet, "one", subnet.Id);
        await _aws.DeleteAsync(Tokens.Eip, "address", address.Id);
    }

    [Fact]
    public async Task A_role_goes_after_its_policies_and_profiles_and_a_profile_needs_a_role_that_is_there()
    {
        var role = await _aws.CreateAsync(Tokens.Role, "role", ("assumeRolePolicy", "{}"), ("name", "nodes"));
        Assert.Equal(("nodes", "arn:aws:iam::123456789012:role/nodes"), (role.Id, role.Outputs["arn"].AsString));
        var policy = await _aws.CreateAsync(Tokens.RolePolicy, "policy", ("role", "nodes"), ("policy", "{}"), ("name", "pull"));
        Assert.Equal("nodes:pull", policy.Id);
        var profile = await _aws.CreateAsync(Tokens.InstanceProfile, "profile", ("role", "nodes"), ("name", "machines"));

        Assert.Equal(
            "NoSuchEntity: The role with name other cannot be found.",
            await _aws.RefusalAsync(Tokens.InstanceProfile, "two", ("role", "other"), ("name", "two"))
        );
        var refusal = await Assert.ThrowsAsync<ProviderException>(() => _aws.DeleteAsync(Tokens.Role, "role", role.Id));
        Assert.Equal(
            "DeleteConflict: Cannot delete entity, must remove its policies and remove it from its instance profiles first.",
            refusal.Message
        );
        await _aws.DeleteAsync(Tokens.InstanceProfile, "profile", profile.Id);
        await _aws.DeleteAsync(Tokens.RolePolicy, "policy", policy.Id);
        await _aws.DeleteAsync(Tokens.Role, "role", role.Id);
    }

    [Fact]
    public async Task A_role_is_attached_to_policies_of_Amazons_that_are_known_and_goes_after_them()
    {
        var role = await _aws.CreateAsync(Tokens.Role, "role", ("assumeRolePolicy", "{}"), ("name", "nodes"));
        var attached = await _aws.CreateAsync(
            Tokens.RolePolicyAttachment,
            "session-manager",
            ("role", "nodes"),
            ("policyArn", "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore")
        );

        Assert.Equal(
            "NoSuchEntity: Policy arn:aws:iam::aws:policy/Other does not exist or is not attachable.",
            await _aws.RefusalAsync(Tokens.RolePolicyAttachment, "two", ("role", "nodes"), ("policyArn", "arn:aws:iam::aws:policy/Other"))
        );
        Assert.Equal(
            "NoSuchEntity: The role with name other cannot be found.",
            await _aws.RefusalAsync(
                Tokens.RolePolicyAttachment,
                "three",
                ("role", "other"),
                ("policyArn", "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore")
            )
        );
        await Assert.ThrowsAsync<ProviderException>(() => _aws.DeleteAsync(Tokens.Role, "role", role.Id));
        await _aws.DeleteAsync(Tokens.RolePolicyAttachment, "session-manager", attached.Id);
        await _aws.DeleteAsync(Tokens.Role, "role", role.Id);
    }

    [Theory]
    [InlineData("cn-north-1", "aws-cn")]
    [InlineData("us-gov-west-1", "aws-us-gov")]
    public async Task In_another_part_of_AWS_its_own_policies_are_known(string region, string partition)
    {
        var provider = new AwsProviderFactory(_aws.Cloud).Create(Map(("region", region)));
        await _aws.CreateAsync(Tokens.Role, "role", ("assumeRolePolicy", "{}"), ("name", "nodes"));
        var inputs = Map(("role", "nodes"), ("policyArn", $"arn:{partition}:iam::aws:policy/AmazonSSMManagedInstanceCore"));

        var attached = await provider.CreateAsync(new Operations().On(Tokens.RolePolicyAttachment, "session-manager"), inputs, default);

        Assert.Equal(inputs["policyArn"], attached.Outputs["policyArn"]);
    }

    [Fact]
    public async Task A_public_address_of_the_subnet_goes_when_a_machine_stops_and_holds_the_gateway_until_then()
    {
        var vpc = await Vpc();
        var gateway = await _aws.CreateAsync(Tokens.InternetGateway, "gateway", ("vpcId", vpc.Id));
        var subnet = await _aws.CreateAsync(
            Tokens.Subnet,
            "one",
            ("vpcId", vpc.Id),
            ("cidrBlock", "10.20.1.0/24"),
            ("mapPublicIpOnLaunch", true)
        );
        var scene = new AwsScene(_aws.Store, _aws.Cloud, "eu-central-1", "urn");
        var inputs = Map(("ami", "ami-1"), ("instanceType", "t3.small"), ("subnetId", subnet.Id));
        var type = new InstanceType();
        var made = new CloudRecord("i-1", Tokens.Instance, "urn", "", false, type.Describe(scene, "i-1", inputs, null));
        _aws.Store.Write(made);

        var tagged = type.Describe(scene, "i-1", inputs.With("tags", Map(("Owner", "shop"))), made);
        var resized = type.Describe(scene, "i-1", inputs.With("instanceType", "t3.medium"), made);

        Assert.Equal(made.Outputs["publicIp"], tagged["publicIp"]);
        Assert.NotEqual(made.Outputs["publicIp"], resized["publicIp"]);
        Assert.NotEqual("", resized["publicIp"].AsString);
        Assert.Equal(made.Outputs["privateIp"], resized["privateIp"]);
        var refusal = await Assert.ThrowsAsync<ProviderException>(() => _aws.DeleteAsync(Tokens.InternetGateway, "gateway", gateway.Id));
        Assert.Equal(
            $"DependencyViolation: Network {vpc.Id} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.",
            refusal.Message
        );
        _aws.Store.Remove("i-1");
        await _aws.DeleteAsync(Tokens.InternetGateway, "gateway", gateway.Id);
    }

    [Fact]
    public async Task What_others_stand_on_cannot_go()
    {
        var vpc = await Vpc();
        var subnet = await Subnet(vpc.Id, "one", "10.20.1.0/24");

        var refusal = await Assert.ThrowsAsync<ProviderException>(() => _aws.DeleteAsync(Tokens.Vpc, "vpc", vpc.Id));
        Assert.Equal($"DependencyViolation: The vpc '{vpc.Id}' has dependencies and cannot be deleted.", refusal.Message);

        await _aws.DeleteAsync(Tokens.Subnet, "one", subnet.Id);
        await _aws.DeleteAsync(Tokens.Vpc, "vpc", vpc.Id);
        Assert.Empty(_aws.Store.All());
    }

    [Fact]
    public async Task Deleting_what_is_gone_is_no_error_and_reading_it_finds_nothing()
    {
        await _aws.DeleteAsync(Tokens.Vpc, "vpc", "vpc-1");

        Assert.Null(await _aws.ReadAsync(Tokens.Vpc, "vpc", "vpc-1"));
    }

    [Fact]
    public async Task What_was_made_is_read_back_as_it_was()
    {
        var vpc = await Vpc();
        var read = await _aws.ReadAsync(Tokens.Vpc, "vpc", vpc.Id);

        Assert.Equal(vpc.Outputs, read!.Outputs);
    }

    [Fact]
    public async Task A_creation_that_was_killed_before_it_was_recorded_is_found_again_and_not_made_twice()
    {
        var vpc = await Vpc();
        var inputs = _aws
            .Provider.Check(Operations.Of(Tokens.Vpc, "vpc"), null, Map(("cidrBlock", "10.20.0.0/16"), ("tags", Map(("Name", "swarm")))))
            .Inputs;

        Assert.Equal(vpc.Id, (await _aws.RecoverAsync(Tokens.Vpc, "vpc", inputs))!.Id);
        Assert.Null(await _aws.RecoverAsync(Tokens.Vpc, "vpc", inputs.With("cidrBlock", "10.21.0.0/16")));
        Assert.Null(await _aws.RecoverAsync(Tokens.Vpc, "another", inputs));
    }

    [Fact]
    public async Task Routes_and_their_tables_refer_to_what_there_is()
    {
        var vpc = await Vpc();
        var gateway = await _aws.CreateAsync(Tokens.InternetGateway, "gateway", ("vpcId", vpc.Id));
        var table = await _aws.CreateAsync(Tokens.RouteTable, "table", ("vpcId", vpc.Id));
        var route = await _aws.CreateAsync(
            Tokens.Route,
            "out",
            ("routeTableId", table.Id),
            ("destinationCidrBlock", "0.0.0.0/0"),
            ("gatewayId", gateway.Id)
        );
        var subnet = await Subnet(vpc.Id, "one", "10.20.1.0/24");
        await _aws.CreateAsync(Tokens.RouteTableAssociation, "one", ("routeTableId", table.Id), ("subnetId", subnet.Id));

        Assert.Equal("active", route.Outputs["state"].AsString);
        Assert.Equal(
            "RouteAlreadyExists: The route identified by 0.0.0.0/0 already exists.",
            await _aws.RefusalAsync(
                Tokens.Route,
                "again",
                ("routeTableId", table.Id),
                ("destinationCidrBlock", "0.0.0.0/0"),
                ("gatewayId", gateway.Id)
            )
        );
        Assert.Equal(
            $"Resource.AlreadyAssociated: the specified association for subnet {subnet.Id} conflicts with an existing association",
            await _aws.RefusalAsync(Tokens.RouteTableAssociation, "again", ("routeTableId", table.Id), ("subnetId", subnet.Id))
        );
        Assert.Equal(
            $"Resource.AlreadyAssociated: resource {gateway.Id} is already attached to network {vpc.Id}",
            await _aws.RefusalAsync(Tokens.InternetGateway, "again", ("vpcId", vpc.Id))
        );
    }

    [Fact]
    public async Task The_same_rule_cannot_be_given_twice()
    {
        var group = await Group();
        await Rule(group, "ssh", 22, "127.0.0.0/8");

        Assert.Equal(
            "InvalidPermission.Duplicate: the specified rule \"peer: 127.0.0.0/8, tcp, from port: 22, to port: 22, ALLOW\" already exists",
            (await Assert.ThrowsAsync<ProviderException>(() => Rule(group, "again", 22, "127.0.0.0/8"))).Message
        );
    }

    [Theory]
    [InlineData("10.20.2.11", "InvalidParameterValue: Address 10.20.2.11 does not fall within the subnet's address range (10.20.1.0/24)")]
    [InlineData("10.20.1.3", "InvalidParameterValue: Address 10.20.1.3 is in subnet's reserved address range")]
    [InlineData("10.20.1.255", "InvalidParameterValue: Address 10.20.1.255 is in subnet's reserved address range")]
    public async Task An_instance_s_address_is_one_that_its_subnet_has_to_give(string address, string expected)
    {
        var subnet = await Subnet((await Vpc()).Id, "one", "10.20.1.0/24");

        Assert.Equal(expected, await Launch(subnet.Id, address, []));
    }

    [Theory]
    [InlineData("t3.smal", "InvalidParameterValue: Invalid value 't3.smal' for InstanceType.")]
    [InlineData(
        "t4g.small",
        "InvalidParameterValue: The architecture 'arm64' of the specified instance type does not match the architecture 'x86_64' of the specified AMI. "
            + "Specify an instance type and an AMI that have matching architectures, and try again."
    )]
    public async Task An_instance_has_a_type_that_there_is_and_that_its_image_is_for(string type, string expected)
    {
        var subnet = await _aws.CreateAsync(
            Tokens.Subnet,
            "one",
            ("vpcId", (await Vpc()).Id),
            ("cidrBlock", "10.20.1.0/24"),
            ("availabilityZone", "eu-central-1c")
        );

        Assert.Equal(
            expected,
            await _aws.RefusalAsync(Tokens.Instance, "node1", ("ami", "ami-1"), ("instanceType", type), ("subnetId", subnet.Id))
        );
    }

    [Theory]
    [InlineData("169.254.0.0/16")]
    [InlineData("224.0.0.0/16")]
    [InlineData("127.0.0.0/16")]
    [InlineData("0.0.0.0/16")]
    public async Task A_network_s_range_is_one_that_machines_can_have(string range) =>
        Assert.Equal($"InvalidVpc.Range: The CIDR '{range}' is invalid.", await _aws.RefusalAsync(Tokens.Vpc, "vpc", ("cidrBlock", range)));

    [Fact]
    public async Task A_group_has_at_most_sixty_rules_in_each_direction()
    {
        var group = await Group();
        for (var port = 1; port <= 60; port++)
        {
            await Rule(group, $"rule{port}", port, "203.0.113.7/32");
        }

        Assert.Equal(
            "RulesPerSecurityGroupLimitExceeded: The maximum number of rules per security group has been reached.",
            (await Assert.ThrowsAsync<ProviderException>(() => Rule(group, "one-more", 61, "203.0.113.7/32"))).Message
        );
        // This computer's own way to its machines, which AWS does not know.
        await Rule(group, "this-computer", 61, "127.0.0.0/8");
        await _aws.CreateAsync(Tokens.EgressRule, "out", ("securityGroupId", group), ("ipProtocol", "-1"), ("cidrIpv4", "0.0.0.0/0"));
    }

    [Fact]
    public async Task A_disk_grows_and_never_shrinks()
    {
        var subnet = await Subnet((await Vpc()).Id, "one", "10.20.1.0/24");
        Instance("i-1", "10.20.1.11", isComplete: true, ("subnetId", subnet.Id), ("rootBlockDevice", Map(("volumeSize", 20))));

        Assert.Equal(
            "InvalidParameterValue: New size cannot be smaller than existing size",
            (await Assert.ThrowsAsync<ProviderException>(() => Grow(19))).Message
        );
        await Grow(21);
        Assert.Equal(21, _aws.Store.Find(Tokens.Instance, "i-1")!.Outputs.Map("rootBlockDevice")!.Whole("volumeSize"));

        Task Grow(int size) =>
            _aws.UpdateAsync(
                Tokens.Instance,
                "node1",
                "i-1",
                Map(("ami", "ami-1"), ("instanceType", "t3.small"), ("subnetId", subnet.Id), ("rootBlockDevice", Map(("volumeSize", size))))
            );
    }

    [Fact]
    public async Task An_instance_s_address_is_nobody_else_s()
    {
        var vpc = await Vpc();
        var subnet = await Subnet(vpc.Id, "one", "10.20.1.0/24");
        Instance("i-1", "10.20.1.11", isComplete: false, ("vpcId", vpc.Id));

        Assert.Equal("InvalidIPAddress.InUse: Address 10.20.1.11 is in use.", await Launch(subnet.Id, "10.20.1.11", []));
    }

    [Fact]
    public async Task An_instance_refers_to_what_there_is_and_to_groups_of_its_own_network()
    {
        var vpc = await Vpc();
        var subnet = await Subnet(vpc.Id, "one", "10.20.1.0/24");
        var other = await _aws.CreateAsync(Tokens.Vpc, "other", ("cidrBlock", "10.30.0.0/16"));
        var foreign = await _aws.CreateAsync(Tokens.SecurityGroup, "foreign", ("vpcId", other.Id));

        Assert.Equal("InvalidSubnetID.NotFound: The subnet ID 'subnet-1' does not exist", await Launch("subnet-1", "10.20.1.11", []));
        Assert.Equal("InvalidGroup.NotFound: The security group 'sg-1' does not exist", await Launch(subnet.Id, "10.20.1.11", ["sg-1"]));
        Assert.Equal(
            $"InvalidParameter: Security group {foreign.Id} and subnet {subnet.Id} belong to different networks.",
            await Launch(subnet.Id, "10.20.1.11", [foreign.Id])
        );
    }

    [Fact]
    public async Task A_rule_that_names_a_group_stands_for_the_addresses_of_its_members()
    {
        var group = await Group();
        await Rule(group, "ssh", 22, "127.0.0.0/8");
        await _aws.CreateAsync(
            Tokens.IngressRule,
            "join",
            ("securityGroupId", group),
            ("ipProtocol", "6"),
            ("fromPort", 2377),
            ("toPort", 2377),
            ("referencedSecurityGroupId", group)
        );
        await _aws.CreateAsync(Tokens.EgressRule, "out", ("securityGroupId", group), ("ipProtocol", "-1"), ("cidrIpv4", "0.0.0.0/0"));
        Instance("i-1", "10.20.1.11", isComplete: true, ("vpcSecurityGroupIds", List(group)));
        Instance("i-2", "10.20.1.12", isComplete: true, ("vpcSecurityGroupIds", List(group)));
        Instance("i-3", "10.20.1.13", isComplete: true, ("vpcSecurityGroupIds", List("sg-another")));

        var rules = SecurityGroups.NetworkOf(_aws.Store, _aws.Store.Find(Tokens.Instance, "i-1")!).Rules;

        Assert.Equal(
            ["Egress -1 -: 0.0.0.0/0", "Ingress tcp 22-22: 127.0.0.0/8", "Ingress tcp 2377-2377: 10.20.1.11/32 10.20.1.12/32"],
            rules.Select(Text).Order(StringComparer.Ordinal)
        );
        Assert.Empty(SecurityGroups.NetworkOf(_aws.Store, _aws.Store.Find(Tokens.Instance, "i-3")!).Rules);

        static string Text(FilterRule rule) =>
            $"{rule.Direction} {rule.Protocol} {rule.FromPort}-{rule.ToPort}: {string.Join(' ', rule.Peers)}";
    }

    [Fact]
    public async Task An_elastic_address_goes_before_the_one_that_the_instance_was_launched_with()
    {
        Instance("i-1", "10.20.1.11", isComplete: true, ("publicIp", "127.1.2.3"));
        Assert.Equal("127.1.2.3", PublicAddresses.Of(_aws.Store, _aws.Store.Find(Tokens.Instance, "i-1")!));

        var eip = await _aws.CreateAsync(Tokens.Eip, "address", ("instance", "i-1"), ("domain", "vpc"));

        var address = eip.Outputs["publicIp"].AsString;
        Assert.True(IPAddress.IsLoopback(IPAddress.Parse(address)));
        Assert.EndsWith(".11", address, StringComparison.Ordinal);
        Assert.Equal("10.20.1.11", eip.Outputs["privateIp"].AsString);
        Assert.Equal(eip.Id, eip.Outputs["allocationId"].AsString);
        Assert.Equal(address, PublicAddresses.Of(_aws.Store, _aws.Store.Find(Tokens.Instance, "i-1")!));
    }

    [Fact]
    public async Task A_key_pair_is_known_by_its_name_and_shows_the_fingerprint_that_ssh_shows()
    {
        const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFdd7xh1fSkSFpbgHsXSzR0IfVtVBQNrYvAb+1u/eYsM me";
        var pair = await _aws.CreateAsync(Tokens.KeyPair, "operator", ("keyName", "operator"), ("publicKey", Key));

        Assert.Equal("operator", pair.Id);
        Assert.Equal("ed25519", pair.Outputs["keyType"].AsString);
        Assert.Equal("fUy/2tSrJUeCVkf+AdLcc7Kta0vEV1qZXgzLke6IO/M=", pair.Outputs["fingerprint"].AsString);
        Assert.Equal(
            "InvalidKeyPair.Duplicate: The keypair already exists: operator",
            await _aws.RefusalAsync(Tokens.KeyPair, "another", ("keyName", "operator"), ("publicKey", Key))
        );
    }

    private Task<ResourceState> Vpc() =>
        _aws.CreateAsync(Tokens.Vpc, "vpc", ("cidrBlock", "10.20.0.0/16"), ("tags", Map(("Name", "swarm"))));

    private Task<ResourceState> Subnet(string vpc, string name, string range) =>
        _aws.CreateAsync(Tokens.Subnet, name, ("vpcId", vpc), ("cidrBlock", range));

    private async Task<string> Group() => (await _aws.CreateAsync(Tokens.SecurityGroup, "nodes", ("vpcId", (await Vpc()).Id))).Id;

    private Task Rule(string group, string name, int port, string range) =>
        _aws.CreateAsync(
            Tokens.IngressRule,
            name,
            ("securityGroupId", group),
            ("ipProtocol", "tcp"),
            ("fromPort", port),
            ("toPort", port),
            ("cidrIpv4", range)
        );

    private Task<string> Launch(string subnet, string address, string[] groups) =>
        _aws.RefusalAsync(
            Tokens.Instance,
            "node1",
            ("ami", "ami-1"),
            ("instanceType", "t3.small"),
            ("subnetId", subnet),
            ("privateIp", address),
            ("vpcSecurityGroupIds", List(groups))
        );

    /// <summary>Only the books of an instance: no machine is booted.</summary>
    private void Instance(string id, string privateIp, bool isComplete, params (string Key, PropertyValue Value)[] outputs) =>
        _aws.Store.Write(new(id, Tokens.Instance, "urn of " + id, "", isComplete, Map([("privateIp", privateIp), .. outputs])));
}
