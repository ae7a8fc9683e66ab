using Review.Differences;
using Review.Plans;
using Review.Secrets;

namespace Review.Effects;

/// <summary>Overlay networks that come, go or are made anew.</summary>
internal static class NetworkEffects
{
    private const string Network = "docker:index/network:Network";

    public static bool IsNetwork(Change change) => IsNetworkType(change.Type);

    public static bool IsNetworkType(string type) => type == Network;

    public static IEnumerable<Effect> Of(Change network) =>
        network.Kind switch
        {
            ChangeKind.Imported => [OtherEffects.TakenOver(Area.Networks, network.Name, "network")],
            ChangeKind.Created => [Effect(network, "made", Care.Routine, "created")],
            ChangeKind.Deleted when network.IsLeftBehind => [OtherEffects.LeftBehind(network, Area.Networks, network.Name, "network")],
            ChangeKind.Deleted => [Effect(network, "removed, after all that is attached to it has left", Care.LookTwice, "removed")],
            ChangeKind.Replaced =>
            [
                Effect(
                    network,
                    $"removed and made anew: all that is attached to it stops first. Why: {Why(network)}",
                    Care.LookTwice,
                    "recreated",
                    7
                ),
            ],
            ChangeKind.Updated => [Effect(network, "changed in place", Care.Routine, "changed")],
            ChangeKind.Refreshed => [FoundEffects.Of(network, Area.Networks, network.Name, "network")],
            _ => [],
        };

    private static string Why(Change network)
    {
        var reasons = PropertyDifferences
            .Of(network)
            .Where(one => one.IsReason)
            .Select(one => $"{one.Path} {Shown(one.Path, one.Old)} → {Shown(one.Path, one.New)}")
            .ToList();
        return reasons.Count > 0 ? string.Join(", ", reasons)
            : network.ReplaceReasons.Count > 0 ? string.Join(", ", network.ReplaceReasons)
            : "the plan does not say";
    }

    private static string Shown(string path, Value value) => value.ToString(PropertyPaths.LastOf(path), SecretText.Shown);

    private static Effect Effect(Change change, string text, Care care, string verb, int weight = 0) =>
        new(Area.Networks, change.Name, text, care, new Counted("network", verb)) { Weight = weight };
}
