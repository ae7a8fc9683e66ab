namespace Infra.Settings;

/// <summary>Machines that the program creates on AWS (swarm:provider aws).</summary>
/// <param name="InstanceType">The EC2 instance type.</param>
/// <param name="Image">The AMI's id; null for the newest Debian 13 image of its publisher.</param>
/// <param name="DiskGiB">The size of the encrypted root disk in GiB.</param>
/// <param name="Vpc">The private range of the VPC.</param>
/// <param name="Subnets">One subnet per availability zone.</param>
/// <param name="ZoneNames">The availability zones by name; empty for AWS's own order, of those that offer the instance type.</param>
/// <param name="SshFrom">Who may reach SSH; it has no default, since every one would be wrong or too wide.</param>
/// <param name="PublishedFrom">Who may reach published ports.</param>
/// <param name="Resize">The nodes that may stop now for another instance type, or have their disk grow.</param>
/// <param name="AwsNodes">The machines, managers first.</param>
internal sealed record AwsSettings(
    string InstanceType,
    string? Image,
    int DiskGiB,
    Cidr Vpc,
    IReadOnlyList<Cidr> Subnets,
    IReadOnlyList<string> ZoneNames,
    IReadOnlyList<Cidr> SshFrom,
    IReadOnlyList<Cidr> PublishedFrom,
    IReadOnlyList<string> Resize,
    IReadOnlyList<AwsNodeSettings> AwsNodes
) : HostsSettings
{
    /// <inheritdoc/>
    public override IReadOnlyList<NodeSettings> Nodes => AwsNodes;
}

/// <summary>One machine on AWS.</summary>
/// <param name="Name">node1, node2 and so on.</param>
/// <param name="Role">Managers come first.</param>
/// <param name="Zone">The index of its subnet in <see cref="AwsSettings.Subnets"/>.</param>
/// <param name="Number">Which address of its subnet it has: a fixed one, so that the node keeps it when it is stopped and started.</param>
internal sealed record AwsNodeSettings(string Name, NodeRole Role, int Zone, int Number) : NodeSettings(Name, Role);
