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
                "The price of x2idn.16xlarge is not in local/Cli/Costs/prices.csv, and is left out of the total.",
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
        Assert.Contains("\n- what passes through the NAT gateway, images that nodes pull among it: 0.052 per GB\n", rendered);
    }

    private static (string, PropertyMap) Machine(string type, double disk) =>
        (
            "aws:ec2/instance:Instance",
            PropertyMap.Empty.With("instanceType", type).With("rootBlockDevice", PropertyMap.Empty.With("volumeSize", disk))
        );
}
