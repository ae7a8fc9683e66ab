namespace Pulumi.Aws.Ec2;

/// <summary>A virtual machine.</summary>
public class Instance : CustomResource
{
    private const string Token = "aws:ec2/instance:Instance";

    public Instance(string name, InstanceArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new InstanceArgs(), Package.Options(options)) { }

    /// <summary>The image's id.</summary>
    [Output("ami")]
    public Output<string> Ami { get; private set; } = null!;

    /// <summary>The availability zone that it is in.</summary>
    [Output("availabilityZone")]
    public Output<string> AvailabilityZone { get; private set; } = null!;

    /// <summary>What it was asked for as, such as spot; empty: on demand.</summary>
    [Output("instanceLifecycle")]
    public Output<string> InstanceLifecycle { get; private set; } = null!;

    /// <summary>Its size.</summary>
    [Output("instanceType")]
    public Output<string> InstanceType { get; private set; } = null!;

    /// <summary>The address inside the subnet.</summary>
    [Output("privateIp")]
    public Output<string> PrivateIp { get; private set; } = null!;

    /// <summary>The address in the internet; empty: it has none.</summary>
    [Output("publicIp")]
    public Output<string> PublicIp { get; private set; } = null!;

    /// <summary>The disk that it boots from.</summary>
    [Output("rootBlockDevice")]
    public Output<Outputs.InstanceRootBlockDevice> RootBlockDevice { get; private set; } = null!;

    /// <summary>The subnet that it is in.</summary>
    [Output("subnetId")]
    public Output<string> SubnetId { get; private set; } = null!;

    /// <summary>What cloud-init did at the first boot.</summary>
    [Output("userData")]
    public Output<string?> UserData { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="Instance"/>.</summary>
public sealed class InstanceArgs : ResourceArgs
{
    /// <summary>The image's id; a change replaces the machine.</summary>
    [Input("ami")]
    public Input<string>? Ami { get; set; }

    /// <summary>Whether it gets a public address; default: as its subnet says.</summary>
    [Input("associatePublicIpAddress")]
    public Input<bool>? AssociatePublicIpAddress { get; set; }

    /// <summary>The name of the instance profile, which gives the machine a role; default: none.</summary>
    [Input("iamInstanceProfile")]
    public Input<string>? IamInstanceProfile { get; set; }

    /// <summary>On what terms AWS lends it; default: on demand. A change replaces the machine.</summary>
    [Input("instanceMarketOptions")]
    public Input<Inputs.InstanceInstanceMarketOptionsArgs>? InstanceMarketOptions { get; set; }

    /// <summary>Its size, such as t3.small; a change stops and starts the machine.</summary>
    [Input("instanceType")]
    public InputUnion<string, InstanceType>? InstanceType { get; set; }

    /// <summary>Who on the machine may ask AWS about it.</summary>
    [Input("metadataOptions")]
    public Input<Inputs.InstanceMetadataOptionsArgs>? MetadataOptions { get; set; }

    /// <summary>The address inside the subnet; default: AWS chooses.</summary>
    [Input("privateIp")]
    public Input<string>? PrivateIp { get; set; }

    /// <summary>The disk that it boots from.</summary>
    [Input("rootBlockDevice")]
    public Input<Inputs.InstanceRootBlockDeviceArgs>? RootBlockDevice { get; set; }

    /// <summary>The subnet that it is in.</summary>
    [Input("subnetId")]
    public Input<string>? SubnetId { get; set; }

    /// <summary>Key-value pairs that AWS keeps with it.</summary>
    [field: Input("tags")]
    public InputMap<string> Tags
    {
        get => field ??= new();
        set;
    }

    /// <summary>What cloud-init does at the first boot, as text; a change stops and starts the machine.</summary>
    [Input("userData")]
    public Input<string>? UserData { get; set; }

    /// <summary>The security groups' ids; default: the network's default group.</summary>
    [field: Input("vpcSecurityGroupIds")]
    public InputList<string> VpcSecurityGroupIds
    {
        get => field ??= new();
        set;
    }
}
