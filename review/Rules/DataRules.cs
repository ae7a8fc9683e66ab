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
            "Copy it first, or keep it: take x-keep: false out of the stack file, and run up, before the volume goes."
        )
        {
            Find = side =>
                side.IsAfter
                    ? side
                        .Plan.Changes.Where(DataEffects.IsVolume)
                        .Where(volume => DataEffects.Of(volume, side.Nodes).Any(effect => effect.Care == Care.Dangerous))
                        .Select(volume => new Hit($"volumes.{volume.Name}"))
                    : [],
        };
}
