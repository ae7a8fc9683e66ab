namespace Pulumi.Aws.LB;

/// <summary>Those among which a load balancer chooses, and how it knows which of them are well.</summary>
public class TargetGroup : CustomResource
{
    private const string Token = "aws:lb/targetGroup:TargetGroup";

    public TargetGroup(string name, TargetGroupArgs? args = null, CustomResourceOptions? options = null)
        : base(
            Token,
            name,
            args ?? new TargetGroupArgs(),
            Package.Options(options, new() { Aliases = { new Alias { Type = "aws:elasticloadbalancingv2/targetGroup:TargetGroup" } } })
        ) { }

    /// <summary>Its name for AWS.</summary>
    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="TargetGroup"/>.</summary>
public sealed class TargetGroupArgs : ResourceArgs
{
    /// <summary>How it is known which targets are well.</summary>
    [Input("healthCheck")]
    public Input<Inputs.TargetGroupHealthCheckArgs>? HealthCheck { get; set; }

    /// <summary>The port of the targets.</summary>
    [Input("port")]
    public Input<int>? Port { get; set; }

    /// <summary>"true" or "false": whether targets see the client's address; default: by the kind of targets and the protocol.</summary>
    [Input("preserveClientIp")]
    public Input<string>? PreserveClientIp { get; set; }

    /// <summary>TCP, UDP and so on, in capitals.</summary>
    [Input("protocol")]
    public Input<string>? Protocol { get; set; }

    /// <summary>Key-value pairs that AWS keeps with it.</summary>
    [field: Input("tags")]
    public InputMap<string> Tags
    {
        get => field ??= new();
        set;
    }

    /// <summary>What targets are, such as instance, the default.</summary>
    [Input("targetType")]
    public Input<string>? TargetType { get; set; }

    /// <summary>The network of the targets.</summary>
    [Input("vpcId")]
    public Input<string>? VpcId { get; set; }
}
