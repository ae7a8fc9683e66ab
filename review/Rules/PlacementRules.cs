using Review.Effects;
using Review.Plans;

namespace Review.Rules;

/// <summary>Where tasks may run.</summary>
internal static class PlacementRules
{
    public static Rule NoNode { get; } =
        new(
            "placement-no-node",
            Severity.High,
            "No node meets the placement constraints",
            "The tasks wait for ever.",
            "Name a node or a role that is there after the change and given tasks."
        )
        {
            // Where no node is known to be there, the plan does not tell.
            Find = side =>
                !side.NamesAllNodes || !side.Nodes.Any(node => node.RoleAfter is not null)
                    ? []
                    : side
                        .Services.Where(service => service.Rollout.Tasks != 0)
                        .Select(service => new { Service = service, Constraints = Placement.Of(service.Inputs).Rules })
                        .Where(one =>
                            !side.Nodes.Any(node =>
                                node.RoleAfter is not null
                                && (node.TakesNewTasks || (node.TakesTasks(isAfter: true) && WasThere(one.Service.Name, side)))
                                && one.Constraints.All(rule => rule.IsMetBy(node.Name, node.RoleAfter))
                            )
                        )
                        .Select(one => new Hit(
                            one.Service.Scope,
                            string.Join(", ", one.Constraints.Select(rule => rule.Text)),
                            "deploy.placement"
                        )),
        };

    // Tasks go on at a node that is paused.
    private static bool WasThere(string service, Reviewed side) =>
        !side.Plan.Changes.Any(change => ServiceEffects.IsService(change) && change.Kind == ChangeKind.Created && change.Name == service);
}
