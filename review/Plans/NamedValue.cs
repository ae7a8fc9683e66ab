namespace Review.Plans;

/// <summary>A value, and what it is called where it stands.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
public sealed record NamedValue(string Name, Value Value);
