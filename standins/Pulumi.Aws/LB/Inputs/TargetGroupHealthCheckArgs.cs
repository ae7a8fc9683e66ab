namespace Pulumi.Aws.LB.Inputs;

/// <summary>How a load balancer knows which targets are well.</summary>
public sealed class TargetGroupHealthCheckArgs : ResourceArgs
{
    /// <summary>How many answers in a row make a target a good one: 2 to 10; default 3.</summary>
    [Input("healthyThreshold")]
    public Input<int>? HealthyThreshold { get; set; }

    /// <summary>How often it is asked, in seconds: 5 to 300; default 30.</summary>
    [Input("interval")]
    public Input<int>? Interval { get; set; }

    /// <summary>The port that is asked, as text; default: that of the targets.</summary>
    [Input("port")]
    public Input<string>? Port { get; set; }

    /// <summary>TCP, HTTP or HTTPS; default HTTP.</summary>
    [Input("protocol")]
    public Input<string>? Protocol { get; set; }

    /// <summary>How many failures in a row make a target a bad one: 2 to 10; default 3.</summary>
    [Input("unhealthyThreshold")]
    public Input<int>? UnhealthyThreshold { get; set; }
}
