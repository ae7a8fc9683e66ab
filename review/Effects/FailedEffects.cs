using Review.Plans;

namespace Review.Effects;

/// <summary>What an update has failed at. How far it came is in no record, so that nothing is said to be done.</summary>
internal static class FailedEffects
{
    /// <summary>Of what an update has failed at.</summary>
    public static Effect OfFailed(Change change) => Of(change, "FAILED", "failed");

    /// <summary>Of what an update had begun when it was stopped.</summary>
    public static Effect OfUnfinished(Change change) => Of(change, "NOT FINISHED: the update stopped", "not finished");

    private static Effect Of(Change change, string what, string verb) =>
        new(
            change switch
            {
                _ when SwarmNodes.IsMachine(change) => Area.Nodes,
                _ when ServiceEffects.IsService(change) => Area.Services,
                _ when ContainerEffects.IsContainer(change) => Area.Containers,
                _ when PortEffects.IsRule(change) => Area.Ports,
                _ when DataEffects.IsVolume(change) => Area.Data,
                _ when NetworkEffects.IsNetwork(change) => Area.Networks,
                _ when FileEffects.IsFile(change) => Area.Files,
                _ => Area.Other,
            },
            $"{change.Name} ({OtherEffects.NameOf(change)})",
            $"{what} while it was {Word(change)}: how far that came, the record does not tell",
            Care.LookTwice,
            new Counted("resource", verb)
        )
        {
            Weight = 60,
        };

    private static string Word(Change change) =>
        change.Kind switch
        {
            ChangeKind.Created => "created",
            ChangeKind.Imported => "imported",
            ChangeKind.Updated => "updated",
            ChangeKind.Replaced => "replaced",
            ChangeKind.Deleted => "deleted",
            _ => $"worked on ({change.Operation})",
        };
}
