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

    /// <summary>The nodes that may run a task of a service before a change, or that may start one after it; null: a plan does not tell.</summary>
    public static IReadOnlyList<NodeState>? NodesFor(Value service, IReadOnlyList<NodeState> nodes, bool isAfter)
    {
        var there = nodes.Where(node => RoleOf(node, isAfter) is not null).ToList();
        var rules = Of(service);
        return HasOthers(service) || there.Count == 0
            ? null
            : [.. there.Where(node => Takes(node, isAfter) && rules.All(rule => rule.IsMetBy(node.Name, RoleOf(node, isAfter))))];
    }

    /// <summary>The same by the labels that the program gives, of which somebody may give others by hand; null: the service asks for none, or for something else besides.</summary>
    public static IReadOnlyList<NodeState>? NodesLabelledFor(Value service, IReadOnlyList<NodeState> nodes, bool isAfter) =>
        LabelsOf(service).Count == 0 || Texts(service).Any(constraint => !Known().IsMatch(constraint) && !Label().IsMatch(constraint))
            ? null
            : [.. nodes.Where(node => Takes(node, isAfter) && Fits(service, node, isAfter) && HasLabels(service, node, isAfter))];

    /// <summary>Whether a node has the labels that a service asks for, and none that it refuses, as far as the program gives them.</summary>
    public static bool HasLabels(Value service, NodeState node, bool isAfter) =>
        (isAfter ? node.Labels.After : node.Labels.Before) is var labels
        && !LabelsOf(service).Except(labels).Any()
        && !LabelsOf(service, isRefused: true).Intersect(labels).Any();

    /// <summary>Whether a node meets the constraints of a service that a plan can tell of, before a change or after it.</summary>
    public static bool Fits(Value service, NodeState node, bool isAfter) =>
        RoleOf(node, isAfter) is { } role && Of(service).All(rule => rule.IsMetBy(node.Name, role));

    /// <summary>Of the nodes on which tasks of a service may run, how many still fit when it is placed otherwise.</summary>
    public static Fit Between(Value before, Value after, IReadOnlyList<NodeState> nodes)
    {
        if (IsUnknown(after))
        {
            return Fit.Some;
        }

        if (!Texts(after).Except(Texts(before)).Any())
        {
            return Fit.All;
        }

        if (NodesFor(before, nodes, isAfter: false) is not { } had || HasOthers(after))
        {
            return Fit.Some;
        }

        var fitting = had.Count(node => Of(after).All(rule => rule.IsMetBy(node.Name, node.RoleAfter ?? node.RoleBefore)));
        return fitting == had.Count ? Fit.All
            : fitting == 0 ? Fit.None
            : Fit.Some;
    }

    /// <summary>Whether tasks of a service may start on nodes on which none could run before, since it lost a constraint.</summary>
    public static bool IsWider(Value before, Value after, IReadOnlyList<NodeState> nodes) =>
        Texts(before).Except(Texts(after)).Any()
        && (
            NodesFor(before, nodes, isAfter: false) is not { } had
            || NodesFor(after, nodes, isAfter: true) is not { } has
            || has.Except(had).Any()
        );

    /// <summary>The labels that a service asks for, or those that it refuses, such as <c>disk=ssd</c>.</summary>
    public static IReadOnlyList<string> LabelsOf(Value service, bool isRefused = false) =>
        [
            .. Written(service)
                .Select(constraint => Label().Match(constraint.Text ?? ""))
                .Where(match => match.Success && match.Groups["sign"].Value == (isRefused ? "!=" : "=="))
                .Select(match => $"{match.Groups["key"].Value}={match.Groups["value"].Value}"),
        ];

    // Tasks that run before go on where none starts.
    private static bool Takes(NodeState node, bool isAfter) => isAfter ? node.TakesNewTasks : node.TakesTasks(isAfter);

    private static string? RoleOf(NodeState node, bool isAfter) => isAfter ? node.RoleAfter : node.RoleBefore;

    private static IEnumerable<string> Texts(Value service) => Written(service).Select(constraint => constraint.Text ?? "");

    private static bool IsUnknown(Value service) =>
        Array.Exists([service["taskSpec"], service["taskSpec"]["placement"], Constraints(service), .. Written(service)], value =>
            value.Kind == ValueKind.Unknown
        );

    private static Value Constraints(Value service) => service["taskSpec"]["placement"]["constraints"];

    private static IEnumerable<Value> Written(Value service) => Constraints(service).Items;

    [GeneratedRegex(@"^\s*node\.labels\.(?<key>[^\s=!]+)\s*(?<sign>==|!=)\s*(?<value>.+?)\s*$")]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s*node\.(?<what>role|hostname)\s*(?<sign>==|!=)\s*(?<value>.+?)\s*$")]
    private static partial Regex Known();
}
