namespace Review.Plans;

/// <summary>What a form of a plan calls the parts of a step.</summary>
internal sealed record StepNames(string Old, string New, string Reasons, string Differences, string Kind)
{
    public static StepNames Digest { get; } = new("oldState", "newState", "replaceReasons", "diffReasons", "kind");

    public static StepNames Stream { get; } = new("old", "new", "keys", "diffs", "diffKind");
}
