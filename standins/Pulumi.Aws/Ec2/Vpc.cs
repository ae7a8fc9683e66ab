namespace Pulumi.Aws.Ec2;

/// <summary>A private network of its own in one region.</summary>
public class Vpc : CustomResource
{
    private const string Token = "aws:ec2/vpc:Vpc";

    public Vpc(string name, VpcArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new VpcArgs(), Package.Options(options)) { }

    /// <summary>The IPv4 range.</summary>
    [Output("cidrBlock")]
    public Output<string> CidrBlock { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="Vpc"/>.</summary>
public sealed class VpcArgs : ResourceArgs
{
    /// <summary>The IPv4 range, between /16 and /28.</summary>
    [Input("cidrBlock")]
    public Input<string>? CidrBlock { get; set; }

    /// <summary>Whether machines with a public address get a name for it; default false.</summary>
    [Input("enableDnsHostnames")]
    public Input<bool>? EnableDnsHostnames { get; set; }

    /// <summary>Key-value pairs that AWS keeps with it.</summary>
    [field: Input("tags")]
    public InputMap<string> Tags
    {
        get => field ??= new();
        set;
    }
}
