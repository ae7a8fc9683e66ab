using Review.Plans;

namespace Review.Effects;

/// <summary>What a plan does to the swarm.</summary>
public static class SwarmEffects
{
    /// <summary>All that it does, by area and, within it, by care; equal things beside each other.</summary>
    public static IReadOnlyList<Effect> Of(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var nodes = SwarmNodes.Of(plan);
        var isGoneWhole = plan.Stack?.Kind == ChangeKind.Deleted;
        var effects = NodeEffects
            .Of(nodes, new NodeTasks(plan, nodes), isGoneWhole)
            .Concat(QuorumEffects.Of(nodes, SwarmNodes.AreAllKnown(plan), isGoneWhole))
            .Concat(isGoneWhole ? [] : PlaceEffects.Of(plan))
            .Concat(DataEffects.OfDisks(isGoneWhole ? nodes.Where(node => node.LosesMachine) : nodes))
            .Concat(plan.Changes.SelectMany(change => Of(change, plan, nodes)))
            .Concat(
                plan.Changes.Where(change => change.IsMadeAgain)
                    .SelectMany(change => Of(change with { Kind = ChangeKind.Refreshed, New = null }, plan, nodes))
            )
            .Concat(plan.Unchanged.Where(DataEffects.IsVolume).SelectMany(volume => DataEffects.Of(volume, nodes)))
            .Concat(PortEffects.OfServices(plan))
            .Concat(DataEffects.OfServices(plan))
            .Concat(plan.LeftOver.Select(LeftOverEffects.Of))
            .Concat(plan.Failed.Select(FailedEffects.OfFailed))
            .Concat(plan.Unfinished.Concat(plan.Changes.Where(FailedEffects.IsThereTwice)).Select(FailedEffects.OfUnfinished))
            .Concat(PortEffects.OfRules(plan))
            .ToList();
        var unchanged = UnchangedEffects.Of(plan, nodes, effects);
        // A record's time is over.
        if (plan.IsPreview)
        {
            effects.AddRange(TimeEffects.Of(plan, nodes, effects));
        }

        if (unchanged is not null)
        {
            effects.Add(unchanged);
        }

        if (isGoneWhole)
        {
            effects.Add(
                new Effect(Area.Nodes, "Everything", "the swarm is removed with all that runs in it", Care.Dangerous, null) { Weight = 100 }
            );
        }

        return
        [
            .. effects
                .OrderBy(effect => effect.Area)
                .ThenByDescending(effect => effect.Care)
                .ThenByDescending(effect => effect.Weight)
                .ThenBy(effect => effect.Subject, NaturalOrder.Instance),
        ];
    }

    private static IEnumerable<Effect> Of(Change change, Plan plan, IReadOnlyList<NodeState> nodes) =>
        change switch
        {
            { Kind: ChangeKind.Unknown } => OtherEffects.Of(change, plan),
            { Kind: ChangeKind.Refreshed } when SwarmNodes.IsMachine(change) => [FoundEffects.OfMachine(change)],
            _ when SwarmNodes.IsMachine(change) => MachineEffects.Of(change, nodes),
            _ when ServiceEffects.IsService(change) => ServiceEffects.Of(change, plan),
            _ when ContainerEffects.IsContainer(change) => ContainerEffects.Of(change),
            // What lets in others is told beside that.
            { Kind: ChangeKind.Refreshed, New: null } when PortEffects.IsRule(change) =>
            [
                FoundEffects.Of(change, Area.Ports, change.Name, "firewall rule"),
            ],
            { Kind: ChangeKind.Imported } when PortEffects.IsRule(change) =>
            [
                OtherEffects.TakenOver(Area.Ports, change.Name, "firewall rule"),
            ],
            _ when PortEffects.IsRule(change) => [],
            _ when DataEffects.IsVolume(change) => DataEffects.Of(change, nodes),
            _ when NetworkEffects.IsNetwork(change) => NetworkEffects.Of(change),
            _ when FileEffects.IsFile(change) => FileEffects.Of(change),
            // A bastion is a machine too, and has no node.
            _ => MachineEffects.OfGroups(change).Concat(OtherEffects.Of(change, plan)),
        };
}
