using Review.Plans;

namespace Review.Effects;

/// <summary>
/// What an update has failed at. How far a step came is in no record, so that nothing of it is said to be done. A replacement has two steps, of which one may have ended; what goes
/// with the old thing is told as that of any deletion.
/// </summary>
internal static class FailedEffects
{
    private const string Untold = "the record does not tell";

    /// <summary>Of what an update has failed at.</summary>
    public static Effect OfFailed(Change change) =>
        Of(change, "FAILED", "failed", "removing the old one failed, so that it may be there still");

    /// <summary>Of what an update had begun when it was stopped.</summary>
    public static Effect OfUnfinished(Change change) =>
        Of(change, "NOT FINISHED: the update stopped", "not finished", $"how far the removal of the old one came, {Untold}");

    /// <summary>Whether the old one of a replacement that is done is there still, and should not be: one that is kept stays anyway, and a config or a secret that nothing uses does nothing.</summary>
    public static bool IsThereTwice(Change change) =>
        change is { Halves: { Old: HalfState.There, New: HalfState.There }, Old.IsKept: false } && !FileEffects.IsFile(change);

    private static Effect Of(Change change, string what, string verb, string removal) =>
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
            $"{what} while it was {Word(change)}: {HowFar(change, removal)}",
            Care.LookTwice,
            new Counted("resource", verb)
        )
        {
            Weight = change.Halves switch
            {
                { Old: HalfState.Gone } => 70,
                { Old: HalfState.There, New: HalfState.There } => 1,
                _ => 60,
            },
        };

    private static string HowFar(Change change, string removal) =>
        change.Halves switch
        {
            null => $"how far that came, {Untold}",
            { Old: HalfState.There, New: HalfState.There } => "the new one is there, and the old one is there still",
            { New: HalfState.There } => $"the new one is there; {removal}",
            { New: HalfState.Gone, Old: var old } =>
                $"{Old(change, old)}, and there is no new one{(IsDown(change) ? ": DOWN until an update makes it" : "")}",
            { Old: var old } =>
                $"{Old(change, old)}; how far the new one came, {Untold}{(IsDown(change) ? ": DOWN unless that runs" : "")}",
        };

    private static string Old(Change change, HalfState old) =>
        old == HalfState.There ? "the old one is there still"
        : change.Old?.IsKept == true ? "the old one has left the stack and stays as it is (retainOnDelete)"
        : "the old one is gone";

    // A service may have had no task.
    private static bool IsDown(Change change) =>
        change is { Halves.Old: HalfState.Gone, Old: { IsKept: false, Inputs: var old } }
        && (ContainerEffects.IsContainer(change) || (ServiceEffects.IsService(change) && Rollout.TasksOf(old, null) != 0));

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
