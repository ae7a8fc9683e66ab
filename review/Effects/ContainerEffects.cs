using Review.Differences;
using Review.Plans;

namespace Review.Effects;

/// <summary>Containers that run beside the services, each on one node.</summary>
internal static class ContainerEffects
{
    private const string Container = "docker:index/container:Container";

    // What the program calls the provider of a node's engine.
    private const string EngineOf = "-docker-api";

    public static bool IsContainer(Change change) => change.Type == Container;

    /// <summary>The node that it runs on; null where the plan does not tell.</summary>
    public static string? NodeOf(ResourceState? container) =>
        container?.Provider is { } provider && provider.EndsWith(EngineOf, StringComparison.Ordinal) ? provider[..^EngineOf.Length] : null;

    public static IEnumerable<Effect> Of(Change change) =>
        change.Kind switch
        {
            ChangeKind.Imported => [OtherEffects.TakenOver(Area.Containers, change.Name, "container")],
            ChangeKind.Created => [Effect(change, "new", Care.Routine, "created")],
            ChangeKind.Deleted when change.IsLeftBehind => [OtherEffects.LeftBehind(change, Area.Containers, change.Name, "container")],
            ChangeKind.Deleted => [Effect(change, "gone", Care.LookTwice, "removed", 5)],
            ChangeKind.Replaced =>
            [
                Effect(
                    change,
                    $"recreated, and DOWN meanwhile; what was written inside is lost. Why: {Why(change)}",
                    Care.LookTwice,
                    "recreated",
                    6
                ),
            ],
            ChangeKind.Updated => [Effect(change, "changed in place", Care.Routine, "changed")],
            ChangeKind.Refreshed => [FoundEffects.Of(change, Area.Containers, change.Name, "container")],
            _ => [],
        };

    private static string Why(Change change)
    {
        var reasons = PropertyDifferences
            .Of(change)
            .Where(one => one.IsReason)
            .Select(one => one.Path.Split('.', '[')[0])
            .Distinct()
            .ToList();
        return reasons.Count == 0 && change.ReplaceReasons.Count == 0 ? "what it uses is replaced"
            : reasons is ["networksAdvanced"] ? "its networks change"
            : $"{string.Join(", ", reasons.Count > 0 ? reasons : change.ReplaceReasons)} cannot be changed in place";
    }

    private static Effect Effect(Change change, string text, Care care, string verb, int weight = 0) =>
        new(Area.Containers, change.Name, text, care, new Counted("container", verb)) { Weight = weight };
}
