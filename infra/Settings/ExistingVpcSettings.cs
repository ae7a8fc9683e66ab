namespace Infra.Settings;

/// <summary>An existing VPC, of which nothing is changed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="SubnetIds">The subnets that nodes are in, in the order in which they are spread over them.</param>
/// <param name="PublicSubnetIds">The public subnets beside them, of which the first is the bastion's; none where nodes have public addresses.</param>
internal sealed record ExistingVpcSettings(string Id, IReadOnlyList<string> SubnetIds, IReadOnlyList<string> PublicSubnetIds);
