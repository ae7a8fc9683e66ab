namespace Pulumi.Aws.Ec2;

/// <summary>A firewall around machines; its rules are resources of their own.</summary>
public class SecurityGroup : CustomResource
{
    private const string Token = "aws:ec2/securityGroup:SecurityGroup";

    public SecurityGroup(string name, SecurityGroupArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new SecurityGroupArgs(), Package.Options(options)) { }

    /// <summary>The network that it belongs to.</summary>
    [Output("vpcId")]
    public Output<string> VpcId { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="SecurityGroup"/>.</summary>
public sealed class SecurityGroupArgs : ResourceArgs
{
    /// <summary>What it is for; changing it replaces the group. Default "Managed by Pulumi".</summary>
    [Input("description")]
    public Input<string>? Description { get; set; } = "Managed by Pulumi";

    /// <summary>The network that it belongs to; default: the region's default network.</summary>
    [Input("vpcId")]
    public Input<string>? VpcId { get; set; }

    /// <summary>Key-value pairs that AWS keeps with it.</summary>
    [field: Input("tags")]
    public InputMap<string> Tags
    {
        get => field ??= new();
        set;
    }
}
