using System.Text.RegularExpressions;
using Review.Plans;

namespace Review.Effects;

/// <summary>A placement constraint on what a plan knows of nodes: their names and roles. Their labels may be anybody's.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="IsRole">Whether it is on the role; on the name otherwise.</param>
/// <param name="IsEqual">Whether it asks for the value; for any other otherwise.</param>
/// <param name="Value">The role or the name.</param>
internal sealed partial record Placement(string Text, bool IsRole, bool IsEqual, string Value)
{
    /// <summary>Those of a service.</summary>
    public static IReadOnlyList<Placement> Of(Value service) =>
        [
            .. Written(service)
                .Select(constraint => Known().Match(constraint.Text ?? ""))
                .Where(match => match.Success)
                .Select(match => new Placement(
                    match.Value,
                    match.Groups["what"].Value == "role",
                    match.Groups["sign"].Value == "==",
                    match.Groups["value"].Value
                )),
        ];

    /// <summary>Whether a service has others as well, of which a plan does not tell where they let it run.</summary>
    public static bool HasOthers(Value service) => Written(service).Any(constraint => !Known().IsMatch(constraint.Text ?? ""));

    /// <summary>Whether a node with this name and role meets it, as the scheduler compares them.</summary>
    public bool IsMetBy(string node, string? role) =>
        string.Equals(IsRole ? role : node, Value, StringComparison.OrdinalIgnoreCase) == IsEqual;

    /// <summary>How many nodes may run a task of a service, before a change or after it; 0: a plan does not tell.</summary>
    public static int NodesFor(Value service, IReadOnlyList<NodeState> nodes, bool isAfter)
    {
        var rules = Of(service);
        return HasOthers(service)
            ? 0
            : nodes.Count(node =>
                (isAfter ? node.RoleAfter : node.RoleBefore) is { } role && rules.All(rule => rule.IsMetBy(node.Name, role))
            );
    }

    private static IEnumerable<Value> Written(Value service) => service["taskSpec"]["placement"]["constraints"].Items;

    [GeneratedRegex(@"^\s*node\.(?<what>role|hostname)\s*(?<sign>==|!=)\s*(?<value>.+?)\s*$")]
    private static partial Regex Known();
}
