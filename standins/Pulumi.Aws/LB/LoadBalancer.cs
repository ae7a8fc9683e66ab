namespace Pulumi.Aws.LB;

/// <summary>A load balancer for applications or for networks.</summary>
public class LoadBalancer : CustomResource
{
    private const string Token = "aws:lb/loadBalancer:LoadBalancer";

    public LoadBalancer(string name, LoadBalancerArgs? args = null, CustomResourceOptions? options = null)
        : base(
            Token,
            name,
            args ?? new LoadBalancerArgs(),
            Package.Options(options, new() { Aliases = { new Alias { Type = "aws:elasticloadbalancingv2/loadBalancer:LoadBalancer" } } })
        ) { }

    /// <summary>Its name for AWS.</summary>
    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    /// <summary>Its name in DNS.</summary>
    [Output("dnsName")]
    public Output<string> DnsName { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="LoadBalancer"/>.</summary>
public sealed class LoadBalancerArgs : ResourceArgs
{
    /// <summary>Whether each zone's part sends to the targets of all zones; default false for one of networks.</summary>
    [Input("enableCrossZoneLoadBalancing")]
    public Input<bool>? EnableCrossZoneLoadBalancing { get; set; }

    /// <summary>Whether AWS refuses to delete it; default false.</summary>
    [Input("enableDeletionProtection")]
    public Input<bool>? EnableDeletionProtection { get; set; }

    /// <summary>Whether it has private addresses only; default false.</summary>
    [Input("internal")]
    public Input<bool>? Internal { get; set; }

    /// <summary>Its kind, such as network; default application.</summary>
    [Input("loadBalancerType")]
    public Input<string>? LoadBalancerType { get; set; }

    /// <summary>The security groups' ids; one of networks that is made without any can have none later.</summary>
    [field: Input("securityGroups")]
    public InputList<string> SecurityGroups
    {
        get => field ??= new();
        set;
    }

    /// <summary>The subnets' ids, one per zone.</summary>
    [field: Input("subnets")]
    public InputList<string> Subnets
    {
        get => field ??= new();
        set;
    }

    /// <summary>Key-value pairs that AWS keeps with it.</summary>
    [field: Input("tags")]
    public InputMap<string> Tags
    {
        get => field ??= new();
        set;
    }
}
