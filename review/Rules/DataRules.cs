using Review.Effects;
using Review.Plans;

namespace Review.Rules;

/// <summary>What is lost for good.</summary>
internal static class DataRules
{
    public static Rule VolumeLost { get; } =
        new(
            "volume-data-lost",
            Severity.Critical,
            "The data of a volume is lost",
            "What is in it is gone for good.",
            "Copy it first: where its machine goes, only a copy or a snapshot of the disk helps. Where x-keep: false deletes it, take that setting out of the stack file and run up before you remove the volume."
        )
        {
            Find = side =>
                side.IsAfter
                    ? side
                        .Plan.Changes.Concat(side.Plan.Unchanged)
                        .Where(DataEffects.IsVolume)
                        .Where(volume => DataEffects.Of(volume, side.Nodes).Any(effect => effect.Care == Care.Dangerous))
                        .Concat(
                            side.Plan.LeftOver.Where(DataEffects.IsVolume)
                                .Where(volume => LeftOverEffects.Of(volume).Care == Care.Dangerous)
                        )
                        .DistinctBy(volume => volume.Name)
                        .Select(volume => HitOf(volume, side))
                    : [],
            IsOfTheChange = true,
        };

    // Its resource is named after its node as well.
    private static Hit HitOf(Change volume, Reviewed side)
    {
        var node = side
            .Nodes.Select(node => node.Name)
            .Prepend(ContainerEffects.NodeOf(volume.Old ?? volume.New))
            .FirstOrDefault(node =>
                node is not null
                && (
                    volume.Name.EndsWith($"-{node}", StringComparison.Ordinal) || volume.Name.EndsWith($"@{node}", StringComparison.Ordinal)
                )
            );
        var hit = node is null
            ? new Hit($"volumes.{volume.Name}")
            : new Hit($"volumes.{volume.Name[..^(node.Length + 1)]}", $"on {node}", Which: node);
        return hit with
        {
            Fix =
                !side.Plan.IsPreview ? "Restore it from a copy, if there is one."
                : DataEffects.IsLostWithMachine(volume, side.Nodes)
                    ? "Copy it first: where its machine goes, only a copy or a snapshot of the disk helps."
                : volume.Kind is ChangeKind.Deleted or ChangeKind.Replaced
                    ? "Copy it first, or take x-keep: false out of the stack file and run up before you remove the volume."
                : "Copy it first.",
        };
    }
}
