using System.Collections.Immutable;
using Infra.Hosts;

namespace Tests.Infra.Hosts;

/// <summary>What is said of an existing VPC beside what is refused: every message as the user reads it.</summary>
public sealed class ExistingVpcCheckTests
{
    private const string Vpc = "vpc-00000001";

    [Fact]
    public void Nothing_is_said_of_one_that_has_everything()
    {
        var check = Check(new FoundVpc([]), [Subnet(1, "a"), Subnet(2, "b"), Subnet(3, "c")], ("managers", "3"));

        Assert.Empty(check.Notes());
        Assert.Empty(check.Warnings());
        Assert.Empty(check.NoRoom());
        Assert.Empty(check.LittleRoom(_ => true, isBastionNew: true, isBalancerNew: true));
    }

    [Fact]
    public void That_most_managers_share_a_zone_is_said() =>
        Assert.Equal(
            [
                "2 of 3 managers are in eu-central-1a: while that zone is down, the swarm cannot be changed. Name subnets in three zones with swarm:subnetIds to avoid that.",
            ],
            Check(new FoundVpc([]), [Subnet(1, "a"), Subnet(2, "b")], ("managers", "3")).Notes()
        );

    [Fact]
    public void Without_DNS_of_AWS_nodes_may_resolve_no_names() =>
        Assert.Equal(
            [
                "vpc-00000001 has no DNS server of AWS's (enableDnsSupport is false). Unless its DHCP options name servers that answer there, nodes resolve no names, and Docker cannot be installed. `aws ec2 modify-vpc-attribute --vpc-id vpc-00000001 --enable-dns-support` turns it on.",
            ],
            Check(new FoundVpc([]) { HasDns = false }, [Subnet(1, "a")]).Warnings()
        );

    [Fact]
    public void Who_reaches_nodes_over_IPv6_is_said() =>
        Assert.Equal(
            [
                "Machines in subnet-00000002 get IPv6 addresses too. The program's security groups let nobody in over IPv6 but the nodes among themselves, and nothing out to others, so that programs fall back to IPv4. What swarm:securityGroups names may let others in.",
            ],
            Check(new FoundVpc([]), [Subnet(1, "a"), Subnet(2, "b") with { AssignsIpv6 = true }]).Notes()
        );

    [Fact]
    public void What_is_made_later_is_compared_with_the_free_addresses_of_its_own_subnet()
    {
        var check = Check(new FoundVpc([]), [Subnet(1, "a") with { Free = 1 }, Subnet(2, "b") with { Free = 0 }], ("workers", "4"));

        Assert.Equal(
            [
                "swarm:subnetIds: subnet-00000001 has 1 free address, and what is to be created there needs 2. Something that is replaced gives its own back first; AWS refuses what finds none (InsufficientFreeAddressesInSubnet).",
            ],
            check.LittleRoom(node => node.Name is "node3" or "node5", isBastionNew: false, isBalancerNew: false)
        );
    }

    [Fact]
    public void Bastion_and_load_balancer_need_addresses_only_while_they_are_to_be_made()
    {
        var check = Check(
            new FoundVpc([]),
            [Subnet(1, "a"), Subnet(2, "a") with { Free = 0 }],
            ("publicAddresses", "bastion"),
            ("publicSubnetIds", "subnet-00000002"),
            ("loadBalancer", "{}")
        );

        string[] Said(bool isBastionNew, bool isBalancerNew) =>
            [
                .. check
                    .LittleRoom(_ => false, isBastionNew, isBalancerNew)
                    .Select(warning => warning[..warning.IndexOf('.', StringComparison.Ordinal)]),
            ];

        Assert.Empty(Said(false, false));
        Assert.Equal(
            ["swarm:publicSubnetIds: subnet-00000002 has 0 free addresses, and what is to be created there needs 1"],
            Said(true, false)
        );
        Assert.Equal(
            ["swarm:publicSubnetIds: subnet-00000002 has 0 free addresses, and what is to be created there needs 8"],
            Said(false, true)
        );
    }

    [Fact]
    public void Nodes_that_stay_in_a_zone_that_the_load_balancer_has_left_are_named()
    {
        var check = Check(new FoundVpc([]), [Subnet(1, "a"), Subnet(2, "b")], ("workers", "3"), ("loadBalancer", "{}"));

        Assert.Null(check.Unreached(new Dictionary<string, string> { ["node1"] = "eu-central-1a", ["node2"] = "eu-central-1b" }));
        Assert.Equal(
            "The load balancer has no subnet in eu-central-1c, so it sends nothing to node3, which is there. Name a subnet of that zone with swarm:subnetIds, after the others, or replace the node (docs/aws.md): `pulumi up --replace '**Instance::node3'`.",
            check.Unreached(new Dictionary<string, string> { ["node1"] = "eu-central-1a", ["node3"] = "eu-central-1c" })
        );
        Assert.Equal(
            "The load balancer has no subnet in eu-central-1c and eu-central-1d, so it sends nothing to node3, node4, which are there. Name a subnet of each of these zones with swarm:subnetIds, after the others, or replace these nodes one after another, managers last (docs/aws.md): `pulumi up --replace '**Instance::node4'`.",
            check.Unreached(new Dictionary<string, string> { ["node3"] = "eu-central-1c", ["node4"] = "eu-central-1d" })
        );
    }

    [Fact]
    public void A_load_balancer_in_public_subnets_lacks_one_of_those()
    {
        var check = Check(
            new FoundVpc([]),
            [Subnet(1, "a"), Subnet(2, "a")],
            ("publicAddresses", "bastion"),
            ("publicSubnetIds", "subnet-00000002"),
            ("loadBalancer", "{}")
        );

        Assert.Equal(
            "The load balancer has no subnet in eu-central-1b, so it sends nothing to node2, which is there. Name a subnet of that zone with swarm:publicSubnetIds, after the others, or replace the node (docs/aws.md): `pulumi up --replace '**Instance::node2'`.",
            check.Unreached(new Dictionary<string, string> { ["node2"] = "eu-central-1b" })
        );
    }

    [Fact]
    public void Nodes_that_it_does_not_send_to_and_zones_that_nobody_told_are_not()
    {
        var elsewhere = new Dictionary<string, string> { ["node2"] = "eu-central-1c" };

        Assert.Null(Check(new FoundVpc([]), [Subnet(1, "a")]).Unreached(elsewhere));
        Assert.Null(
            Check(
                    new FoundVpc([]),
                    [Subnet(1, "a")],
                    ("pools", """[{"name": "edge", "count": 1}]"""),
                    ("loadBalancer", """{"pools": ["edge"]}""")
                )
                .Unreached(elsewhere)
        );
        Assert.Null(Check(new FoundVpc([]), [Subnet(1, "a") with { Zone = "" }], ("loadBalancer", "{}")).Unreached(elsewhere));
    }

    private static FoundSubnet Subnet(int number, string zone) =>
        new($"subnet-0000000{number}", Vpc, $"eu-central-1{zone}", $"172.31.{number * 16}.0/20") { Free = 4091 };

    private static ExistingVpcCheck Check(FoundVpc vpc, ImmutableArray<FoundSubnet> subnets, params (string Name, string Value)[] settings)
    {
        var beside = settings.Where(setting => setting.Name == "publicSubnetIds").Select(setting => setting.Value).ToArray();
        return new ExistingVpcCheck(
            MachineChangesTests.Settings([
                ("vpcId", Vpc),
                ("subnetIds", string.Join(',', subnets.Select(subnet => subnet.Id).Except(beside))),
                .. settings,
            ]),
            vpc,
            subnets
        );
    }
}
