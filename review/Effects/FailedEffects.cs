using Review.Plans;

namespace Review.Effects;

/// <summary>What an update has failed at. How far it came is in no record, so that nothing is said to be done.</summary>
internal static class FailedEffects
{
    public static Effect Of(Change change) =>
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
            $"FAILED while it was {Word(change)}: how far that came, the record does not tell",
            Care.LookTwice,
            new Counted("resource", "failed")
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
