namespace Pulumi.Aws.Ec2;

/// <summary>Looks up a subnet; one that does not exist is an error.</summary>
public static class GetSubnet
{
    private const string Token = "aws:ec2/getSubnet:getSubnet";

    public static Task<GetSubnetResult> InvokeAsync(GetSubnetArgs? args = null, InvokeOptions? options = null) =>
        Deployment.Instance.InvokeAsync<GetSubnetResult>(Token, args ?? new GetSubnetArgs(), Package.Options(options));
}

/// <summary>The arguments of <see cref="GetSubnet"/>.</summary>
public sealed class GetSubnetArgs : InvokeArgs
{
    /// <summary>Its id.</summary>
    [Input("id")]
    public string? Id { get; set; }
}

/// <summary>The subnet that was found.</summary>
[OutputType]
public sealed class GetSubnetResult
{
    /// <summary>Whether machines that are made in it get an IPv6 address.</summary>
    public readonly bool AssignIpv6AddressOnCreation;

    /// <summary>Its availability zone.</summary>
    public readonly string AvailabilityZone;

    /// <summary>How many of its IPv4 addresses nobody has.</summary>
    public readonly int AvailableIpAddressCount;

    /// <summary>Its range; empty: it has IPv6 addresses only.</summary>
    public readonly string CidrBlock;

    /// <summary>The network that it is a part of.</summary>
    public readonly string VpcId;

    [OutputConstructor]
    private GetSubnetResult(
        bool assignIpv6AddressOnCreation,
        string availabilityZone,
        int availableIpAddressCount,
        string cidrBlock,
        string vpcId
    )
    {
        AssignIpv6AddressOnCreation = assignIpv6AddressOnCreation;
        AvailabilityZone = availabilityZone;
        AvailableIpAddressCount = availableIpAddressCount;
        CidrBlock = cidrBlock;
        VpcId = vpcId;
    }
}
