using Review.Plans;

namespace Review.Effects;

/// <summary>What a refresh finds to be other than the stack has it.</summary>
internal static class FoundEffects
{
    /// <summary>What was found of a machine, such as that somebody has stopped it.</summary>
    public static Effect OfMachine(Change change)
    {
        var found = Of(change, Area.Nodes, change.Name, "machine");
        return
            change is { Old.Outputs: var old, New.Outputs: var next }
            && (old["instanceState"].Text, next["instanceState"].Text) is ({ } before, { } now)
            && before != now
            ? found with
            {
                Text = $"{found.Text}: {before} → {now}",
                Weight = 5,
            }
            : found;
    }

    /// <summary>What was found of a thing.</summary>
    public static Effect Of(Change change, Area area, string subject, string noun) =>
        change.New is null
            ? new Effect(area, subject, "GONE: removed outside of the stack", Care.LookTwice, new Counted(noun, "found gone"))
            {
                Weight = 6,
            }
            : new Effect(area, subject, "changed outside of the stack", Care.LookTwice, new Counted(noun, "found changed")) { Weight = 1 };
}
