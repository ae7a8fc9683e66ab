using Local.Cli.Costs;
using Local.Providers.Contract;
using Tests.Infra;

namespace Tests.Local.Cli.Costs;

public sealed class CostEstimateTests
{
    [Fact]
    public void The_estimate_in_the_documentation_is_that_of_the_default_stack()
    {
        var document = File.ReadAllText(Path.Combine(SwarmProgram.Project, "docs", "aws.md"));

        Assert.Equal(
            document.Split("```text\n")[1].Split("```")[0],
            new CostEstimate(Enumerable.Repeat(Machine("t3.small", 20), 3), "dev", "eu-central-1", PriceList.Read()).Render()
        );
    }

    [Fact]
    public void What_has_no_price_here_is_named_and_left_out_and_another_region_is_said()
    {
        var list = new PriceList(
            "eu-central-1",
            "May 2026",
            new Dictionary<string, decimal>
            {
                ["t3.small"] = 0.024m,
                ["gp3"] = 0.0952m,
                ["ipv4"] = 0.005m,
            }
        );

        var lines = new CostEstimate(
            [Machine("t3.small", 20), Machine("x2idn.16xlarge", 100), Machine("x2idn.16xlarge", 100)],
            "prod",
            "us-east-1",
            list
        )
            .Render()
            .Split('\n');

        Assert.Equal(
            [
                "Estimate for the stack prod per month (730 hours), in US dollars without tax and discounts,",
                "from AWS's list prices of May 2026 in eu-central-1.",
                "The stack is in us-east-1, where prices differ: those of eu-central-1 only give the order of magnitude.",
                "",
                "   1 x t3.small                0.0240 per hour                17.52",
                "   2 x x2idn.16xlarge                                       unknown",
                "   1 x disk, 20 GiB gp3        0.0952 per GiB and month        1.90",
                "   2 x disk, 100 GiB gp3       0.0952 per GiB and month       19.04",
                "   3 x public IPv4 address     0.0050 per hour                10.95",
                "total of what is known                                        49.41",
                "",
                "The price of x2idn.16xlarge is not in local/Cli/Costs/prices.csv, and left out of the total.",
            ],
            lines[..12]
        );
    }

    [Fact]
    public void Nodes_without_public_addresses_cost_their_bastion_and_a_NAT_gateway()
    {
        var rendered = new CostEstimate(
            [
                .. Enumerable.Repeat(Machine("t3.small", 20), 3),
                Machine("t3.nano", 8),
                ("aws:ec2/eip:Eip", PropertyMap.Empty),
                ("aws:ec2/eip:Eip", PropertyMap.Empty),
                ("aws:ec2/natGateway:NatGateway", PropertyMap.Empty),
            ],
            "dev",
            "eu-central-1",
            PriceList.Read()
        ).Render();

        Assert.Equal(
            [
                "   3 x t3.small                0.0240 per hour                52.56",
                "   1 x t3.nano                 0.0060 per hour                 4.38",
                "   1 x disk, 8 GiB gp3         0.0952 per GiB and month        0.76",
                "   3 x disk, 20 GiB gp3        0.0952 per GiB and month        5.71",
                "   2 x public IPv4 address     0.0050 per hour                 7.30",
                "   1 x NAT gateway             0.0520 per hour                37.96",
                "total                                                        108.67",
            ],
            rendered.Split('\n')[3..10]
        );
        Assert.Contains(
            "\n- what passes through the NAT gateway, images that nodes pull among it: 0.052 per GB; it is in one zone, and nodes in the others pay as between zones too\n",
            rendered
        );
    }

    [Fact]
    public void A_load_balancer_costs_by_the_hour_with_a_public_address_in_each_zone()
    {
        var subnets = new[] { "eu-central-1a", "eu-central-1b", "eu-central-1a" }.Select(zone =>
            ("aws:ec2/subnet:Subnet", PropertyMap.Empty.With("availabilityZone", zone))
        );

        Assert.Equal(
            [
                "   1 x t3.small                0.0240 per hour                17.52",
                "   1 x disk, 20 GiB gp3        0.0952 per GiB and month        1.90",
                "   3 x public IPv4 address     0.0050 per hour                10.95",
                "   1 x network load balancer   0.0270 per hour                19.71",
                "total                                                         50.08",
                "",
                "Left out:",
                "- traffic: 0.01 per GB in each direction between zones, which overlay networks produce plenty of,",
                "  and 0.09 per GB to the internet beyond the account's first 100 GB of the month",
                "- what passes through the load balancer: 0.006 per hour for each unit that it needs (NLCU), of 1 GB in the hour,",
                "  800 new TCP connections per second, or 100,000 open ones; with UDP 400 new flows per second, or 50,000 open ones",
                "- what the load balancer sends to nodes in other zones than its address is in: as traffic between zones, above",
                "- CPU credits of t3, t3a and t4g machines beyond their baseline",
            ],
            Lines([.. subnets, Machine("t3.small", 20), Balancer(isInternal: false)])[3..16]
        );
        Assert.Equal(
            "   1 x public IPv4 address     0.0050 per hour                 3.65",
            Lines([.. subnets, Machine("t3.small", 20), Balancer(isInternal: true)])[5]
        );
    }

    [Fact]
    public void Spot_machines_are_counted_with_the_most_that_they_cost()
    {
        var spot = Machine("t3.small", 20);
        spot.Item2 = spot.Item2.With("instanceMarketOptions", PropertyMap.Empty.With("marketType", "spot"));

        var lines = Lines([Machine("t3.small", 20), spot, spot]);

        Assert.Equal(
            [
                "   1 x t3.small                0.0240 per hour                17.52",
                "   2 x t3.small, spot          0.0240 per hour                35.04",
            ],
            lines[3..5]
        );
        Assert.Equal(
            [
                "Spot instances are counted with the price on demand, the most that they cost. What they cost less changes by the hour,",
                "by zone and by type: https://aws.amazon.com/ec2/spot/pricing",
                "Left out:",
            ],
            lines[9..12]
        );
    }

    [Fact]
    public void A_spot_machine_without_a_price_is_counted_with_none()
    {
        var spot = Machine("x2idn.16xlarge", 20);
        spot.Item2 = spot.Item2.With("instanceMarketOptions", PropertyMap.Empty.With("marketType", "spot"));
        var other = Machine("x1.16xlarge", 20);

        var lines = Lines([Machine("t3.small", 20), spot, other]);

        Assert.Equal("   1 x x2idn.16xlarge, spot                                 unknown", lines[4]);
        Assert.Equal(
            [
                "",
                "The prices of x2idn.16xlarge, x1.16xlarge are not in local/Cli/Costs/prices.csv, and left out of the total.",
                "Left out:",
            ],
            lines[9..12]
        );
    }

    [Fact]
    public void Every_type_that_the_documentation_uses_has_a_price()
    {
        var document = File.ReadAllText(Path.Combine(SwarmProgram.Project, "docs", "aws.md"));
        var types = System.Text.RegularExpressions.Regex.Matches(
            document,
            @"\b[a-z]+[0-9][a-z]*\.(nano|micro|small|medium|[0-9]*x?large)\b"
        );

        Assert.Empty(types.Select(type => type.Value).Distinct().Except(PriceList.Read().Prices.Keys));
    }

    [Fact]
    public void An_existing_VPC_is_said_not_to_have_been_looked_at()
    {
        static (string, PropertyMap) Group(PropertyValue vpc) =>
            ("aws:ec2/securityGroup:SecurityGroup", PropertyMap.Empty.With("vpcId", vpc));

        Assert.Equal(
            ["", "vpc-0123 was not looked at: each of its subnets counts as the only one in its availability zone.", "Left out:"],
            Lines([Machine("t3.small", 20), Group("vpc-0123")])[7..10]
        );
        Assert.Equal(["", "Left out:"], Lines([Machine("t3.small", 20), Group(PropertyValue.Unknown)])[7..9]);
    }

    [Fact]
    public void The_way_out_of_an_existing_VPC_is_said_to_be_left_out()
    {
        Assert.Equal(
            [
                "- the way out of nodes without public addresses, such as a NAT gateway: in an existing VPC it is yours,",
                "  with its price by the hour and for what passes through",
                "- CPU credits of t3, t3a and t4g machines beyond their baseline",
            ],
            Lines([Machine("t3.small", 20), ("swarm:hosts:Bastion", PropertyMap.Empty), ("aws:ec2/eip:Eip", PropertyMap.Empty)])[11..14]
        );
    }

    private static string[] Lines((string, PropertyMap)[] resources) =>
        new CostEstimate(resources, "dev", "eu-central-1", PriceList.Read()).Render().Split('\n');

    private static (string, PropertyMap) Balancer(bool isInternal) =>
        ("aws:lb/loadBalancer:LoadBalancer", PropertyMap.Empty.With("internal", isInternal));

    private static (string, PropertyMap) Machine(string type, double disk) =>
        (
            "aws:ec2/instance:Instance",
            PropertyMap.Empty.With("instanceType", type).With("rootBlockDevice", PropertyMap.Empty.With("volumeSize", disk))
        );
}
