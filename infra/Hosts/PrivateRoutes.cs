using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Ec2;

namespace Infra.Hosts;

/// <summary>What nodes without public addresses need in a VPC of ours: public subnets beside theirs, and a NAT gateway there as their way out.</summary>
internal sealed class PrivateRoutes : ComponentResource
{
    /// <summary>The component's type.</summary>
    public const string Token = "swarm:hosts:PrivateRoutes";

    /// <summary>Creates them.</summary>
    public PrivateRoutes(string name, PrivateRoutesArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var here = new CustomResourceOptions { Parent = this };
        Subnets =
        [
            .. args
                .Ranges.Zip(args.Zones)
                .Select(
                    (one, index) =>
                        new Subnet(
                            $"{name}-public{index + 1}",
                            new SubnetArgs
                            {
                                VpcId = args.VpcId,
                                CidrBlock = one.First.ToString(),
                                AvailabilityZone = one.Second,
                                Tags = args.Tags.Of($"swarm-public{index + 1}"),
                            },
                            new CustomResourceOptions
                            {
                                Parent = this,
                                // As those of the nodes, they keep what they were made with.
                                IgnoreChanges = { "availabilityZone", "cidrBlock" },
                            }
                        )
                ),
        ];
        PublicRoutes =
        [
            .. args.InternetRoutes,
            .. Subnets.Select(
                (subnet, index) =>
                    new RouteTableAssociation(
                        $"{name}-public{index + 1}",
                        new RouteTableAssociationArgs { RouteTableId = args.PublicTable, SubnetId = subnet.Id },
                        here
                    )
            ),
        ];
        // AWS makes neither while no gateway is attached.
        var reachable = new CustomResourceOptions { Parent = this, DependsOn = [.. PublicRoutes] };
        var address = new Eip($"{name}-nat-address", new EipArgs { Domain = "vpc", Tags = args.Tags.Of("swarm-nat") }, reachable);
        var nat = new NatGateway(
            $"{name}-nat",
            new NatGatewayArgs
            {
                AllocationId = address.Id,
                SubnetId = Subnets[0].Id,
                Tags = args.Tags.Of("swarm-nat"),
            },
            reachable
        );
        var table = new RouteTable(
            $"{name}-private",
            new RouteTableArgs { VpcId = args.VpcId, Tags = args.Tags.Of("swarm-private") },
            here
        );
        Table = table.Id;
        Outward = new Route(
            $"{name}-private-outward",
            new RouteArgs
            {
                RouteTableId = table.Id,
                DestinationCidrBlock = "0.0.0.0/0",
                NatGatewayId = nat.Id,
            },
            here
        );
        RegisterOutputs();
    }

    /// <summary>The public subnets, one per zone.</summary>
    public IReadOnlyList<Subnet> Subnets { get; }

    /// <summary>What a machine in them needs in order to be reached.</summary>
    public IReadOnlyList<Resource> PublicRoutes { get; }

    /// <summary>The route table of subnets whose machines have no public address.</summary>
    public Output<string> Table { get; }

    /// <summary>Their way out.</summary>
    public Resource Outward { get; }
}

/// <summary>The arguments of <see cref="PrivateRoutes"/>.</summary>
internal sealed class PrivateRoutesArgs : ResourceArgs
{
    /// <summary>The VPC's id.</summary>
    public required Input<string> VpcId { get; init; }

    /// <summary>The ranges of the public subnets.</summary>
    public required IReadOnlyList<Cidr> Ranges { get; init; }

    /// <summary>Their zones.</summary>
    public required IReadOnlyList<Output<string>> Zones { get; init; }

    /// <summary>The route table that leads to the internet gateway.</summary>
    public required Input<string> PublicTable { get; init; }

    /// <summary>The gateway, and the route to it.</summary>
    public required IReadOnlyList<Resource> InternetRoutes { get; init; }

    /// <summary>The tags of every resource.</summary>
    public required AwsTags Tags { get; init; }
}
