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
                CidrBlock = args.Possible.Apply(_ => args.Settings.Vpc.ToString()),
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
                Create(
                    $"zone{index + 1}",
                    range,
                    Output
                        .Tuple(args.Zones, Output.All(subnets.Select(subnet => subnet.AvailabilityZone)))
                        .Apply(zones => Zone(index, zones.Item1, zones.Item2))
                )
            );
        }

        PoolSubnets =
        [
            .. args
                .Settings.PoolSubnets.Index()
                .Select(zone => Create($"pools{zone.Index + 1}", zone.Item, subnets[zone.Index].AvailabilityZone)),
        ];
        RouteTableAssociation[] associations =
        [
            .. subnets.Select((subnet, index) => Associate($"{name}-zone{index + 1}", subnet)),
            .. PoolSubnets.Select((subnet, index) => Associate($"{name}-pools{index + 1}", subnet)),
        ];

        Vpc = vpc;
        Subnets = subnets;
        InternetRoutes = [gateway, outward, .. associations];
        RegisterOutputs();

        Subnet Create(string subnet, Cidr range, Output<string> zone)
        {
            var arguments = new SubnetArgs
            {
                VpcId = vpc.Id,
                CidrBlock = range.ToString(),
                AvailabilityZone = zone,
                Tags = args.Tags.Of($"swarm-{subnet}"),
            };
            if (!args.Settings.ElasticAddresses)
            {
                arguments.MapPublicIpOnLaunch = true;
            }

            return new Subnet(
                $"{name}-{subnet}",
                arguments,
                new CustomResourceOptions
                {
                    Parent = this,
                    // A zone that comes or goes later moves the others up in the list, and no subnet. The range was once a matter of how many zones there
                    // are: a subnet keeps the one that it was made with. One that gives no public addresses does not begin to, since machines that are
                    // there get none of it; that tells how they were made (MachineChanges). With elastic addresses it ends.
                    IgnoreChanges =
                    [
                        "availabilityZone",
                        "cidrBlock",
                        .. args.Settings.ElasticAddresses ? Array.Empty<string>() : ["mapPublicIpOnLaunch"],
                    ],
                }
            );
        }

        RouteTableAssociation Associate(string association, Subnet subnet) =>
            new(association, new RouteTableAssociationArgs { RouteTableId = routes.Id, SubnetId = subnet.Id }, here);
    }

    /// <summary>The VPC.</summary>
    public Vpc Vpc { get; }

    /// <summary>The subnets, one per zone.</summary>
    public IReadOnlyList<Subnet> Subnets { get; }

    /// <summary>The subnets of pools, one per zone; none without pools.</summary>
    public IReadOnlyList<Subnet> PoolSubnets { get; }

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

    /// <summary>The zones to choose from, best first.</summary>
    public required Output<ImmutableArray<string>> Zones { get; init; }

    /// <summary>Comes when it is known that all machines can be made; otherwise never.</summary>
    public required Output<bool> Possible { get; init; }

    /// <summary>The tags of every resource.</summary>
    public required AwsTags Tags { get; init; }
}
