namespace Pulumi.Aws.Ec2;

/// <summary>A part of a network's range, in one availability zone.</summary>
public class Subnet : CustomResource
{
    private const string Token = "aws:ec2/subnet:Subnet";

    public Subnet(string name, SubnetArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new SubnetArgs(), Package.Options(options)) { }

    /// <summary>The zone's name.</summary>
    [Output("availabilityZone")]
    public Output<string> AvailabilityZone { get; private set; } = null!;

    /// <summary>Whether a machine that is made in it gets a public address.</summary>
    [Output("mapPublicIpOnLaunch")]
    public Output<bool?> MapPublicIpOnLaunch { get; private set; } = null!;

    /// <summary>The IPv4 range.</summary>
    [Output("cidrBlock")]
    public Output<string> CidrBlock { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="Subnet"/>.</summary>
public sealed class SubnetArgs : ResourceArgs
{
    /// <summary>The network that it is a part of.</summary>
    [Input("vpcId", required: true)]
    public Input<string> VpcId { get; set; } = null!;

    /// <summary>The IPv4 range, inside the network's.</summary>
    [Input("cidrBlock")]
    public Input<string>? CidrBlock { get; set; }

    /// <summary>The zone's name; default: AWS chooses.</summary>
    [Input("availabilityZone")]
    public Input<string>? AvailabilityZone { get; set; }

    /// <summary>Whether a machine that is made in it gets a public address; default: no.</summary>
    [Input("mapPublicIpOnLaunch")]
    public Input<bool>? MapPublicIpOnLaunch { get; set; }

    /// <summary>Key-value pairs that AWS keeps with it.</summary>
    [field: Input("tags")]
    public InputMap<string> Tags
    {
        get => field ??= new();
        set;
    }
}
