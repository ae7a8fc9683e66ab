namespace Pulumi.Aws.Ec2;

/// <summary>One entry of a route table.</summary>
public class Route : CustomResource
{
    private const string Token = "aws:ec2/route:Route";

    public Route(string name, RouteArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new RouteArgs(), Package.Options(options)) { }
}

/// <summary>The arguments of <see cref="Route"/>.</summary>
public sealed class RouteArgs : ResourceArgs
{
    /// <summary>The table that it is an entry of.</summary>
    [Input("routeTableId", required: true)]
    public Input<string> RouteTableId { get; set; } = null!;

    /// <summary>The IPv4 range that it applies to.</summary>
    [Input("destinationCidrBlock")]
    public Input<string>? DestinationCidrBlock { get; set; }

    /// <summary>The internet gateway that packets go to.</summary>
    [Input("gatewayId")]
    public Input<string>? GatewayId { get; set; }

    /// <summary>The NAT gateway that packets go to.</summary>
    [Input("natGatewayId")]
    public Input<string>? NatGatewayId { get; set; }
}
