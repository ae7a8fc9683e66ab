using System.Text.RegularExpressions;
using Review.Effects;

namespace Review.Rules;

/// <summary>Where tasks may run.</summary>
internal static partial class PlacementRules
{
    public static Rule NoNode { get; } =
        new(
            "placement-no-node",
            Severity.High,
            "No node meets the placement constraints",
            "The tasks wait for ever.",
            "Name a node or a role that is there after the change."
        )
        {
            Find = side =>
                side.Nodes.Count == 0
                    ? []
                    : side
                        .Services.Select(service => (service.Scope, Constraints: Constraints(service)))
                        .Where(one =>
                            one.Constraints.Count > 0
                            && !side.Nodes.Any(node => node.RoleAfter is not null && one.Constraints.All(rule => Meets(node, rule)))
                        )
                        .Select(one => new Hit(
                            one.Scope,
                            string.Join(", ", one.Constraints.Select(rule => rule.Value)),
                            "deploy.placement"
                        )),
        };

    private static List<Match> Constraints(ReviewedService service) =>
        [
            .. service
                .Task["placement"]["constraints"]
                .Items.Select(constraint => Constraint().Match(constraint.Text ?? ""))
                // The plan knows the names and roles of nodes; their labels may be anybody's.
                .Where(match => match.Success),
        ];

    private static bool Meets(NodeState node, Match rule)
    {
        var actual = rule.Groups["what"].Value == "role" ? node.RoleAfter : node.Name;
        // As the scheduler compares them.
        return string.Equals(actual, rule.Groups["value"].Value, StringComparison.OrdinalIgnoreCase) == (rule.Groups["sign"].Value == "==");
    }

    [GeneratedRegex(@"^\s*node\.(?<what>role|hostname)\s*(?<sign>==|!=)\s*(?<value>.+?)\s*$")]
    private static partial Regex Constraint();
}
