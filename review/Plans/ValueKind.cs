namespace Review.Plans;

/// <summary>What a property's value is.</summary>
public enum ValueKind
{
    /// <summary>Nothing.</summary>
    Absent,

    /// <summary>A truth value.</summary>
    Truth,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>Values in an order.</summary>
    List,

    /// <summary>Values by name.</summary>
    Map,

    /// <summary>A value that the plan does not show.</summary>
    Secret,

    /// <summary>A value that only the change itself brings.</summary>
    Unknown,
}
