using Review.Plans;

namespace Review.Effects;

/// <summary>Data that is lost or kept: volumes, and the disks of machines.</summary>
internal static class DataEffects
{
    private const string Volume = "docker:index/volume:Volume";

    public static bool IsVolume(Change change) => change.Type == Volume;

    // What Docker's own driver mounts from elsewhere, or keeps in memory.
    private static readonly string[] _notOnDisk = ["nfs", "nfs4", "cifs", "smb3", "tmpfs"];

    public static IEnumerable<Effect> Of(Change volume, IReadOnlyList<NodeState> nodes)
    {
        var isKept = volume.Old?.IsKept == true;
        return volume.Kind switch
        {
            ChangeKind.Created or ChangeKind.Imported => [Effect(volume, "made, or taken over where it is there", Care.Routine, "created")],
            _ when LostWith(volume, nodes) is { } node =>
            [
                Effect(
                    volume,
                    $"LOST with the disk of {node.Name}{(isKept ? ", although volumes are kept otherwise" : "")}",
                    Care.Dangerous,
                    "lost"
                ),
            ],
            ChangeKind.Unchanged or ChangeKind.Updated when NodeOf(volume, nodes) is { IsOtherHost: true } node =>
            [
                Effect(
                    volume,
                    $"not on the machine that takes the place of {node.Name}: its data is on the disk of the old one, if that is there still",
                    Care.LookTwice,
                    "left on another machine"
                ) with
                {
                    Weight = 45,
                },
            ],
            ChangeKind.Deleted when isKept => [Effect(volume, "leaves the stack; the data stays on the node", Care.Routine, "kept")],
            ChangeKind.Deleted => [Effect(volume, "DELETED with all data", Care.Dangerous, "deleted")],
            ChangeKind.Replaced when isKept =>
            [
                Effect(volume, "exchanged; the data of the old one stays on the node", Care.LookTwice, "exchanged"),
            ],
            ChangeKind.Replaced => [Effect(volume, "DELETED with all data and made anew, empty", Care.Dangerous, "deleted")],
            ChangeKind.Refreshed => [FoundEffects.Of(volume, Area.Data, $"volume {volume.Name}", "volume")],
            ChangeKind.Updated => [Effect(volume, "kept; only what is recorded changes", Care.Routine, "recorded anew")],
            _ => [],
        };
    }

    // A volume that stays in the stack files is lost with its node as well.
    private static NodeState? LostWith(Change volume, IReadOnlyList<NodeState> nodes) =>
        NodeOf(volume, nodes) is { IsOtherHost: false } node && (node.LosesMachine || node.IsReplaced) ? node : null;

    // The node on whose disk it is.
    private static NodeState? NodeOf(Change volume, IReadOnlyList<NodeState> nodes) =>
        (volume.Old ?? volume.New) is { } state && IsOnDisk(state.Inputs) && ContainerEffects.NodeOf(state) is { } its
            ? nodes.FirstOrDefault(node => node.Name == its)
            : null;

    private static bool IsOnDisk(Value volume) =>
        volume["driver"].Text is null or "local" && !_notOnDisk.Contains(volume["driverOpts"]["type"].Text);

    /// <summary>What goes with the disks of machines.</summary>
    public static IEnumerable<Effect> OfDisks(IEnumerable<NodeState> nodes)
    {
        foreach (var node in nodes)
        {
            if (node.IsOtherHost)
            {
                yield return new Effect(
                    Area.Data,
                    $"volumes on {node.Name}",
                    "on the disk of the old machine, which nothing deletes; another machine has none of them",
                    Care.LookTwice
                )
                {
                    Weight = 30,
                };
            }
            else if (node.LosesMachine || node.IsReplaced)
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
