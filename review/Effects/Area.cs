namespace Review.Effects;

/// <summary>What a change does something to, in the order in which a reviewer looks.</summary>
public enum Area
{
    /// <summary>The machines.</summary>
    Nodes,

    /// <summary>Whether the managers can decide.</summary>
    Quorum,

    /// <summary>What is served.</summary>
    Services,

    /// <summary>Containers beside the services.</summary>
    Containers,

    /// <summary>Who may reach what.</summary>
    Ports,

    /// <summary>What is stored.</summary>
    Data,

    /// <summary>What connects the services.</summary>
    Networks,

    /// <summary>Files that services read.</summary>
    Files,

    /// <summary>What belongs to none of these.</summary>
    Other,

    /// <summary>What stays as it is.</summary>
    Unchanged,

    /// <summary>How long it may take.</summary>
    Time,
}
