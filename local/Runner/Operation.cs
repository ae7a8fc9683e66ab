namespace Local.Runner;

/// <summary>What happens to a resource.</summary>
public enum Operation
{
    Same,
    Create,
    Update,

    /// <summary>The new one is made, in place of the old one.</summary>
    Replace,

    /// <summary>The old one goes, of which there is (or will be) a new one.</summary>
    DeleteReplaced,

    /// <summary>It goes for good.</summary>
    Delete,

    /// <summary>The program reads one that it does not manage.</summary>
    Read,

    /// <summary>What is there is read into the state.</summary>
    Refresh,
}
