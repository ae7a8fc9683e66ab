namespace Infra.Settings;

/// <summary>What every node has, wherever its machine comes from.</summary>
/// <param name="Name">The node's name: a host name label, unique in the swarm.</param>
/// <param name="Role">Whether the node takes part in managing the swarm.</param>
public abstract record NodeSettings(string Name, NodeRole Role);
