using Local.Providers.Contract;

namespace Local.Providers.Aws.Types;

/// <summary>A network of its own: a wire between machines.</summary>
internal sealed class VpcType : AwsType
{
    public override string Token => Tokens.Vpc;

    /// <summary>What no machine's address can be in.</summary>
    private static readonly System.Net.IPNetwork[] _impossible =
    [
        .. new[] { "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4" }.Select(range => Ranges.Parse(range)!.Value),
    ];

    public override IReadOnlySet<string> Inputs { get; } =
        new HashSet<string>
        {
            "cidrBlock",
            "enableDnsHostnames",
            "enableDnsSupport",
            "enableNetworkAddressUsageMetrics",
            "instanceTenancy",
            "region",
            "tags",
        };

    public override IReadOnlySet<string> Required { get; } = new HashSet<string> { "cidrBlock" };

    public override IReadOnlySet<string> Replacing { get; } = new HashSet<string> { "cidrBlock", "region" };

    public override IReadOnlyDictionary<string, PropertyValue> Defaults { get; } =
        new Dictionary<string, PropertyValue> { ["enableDnsSupport"] = true, ["instanceTenancy"] = "default" };

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (
            inputs["cidrBlock"] is { Kind: PropertyKind.String } range
            && Ranges.Parse(range.AsString) is not { PrefixLength: >= 16 and <= 28 }
        )
        {
            yield return new(
                "cidrBlock",
                $"cidrBlock is '{range}'; allowed is an IPv4 range from /16 to /28 with all host bits zero, such as 10.20.0.0/16"
            );
        }
    }

    public override string NewId(PropertyMap inputs) => AwsNames.NewId("vpc");

    public override PropertyMap Describe(AwsScene scene, string id, PropertyMap inputs, CloudRecord? old)
    {
        var range = Ranges.Parse(inputs.Text("cidrBlock"))!.Value;
        return _impossible.Any(impossible => Ranges.Overlap(impossible, range))
            ? throw new ProviderException($"InvalidVpc.Range: The CIDR '{range}' is invalid.")
            : Outputs(scene, id, inputs);
    }

    private static PropertyMap Outputs(AwsScene scene, string id, PropertyMap inputs) =>
        inputs
            .With("arn", scene.Arn($"vpc/{id}"))
            .With("defaultNetworkAclId", AwsNames.IdOf("acl", id))
            .With("defaultRouteTableId", AwsNames.IdOf("rtb", id))
            .With("mainRouteTableId", AwsNames.IdOf("rtb", id))
            .With("defaultSecurityGroupId", AwsNames.IdOf("sg", id))
            .With("dhcpOptionsId", AwsNames.IdOf("dopt", scene.Region))
            .With("enableDnsHostnames", inputs.Flag("enableDnsHostnames") ?? false)
            .With("ownerId", AwsNames.Account);

    public override string? InUse(AwsScene scene, CloudRecord record) =>
        scene.Store.All().Any(other => other.Type != Tokens.InternetGateway && other.Outputs.Text("vpcId") == record.Id)
            ? $"DependencyViolation: The vpc '{record.Id}' has dependencies and cannot be deleted."
            : null;
}
