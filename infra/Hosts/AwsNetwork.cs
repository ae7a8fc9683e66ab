using Infra.Settings;
using Pulumi;
using Pulumi.Aws;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Inputs;

namespace Infra.Hosts;

/// <summary>A VPC of its own, with one public subnet per availability zone.</summary>
public sealed class AwsNetwork : ComponentResource
{
    /// <summary>The component's type.</summary>
    public const string Token = "swarm:hosts:AwsNetwork";

    /// <summary>Creates the network.</summary>
    public AwsNetwork(string name, AwsNetworkArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var here = new CustomResourceOptions { Parent = this };
        var vpc = new Vpc($"{name}-vpc", new VpcArgs { CidrBlock = args.Settings.Vpc.ToString(), EnableDnsHostnames = true, Tags = args.Tags }, here);
        var gateway = new InternetGateway($"{name}-gateway", new InternetGatewayArgs { VpcId = vpc.Id, Tags = args.Tags }, here);
        var routes = new RouteTable($"{name}-routes", new RouteTableArgs { VpcId = vpc.Id, Tags = args.Tags }, here);
        var outward = new Route(
            $"{name}-outward",
            new RouteArgs { RouteTableId = routes.Id, DestinationCidrBlock = "0.0.0.0/0", GatewayId = gateway.Id },
            here);
        var zones = GetAvailabilityZones.Invoke(
            new GetAvailabilityZonesInvokeArgs
            {
                State = "available",
                // Local Zones that the account has opted into are in the list too, before the region's own.
                Filters = { new GetAvailabilityZonesFilterInputArgs { Name = "opt-in-status", Values = { "opt-in-not-required" } } },
            },
            new InvokeOptions { Parent = this });
        var subnets = args.Settings.Subnets.Select((range, index) => new Subnet(
            $"{name}-zone{index + 1}",
            new SubnetArgs
            {
                VpcId = vpc.Id,
                CidrBlock = range.ToString(),
                // A region may have fewer zones than subnets are asked for.
                AvailabilityZone = zones.Apply(found => found.Names[index % found.Names.Length]),
                Tags = args.Tags,
            },
            new CustomResourceOptions
            {
                Parent = this,
                // A zone that comes or goes later moves the others up in the list, and no subnet.
                IgnoreChanges = { "availabilityZone" },
            })).ToArray();
        var associations = subnets.Select((subnet, index) => new RouteTableAssociation(
            $"{name}-zone{index + 1}",
            new RouteTableAssociationArgs { RouteTableId = routes.Id, SubnetId = subnet.Id },
            here)).ToArray();

        VpcId = vpc.Id;
        SubnetIds = [.. subnets.Select(subnet => subnet.Id)];
        Ways = [gateway, outward, .. associations];
        RegisterOutputs();
    }

    /// <summary>The VPC's id.</summary>
    public Output<string> VpcId { get; }

    /// <summary>The subnets' ids, one per zone.</summary>
    public IReadOnlyList<Output<string>> SubnetIds { get; }

    /// <summary>What a machine needs in order to reach the internet, and to be reached.</summary>
    public IReadOnlyList<Resource> Ways { get; }
}

/// <summary>The arguments of <see cref="AwsNetwork"/>.</summary>
public sealed class AwsNetworkArgs : ResourceArgs
{
    /// <summary>The ranges.</summary>
    public required AwsSettings Settings { get; init; }

    /// <summary>The tags of every resource.</summary>
    public required InputMap<string> Tags { get; init; }
}
