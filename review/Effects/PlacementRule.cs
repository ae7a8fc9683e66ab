namespace Review.Effects;

/// <summary>A placement constraint on what a plan knows of nodes: their names and roles.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="IsRole">Whether it is on the role; on the name otherwise.</param>
/// <param name="IsEqual">Whether it asks for the value; for any other otherwise.</param>
/// <param name="Value">The role or the name.</param>
internal sealed record PlacementRule(string Text, bool IsRole, bool IsEqual, string Value)
{
    /// <summary>Whether a node with this name and role meets it, as the scheduler compares them.</summary>
    public bool IsMetBy(string node, string? role) =>
        string.Equals(IsRole ? role : node, Value, StringComparison.OrdinalIgnoreCase) == IsEqual;
}
