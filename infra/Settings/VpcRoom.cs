namespace Infra.Settings;

/// <summary>What the range of a VPC must have room for.</summary>
/// <param name="Nodes">The number of nodes outside pools.</param>
/// <param name="Zones">The number of availability zones.</param>
/// <param name="InPools">The most nodes of pools in one zone.</param>
/// <param name="Balancer">How many addresses the load balancer needs in the subnets of pools.</param>
/// <param name="HasBastion">Whether there are public subnets beside those of the nodes.</param>
internal sealed record VpcRoom(int Nodes, int Zones, int InPools, int Balancer, bool HasBastion)
{
    /// <summary>The number of the first node's address: AWS keeps the first four of a subnet and the last, and those up to ten stay free for other machines.</summary>
    public const int FirstNode = 11;

    // https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
    private const int SmallestSubnet = 28;
    private const int Widest = 16;

    // A quarter, and a quarter of it.
    private const int Quarter = 2;
    private const int Sixteenth = 2 * Quarter;

    /// <summary>The subnets of the nodes outside pools, one for each zone; none where there is no room.</summary>
    public static IReadOnlyList<Cidr> OfNodes(Cidr range, int zones)
    {
        var bits = BitsOfZones(range.PrefixLength);
        return zones > 1 << bits ? [] : [.. Enumerable.Range(0, zones).Select(zone => range.Subnet(bits, zone))];
    }

    /// <summary>The subnets of pools and load balancer, one for each zone.</summary>
    // Of the last quarter, which no zone has: addresses that AWS chooses must not be those that other nodes are to have.
    public static IReadOnlyList<Cidr> OfPools(Cidr range, int zones) =>
        range.PrefixLength + Sixteenth > SmallestSubnet
            ? []
            : [.. Enumerable.Range(0, zones).Select(zone => range.Subnet(Quarter, 3).Subnet(Quarter, zone))];

    /// <summary>The public subnets beside those of the nodes, one for each zone.</summary>
    // Of the last sixteenth, which neither zones nor pools have.
    public static IReadOnlyList<Cidr> OfBastion(Cidr range, int zones) =>
        range.PrefixLength + Sixteenth + Quarter > SmallestSubnet
            ? []
            : [.. Enumerable.Range(0, zones).Select(zone => range.Subnet(Sixteenth, 15).Subnet(Quarter, zone))];

    /// <summary>Reports a range that is too small, once for all that it has no room for, with the size that has.</summary>
    public void Reject(SettingsReader reader, Cidr range)
    {
        var lacks = Lacks(range.PrefixLength).ToArray();
        if (lacks.Length == 0)
        {
            return;
        }

        var needed = range.PrefixLength;
        while (needed > Widest && Lacks(needed).Any())
        {
            needed--;
        }

        reader.Report(
            SettingsTable.VpcCidr,
            SettingsReader.Quoted($"{range}"),
            $"a range of /{needed} or wider, with {string.Join(", and ", lacks.Select(lack => lack.What))}",
            $"{SettingsTable.VpcCidr.Set($"{range.Widened(needed)}")} On a running stack, whose range stays, have {string.Join(" or ", lacks.SelectMany(lack => lack.Without).Distinct())}."
        );
    }

    private IEnumerable<(string What, string[] Without)> Lacks(int prefixLength)
    {
        if (Nodes > RoomForNodes(prefixLength))
        {
            yield return (
                $"room for {Counted(Nodes)} in {Zones} of its four quarters, each a subnet of /{SmallestSubnet} or larger (this one: {RoomForNodes(prefixLength)})",
                ["fewer nodes"]
            );
        }

        if (InPools + Balancer > RoomForPools(prefixLength))
        {
            (string Part, string Without)[] parts =
            [
                .. InPools == 0 ? [] : new[] { ($"{Counted(InPools)} of pools in one zone", "fewer nodes in pools") },
                .. Balancer == 0 ? [] : new[] { ($"{Balancer} addresses of the load balancer", "no load balancer") },
            ];
            yield return (
                $"room for {string.Join(" and ", parts.Select(part => part.Part))} in a sixteenth, a subnet of /{SmallestSubnet} or larger (this one: {RoomForPools(prefixLength)})",
                [.. parts.Select(part => part.Without)]
            );
        }

        if (HasBastion && prefixLength + Sixteenth + Quarter > SmallestSubnet)
        {
            yield return ($"public subnets beside those of the nodes for {SettingsTable.PublicAddresses.Key} bastion", ["no bastion"]);
        }
    }

    // The size of the parts depends on the range alone: one zone more or fewer moves no other.
    private long RoomForNodes(int prefixLength)
    {
        var bits = BitsOfZones(prefixLength);
        return Zones > 1 << bits ? 0 : Math.Max(0, (1L << (32 - prefixLength - bits)) - 1 - FirstNode);
    }

    private static long RoomForPools(int prefixLength) =>
        prefixLength + Sixteenth <= SmallestSubnet ? (1L << (32 - prefixLength - Sixteenth)) - AwsSubnet.Kept : 0;

    // There is no subnet smaller than /28.
    private static int BitsOfZones(int prefixLength) => Math.Min(SmallestSubnet - prefixLength, Quarter);

    private static string Counted(int nodes) => nodes == 1 ? "1 node" : $"{nodes} nodes";
}
