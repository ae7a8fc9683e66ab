namespace Infra.Settings;

/// <summary>What every node has, wherever its machine comes from.</summary>
/// <param name="Name">The node's name: a host name label, unique in the swarm.</param>
/// <param name="Role">Whether the node takes part in managing the swarm.</param>
internal abstract record NodeSettings(string Name, NodeRole Role)
{
    private static readonly Dictionary<string, string> _none = [];

    /// <summary>The labels that it gets, those of its role included.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = _none;

    /// <summary>Whether it is given tasks; null: as somebody else has set it, active at first.</summary>
    public NodeAvailability? Availability { get; init; }
}
