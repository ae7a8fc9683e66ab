namespace Pulumi.Aws.LB.Inputs;

/// <summary>How a load balancer knows which targets are well.</summary>
public sealed class TargetGroupHealthCheckArgs : ResourceArgs
{
    /// <summary>The port that is asked, as text; default: that of the targets.</summary>
    [Input("port")]
    public Input<string>? Port { get; set; }

    /// <summary>TCP, HTTP or HTTPS; default HTTP.</summary>
    [Input("protocol")]
    public Input<string>? Protocol { get; set; }
}
