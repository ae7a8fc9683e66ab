using Local.Providers.Contract;

namespace Local.Providers.Aws.Types;

/// <summary>A set of rules that instances are put under. Rules are resources of their own here.</summary>
internal sealed class SecurityGroupType : AwsType
{
    public override string Token => Tokens.SecurityGroup;

    public override IReadOnlySet<string> Inputs { get; } =
        new HashSet<string> { "description", "name", "region", "revokeRulesOnDelete", "tags", "vpcId" };

    /// <summary>Without it the group would be one of the account's default network, which there is none of here.</summary>
    public override IReadOnlySet<string> Required { get; } = new HashSet<string> { "vpcId" };

    public override IReadOnlySet<string> Replacing { get; } = new HashSet<string> { "description", "name", "region", "vpcId" };

    public override IReadOnlyDictionary<string, PropertyValue> Defaults { get; } =
        new Dictionary<string, PropertyValue> { ["description"] = "Managed by Pulumi", ["revokeRulesOnDelete"] = false };

    public override string NameInput => "name";

    public override bool ConcernsNetwork => true;

    public override string NewId(PropertyMap inputs) => AwsNames.NewId("sg");

    public override PropertyMap Describe(AwsScene scene, string id, PropertyMap inputs, CloudRecord? old)
    {
        var vpc = scene.Need(Tokens.Vpc, inputs.Text("vpcId"), Tokens.NoVpc);
        var name = inputs.Text("name");
        return scene
            .Store.All(Token)
            .Any(other => other.Id != id && other.Outputs.Text("vpcId") == vpc.Id && other.Outputs.Text("name") == name)
            ? throw new ProviderException($"InvalidGroup.Duplicate: The security group '{name}' already exists for VPC '{vpc.Id}'")
            : inputs.With("arn", scene.Arn($"security-group/{id}")).With("ownerId", AwsNames.Account);
    }

    public override string? InUse(AwsScene scene, CloudRecord record)
    {
        var isUsed =
            scene.Store.All(Tokens.Instance).Any(instance => instance.Outputs.Texts("vpcSecurityGroupIds").Contains(record.Id))
            || scene
                .Store.All(Tokens.IngressRule)
                .Concat(scene.Store.All(Tokens.EgressRule))
                .Any(rule =>
                    rule.Outputs.Text("referencedSecurityGroupId") == record.Id && rule.Outputs.Text("securityGroupId") != record.Id
                );
        return isUsed ? $"DependencyViolation: resource {record.Id} has a dependent object" : null;
    }
}

/// <summary>One thing that a group allows, in or out.</summary>
internal sealed class SecurityGroupRuleType(string token) : AwsType
{
    /// <summary>In each direction: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html.</summary>
    private const int Most = 60;

    // What the local cloud adds to a stack's ranges, so that this computer reaches its machines. On AWS there are no such rules.
    private const string ThisComputer = "127.0.0.0/8";

    private static readonly string[] _peers = ["cidrIpv4", "cidrIpv6", "referencedSecurityGroupId"];

    public override string Token => token;

    public override IReadOnlySet<string> Inputs { get; } =
        new HashSet<string>
        {
            "cidrIpv4",
            "cidrIpv6",
            "description",
            "fromPort",
            "ipProtocol",
            "referencedSecurityGroupId",
            "region",
            "securityGroupId",
            "tags",
            "toPort",
        };

    public override IReadOnlySet<string> Required { get; } = new HashSet<string> { "ipProtocol", "securityGroupId" };

    public override IReadOnlySet<string> Replacing { get; } = new HashSet<string> { "region", "securityGroupId" };

    public override bool ConcernsNetwork => true;

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (_peers.Count(peer => inputs[peer].Kind != PropertyKind.Null) != 1)
        {
            yield return new("", $"exactly one of {string.Join(", ", _peers)} must be set");
        }

        if (inputs["cidrIpv4"] is { Kind: PropertyKind.String } range && Ranges.Parse(range.AsString) is null)
        {
            yield return new(
                "cidrIpv4",
                $"cidrIpv4 is '{range}'; allowed is an IPv4 range in CIDR notation with all host bits zero, such as 203.0.113.0/24"
            );
        }

        if (inputs["ipProtocol"] is { Kind: PropertyKind.String } protocol)
        {
            var (isKnown, hasPorts) = Kind(protocol.AsString);
            if (!isKnown)
            {
                yield return new(
                    "ipProtocol",
                    $"ipProtocol is '{protocol}'; allowed are tcp, udp, icmp, icmpv6, -1 and protocol numbers from 0 to 255"
                );
            }

            foreach (var port in new[] { "fromPort", "toPort" })
            {
                if (hasPorts && inputs[port].Kind == PropertyKind.Null)
                {
                    yield return new(port, $"{port} is missing; it is needed with ipProtocol {protocol}");
                }

                if (hasPorts && inputs[port] is { Kind: PropertyKind.Number } number && number.AsNumber is < -1 or > 65535)
                {
                    yield return new(port, $"{port} is {number}; allowed are 0 to 65535, and -1");
                }
            }
        }
    }

    public override string NewId(PropertyMap inputs) => AwsNames.NewId("sgr");

    public override PropertyMap Describe(AwsScene scene, string id, PropertyMap inputs, CloudRecord? old)
    {
        scene.Need(Tokens.SecurityGroup, inputs.Text("securityGroupId"), Tokens.NoGroup);
        if (inputs.Text("referencedSecurityGroupId") is { } other)
        {
            scene.Need(Tokens.SecurityGroup, other, Tokens.NoGroup);
        }

        string[] what = ["securityGroupId", "ipProtocol", "fromPort", "toPort", .. _peers];
        if (scene.Others(Token).Any(rule => what.All(key => rule.Outputs[key].Equals(inputs[key]))))
        {
            var peer = _peers.Select(key => inputs.Text(key)).First(text => text is not null);
            throw new ProviderException(
                $"InvalidPermission.Duplicate: the specified rule \"peer: {peer}, {inputs.Text("ipProtocol")}, from port: {inputs["fromPort"]}, to port: {inputs["toPort"]}, ALLOW\" already exists"
            );
        }

        if (
            old is null
            && IsCounted(inputs)
            && scene
                .Store.All(Token)
                .Count(rule => rule.Outputs.Text("securityGroupId") == inputs.Text("securityGroupId") && IsCounted(rule.Outputs)) >= Most
        )
        {
            throw new ProviderException(
                "RulesPerSecurityGroupLimitExceeded: The maximum number of rules per security group has been reached."
            );
        }

        return inputs.With("arn", scene.Arn($"security-group-rule/{id}")).With("securityGroupRuleId", id);
    }

    private static bool IsCounted(PropertyMap rule) => rule.Text("cidrIpv4") != ThisComputer;

    private static (bool IsKnown, bool HasPorts) Kind(string protocol) =>
        protocol switch
        {
            "tcp" or "udp" or "icmp" or "icmpv6" or "6" or "17" => (true, true),
            "-1" => (true, false),
            _ => (byte.TryParse(protocol, out _), false),
        };
}
