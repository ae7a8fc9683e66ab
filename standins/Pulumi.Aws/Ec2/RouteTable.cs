namespace Pulumi.Aws.Ec2;

/// <summary>Routes that subnets share.</summary>
public class RouteTable : CustomResource
{
    private const string Token = "aws:ec2/routeTable:RouteTable";

    public RouteTable(string name, RouteTableArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new RouteTableArgs(), Package.Options(options)) { }
}

/// <summary>The arguments of <see cref="RouteTable"/>.</summary>
public sealed class RouteTableArgs : ResourceArgs
{
    /// <summary>The network that it belongs to.</summary>
    [Input("vpcId", required: true)]
    public Input<string> VpcId { get; set; } = null!;

    /// <summary>Key-value pairs that AWS keeps with it.</summary>
    [field: Input("tags")]
    public InputMap<string> Tags
    {
        get => field ??= new();
        set;
    }
}
