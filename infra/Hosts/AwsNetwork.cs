using System.Collections.Immutable;
using Infra.Diagnostics;
using Infra.Remote;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Ec2;

namespace Infra.Hosts;

/// <summary>A VPC of its own, with one subnet per availability zone: a public one, or a private one where nodes have no public addresses.</summary>
internal sealed class AwsNetwork : ComponentResource, IMachineNetwork
{
    /// <summary>The component's type.</summary>
    public const string Token = "swarm:hosts:AwsNetwork";

    private readonly AwsSettings _settings;
    private readonly Vpc _vpc;
    private readonly IReadOnlyList<Subnet> _subnets;
    private readonly IReadOnlyList<Subnet> _poolSubnets;
    private readonly PrivateRoutes? _private;
    private readonly IReadOnlyList<Resource> _routes;

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
                CidrBlock = args.Possible.Apply(_ => $"{args.Settings.Vpc}"),
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

        _poolSubnets =
        [
            .. args
                .Settings.PoolSubnets.Index()
                .Select(zone => Create($"pools{zone.Index + 1}", zone.Item, subnets[zone.Index].AvailabilityZone)),
        ];
        _private = args.Settings.PublicSubnets is { Count: > 0 } ranges
            ? new PrivateRoutes(
                name,
                new PrivateRoutesArgs
                {
                    VpcId = vpc.Id,
                    Ranges = ranges,
                    Zones = [.. subnets.Select(subnet => subnet.AvailabilityZone)],
                    PublicTable = routes.Id,
                    InternetRoutes = [gateway, outward],
                    Tags = args.Tags,
                },
                new ComponentResourceOptions { Parent = this }
            )
            : null;
        var table = _private?.Table ?? routes.Id;
        RouteTableAssociation[] associations =
        [
            .. subnets.Select((subnet, index) => Associate($"{name}-zone{index + 1}", subnet)),
            .. _poolSubnets.Select((subnet, index) => Associate($"{name}-pools{index + 1}", subnet)),
        ];

        _settings = args.Settings;
        _vpc = vpc;
        _subnets = subnets;
        _routes = _private is null ? [gateway, outward, .. associations] : [_private.Outward, .. associations];
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
                    // there get none of it; that tells how they were made (MachineChanges). With elastic addresses it ends, unless nodes are to have none.
                    IgnoreChanges =
                    [
                        "availabilityZone",
                        "cidrBlock",
                        .. args.Settings.ElasticAddresses && args.Settings.Bastion is null
                            ? Array.Empty<string>()
                            : ["mapPublicIpOnLaunch"],
                    ],
                }
            );
        }

        RouteTableAssociation Associate(string association, Subnet subnet) =>
            new(
                association,
                new RouteTableAssociationArgs { RouteTableId = table, SubnetId = subnet.Id },
                new CustomResourceOptions
                {
                    Parent = this,
                    // Machines that run there would have no way out while the table has none.
                    DependsOn = _private is null ? [] : [_private.Outward],
                }
            );
    }

    /// <inheritdoc/>
    public Output<string> VpcId => _vpc.Id;

    /// <inheritdoc/>
    public MachineSubnet SubnetOf(AwsNodeSettings node)
    {
        var subnet = (node.IsOfPool ? _poolSubnets : _subnets)[node.Zone];
        return new MachineSubnet(subnet.Id, subnet.AvailabilityZone, subnet.CidrBlock);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Resource> RoutesOf(AwsNodeSettings node) => _routes;

    /// <inheritdoc/>
    public MachineSubnet PublicSubnet
    {
        get
        {
            var subnet = _private!.Subnets[0];
            return new MachineSubnet(subnet.Id, subnet.AvailabilityZone, subnet.CidrBlock);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<Resource> PublicRoutes => _private?.PublicRoutes ?? _routes;

    /// <inheritdoc/>
    public Output<ImmutableArray<string>> LoadBalancerSubnets(bool isInternal) =>
        Output
            .All(
                (IsAmongPools(isInternal) ? _poolSubnets : _private!.Subnets).Select(subnet =>
                    Output.Tuple(subnet.AvailabilityZone, subnet.Id)
                )
            )
            // Where a region has fewer zones than there are subnets, some share one, and AWS takes one subnet of each.
            .Apply(subnets => subnets.DistinctBy(subnet => subnet.Item1).Select(subnet => subnet.Item2).ToImmutableArray());

    /// <inheritdoc/>
    public string LoadBalancerPlace(bool isInternal) => IsAmongPools(isInternal) ? "pools" : "public";

    /// <inheritdoc/>
    public async Task RejectChangesAsync(IReadOnlyList<MadeMachine> machines, ICollection<Problem> problems) =>
        new MachineChanges(_settings, machines).RejectNetwork(
            await _vpc.CidrBlock.KnownAsync(),
            await Task.WhenAll(
                _subnets
                    .Select(subnet => (subnet, IsForPools: false, IsPublic: false))
                    .Concat(_poolSubnets.Select(subnet => (subnet, IsForPools: true, IsPublic: false)))
                    .Concat((_private?.Subnets ?? []).Select(subnet => (subnet, IsForPools: false, IsPublic: true)))
                    .Select(async pair => new MadeSubnet(
                        await pair.subnet.Id.KnownAsync(),
                        await pair.subnet.CidrBlock.KnownAsync(),
                        await pair.subnet.AvailabilityZone.KnownAsync(),
                        pair.IsForPools,
                        await pair.subnet.MapPublicIpOnLaunch.KnownAsync() ?? false,
                        pair.IsPublic
                    ))
            ),
            problems
        );

    private bool IsAmongPools(bool isInternal) => isInternal || _private is null;

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
