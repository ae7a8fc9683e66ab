namespace Pulumi.Aws.Ec2;

/// <summary>What machines without a public address reach the internet through.</summary>
public class NatGateway : CustomResource
{
    private const string Token = "aws:ec2/natGateway:NatGateway";

    public NatGateway(string name, NatGatewayArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new NatGatewayArgs(), Package.Options(options)) { }
}

/// <summary>The arguments of <see cref="NatGateway"/>.</summary>
public sealed class NatGatewayArgs : ResourceArgs
{
    /// <summary>The Elastic IP address that it has.</summary>
    [Input("allocationId")]
    public Input<string>? AllocationId { get; set; }

    /// <summary>The public subnet that it is in.</summary>
    [Input("subnetId")]
    public Input<string>? SubnetId { get; set; }

    /// <summary>Key-value pairs that AWS keeps with it.</summary>
    [field: Input("tags")]
    public InputMap<string> Tags
    {
        get => field ??= new();
        set;
    }
}
