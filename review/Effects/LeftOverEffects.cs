using Review.Plans;

namespace Review.Effects;

/// <summary>
/// What an earlier change has made another of, and could not delete then. Its successor serves, but the old thing is there until now, with its data and its tasks: it goes as any
/// other does. No node goes with it, since the successor has the name.
/// </summary>
internal static class LeftOverEffects
{
    private const string Which = "that an earlier change has left over beside its successor";

    public static Effect Of(Change change) =>
        change switch
        {
            { Old.IsKept: true } => new Effect(
                Area.Other,
                change.Name,
                $"{OtherEffects.NameOf(change)}, what an earlier change has left over of it leaves the stack, and stays as it is (retainOnDelete)",
                Care.Routine,
                new Counted("leftover", "left as it is")
            ),
            _ when SwarmNodes.IsMachine(change) => Gone(
                Area.Data,
                $"disk of the old {change.Name}",
                $"deleted with the machine {Which}: any volume on it is LOST, whatever the stack files say of it",
                Care.LookTwice,
                new Counted("disk", "deleted"),
                40
            ),
            _ when DataEffects.IsVolume(change) && DataEffects.Elsewhere(change) is { } where => new Effect(
                Area.Data,
                $"volume {change.Name}",
                $"the one {Which} is removed; {where}",
                Care.Routine,
                new Counted("leftover", "removed")
            ),
            _ when DataEffects.IsVolume(change) => Gone(
                Area.Data,
                $"volume {change.Name}",
                $"DELETED with all data: the one {Which}",
                Care.Dangerous,
                new Counted("volume", "deleted"),
                50
            ),
            _ when ServiceEffects.IsService(change) => Gone(
                Area.Services,
                change.Name,
                $"gone: the one {Which}; its tasks stop, if they run still",
                Care.LookTwice,
                new Counted("service", "removed"),
                6
            ),
            _ when ContainerEffects.IsContainer(change) => Gone(
                Area.Containers,
                change.Name,
                $"gone: the one {Which}; it stops, if it runs still",
                Care.LookTwice,
                new Counted("container", "removed"),
                5
            ),
            _ => new Effect(
                Area.Other,
                change.Name,
                $"{OtherEffects.NameOf(change)}, what an earlier change has left over of it is removed",
                Care.Routine,
                new Counted("leftover", "removed")
            ),
        };

    private static Effect Gone(Area area, string subject, string text, Care care, Counted word, int weight) =>
        new(area, subject, text, care, word) { Weight = weight };
}
