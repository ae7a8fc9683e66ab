namespace Pulumi.Aws.LB.Inputs;

/// <summary>What a port of a load balancer does with what arrives.</summary>
public sealed class ListenerDefaultActionArgs : ResourceArgs
{
    /// <summary>The target group that it goes to.</summary>
    [Input("targetGroupArn")]
    public Input<string>? TargetGroupArn { get; set; }

    /// <summary>What is done, such as forward.</summary>
    [Input("type", required: true)]
    public Input<string> Type { get; set; } = null!;
}
