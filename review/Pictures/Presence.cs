namespace Review.Pictures;

/// <summary>Whether something is there before and after.</summary>
internal enum Presence
{
    /// <summary>It is, and stays as it is.</summary>
    Stays,

    /// <summary>It is, and becomes another.</summary>
    Changes,

    /// <summary>It is there after the change only.</summary>
    Comes,

    /// <summary>It is there before the change only.</summary>
    Goes,
}
