namespace Infra.Settings;

/// <summary>Where the machines come from. "Create" and "adopt" are an explicit choice (swarm:provider), never a guess.</summary>
internal abstract record HostsSettings
{
    /// <summary>The most nodes that one swarm of this program may have.</summary>
    public const int MostNodes = 1000;

    /// <summary>The most managers: more make every decision slower and none safer.</summary>
    public const int MostManagers = 7;

    /// <summary>How many managers there may be, as messages say it.</summary>
    internal static string OddManagers => $"an odd number from 1 to {MostManagers}, since managers decide by majority";

    /// <summary>The ports on which SSH answers; 22 unless said otherwise.</summary>
    public virtual IReadOnlyCollection<int> SshPorts => [22];

    /// <summary>Every node with its role; the first manager initialises the swarm.</summary>
    public abstract IReadOnlyList<NodeSettings> Nodes { get; }
}
