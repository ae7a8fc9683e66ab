using Review.Plans;

namespace Review.Effects;

/// <summary>Data that is lost or kept: volumes, and the disks of machines.</summary>
internal static class DataEffects
{
    private const string Volume = "docker:index/volume:Volume";

    public static bool IsVolume(Change change) => change.Type == Volume;

    public static IEnumerable<Effect> Of(Change volume, IReadOnlyList<NodeState> nodes)
    {
        var isKept = volume.Old?.IsKept == true;
        var lost = nodes.FirstOrDefault(node =>
            (node.LosesMachine || node.IsReplaced)
            && (
                volume.Name.EndsWith($"-{node.Name}", StringComparison.Ordinal)
                || volume.Name.EndsWith($"@{node.Name}", StringComparison.Ordinal)
            )
        );
        return (volume.Kind, isKept) switch
        {
            (ChangeKind.Deleted or ChangeKind.Replaced, true) when lost is not null =>
            [
                Effect(volume, "LOST with the disk of its node, although the stack file keeps it", Care.Dangerous, "lost"),
            ],
            (ChangeKind.Created or ChangeKind.Imported, _) =>
            [
                Effect(volume, "made, or taken over where it is there", Care.Routine, "created"),
            ],
            (ChangeKind.Deleted, true) => [Effect(volume, "leaves the stack; the data stays on the node", Care.Routine, "kept")],
            (ChangeKind.Deleted, false) => [Effect(volume, "DELETED with all data", Care.Dangerous, "deleted")],
            (ChangeKind.Replaced, true) =>
            [
                Effect(volume, "exchanged; the data of the old one stays on the node", Care.LookTwice, "exchanged"),
            ],
            (ChangeKind.Replaced, false) => [Effect(volume, "DELETED with all data and made anew, empty", Care.Dangerous, "deleted")],
            (ChangeKind.Updated, _) => [Effect(volume, "kept; only what is recorded changes", Care.Routine, "recorded anew")],
            _ => [],
        };
    }

    /// <summary>What goes with the disks of machines.</summary>
    public static IEnumerable<Effect> OfDisks(IEnumerable<NodeState> nodes)
    {
        foreach (var node in nodes)
        {
            if (node.LosesMachine || node.IsReplaced)
            {
                yield return new Effect(
                    Area.Data,
                    $"disk of {node.Name}",
                    "deleted with the machine: any volume on it is LOST, whatever the stack files say of it",
                    Care.LookTwice,
                    new Counted("disk", "deleted")
                )
                {
                    Weight = 40,
                };
            }
            else if (node.Leaves)
            {
                yield return new Effect(
                    Area.Data,
                    $"volumes on {node.Name}",
                    "stay on the machine; no task reaches them any more",
                    Care.Routine
                );
            }
        }
    }

    private static Effect Effect(Change change, string text, Care care, string verb) =>
        new(Area.Data, $"volume {change.Name}", text, care, new Counted("volume", verb)) { Weight = care == Care.Dangerous ? 50 : 0 };
}
