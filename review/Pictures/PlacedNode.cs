using Review.Effects;

namespace Review.Pictures;

/// <summary>A node of the swarm, and where it is.</summary>
/// <param name="State">Before and after.</param>
/// <param name="Presence">Whether it comes, goes or changes.</param>
/// <param name="Word">What happens to it, such as "replaced"; empty: nothing.</param>
/// <param name="Zone">Its availability zone; empty where the plan does not tell.</param>
/// <param name="Pool">Its pool; empty: it is in none.</param>
internal sealed record PlacedNode(NodeState State, Presence Presence, string Word, string Zone, string Pool)
{
    public string Name => State.Name;

    /// <summary>Such as <c>worker</c> or <c>manager → worker</c>.</summary>
    public string Role =>
        State.RoleBefore is { } before && State.RoleAfter is { } after && before != after
            ? $"{before} → {after}"
            : State.RoleAfter ?? State.RoleBefore ?? "";
}
