namespace Infra.Settings;

/// <summary>A VPC that exists already, and of which nothing is changed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="SubnetIds">The subnets that nodes are in, in the order in which they are spread over them.</param>
internal sealed record ExistingVpcSettings(string Id, IReadOnlyList<string> SubnetIds);
