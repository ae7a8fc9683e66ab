namespace Pulumi.Aws.Ec2;

/// <summary>A network's way to the internet and back.</summary>
public class InternetGateway : CustomResource
{
    private const string Token = "aws:ec2/internetGateway:InternetGateway";

    public InternetGateway(string name, InternetGatewayArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new InternetGatewayArgs(), Package.Options(options)) { }
}

/// <summary>The arguments of <see cref="InternetGateway"/>.</summary>
public sealed class InternetGatewayArgs : ResourceArgs
{
    /// <summary>The network that it is attached to.</summary>
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
