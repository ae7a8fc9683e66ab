using System.Globalization;
using System.Text;
using Local.Providers.Contract;

namespace Local.Cli.Costs;

/// <summary>What a stack on AWS costs in a month, as far as that is known before it runs.</summary>
/// <param name="resources">The types of its resources, and their inputs.</param>
/// <param name="stack">The stack's name.</param>
/// <param name="region">Its region.</param>
/// <param name="list">The prices.</param>
internal sealed class CostEstimate(IEnumerable<(string Type, PropertyMap Inputs)> resources, string stack, string region, PriceList list)
{
    private const int Hours = 730;

    private const string Instance = "aws:ec2/instance:Instance";
    private const string Address = "aws:ec2/eip:Eip";
    private const string NatGateway = "aws:ec2/natGateway:NatGateway";
    private const string Bastion = "swarm:hosts:Bastion";
    private const string Subnet = "aws:ec2/subnet:Subnet";
    private const string Group = "aws:ec2/securityGroup:SecurityGroup";
    private const string LoadBalancer = "aws:lb/loadBalancer:LoadBalancer";

    private const string Spot = """
        Spot instances are counted with the price on demand, the most that they cost. What they cost less changes by the hour,
        by zone and by type: https://aws.amazon.com/ec2/spot/pricing
        """;

    private const string Free = """
        The VPC, its internet gateway, security groups and roles are free. A stopped machine still costs
        its disk, and its Elastic IP address if it has one.
        """;

    /// <summary>The estimate, a line for each kind of thing, as text.</summary>
    public string Render()
    {
        var all = Of(Instance);
        var gateways = Of(NatGateway).Length;
        var balancers = Of(LoadBalancer);
        var ofBalancers = balancers.Sum(PublicAddresses);
        var types = all.CountBy(machine => (Type: TypeOf(machine), IsSpot: IsSpot(machine)))
            .Select(kind => new Line(kind.Value, kind.Key.Type + (kind.Key.IsSpot ? ", spot" : ""), PriceOf(kind.Key.Type), "hour", Hours))
            .ToArray();
        Line[] lines =
        [
            .. types,
            .. all.Select(machine => machine.Map("rootBlockDevice")?["volumeSize"].AsNumber ?? 0)
                .CountBy(size => size)
                .OrderBy(size => size.Key)
                .Select(size => new Line(size.Value, $"disk, {size.Key} GiB gp3", PriceOf("gp3"), "GiB and month", (decimal)size.Key)),
            // Where none is elastic, every machine has one of its subnet's.
            new(
                Of(Address).Length is > 0 and var elastic ? elastic + ofBalancers : all.Length + ofBalancers,
                "public IPv4 address",
                PriceOf("ipv4"),
                "hour",
                Hours
            ),
            .. gateways == 0 ? Array.Empty<Line>() : [new(gateways, "NAT gateway", PriceOf("nat"), "hour", Hours)],
            .. balancers.Length == 0
                ? Array.Empty<Line>()
                : [new(balancers.Length, "network load balancer", PriceOf("nlb"), "hour", Hours)],
        ];
        var text = new StringBuilder();
        Append($"Estimate for the stack {stack} per month ({Hours} hours), in US dollars without tax and discounts,");
        Append($"from AWS's list prices of {list.Month} in {list.Region}.");
        if (region != list.Region)
        {
            Append($"The stack is in {region}, where prices differ: those of {list.Region} only give the order of magnitude.");
        }

        Append("");
        foreach (var line in lines)
        {
            Append($"{line.Count, 4} x {line.What, -24}{line.Each, -26}{line.Sum, 10}".TrimEnd());
        }

        var unknown = types.Where(line => line.Price is null).Select(line => line.What.Split(',')[0]).Distinct().ToArray();
        Append($"{(unknown.Length > 0 ? "total of what is known" : "total"), -57}{Shown(lines.Sum(line => line.Total ?? 0)), 10}");
        Append("");
        if (unknown.Length > 0)
        {
            Append(
                $"The {(unknown.Length == 1 ? "price" : "prices")} of {string.Join(", ", unknown)} {(unknown.Length == 1 ? "is" : "are")} not in local/Cli/Costs/prices.csv, and left out of the total."
            );
        }

        if (all.Any(machine => IsSpot(machine) && PriceOf(TypeOf(machine)) is not null))
        {
            Append(Spot);
        }

        // A VPC that is still to be made has no id yet.
        if (Of(Group).Select(group => group["vpcId"]).FirstOrDefault(id => id.Kind == PropertyKind.String) is { } vpc)
        {
            Append($"{vpc.AsString} was not looked at: each of its subnets counts as the only one in its availability zone.");
        }

        Append("Left out:");
        foreach (var left in LeftOut(gateways > 0, Of(Bastion).Length > 0 && gateways == 0, balancers.Length > 0))
        {
            Append(left);
        }

        Append(Free);
        Append("Check the prices before you rely on them: https://calculator.aws");
        return text.ToString();

        void Append(string line) => text.Append(line).Append('\n');
    }

    private static IEnumerable<string> LeftOut(bool isTranslated, bool isTranslatedElsewhere, bool isBalanced)
    {
        yield return """
            - traffic: 0.01 per GB in each direction between zones, which overlay networks produce plenty of,
              and 0.09 per GB to the internet beyond the account's first 100 GB of the month
            """;
        if (isTranslated)
        {
            yield return "- what passes through the NAT gateway, images that nodes pull among it: 0.052 per GB; it is in one zone, and nodes in the others pay as between zones too";
        }

        if (isTranslatedElsewhere)
        {
            yield return """
                - the way out of nodes without public addresses, such as a NAT gateway: in an existing VPC it is yours,
                  with its price by the hour and for what passes through
                """;
        }

        if (isBalanced)
        {
            yield return """
                - what passes through the load balancer: 0.006 per hour for each unit that it needs (NLCU), of 1 GB in the hour,
                  800 new TCP connections per second, or 100,000 open ones; with UDP 400 new flows per second, or 50,000 open ones
                - what the load balancer sends to nodes in other zones than its address is in: as traffic between zones, above
                """;
        }

        yield return "- CPU credits of t3, t3a and t4g machines beyond their baseline";
        yield return "- what machines and disks cost more in a Local Zone, if a subnet of swarm:subnetIds is in one";
        yield return "- snapshots, images in ECR, and what else the account uses";
    }

    private PropertyMap[] Of(string type) => [.. resources.Where(resource => resource.Type == type).Select(resource => resource.Inputs)];

    private static string TypeOf(PropertyMap machine) => machine.Text("instanceType") ?? "unknown";

    private static bool IsSpot(PropertyMap machine) => machine.Map("instanceMarketOptions")?.Text("marketType") == "spot";

    // One in each of its zones; before there are subnets, only these tell the zones.
    private int PublicAddresses(PropertyMap balancer) =>
        balancer["internal"] is { Kind: PropertyKind.Bool, AsBool: true } ? 0
        : balancer["subnets"].Kind == PropertyKind.List ? balancer["subnets"].AsList.Count()
        : Of(Subnet).Select(subnet => subnet.Text("availabilityZone")).Distinct().Count();

    private decimal? PriceOf(string name) => list.Prices.TryGetValue(name, out var price) ? price : null;

    private static string Shown(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Things of one kind.</summary>
    /// <param name="Count">How many.</param>
    /// <param name="What">What they are.</param>
    /// <param name="Price">That of one unit; null: it is not known.</param>
    /// <param name="Unit">The unit.</param>
    /// <param name="Units">How many of them one thing needs in a month.</param>
    private sealed record Line(int Count, string What, decimal? Price, string Unit, decimal Units)
    {
        public decimal? Total => Count * Price * Units;

        public string Each => Price is { } price ? $"{price.ToString("0.0000", CultureInfo.InvariantCulture)} per {Unit}" : "";

        public string Sum => Total is { } total ? Shown(total) : "unknown";
    }
}
