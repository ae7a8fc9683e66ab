using Review.Effects;

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
            "Copy it first. What x-keep: false would delete is kept when that leaves the stack file and up runs before the volume goes; what goes with the disk of its node is kept by a copy only, or by a snapshot of the disk."
        )
        {
            Find = side =>
                side.IsAfter
                    ? side
                        .Plan.Changes.Concat(side.Plan.Unchanged)
                        .Where(DataEffects.IsVolume)
                        .Where(volume => DataEffects.Of(volume, side.Nodes).Any(effect => effect.Care == Care.Dangerous))
                        .Select(volume => new Hit($"volumes.{volume.Name}"))
                    : [],
        };
}
