namespace Pulumi.Aws.Ec2;

/// <summary>Makes a public address lead to a machine.</summary>
public class EipAssociation : CustomResource
{
    private const string Token = "aws:ec2/eipAssociation:EipAssociation";

    public EipAssociation(string name, EipAssociationArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new EipAssociationArgs(), Package.Options(options))
    {
    }

    [Output("allocationId")]
    public Output<string> AllocationId { get; private set; } = null!;

    [Output("instanceId")]
    public Output<string> InstanceId { get; private set; } = null!;

    /// <summary>The address.</summary>
    [Output("publicIp")]
    public Output<string> PublicIp { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="EipAssociation"/>.</summary>
public sealed class EipAssociationArgs : ResourceArgs
{
    /// <summary>The address's id.</summary>
    [Input("allocationId")]
    public Input<string>? AllocationId { get; set; }

    /// <summary>The machine's id.</summary>
    [Input("instanceId")]
    public Input<string>? InstanceId { get; set; }
}
