using Local.Providers.Contract;

namespace Local.Providers.Aws.Types;

/// <summary>What can be planned here and not made, since nothing on this computer balances load.</summary>
internal abstract class LoadBalancingType : AwsType
{
    /// <summary>The longest name: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html.</summary>
    private const int Longest = 32;

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (NameInput is { } name && inputs.Text(name) is { Length: > Longest } text)
        {
            yield return new(name, $"{name} is '{text}', {text.Length} characters long; allowed are at most {Longest}");
        }
    }

    public override string NewId(PropertyMap inputs) => throw Impossible();

    public override PropertyMap Describe(AwsScene scene, string id, PropertyMap inputs, CloudRecord? old) => throw Impossible();

    private static ProviderException Impossible() => new("the local cloud has no load balancers; remove swarm:loadBalancer");
}

/// <summary>A load balancer.</summary>
internal sealed class LoadBalancerType : LoadBalancingType
{
    public override string Token => Tokens.LoadBalancer;

    public override IReadOnlySet<string> Inputs { get; } =
        new HashSet<string>
        {
            "enableCrossZoneLoadBalancing",
            "enableDeletionProtection",
            "internal",
            "loadBalancerType",
            "name",
            "region",
            "securityGroups",
            "subnets",
            "tags",
        };

    public override IReadOnlySet<string> Replacing { get; } = new HashSet<string> { "internal", "loadBalancerType", "name", "region" };

    public override string NameInput => "name";
}

/// <summary>Those among which a load balancer chooses.</summary>
internal sealed class TargetGroupType : LoadBalancingType
{
    public override string Token => Tokens.TargetGroup;

    public override IReadOnlySet<string> Inputs { get; } =
        new HashSet<string> { "healthCheck", "name", "port", "preserveClientIp", "protocol", "region", "tags", "targetType", "vpcId" };

    public override IReadOnlySet<string> Replacing { get; } =
        new HashSet<string> { "name", "port", "protocol", "region", "targetType", "vpcId" };

    public override string NameInput => "name";
}

/// <summary>A port of a load balancer.</summary>
internal sealed class ListenerType : LoadBalancingType
{
    public override string Token => Tokens.Listener;

    public override IReadOnlySet<string> Inputs { get; } =
        new HashSet<string> { "defaultActions", "loadBalancerArn", "port", "protocol", "region", "tags" };

    public override IReadOnlySet<string> Required { get; } = new HashSet<string> { "defaultActions", "loadBalancerArn" };

    public override IReadOnlySet<string> Replacing { get; } = new HashSet<string> { "loadBalancerArn", "region" };
}

/// <summary>A target of a target group.</summary>
internal sealed class TargetGroupAttachmentType : LoadBalancingType
{
    public override string Token => Tokens.TargetGroupAttachment;

    public override IReadOnlySet<string> Inputs { get; } = new HashSet<string> { "region", "targetGroupArn", "targetId" };

    public override IReadOnlySet<string> Required { get; } = new HashSet<string> { "targetGroupArn", "targetId" };

    public override IReadOnlySet<string> Replacing => Inputs;
}
