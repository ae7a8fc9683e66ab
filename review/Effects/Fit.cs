namespace Review.Effects;

/// <summary>Of the nodes on which tasks may run, how many still fit.</summary>
internal enum Fit
{
    /// <summary>All of them, so that every task stays.</summary>
    All,

    /// <summary>Some, or the plan does not tell.</summary>
    Some,

    /// <summary>None, so that every task moves.</summary>
    None,
}
