using System.Collections.Immutable;

namespace Pulumi.Aws.Ec2;

/// <summary>A virtual machine.</summary>
public class Instance : CustomResource
{
    private const string Token = "aws:ec2/instance:Instance";

    public Instance(string name, InstanceArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new InstanceArgs(), Package.Options(options))
    {
    }

    [Output("ami")]
    public Output<string> Ami { get; private set; } = null!;

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("availabilityZone")]
    public Output<string> AvailabilityZone { get; private set; } = null!;

    [Output("instanceType")]
    public Output<string> InstanceType { get; private set; } = null!;

    [Output("keyName")]
    public Output<string> KeyName { get; private set; } = null!;

    /// <summary>The state, such as running.</summary>
    [Output("instanceState")]
    public Output<string> State { get; private set; } = null!;

    [Output("privateDns")]
    public Output<string> PrivateDns { get; private set; } = null!;

    /// <summary>The address inside the subnet.</summary>
    [Output("privateIp")]
    public Output<string> PrivateIp { get; private set; } = null!;

    [Output("publicDns")]
    public Output<string> PublicDns { get; private set; } = null!;

    /// <summary>The public address that it was started with; empty where an Elastic IP comes later.</summary>
    [Output("publicIp")]
    public Output<string> PublicIp { get; private set; } = null!;

    [Output("subnetId")]
    public Output<string> SubnetId { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    [Output("vpcSecurityGroupIds")]
    public Output<ImmutableArray<string>> VpcSecurityGroupIds { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="Instance"/>.</summary>
public sealed class InstanceArgs : ResourceArgs
{
    /// <summary>The image's id; a change replaces the machine.</summary>
    [Input("ami")]
    public Input<string>? Ami { get; set; }

    /// <summary>Whether it gets a public address of its own; default: as the subnet says.</summary>
    [Input("associatePublicIpAddress")]
    public Input<bool>? AssociatePublicIpAddress { get; set; }

    /// <summary>The zone's name; default: the subnet's.</summary>
    [Input("availabilityZone")]
    public Input<string>? AvailabilityZone { get; set; }

    /// <summary>The name of the profile with its permissions; default none.</summary>
    [Input("iamInstanceProfile")]
    public Input<string>? IamInstanceProfile { get; set; }

    /// <summary>Its size, such as t3.small; a change stops and starts the machine.</summary>
    [Input("instanceType")]
    public InputUnion<string, InstanceType>? InstanceType { get; set; }

    /// <summary>The key pair that may log in.</summary>
    [Input("keyName")]
    public Input<string>? KeyName { get; set; }

    /// <summary>Who on the machine may ask AWS about it.</summary>
    [Input("metadataOptions")]
    public Input<Inputs.InstanceMetadataOptionsArgs>? MetadataOptions { get; set; }

    /// <summary>The address inside the subnet; default: AWS chooses.</summary>
    [Input("privateIp")]
    public Input<string>? PrivateIp { get; set; }

    /// <summary>The disk that it boots from.</summary>
    [Input("rootBlockDevice")]
    public Input<Inputs.InstanceRootBlockDeviceArgs>? RootBlockDevice { get; set; }

    /// <summary>Whether packets that are neither from nor for it are dropped; default true.</summary>
    [Input("sourceDestCheck")]
    public Input<bool>? SourceDestCheck { get; set; }

    /// <summary>The subnet that it is in.</summary>
    [Input("subnetId")]
    public Input<string>? SubnetId { get; set; }

    /// <summary>Key-value pairs that AWS keeps with it.</summary>
    [field: Input("tags")]
    public InputMap<string> Tags { get => field ??= new(); set; }

    /// <summary>What cloud-init does at the first boot, as text; a change stops and starts the machine.</summary>
    [Input("userData")]
    public Input<string>? UserData { get; set; }

    /// <summary>The same in base64, for data that is not text.</summary>
    [Input("userDataBase64")]
    public Input<string>? UserDataBase64 { get; set; }

    /// <summary>Whether a change of the user data replaces the machine; default false.</summary>
    [Input("userDataReplaceOnChange")]
    public Input<bool>? UserDataReplaceOnChange { get; set; }

    /// <summary>Tags of the disks that are made with it.</summary>
    [field: Input("volumeTags")]
    public InputMap<string> VolumeTags { get => field ??= new(); set; }

    /// <summary>The security groups' ids; default: the network's default group.</summary>
    [field: Input("vpcSecurityGroupIds")]
    public InputList<string> VpcSecurityGroupIds { get => field ??= new(); set; }
}
