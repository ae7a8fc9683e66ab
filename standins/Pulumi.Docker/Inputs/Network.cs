namespace Pulumi.Docker.Inputs;

/// <summary>An address range of a network.</summary>
public sealed class NetworkIpamConfigArgs : ResourceArgs
{
    /// <summary>The range.</summary>
    [Input("subnet")]
    public Input<string>? Subnet { get; set; }

    /// <summary>The gateway's address.</summary>
    [Input("gateway")]
    public Input<string>? Gateway { get; set; }

    /// <summary>The part that containers get addresses from.</summary>
    [Input("ipRange")]
    public Input<string>? IpRange { get; set; }
}

/// <summary>A label of a network.</summary>
public sealed class NetworkLabelArgs : ResourceArgs
{
    [Input("label", required: true)]
    public Input<string> Label { get; set; } = null!;

    [Input("value", required: true)]
    public Input<string> Value { get; set; } = null!;
}
