namespace Pulumi.Aws.Ec2;

/// <summary>Makes a subnet use a route table.</summary>
public class RouteTableAssociation : CustomResource
{
    private const string Token = "aws:ec2/routeTableAssociation:RouteTableAssociation";

    public RouteTableAssociation(string name, RouteTableAssociationArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new RouteTableAssociationArgs(), Package.Options(options)) { }
}

/// <summary>The arguments of <see cref="RouteTableAssociation"/>.</summary>
public sealed class RouteTableAssociationArgs : ResourceArgs
{
    /// <summary>The table.</summary>
    [Input("routeTableId", required: true)]
    public Input<string> RouteTableId { get; set; } = null!;

    /// <summary>The subnet.</summary>
    [Input("subnetId")]
    public Input<string>? SubnetId { get; set; }
}
