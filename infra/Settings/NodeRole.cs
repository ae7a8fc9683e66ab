namespace Infra.Settings;

/// <summary>A node's part in the swarm.</summary>
internal enum NodeRole
{
    /// <summary>Runs tasks, and with the other managers keeps the swarm's state (Raft, by majority).</summary>
    Manager,

    /// <summary>Runs tasks only.</summary>
    Worker,
}
