namespace Review.Plans;

/// <summary>What a record proves of one half of a replacement.</summary>
internal enum HalfState
{
    /// <summary>Nothing.</summary>
    Untold,

    /// <summary>It is there.</summary>
    There,

    /// <summary>It is not there: deleted, or not made.</summary>
    Gone,
}
