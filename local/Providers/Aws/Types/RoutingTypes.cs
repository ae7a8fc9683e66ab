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
        && (
            scene
                .Store.All(Tokens.Instance)
                .Any(instance => instance.Outputs.Text("vpcId") == vpc && PublicAddresses.Of(scene.Store, instance) is not null)
            || scene.Store.All(Tokens.NatGateway).Any(nat => nat.Outputs.Text("vpcId") == vpc)
        )
            ? $"DependencyViolation: Network {vpc} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway."
            : null;
}

/// <summary>
/// The way out of machines without a public address; recorded. Here QEMU's user network is every machine's way out: what leaves it is translated to this
/// computer's address, and nothing comes in that way.
/// </summary>
internal sealed class NatGatewayType : AwsType
{
    public override string Token => Tokens.NatGateway;

    public override IReadOnlySet<string> Inputs { get; } =
        new HashSet<string> { "allocationId", "connectivityType", "region", "subnetId", "tags" };

    public override IReadOnlySet<string> Required { get; } = new HashSet<string> { "allocationId", "subnetId" };

    public override IReadOnlySet<string> Replacing { get; } =
        new HashSet<string> { "allocationId", "connectivityType", "region", "subnetId" };

    public override IReadOnlyDictionary<string, PropertyValue> Defaults { get; } =
        new Dictionary<string, PropertyValue> { ["connectivityType"] = "public" };

    public override string NewId(PropertyMap inputs) => AwsNames.NewId("nat");

    public override PropertyMap Describe(AwsScene scene, string id, PropertyMap inputs, CloudRecord? old)
    {
        var subnet = scene.Need(Tokens.Subnet, inputs.Text("subnetId"), Tokens.NoSubnet);
        var address = scene.Need(Tokens.Eip, inputs.Text("allocationId"), Tokens.NoAddress);
        var vpc = subnet.Outputs.Text("vpcId")!;
        if (scene.Store.All(Tokens.InternetGateway).All(gateway => gateway.Outputs.Text("vpcId") != vpc))
        {
            throw new ProviderException($"Gateway.NotAttached: Network {vpc} has no Internet gateway attached");
        }

        return scene.Others(Token).Any(other => other.Outputs.Text("allocationId") == address.Id)
            ? throw new ProviderException($"Resource.AlreadyAssociated: Elastic IP address [{address.Id}] is already associated")
            : inputs
                .With("networkInterfaceId", AwsNames.IdOf("eni", id))
                .With("associationId", AwsNames.IdOf("eipassoc", address.Id + id))
                .With("publicIp", address.Outputs["publicIp"])
                .With("vpcId", vpc);
    }
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
        new HashSet<string> { "destinationCidrBlock", "gatewayId", "natGatewayId", "region", "routeTableId" };

    public override IReadOnlySet<string> Required { get; } = new HashSet<string> { "destinationCidrBlock", "routeTableId" };

    public override IReadOnlySet<string> Replacing { get; } = new HashSet<string> { "destinationCidrBlock", "region", "routeTableId" };

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (new[] { "gatewayId", "natGatewayId" }.Count(target => inputs[target].Kind != PropertyKind.Null) != 1)
        {
            yield return new("", "exactly one of gatewayId, natGatewayId must be set");
        }
    }

    public override string NewId(PropertyMap inputs) =>
        AwsNames.IdOf($"r-{inputs.Text("routeTableId")}", inputs.Text("destinationCidrBlock")!);

    public override PropertyMap Describe(AwsScene scene, string id, PropertyMap inputs, CloudRecord? old)
    {
        scene.Need(Tokens.RouteTable, inputs.Text("routeTableId"), Tokens.NoRouteTable);
        _ = inputs.Text("natGatewayId") is { } nat
            ? scene.Need(Tokens.NatGateway, nat, Tokens.NoNatGateway)
            : scene.Need(Tokens.InternetGateway, inputs.Text("gatewayId"), Tokens.NoGateway);
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
