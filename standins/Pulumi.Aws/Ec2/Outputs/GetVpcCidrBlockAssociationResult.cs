namespace Pulumi.Aws.Ec2.Outputs;

/// <summary>A range of a network.</summary>
[OutputType]
public sealed class GetVpcCidrBlockAssociationResult
{
    /// <summary>The range.</summary>
    public readonly string CidrBlock;

    /// <summary>associated, where it counts.</summary>
    public readonly string State;

    [OutputConstructor]
    private GetVpcCidrBlockAssociationResult(string cidrBlock, string state)
    {
        CidrBlock = cidrBlock;
        State = state;
    }
}
