using System.Collections.Immutable;

namespace Pulumi.Aws.Ec2;

/// <summary>Looks up a network; one that does not exist is an error.</summary>
public static class GetVpc
{
    private const string Token = "aws:ec2/getVpc:getVpc";

    public static Task<GetVpcResult> InvokeAsync(GetVpcArgs? args = null, InvokeOptions? options = null) =>
        Deployment.Instance.InvokeAsync<GetVpcResult>(Token, args ?? new GetVpcArgs(), Package.Options(options));
}

/// <summary>The arguments of <see cref="GetVpc"/>.</summary>
public sealed class GetVpcArgs : InvokeArgs
{
    /// <summary>Its id.</summary>
    [Input("id")]
    public string? Id { get; set; }
}

/// <summary>The network that was found.</summary>
[OutputType]
public sealed class GetVpcResult
{
    /// <summary>Its ranges, also those that it is to lose.</summary>
    public readonly ImmutableArray<Outputs.GetVpcCidrBlockAssociationResult> CidrBlockAssociations;

    /// <summary>Whether AWS's own DNS server answers in it.</summary>
    public readonly bool EnableDnsSupport;

    [OutputConstructor]
    private GetVpcResult(ImmutableArray<Outputs.GetVpcCidrBlockAssociationResult> cidrBlockAssociations, bool enableDnsSupport)
    {
        CidrBlockAssociations = cidrBlockAssociations;
        EnableDnsSupport = enableDnsSupport;
    }
}
