using Local.Providers.Contract;

namespace Local.Providers.Aws.Types;

/// <summary>The way out; recorded.</summary>
internal sealed class InternetGatewayType : AwsType
{
    public override string Token => Tokens.InternetGateway;

    public override IReadOnlySet<string> Inputs { get; } = new HashSet<string> { "region", "tags", "vpcId" };

    public override IReadOnlySet<string> Replacing { get; } = new HashSet<string> { "region" };

    public override string NewId(PropertyMap inputs) => AwsNames.NewId("igw");

    public override PropertyMap Describe(AwsScene scene, string id, PropertyMap inputs, CloudRecord? old)
    {
        if (inputs.Text("vpcId") is { } vpcId)
        {
            var vpc = scene.Need(Tokens.Vpc, vpcId, Tokens.NoVpc);
            if (scene.Others(Token).FirstOrDefault(other => other.Outputs.Text("vpcId") == vpc.Id) is { } attached)
            {
                throw new ProviderException($"Resource.AlreadyAssociated: resource {attached.Id} is already attached to network {vpc.Id}");
            }
        }

        return inputs.With("arn", scene.Arn($"internet-gateway/{id}")).With("ownerId", AwsNames.Account);
    }

    public override string? InUse(AwsScene scene, CloudRecord record) =>
        record.Outputs.Text("vpcId") is { } vpc
        && scene
            .Store.All(Tokens.Instance)
            .Any(instance => instance.Outputs.Text("vpcId") == vpc && PublicAddresses.Of(scene.Store, instance) is not null)
            ? $"DependencyViolation: Network {vpc} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway."
            : null;
}

/// <summary>A route table; recorded.</summary>
internal sealed class RouteTableType : AwsType
{
    public override string Token => Tokens.RouteTable;

    public override IReadOnlySet<string> Inputs { get; } = new HashSet<string> { "region", "tags", "vpcId" };

    public override IReadOnlySet<string> Required { get; } = new HashSet<string> { "vpcId" };

    public override IReadOnlySet<string> Replacing { get; } = new HashSet<string> { "region", "vpcId" };

    public override string NewId(PropertyMap inputs) => AwsNames.NewId("rtb");

    public override PropertyMap Describe(AwsScene scene, string id, PropertyMap inputs, CloudRecord? old)
    {
        scene.Need(Tokens.Vpc, inputs.Text("vpcId"), Tokens.NoVpc);
        return inputs.With("arn", scene.Arn($"route-table/{id}")).With("ownerId", AwsNames.Account);
    }
}

/// <summary>A route to a gateway; recorded.</summary>
internal sealed class RouteType : AwsType
{
    public override string Token => Tokens.Route;

    public override IReadOnlySet<string> Inputs { get; } =
        new HashSet<string> { "destinationCidrBlock", "gatewayId", "region", "routeTableId" };

    public override IReadOnlySet<string> Required { get; } = new HashSet<string> { "destinationCidrBlock", "gatewayId", "routeTableId" };

    public override IReadOnlySet<string> Replacing { get; } = new HashSet<string> { "destinationCidrBlock", "region", "routeTableId" };

    public override string NewId(PropertyMap inputs) =>
        AwsNames.IdOf($"r-{inputs.Text("routeTableId")}", inputs.Text("destinationCidrBlock")!);

    public override PropertyMap Describe(AwsScene scene, string id, PropertyMap inputs, CloudRecord? old)
    {
        scene.Need(Tokens.RouteTable, inputs.Text("routeTableId"), Tokens.NoRouteTable);
        scene.Need(Tokens.InternetGateway, inputs.Text("gatewayId"), Tokens.NoGateway);
        if (scene.Others(Token).Any(other => other.Id == id))
        {
            throw new ProviderException(
                $"RouteAlreadyExists: The route identified by {inputs.Text("destinationCidrBlock")} already exists."
            );
        }

        return inputs.With("origin", "CreateRoute").With("state", "active");
    }
}

/// <summary>Which table a subnet uses; recorded.</summary>
internal sealed class RouteTableAssociationType : AwsType
{
    public override string Token => Tokens.RouteTableAssociation;

    public override IReadOnlySet<string> Inputs { get; } = new HashSet<string> { "region", "routeTableId", "subnetId" };

    public override IReadOnlySet<string> Required { get; } = new HashSet<string> { "routeTableId", "subnetId" };

    public override IReadOnlySet<string> Replacing { get; } = new HashSet<string> { "region", "subnetId" };

    public override string NewId(PropertyMap inputs) => AwsNames.NewId("rtbassoc");

    public override PropertyMap Describe(AwsScene scene, string id, PropertyMap inputs, CloudRecord? old)
    {
        scene.Need(Tokens.RouteTable, inputs.Text("routeTableId"), Tokens.NoRouteTable);
        var subnet = scene.Need(Tokens.Subnet, inputs.Text("subnetId"), Tokens.NoSubnet);
        return scene.Others(Token).Any(other => other.Outputs.Text("subnetId") == subnet.Id)
            ? throw new ProviderException(
                $"Resource.AlreadyAssociated: the specified association for subnet {subnet.Id} conflicts with an existing association"
            )
            : inputs;
    }
}
