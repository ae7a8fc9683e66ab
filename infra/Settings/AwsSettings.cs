namespace Infra.Settings;

/// <summary>Machines that the program creates on AWS (swarm:provider aws).</summary>
/// <param name="Machines">What machines are made of where neither their role nor their pool has others.</param>
/// <param name="Vpc">The private range of the VPC; null: the VPC is <see cref="Existing"/>.</param>
/// <param name="Subnets">One subnet per availability zone; none in an existing VPC.</param>
/// <param name="SshFrom">Who may reach SSH; it has no default, since every one would be wrong or too wide.</param>
/// <param name="PublishedFrom">Who may reach published ports.</param>
/// <param name="Resize">The nodes that may stop now for another instance type, or have their disk grow.</param>
/// <param name="AwsNodes">The machines, managers first.</param>
internal sealed record AwsSettings(
    AwsMachineSettings Machines,
    Cidr? Vpc,
    IReadOnlyList<Cidr> Subnets,
    IReadOnlyList<Cidr> SshFrom,
    IReadOnlyList<Cidr> PublishedFrom,
    IReadOnlyList<string> Resize,
    IReadOnlyList<AwsNodeSettings> AwsNodes
) : HostsSettings
{
    /// <summary>The availability zones by name; empty for AWS's own order, of those that offer the instance types.</summary>
    public IReadOnlyList<string> ZoneNames => Machines.ZoneNames;

    /// <summary>All kinds of machines that nodes have, those outside pools first.</summary>
    public IReadOnlyList<AwsMachineSettings> Kinds => [.. AwsNodes.Select(node => node.Machine).Distinct()];

    /// <summary>The load balancer in front of the published ports; null: there is none.</summary>
    public LoadBalancerSettings? LoadBalancer { get; init; }

    /// <summary>
    /// One subnet per availability zone for what AWS chooses the addresses of, the nodes of pools and the load balancer, in the zone of the subnet beside it;
    /// empty without either.
    /// </summary>
    public IReadOnlyList<Cidr> PoolSubnets { get; init; } = [];

    /// <summary>The VPC that the machines are in; null: one of the stack's own.</summary>
    public ExistingVpcSettings? Existing { get; init; }

    /// <summary>Whether machines have public addresses that stay; otherwise each has one of its subnet's, until it stops.</summary>
    public bool ElasticAddresses { get; init; } = true;

    /// <summary>
    /// What the machine is made of through which nodes without a public address are reached; null: there is none, and every node has a public address.
    /// </summary>
    public AwsMachineSettings? Bastion { get; init; }

    /// <summary>One public subnet per availability zone beside those of the nodes, which are private then; empty where the nodes have public addresses.</summary>
    public IReadOnlyList<Cidr> PublicSubnets { get; init; } = [];

    /// <summary>Further security groups that every machine is in.</summary>
    public IReadOnlyList<string> SecurityGroups { get; init; } = [];

    /// <summary>The name of the instance profile that every machine has; null: one of the program's own where it needs one.</summary>
    public string? InstanceProfile { get; init; }

    /// <summary>Whether Session Manager reaches the machines.</summary>
    public bool SessionManager { get; init; }

    /// <summary>What cloud-init does beside what the program tells it, as YAML.</summary>
    public string? CloudConfig { get; init; }

    /// <summary>The tags of everything, beside the program's own.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<NodeSettings> Nodes => AwsNodes;
}

/// <summary>One machine on AWS.</summary>
/// <param name="Name">node1, node2 and so on; in a pool, the pool's name with a number.</param>
/// <param name="Role">Managers come first.</param>
/// <param name="Zone">
/// The index of its subnet in <see cref="AwsSettings.Subnets"/>, in <see cref="AwsSettings.PoolSubnets"/>, or in those of <see cref="AwsSettings.Existing"/>.
/// </param>
/// <param name="Number">
/// Which address of its subnet it has: a fixed one, so that a node made anew has it too. Null where AWS chooses: in a pool, so that none
/// depends on how many nodes another has, and in an existing VPC, where others have addresses too.
/// </param>
internal sealed record AwsNodeSettings(string Name, NodeRole Role, int Zone, int? Number) : NodeSettings(Name, Role)
{
    /// <summary>What its machine is made of.</summary>
    public required AwsMachineSettings Machine { get; init; }

    /// <summary>Whether it is of a pool.</summary>
    public bool IsOfPool => Machine.IsOfPool;
}

/// <summary>What machines are made of: those of a pool, those of a role, or all others.</summary>
/// <param name="Scope">What the names of its settings begin with: <c>swarm:</c>, <c>swarm:machines.managers.</c> or <c>swarm:pools[0].</c></param>
/// <param name="InstanceType">The EC2 instance type.</param>
/// <param name="Image">The AMI's id; null for the newest Debian 13 image of its publisher.</param>
/// <param name="DiskGiB">The size of the encrypted root disk in GiB.</param>
/// <param name="ZoneNames">Its availability zones by name; empty: those of the stack, which need no names.</param>
internal sealed record AwsMachineSettings(string Scope, string InstanceType, string? Image, int DiskGiB, IReadOnlyList<string> ZoneNames)
{
    /// <summary>Whether it is what the machines of a pool are made of.</summary>
    public bool IsOfPool => Scope.StartsWith(SettingsTable.Pools.Key, StringComparison.Ordinal);

    /// <summary>Whether they are spot instances, which AWS may take back.</summary>
    public bool IsSpot { get; init; }

    /// <summary>The advice to set a value.</summary>
    internal string Set(Setting setting, string value) => Scope == "swarm:" ? setting.Set(value) : $"Set {Scope}{setting.Name} to {value}.";
}
