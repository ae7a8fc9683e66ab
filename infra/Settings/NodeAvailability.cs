namespace Infra.Settings;

/// <summary>Whether the swarm gives a node tasks.</summary>
internal enum NodeAvailability
{
    /// <summary>It does.</summary>
    Active,

    /// <summary>It gives the node no new tasks; those that it has go on.</summary>
    Pause,

    /// <summary>It gives the node none, and moves those that it has to other nodes.</summary>
    Drain,
}
