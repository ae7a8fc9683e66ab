using Review.Differences;
using Review.Plans;

namespace Review.Effects;

/// <summary>What a reviewer asks for first and a plan does nothing to: that it is not in the report does not say so.</summary>
internal static class UnchangedEffects
{
    private static readonly string[] _stores = ["aws:ebs/", "aws:efs/", "aws:ec2/volumeAttachment:"];

    /// <summary>What stays as it is; null: nothing that could be said so plainly.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="nodes">Its nodes.</param>
    /// <param name="effects">All else that it does.</param>
    public static Effect? Of(Plan plan, IReadOnlyList<NodeState> nodes, IReadOnlyList<Effect> effects)
    {
        // Of a swarm that is new, gone or cannot decide nothing is as before, and what was not told may be anything.
        if (
            effects.Count == 0
            || plan.Outcome != PlanOutcome.Succeeded
            || plan.Stack?.Kind is ChangeKind.Created or ChangeKind.Deleted
            || plan.LeftOver.Count > 0
            || SwarmNodes.IsGone(plan)
            || effects.Any(effect => effect is { Area: Area.Quorum, Care: Care.Dangerous })
            || plan.Changes.Any(change =>
                change.Kind is ChangeKind.Refreshed or ChangeKind.Unknown || change.IsMadeAgain || change.IsGoneAlready
            )
        )
        {
            return null;
        }

        var changed = effects.Select(effect => effect.Area).ToHashSet();
        var hasNodes = !changed.Contains(Area.Nodes);
        string[] unchanged =
        [
            .. Where("nodes", hasNodes),
            .. Where("quorum", !changed.Contains(Area.Quorum) && (hasNodes || SwarmNodes.AreAllKnown(plan))),
            // On a node that goes or restarts, tasks stop.
            .. Where("services", hasNodes && !changed.Contains(Area.Services)),
            // A node that comes or goes answers them too, and among the cloud's resources may be one on the way to a port.
            .. Where("ports", !changed.Overlaps([Area.Ports, Area.Other]) && nodes.All(node => !node.Joins && !node.Leaves)),
            // A container may have a volume of its own, a service gets one where it mounts it, and a node has a disk.
            .. Where(
                "volumes and disks",
                !changed.Overlaps([Area.Data, Area.Containers]) && nodes.All(StaysOnItsDisk) && !plan.Changes.Any(HasOtherDisks)
            ),
            .. Where("overlay networks", !changed.Contains(Area.Networks)),
            .. Where("configs and secrets", !changed.Contains(Area.Files)),
        ];
        return unchanged.Length == 0 ? null : new Effect(Area.Unchanged, "", string.Join(", ", unchanged), Care.Routine, null);
    }

    private static bool HasOtherDisks(Change change) =>
        Array.Exists(_stores, type => change.Type.StartsWith(type, StringComparison.Ordinal))
        || (
            SwarmNodes.IsMachine(change)
            && PropertyDifferences.Of(change) is var differences
            && (differences.Count == 0 || differences.Any(one => one.IsWithin("rootBlockDevice") || one.IsWithin("ebsBlockDevices")))
        )
        || (
            ServiceEffects.IsService(change)
            && (change.Old?.Inputs ?? Value.Absent)["taskSpec"]["containerSpec"]["mounts"]
                != (change.New?.Inputs ?? Value.Absent)["taskSpec"]["containerSpec"]["mounts"]
        );

    private static IEnumerable<string> Where(string what, bool isUnchanged) => isUnchanged ? [what] : [];

    private static bool StaysOnItsDisk(NodeState node) =>
        !(node.Joins || node.Leaves || node.IsReplaced || node.LosesMachine || node.IsFoundGone);
}
