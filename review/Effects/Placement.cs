using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Review.Plans;

namespace Review.Effects;

/// <summary>Where the constraints of a service let its tasks run, as far as a plan tells: it knows the names and roles of nodes, while their labels may be anybody's.</summary>
internal sealed partial class Placement
{
    private readonly IReadOnlyList<string> _texts;
    private readonly bool _isUnknown;

    private Placement(IReadOnlyList<Value> written, bool isUnknown)
    {
        _texts = [.. written.Select(constraint => constraint.Text ?? "")];
        _isUnknown = isUnknown;
        var labels = _texts.Select(text => Label().Match(text)).Where(match => match.Success).ToLookup(IsEqual, Named);
        Rules =
        [
            .. _texts
                .Select(text => Known().Match(text))
                .Where(match => match.Success)
                .Select(match => new PlacementRule(
                    match.Value,
                    match.Groups["what"].Value == "role",
                    IsEqual(match),
                    match.Groups["value"].Value
                )),
        ];
        (AskedLabels, RefusedLabels) = ([.. labels[true]], [.. labels[false]]);
        HasOthers = Rules.Count < _texts.Count;
        IsBeyondLabels = Rules.Count + AskedLabels.Count + RefusedLabels.Count < _texts.Count;

        static bool IsEqual(Match match) => match.Groups["sign"].Value == "==";

        static string Named(Match match) => $"{match.Groups["key"].Value}={match.Groups["value"].Value}";
    }

    /// <summary>That of a service.</summary>
    public static Placement Of(Value service)
    {
        var placement = service["taskSpec"]["placement"];
        var constraints = placement["constraints"];
        Value[] written = [.. constraints.Items];
        return new Placement(
            written,
            Array.Exists([service["taskSpec"], placement, constraints, .. written], value => value.Kind == ValueKind.Unknown)
        );
    }

    /// <summary>The constraints on names and roles.</summary>
    public IReadOnlyList<PlacementRule> Rules { get; }

    /// <summary>The labels that it asks for, such as <c>disk=ssd</c>.</summary>
    public IReadOnlyList<string> AskedLabels { get; }

    /// <summary>The labels that no node may have that is to run it.</summary>
    public IReadOnlyList<string> RefusedLabels { get; }

    /// <summary>Whether there are others as well, of which a plan does not tell where they let it run.</summary>
    public bool HasOthers { get; }

    /// <summary>Whether there are such as are on no label either.</summary>
    public bool IsBeyondLabels { get; }

    // Most services of a stack have the same constraints, or none, and each is asked of all nodes several times.
    private static readonly ConditionalWeakTable<IReadOnlyList<NodeState>, Dictionary<string, IReadOnlyList<NodeState>>> _known = [];

    /// <summary>The nodes that may run a task before a change, or that may start one after it; null: a plan does not tell.</summary>
    public IReadOnlyList<NodeState>? NodesOf(IReadOnlyList<NodeState> nodes, bool isAfter)
    {
        if (HasOthers || !nodes.Any(node => RoleOf(node, isAfter) is not null))
        {
            return null;
        }

        var known = _known.GetValue(nodes, _ => []);
        var key = $"{isAfter} {string.Join('\n', _texts)}";
        return known.TryGetValue(key, out var found)
            ? found
            : known[key] = [.. nodes.Where(node => Takes(node, isAfter) && Fits(node, isAfter))];
    }

    /// <summary>The same by the labels that the program gives, of which somebody may give others by hand; null: it asks for none, or for something else besides.</summary>
    public IReadOnlyList<NodeState>? LabelledOf(IReadOnlyList<NodeState> nodes, bool isAfter) =>
        AskedLabels.Count == 0 || IsBeyondLabels
            ? null
            : [.. nodes.Where(node => Takes(node, isAfter) && Fits(node, isAfter) && HasLabels(node, isAfter))];

    /// <summary>Whether a node has the labels that are asked for, and none that is refused, as far as the program gives them.</summary>
    public bool HasLabels(NodeState node, bool isAfter) =>
        (isAfter ? node.Labels.After : node.Labels.Before) is var labels
        && !AskedLabels.Except(labels, SameLabel).Any()
        && !RefusedLabels.Intersect(labels, SameLabel).Any();

    /// <summary>How labels are compared: the scheduler takes upper and lower case of a value as equal (swarmkit, manager/constraint).</summary>
    public static StringComparer SameLabel => StringComparer.OrdinalIgnoreCase;

    /// <summary>Whether a task may be on a node before a change: where the program gives a label of that key to the node, or the same label to others, nobody else is taken to give it.</summary>
    public bool MayRunOn(NodeState node, IReadOnlyList<NodeState> nodes) =>
        Fits(node, isAfter: false)
        && !RefusedLabels.Intersect(node.Labels.Before, SameLabel).Any()
        && !AskedLabels
            .Except(node.Labels.Before, SameLabel)
            .Any(label =>
                node.Labels.Before.Any(other =>
                    other.StartsWith(label[..(label.IndexOf('=', StringComparison.Ordinal) + 1)], StringComparison.Ordinal)
                ) || nodes.Any(other => other.Labels.Before.Contains(label, SameLabel))
            );

    /// <summary>Whether a node meets the constraints that a plan can tell of, before a change or after it.</summary>
    public bool Fits(NodeState node, bool isAfter) =>
        RoleOf(node, isAfter) is { } role && (Rules.Count == 0 || Rules.All(rule => rule.IsMetBy(node.Name, role)));

    /// <summary>Of the nodes on which tasks may run, how many still fit when it is placed otherwise.</summary>
    public Fit FitAfter(Placement before, IReadOnlyList<NodeState> nodes)
    {
        if (_isUnknown)
        {
            return Fit.Some;
        }

        if (!_texts.Except(before._texts).Any())
        {
            return Fit.All;
        }

        if (before.NodesOf(nodes, isAfter: false) is not { } had || HasOthers)
        {
            return Fit.Some;
        }

        var fitting = had.Count(node => Rules.All(rule => rule.IsMetBy(node.Name, node.RoleAfter ?? node.RoleBefore)));
        return fitting == had.Count ? Fit.All
            : fitting == 0 ? Fit.None
            : Fit.Some;
    }

    /// <summary>Whether tasks may start on nodes on which none could run before, since a constraint went.</summary>
    public bool IsWiderThan(Placement before, IReadOnlyList<NodeState> nodes) =>
        before._texts.Except(_texts).Any()
        && (before.NodesOf(nodes, isAfter: false) is not { } had || NodesOf(nodes, isAfter: true) is not { } has || has.Except(had).Any());

    // Tasks that run before go on where none starts.
    private static bool Takes(NodeState node, bool isAfter) => isAfter ? node.TakesNewTasks : node.TakesTasks(isAfter);

    private static string? RoleOf(NodeState node, bool isAfter) => isAfter ? node.RoleAfter : node.RoleBefore;

    [GeneratedRegex(@"^\s*node\.labels\.(?<key>[^\s=!]+)\s*(?<sign>==|!=)\s*(?<value>.+?)\s*$")]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s*node\.(?<what>role|hostname)\s*(?<sign>==|!=)\s*(?<value>.+?)\s*$")]
    private static partial Regex Known();
}
