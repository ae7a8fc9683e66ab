using System.Collections.Immutable;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Ec2;

namespace Infra.Hosts;

/// <summary>A VPC of its own, with one public subnet per availability zone.</summary>
internal sealed class AwsNetwork : ComponentResource
{
    /// <summary>The component's type.</summary>
    public const string Token = "swarm:hosts:AwsNetwork";

    /// <summary>Creates the network.</summary>
    public AwsNetwork(string name, AwsNetworkArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var here = new CustomResourceOptions { Parent = this };
        var vpc = new Vpc(
            $"{name}-vpc",
            new VpcArgs
            {
                // Nothing is made before it is known that machines can be.
                CidrBlock = args.Offer.Architecture.Apply(_ => args.Settings.Vpc.ToString()),
                EnableDnsHostnames = true,
                Tags = args.Tags.Of("swarm"),
            },
            new CustomResourceOptions
            {
                Parent = this,
                // Another range is another network, and takes every machine with it: it is refused (MachineChanges).
                IgnoreChanges = { "cidrBlock" },
            }
        );
        var gateway = new InternetGateway(
            $"{name}-gateway",
            new InternetGatewayArgs { VpcId = vpc.Id, Tags = args.Tags.Of("swarm") },
            here
        );
        var routes = new RouteTable($"{name}-routes", new RouteTableArgs { VpcId = vpc.Id, Tags = args.Tags.Of("swarm") }, here);
        var outward = new Route(
            $"{name}-outward",
            new RouteArgs
            {
                RouteTableId = routes.Id,
                DestinationCidrBlock = "0.0.0.0/0",
                GatewayId = gateway.Id,
            },
            here
        );
        var subnets = new List<Subnet>();
        foreach (var (index, range) in args.Settings.Subnets.Index())
        {
            subnets.Add(
                new Subnet(
                    $"{name}-zone{index + 1}",
                    new SubnetArgs
                    {
                        VpcId = vpc.Id,
                        CidrBlock = range.ToString(),
                        AvailabilityZone = Output
                            .Tuple(args.Offer.Zones, Output.All(subnets.Select(subnet => subnet.AvailabilityZone)))
                            .Apply(zones => Zone(index, zones.Item1, zones.Item2)),
                        Tags = args.Tags.Of($"swarm-zone{index + 1}"),
                    },
                    new CustomResourceOptions
                    {
                        Parent = this,
                        // A zone that comes or goes later moves the others up in the list, and no subnet. The range was once a matter of how many zones there
                        // are: a subnet keeps the one that it was made with.
                        IgnoreChanges = { "availabilityZone", "cidrBlock" },
                    }
                )
            );
        }

        var associations = subnets
            .Select(
                (subnet, index) =>
                    new RouteTableAssociation(
                        $"{name}-zone{index + 1}",
                        new RouteTableAssociationArgs { RouteTableId = routes.Id, SubnetId = subnet.Id },
                        here
                    )
            )
            .ToArray();

        Vpc = vpc;
        Subnets = subnets;
        InternetRoutes = [gateway, outward, .. associations];
        RegisterOutputs();
    }

    /// <summary>The VPC.</summary>
    public Vpc Vpc { get; }

    /// <summary>The subnets, one per zone.</summary>
    public IReadOnlyList<Subnet> Subnets { get; }

    /// <summary>What a machine needs in order to reach the internet, and to be reached.</summary>
    public IReadOnlyList<Resource> InternetRoutes { get; }

    // A zone without a subnet as long as there is one; a region may have fewer zones than subnets are asked for.
    private static string Zone(int index, ImmutableArray<string> zones, ImmutableArray<string> taken) =>
        zones.Except(taken).FirstOrDefault() ?? zones[index % zones.Length];
}

/// <summary>The arguments of <see cref="AwsNetwork"/>.</summary>
internal sealed class AwsNetworkArgs : ResourceArgs
{
    /// <summary>The ranges.</summary>
    public required AwsSettings Settings { get; init; }

    /// <summary>Where there are machines of the configured type.</summary>
    public required InstanceTypeOffer Offer { get; init; }

    /// <summary>The tags of every resource.</summary>
    public required AwsTags Tags { get; init; }
}
