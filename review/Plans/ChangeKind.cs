namespace Review.Plans;

/// <summary>What becomes of a resource.</summary>
public enum ChangeKind
{
    /// <summary>It stays as it is.</summary>
    Unchanged,

    /// <summary>It is made.</summary>
    Created,

    /// <summary>It exists already and is taken over.</summary>
    Imported,

    /// <summary>It is changed in place.</summary>
    Updated,

    /// <summary>It is deleted and made anew.</summary>
    Replaced,

    /// <summary>It is deleted.</summary>
    Deleted,

    /// <summary>It is found to be other than what was recorded.</summary>
    Refreshed,

    /// <summary>An operation that this version does not know.</summary>
    Unknown,
}
