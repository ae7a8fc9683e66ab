using Local.Providers.Contract;

namespace Local.Providers.Aws.Types;

/// <summary>A part of a network's range. Locally it is recorded: machines of one network reach each other whatever their subnets.</summary>
internal sealed class SubnetType : AwsType
{
    public override string Token => Tokens.Subnet;

    public override IReadOnlySet<string> Inputs { get; } =
        new HashSet<string>
        {
            "availabilityZone",
            "cidrBlock",
            "enableResourceNameDnsARecordOnLaunch",
            "mapPublicIpOnLaunch",
            "privateDnsHostnameTypeOnLaunch",
            "region",
            "tags",
            "vpcId",
        };

    public override IReadOnlySet<string> Required { get; } = new HashSet<string> { "vpcId", "cidrBlock" };

    public override IReadOnlySet<string> Replacing { get; } = new HashSet<string> { "availabilityZone", "cidrBlock", "region", "vpcId" };

    public override IReadOnlyDictionary<string, PropertyValue> Defaults { get; } =
        new Dictionary<string, PropertyValue> { ["enableResourceNameDnsARecordOnLaunch"] = false, ["mapPublicIpOnLaunch"] = false };

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (
            inputs["cidrBlock"] is { Kind: PropertyKind.String } range
            && Ranges.Parse(range.AsString) is not { PrefixLength: >= 16 and <= 28 }
        )
        {
            yield return new(
                "cidrBlock",
                $"cidrBlock is '{range}'; allowed is an IPv4 range from /16 to /28 with all host bits zero, such as 10.20.1.0/24"
            );
        }
    }

    public override string NewId(PropertyMap inputs) => AwsNames.NewId("subnet");

    public override PropertyMap Describe(AwsScene scene, string id, PropertyMap inputs, CloudRecord? old)
    {
        var vpc = scene.Need(Tokens.Vpc, inputs.Text("vpcId"), Tokens.NoVpc);
        var range = Ranges.Parse(inputs.Text("cidrBlock"))!.Value;
        if (!Ranges.Holds(Ranges.Parse(vpc.Outputs.Text("cidrBlock"))!.Value, range))
        {
            throw new ProviderException(
                $"InvalidSubnet.Range: The CIDR '{range}' is invalid: it is not within the range '{vpc.Outputs.Text("cidrBlock")}' of {vpc.Id}."
            );
        }

        if (
            scene
                .Others(Token)
                .FirstOrDefault(other =>
                    other.Outputs.Text("vpcId") == vpc.Id && Ranges.Overlap(Ranges.Parse(other.Outputs.Text("cidrBlock"))!.Value, range)
                )
            is not null
        )
        {
            throw new ProviderException($"InvalidSubnet.Conflict: The CIDR '{range}' conflicts with another subnet");
        }

        var zone = inputs.Text("availabilityZone") ?? scene.Region + "a";
        return inputs
            .With("arn", scene.Arn($"subnet/{id}"))
            .With("availabilityZone", zone)
            .With("availabilityZoneId", AwsFunctions.ZoneId(scene.Region, zone))
            .With("ownerId", AwsNames.Account);
    }

    public override string? InUse(AwsScene scene, CloudRecord record) =>
        scene.Store.All().Any(user => user.Type is Tokens.Instance or Tokens.NatGateway && user.Outputs.Text("subnetId") == record.Id)
            ? $"DependencyViolation: The subnet '{record.Id}' has dependencies and cannot be deleted."
            : null;
}
