namespace Review.Effects;

/// <summary>What a firewall's rule stands before.</summary>
internal enum Gate
{
    /// <summary>The nodes of the swarm.</summary>
    Nodes,

    /// <summary>The machine through which SSH reaches them.</summary>
    Bastion,

    /// <summary>What stands before their published ports.</summary>
    LoadBalancer,
}
