using System.Collections.Immutable;
using Infra.Hosts;
using Infra.Settings;
using Pulumi;

namespace Tests.Infra.Hosts;

[Collection(ProgramRuns.Name)]
public sealed class ExistingVpcTests : IDisposable
{
    private const string Vpc = "vpc-0123456789abcdef0";
    private const string First = "subnet-0123456789abcdef0";
    private const string Second = "subnet-0123456789abcdef1";
    private const string Instance = "aws:ec2/instance:Instance";
    private const string Group = "aws:ec2/securityGroup:SecurityGroup";

    private readonly SwarmProgram _program = new();

    public ExistingVpcTests()
    {
        _program.Configuration["swarm:vpcId"] = Vpc;
        _program.Configuration["swarm:subnetIds"] = $"{First},{Second}";
        _program.Mocks.Vpcs[Vpc] = ["172.31.0.0/16"];
        _program.Mocks.Subnets[First] = (Vpc, "eu-central-1a", "172.31.0.0/20");
        _program.Mocks.Subnets[Second] = (Vpc, "eu-central-1b", "172.31.16.0/20");
    }

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Nodes_are_spread_over_its_subnets_in_their_order_and_nothing_of_a_network_is_made()
    {
        _program.Configuration["swarm:pools"] = """[{"name": "db", "count": 2}]""";

        await _program.RunAsync();

        Assert.Equal(
            [$"db1 {First}", $"db2 {Second}", $"node1 {First}", $"node2 {Second}", $"node3 {First}"],
            _program.Mocks.OfType(Instance).Select(machine => $"{machine.Name} {machine.Text("subnetId")}").Order()
        );
        Assert.Equal(
            [
                "aws:ec2/eip:Eip",
                Instance,
                Group,
                "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
                "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            ],
            _program
                .Mocks.Registered.Select(resource => resource.Type)
                .Where(type => type.StartsWith("aws:", StringComparison.Ordinal))
                .Distinct()
                .Order()
        );
        Assert.Equal(Vpc, _program.Mocks.OfType(Group).Single().Text("vpcId"));
    }

    [Fact]
    public async Task AWS_chooses_the_private_addresses_also_those_of_managers()
    {
        await _program.RunAsync();

        Assert.All(_program.Mocks.OfType(Instance), machine => Assert.DoesNotContain("privateIp", machine.Inputs.Keys));
        Assert.StartsWith(
            "ADDRESS='private-address-of-node1' PEERS=",
            _program.Mocks.Named("command:remote:Command", "node1-init").Text("create"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_manager_that_is_made_anew_leaves_the_swarm_under_its_old_address_first()
    {
        _program.Configuration["swarm:managers"] = "3";

        await _program.RunAsync();

        // Another machine has another address, and so another entry in the swarm.
        Assert.Equal(
            "node2-id",
            Assert.Single((ImmutableArray<object>)_program.Mocks.Named("command:remote:Command", "node2-member").Inputs["triggers"])
        );
    }

    [Theory]
    [InlineData("true", false)]
    [InlineData("false", true)]
    public async Task Machines_have_a_public_address_of_their_subnet_only_where_they_get_no_elastic_one(string elastic, bool asked)
    {
        _program.Configuration["swarm:elasticAddresses"] = elastic;

        await _program.RunAsync();

        Assert.All(_program.Mocks.OfType(Instance), machine => Assert.Equal(asked, machine.Inputs["associatePublicIpAddress"]));
        // Those that are there stay what they are.
        Assert.All(_program.Mocks.OfType(Instance), machine =>
            Assert.Contains("associatePublicIpAddress", _program.Declarations[Instance, machine.Name].Custom.IgnoreChanges)
        );
        Assert.Equal(asked, !_program.Mocks.OfType("aws:ec2/eip:Eip").Any());
    }

    [Fact]
    public async Task A_bastion_is_in_the_first_public_subnet_and_nodes_have_no_public_address_whatever_their_subnet_says()
    {
        _program.Configuration["swarm:publicAddresses"] = "bastion";
        _program.Configuration["swarm:publicSubnetIds"] = "subnet-00000009";
        _program.Mocks.Subnets["subnet-00000009"] = (Vpc, "eu-central-1b", "172.31.32.0/24");
        _program.Mocks.Offers["t3.nano"] = ["eu-central-1b"];

        await _program.RunAsync();

        Assert.Equal("subnet-00000009", _program.Mocks.Named(Instance, "bastion").Text("subnetId"));
        Assert.Equal(false, _program.Mocks.Named(Instance, "node2").Inputs["associatePublicIpAddress"]);
        Assert.Equal("bastion-address", Assert.Single(_program.Mocks.OfType("aws:ec2/eip:Eip")).Name);
        Assert.Empty(_program.Mocks.OfType("aws:ec2/natGateway:NatGateway"));
    }

    [Fact]
    public async Task A_bastion_whose_zone_does_not_offer_its_type_is_refused_with_what_helps()
    {
        WithBastion();
        _program.Mocks.Offers["t3.nano"] = ["eu-central-1a"];

        Assert.Equal(
            "swarm:machines.bastion.instanceType: received \"t3.nano\"; allowed: an instance type that the zone of the bastion offers (eu-central-1b does not). Set swarm:machines.bastion.instanceType to another, or name a subnet in another zone first with swarm:publicSubnetIds: eu-central-1a offer t3.nano.",
            await RefusalAsync()
        );
    }

    [Theory]
    [InlineData("{}", "subnet-00000008,subnet-00000009")]
    [InlineData("""{"internal": true}""", First + "," + Second)]
    public async Task A_load_balancer_is_in_one_subnet_of_each_zone(string balancer, string subnets)
    {
        _program.Configuration["swarm:publicAddresses"] = "bastion";
        _program.Configuration["swarm:publicSubnetIds"] = "subnet-00000008,subnet-00000009,subnet-00000010";
        _program.Configuration["swarm:loadBalancer"] = balancer;
        _program.Mocks.Subnets["subnet-00000008"] = (Vpc, "eu-central-1a", "172.31.32.0/24");
        _program.Mocks.Subnets["subnet-00000009"] = (Vpc, "eu-central-1b", "172.31.33.0/24");
        _program.Mocks.Subnets["subnet-00000010"] = (Vpc, "eu-central-1b", "172.31.34.0/24");
        _program.Mocks.Offers["t3.nano"] = ["eu-central-1a", "eu-central-1b"];

        await _program.RunAsync();

        Assert.Equal(
            subnets.Split(','),
            ((ImmutableArray<object>)_program.Mocks.OfType("aws:lb/loadBalancer:LoadBalancer").Single().Inputs["subnets"]).Cast<string>()
        );
    }

    [Theory]
    [InlineData("all", "{}", First)]
    [InlineData("bastion", "{}", "subnet-0123456789abcdef8")]
    [InlineData("bastion", """{"internal": true}""", First)]
    public async Task A_load_balancer_is_another_one_where_the_first_of_its_subnets_is(string addresses, string balancer, string first)
    {
        _program.Configuration["swarm:loadBalancer"] = balancer;
        if (addresses == "bastion")
        {
            _program.Configuration["swarm:publicAddresses"] = addresses;
            _program.Configuration["swarm:publicSubnetIds"] = "subnet-0123456789abcdef8,subnet-0123456789abcdef9";
            _program.Mocks.Subnets["subnet-0123456789abcdef8"] = (Vpc, "eu-central-1a", "172.31.32.0/20");
            _program.Mocks.Subnets["subnet-0123456789abcdef9"] = (Vpc, "eu-central-1b", "172.31.48.0/20");
        }

        await _program.RunAsync();

        var trigger = _program.Declarations["aws:lb/loadBalancer:LoadBalancer", "swarm-lb"].Options.ReplacementTrigger!;
        Assert.Equal(first, await Pulumi.Utilities.OutputUtilities.GetValueAsync(trigger.ToOutput()));
    }

    [Fact]
    public async Task A_subnet_whose_zone_nobody_told_counts_as_one_in_a_zone_of_its_own()
    {
        _program.Configuration["swarm:managers"] = "3";
        _program.Configuration["swarm:loadBalancer"] = "{}";
        _program.Configuration["swarm:publicAddresses"] = "bastion";
        _program.Configuration["swarm:publicSubnetIds"] = "subnet-0123456789abcdef8";
        _program.Mocks.Subnets[First] = (Vpc, "", "172.31.0.0/20");
        _program.Mocks.Subnets[Second] = (Vpc, "", "172.31.16.0/20");
        _program.Mocks.Subnets["subnet-0123456789abcdef8"] = (Vpc, "", "172.31.32.0/20");

        await _program.RunAsync();

        Assert.Equal(
            ["subnet-0123456789abcdef8"],
            ((ImmutableArray<object>)_program.Mocks.Named("aws:lb/loadBalancer:LoadBalancer", "swarm-lb").Inputs["subnets"]).Cast<string>()
        );
        _program.Configuration["swarm:loadBalancer"] = """{"internal": true}""";
        await _program.RunAsync();
        Assert.Equal(
            [First, Second],
            ((ImmutableArray<object>)_program.Mocks.OfType("aws:lb/loadBalancer:LoadBalancer").Last().Inputs["subnets"]).Cast<string>()
        );
    }

    [Fact]
    public async Task A_load_balancer_that_would_not_reach_all_nodes_is_refused()
    {
        _program.Configuration["swarm:publicAddresses"] = "bastion";
        _program.Configuration["swarm:publicSubnetIds"] = "subnet-00000009";
        _program.Configuration["swarm:loadBalancer"] = "{}";
        _program.Mocks.Subnets["subnet-00000009"] = (Vpc, "eu-central-1b", "172.31.33.0/24");
        _program.Mocks.Offers["t3.nano"] = ["eu-central-1b"];

        Assert.Equal(
            "swarm:publicSubnetIds: received \"subnet-00000009\"; allowed: public subnets in all zones of the nodes that the load balancer sends to, eu-central-1a too. Name one in each.",
            await RefusalAsync()
        );
    }

    [Fact]
    public async Task All_that_is_wrong_with_it_is_told_together_before_anything_is_made()
    {
        _program.Configuration["swarm:managers"] = "3";
        _program.Configuration["swarm:workers"] = "5";
        _program.Configuration["swarm:subnetIds"] = $"{First},{Second},subnet-00000001,subnet-00000002,subnet-00000003";
        _program.Configuration["swarm:daemon"] = """{"default-address-pools": [{"base": "172.31.128.0/20", "size": 24}]}""";
        _program.Mocks.Vpcs[Vpc] = ["172.31.0.0/16", "10.65.0.0/16", "172.17.0.0/24"];
        _program.Mocks.Subnets[First] = ("vpc-00000002", "eu-central-1a", "10.0.0.0/24");
        _program.Mocks.Subnets[Second] = (Vpc, "eu-central-1c", "172.31.16.0/20");
        _program.Mocks.Subnets["subnet-00000002"] = (Vpc, "eu-central-1a", "");
        _program.Mocks.Subnets["subnet-00000003"] = (Vpc, "eu-central-1a", "172.31.0.0/29");

        const string listed = $"`aws ec2 describe-subnets --filters Name=vpc-id,Values={Vpc}` lists them.";
        Assert.Equal(
            [
                "swarm:daemon.default-address-pools: received \"172.31.128.0/20\"; allowed: ranges that do not overlap 172.31.0.0/16, a range of vpc-0123456789abcdef0. Choose another private range.",
                "swarm:overlayPool: received \"10.64.0.0/12\"; allowed: a range that does not overlap 10.65.0.0/16, a range of vpc-0123456789abcdef0. Choose another private range, such as 10.64.0.0/12 or 10.128.0.0/12.",
                "swarm:vpcId: received \"vpc-0123456789abcdef0\", which has the range 172.17.0.0/24; allowed: a VPC whose ranges do not overlap 172.17.0.0/16 and 172.18.0.0/16, which Docker uses on every node. Use another VPC.",
                $"swarm:subnetIds: received \"{First}\", a subnet of vpc-00000002; allowed: subnets of {Vpc}. {listed}",
                $"swarm:subnetIds: received \"subnet-00000001\", which cannot be looked up (no matching EC2 Subnet found); allowed: ids of subnets of {Vpc}. {listed}",
                $"swarm:subnetIds: received \"subnet-00000002\", a subnet without IPv4 addresses; allowed: subnets with a range of IPv4 addresses. {listed}",
                "swarm:instanceType: received \"t3.small\"; allowed: an instance type that the zones of all subnets of its nodes offer (eu-central-1c does not). Choose another, or name subnets in other zones with swarm:subnetIds: eu-central-1a, eu-central-1b offer it.",
            ],
            await RefusalsAsync()
        );
        Assert.Empty(_program.Mocks.OfType(Group));
        Assert.Empty(_program.Mocks.OfType(Instance));
    }

    [Fact]
    public async Task A_subnet_too_small_for_its_nodes_is_refused()
    {
        _program.Configuration["swarm:workers"] = "30";
        _program.Mocks.Subnets[Second] = (Vpc, "eu-central-1b", "172.31.16.0/28");

        Assert.Equal(
            $"swarm:subnetIds: received \"{Second}\", with room for 11 machines; allowed: subnets with room for all of their nodes, here 15. `aws ec2 describe-subnets --filters Name=vpc-id,Values={Vpc}` lists them.",
            await RefusalAsync()
        );
    }

    [Fact]
    public async Task A_VPC_that_is_not_there_is_refused()
    {
        _program.Mocks.Vpcs.Clear();

        Assert.Equal(
            $"swarm:vpcId: received \"{Vpc}\", which cannot be looked up (no matching EC2 VPC found); allowed: the id of a VPC in the region of the stack. `aws ec2 describe-vpcs` lists them.",
            await RefusalAsync()
        );
    }

    [Fact]
    public async Task Machines_that_run_keep_their_subnet_and_another_VPC_is_refused()
    {
        _program.Mocks.Remembered["swarm-firewall-nodes"] = new() { ["vpcId"] = "vpc-00000001" };

        Assert.Equal(
            $"swarm:vpcId: received \"{Vpc}\"; allowed: the VPC in which the nodes are, vpc-00000001. Put the old value back: machines cannot move to another VPC. For another one, `pulumi destroy` comes first.",
            await RefusalAsync()
        );
        Assert.All(_program.Mocks.OfType(Instance), machine =>
            Assert.Contains("subnetId", _program.Declarations[Instance, machine.Name].Custom.IgnoreChanges)
        );
        Assert.Contains("vpcId", _program.Declarations[Group, "swarm-firewall-nodes"].Custom.IgnoreChanges);
    }

    [Fact]
    public async Task Without_the_setting_nodes_do_not_move_to_a_VPC_of_their_own()
    {
        _program.Configuration.Remove("swarm:vpcId");
        _program.Configuration.Remove("swarm:subnetIds");
        _program.Mocks.Remembered["swarm-firewall-nodes"] = new() { ["vpcId"] = Vpc };
        _program.Mocks.New.Add("swarm-network-vpc");

        Assert.Contains(
            $"swarm:vpcId: received nothing; allowed: the VPC in which the nodes are, {Vpc}. Put the old value back: machines cannot move to another VPC. For another one, `pulumi destroy` comes first.",
            await RefusalsAsync()
        );
    }

    [Fact]
    public async Task Machines_without_a_public_address_of_their_own_do_not_lose_the_elastic_one()
    {
        _program.Configuration["swarm:elasticAddresses"] = "false";
        // What a refresh finds.
        _program.Mocks.Remembered["node2"] = new()
        {
            ["publicIp"] = "198.51.100.2",
            ["associatePublicIpAddress"] = true,
            ["userData"] = "#cloud-config\n{\"key\":\"ssh-ed25519 AAAAswarm-operator-key\"}\n",
        };

        Assert.Equal(
            "swarm:elasticAddresses: received \"false\"; allowed: true, since node2 would have no public address. Run `pulumi config set swarm:elasticAddresses true`. For false, `pulumi destroy` and `pulumi up` create the nodes again.",
            await RefusalAsync()
        );
    }

    [Fact]
    public async Task Machines_that_were_created_with_an_address_of_their_subnet_keep_it_when_nothing_changes()
    {
        _program.Configuration["swarm:elasticAddresses"] = "false";

        await _program.RunAsync(preview: true);

        Assert.All(_program.Mocks.OfType(Instance), machine =>
            Assert.EndsWith("}\n# Its public address is one of its subnet.\n", machine.Text("userData"), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Nodes_that_would_stay_in_a_subnet_without_a_way_out_do_not_lose_their_public_addresses()
    {
        WithBastion();
        _program.Mocks.Remembered["node2"] = new() { ["subnetId"] = "subnet-00000009" };

        Assert.Equal(
            $"swarm:subnetIds: received \"{First},{Second}\"; allowed: subnets among which are subnet-00000009, where node2 is: beside swarm:publicAddresses bastion, a node stays in its subnet and has no public address. Name them too, each with a way out such as a NAT gateway, or replace node2 in the same run: `pulumi up --replace '**Instance::node2'`.",
            await RefusalAsync()
        );
    }

    [Fact]
    public async Task Nodes_that_were_made_with_an_address_of_their_subnet_do_not_become_private()
    {
        WithBastion();
        _program.Mocks.Remembered["node2"] = new()
        {
            ["userData"] = CloudInit.WithSubnetAddress("#cloud-config\n{\"key\":\"ssh-ed25519 AAAAswarm-operator-key\"}\n"),
        };

        Assert.Equal(
            "swarm:publicAddresses: received \"bastion\"; allowed: all, since node2 was created with swarm:elasticAddresses false, and AWS gives a machine that was created with a public address of its subnet another one when it loses its Elastic IP address. Run `pulumi config rm swarm:publicAddresses`. For nodes without public addresses, set swarm:elasticAddresses to true and replace these nodes one after another first, managers last (docs/aws.md): `pulumi up --replace '**Instance::node2'`.",
            await RefusalAsync()
        );
    }

    [Fact]
    public void What_the_subnets_must_have_is_said()
    {
        Assert.Equal(
            "Each of subnet-00000001, subnet-00000002 must have a route to an internet gateway: the nodes have public addresses, over which they are reached, and over which they reach registries and package repositories.",
            ExistingVpc.Needs(new ExistingVpcSettings(Vpc, ["subnet-00000001", "subnet-00000002"], []))
        );
        Assert.Equal(
            "Each of subnet-00000001 must have a way to registries and package repositories, such as a NAT gateway; subnet-00000009 must have a route to an internet gateway, since the bastion has a public address there.",
            ExistingVpc.Needs(new ExistingVpcSettings(Vpc, ["subnet-00000001"], ["subnet-00000009"]))
        );
    }

    [Fact]
    public async Task A_subnet_of_the_load_balancer_has_room_for_it_too()
    {
        WithBastion();
        _program.Configuration["swarm:loadBalancer"] = "{}";
        _program.Mocks.Subnets["subnet-00000009"] = (Vpc, "eu-central-1a", "172.31.32.0/29");
        _program.Mocks.Offers["t3.nano"] = ["eu-central-1a"];

        Assert.Contains(
            $"swarm:publicSubnetIds: received \"subnet-00000009\", with 3 addresses; allowed: subnets with 8 addresses for the load balancer beside those of their machines, here 9. `aws ec2 describe-subnets --filters Name=vpc-id,Values={Vpc}` lists them.",
            await RefusalsAsync()
        );
    }

    [Fact]
    public async Task Nodes_may_be_in_a_Local_Zone_without_Elastic_addresses()
    {
        _program.Configuration["swarm:elasticAddresses"] = "false";
        _program.Mocks.Subnets[Second] = (Vpc, "eu-central-1-waw-1a", "172.31.16.0/20");
        _program.Mocks.Offers["t3.small"] = ["eu-central-1a", "eu-central-1-waw-1a"];

        await _program.RunAsync();

        Assert.Equal(Second, _program.Mocks.Named(Instance, "node2").Text("subnetId"));
        Assert.DoesNotContain("aws:index/getAvailabilityZones:getAvailabilityZones", _program.Mocks.Called);
    }

    [Fact]
    public async Task An_Elastic_address_does_not_go_to_a_Local_Zone()
    {
        _program.Mocks.Subnets[Second] = (Vpc, "eu-central-1-waw-1a", "172.31.16.0/20");
        _program.Mocks.Offers["t3.small"] = ["eu-central-1a", "eu-central-1-waw-1a"];

        Assert.Equal(
            $"swarm:subnetIds: received \"{Second}\", in eu-central-1-waw-1a, which is no availability zone of the region itself; allowed: subnets in those, since AWS gives its Elastic IP addresses to machines in these only, unless swarm:elasticAddresses is false. `aws ec2 describe-subnets --filters Name=vpc-id,Values={Vpc}` lists them.",
            await RefusalAsync()
        );
    }

    [Fact]
    public async Task A_load_balancer_does_not_go_to_a_Local_Zone()
    {
        _program.Configuration["swarm:elasticAddresses"] = "false";
        _program.Configuration["swarm:loadBalancer"] = "{}";
        _program.Mocks.Subnets[Second] = (Vpc, "eu-central-1-waw-1a", "172.31.16.0/20");
        _program.Mocks.Offers["t3.small"] = ["eu-central-1a", "eu-central-1-waw-1a"];

        Assert.Equal(
            $"swarm:subnetIds: received \"{Second}\", in eu-central-1-waw-1a, which is no availability zone of the region itself, beside swarm:loadBalancer; allowed: subnets in those, since a network load balancer can have none in others, and reaches no machine there. `aws ec2 describe-subnets --filters Name=vpc-id,Values={Vpc}` lists them.",
            await RefusalAsync()
        );
    }

    [Fact]
    public async Task Nor_does_that_of_a_bastion()
    {
        WithBastion();
        _program.Mocks.Subnets[Second] = (Vpc, "eu-central-1-waw-1a", "172.31.16.0/20");
        _program.Mocks.Subnets["subnet-00000009"] = (Vpc, "eu-central-1-waw-1a", "172.31.32.0/24");
        _program.Mocks.Offers["t3.small"] = ["eu-central-1a", "eu-central-1-waw-1a"];
        _program.Mocks.Offers["t3.nano"] = ["eu-central-1-waw-1a"];

        Assert.Equal(
            $"swarm:publicSubnetIds: received \"subnet-00000009\", in eu-central-1-waw-1a, which is no availability zone of the region itself; allowed: subnets in those, since AWS gives its Elastic IP addresses to machines in these only. `aws ec2 describe-subnets --filters Name=vpc-id,Values={Vpc}` lists them.",
            await RefusalAsync()
        );
    }

    [Fact]
    public async Task A_type_that_the_region_does_not_offer_is_refused()
    {
        _program.Configuration["swarm:instanceType"] = "t9.small";

        Assert.Equal(
            "swarm:instanceType: received \"t9.small\"; allowed: an instance type that this region offers. `aws ec2 describe-instance-type-offerings` lists them; the default is t3.small.",
            await RefusalAsync()
        );
    }

    [Fact]
    public async Task A_first_creation_in_subnets_with_too_few_free_addresses_is_refused()
    {
        _program.Configuration["swarm:loadBalancer"] = "{}";
        _program.Mocks.New.Add("swarm-firewall-nodes");
        _program.Mocks.FreeAddresses[First] = 9;
        _program.Mocks.FreeAddresses[Second] = 9;

        // node1 and node3 are in the first, and AWS asks eight addresses for the load balancer in each.
        Assert.Equal(
            $"swarm:subnetIds: received \"{First}\", with 9 free addresses; allowed: subnets with 8 free addresses for the load balancer beside those of their machines, here 10. `aws ec2 describe-subnets --filters Name=vpc-id,Values={Vpc}` lists them.",
            await RefusalAsync()
        );
        _program.Configuration.Remove("swarm:loadBalancer");
        _program.Mocks.FreeAddresses[First] = 1;
        Assert.Equal(
            $"swarm:subnetIds: received \"{First}\", with 1 free address; allowed: subnets with a free address for each of their machines, here 2. `aws ec2 describe-subnets --filters Name=vpc-id,Values={Vpc}` lists them.",
            await RefusalAsync()
        );
    }

    // One that is replaced looks like one that is added, and gives its own address back first.
    [Fact]
    public async Task A_node_that_is_made_later_is_not_refused_for_addresses_that_may_become_free()
    {
        _program.Mocks.New.Add("node3");
        _program.Mocks.FreeAddresses[First] = 0;

        await _program.RunAsync(preview: true);

        Assert.Equal(First, _program.Mocks.Named(Instance, "node3").Text("subnetId"));
    }

    private void WithBastion()
    {
        _program.Configuration["swarm:publicAddresses"] = "bastion";
        _program.Configuration["swarm:publicSubnetIds"] = "subnet-00000009";
        _program.Mocks.Subnets["subnet-00000009"] = (Vpc, "eu-central-1b", "172.31.32.0/24");
        _program.Mocks.Offers["t3.nano"] = ["eu-central-1b"];
    }

    private async Task<string> RefusalAsync() => Assert.Single(await RefusalsAsync());

    private async Task<string[]> RefusalsAsync()
    {
        const string item = "  - ";
        var refused = await Assert.ThrowsAsync<RunException>(() => _program.RunAsync(preview: true));
        return
        [
            .. refused
                .Message.Split('\n')
                .Where(line => line.StartsWith(item, StringComparison.Ordinal))
                .Select(line => line[item.Length..]),
        ];
    }
}
