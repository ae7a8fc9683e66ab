namespace Review.Plans;

/// <summary>One resource of a plan. The halves of a replacement are one change.</summary>
public sealed record Change
{
    /// <summary>What becomes of it.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>The operation in Pulumi's word.</summary>
    public required string Operation { get; init; }

    /// <summary>Its URN.</summary>
    public required string Urn { get; init; }

    /// <summary>Its type, such as <c>docker:index/service:Service</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Its name.</summary>
    public string Name => field ??= Plans.Urn.NameIn(Urn);

    /// <summary>Before; null where there was none.</summary>
    public ResourceState? Old { get; init; }

    /// <summary>After; null where there will be none.</summary>
    public ResourceState? New { get; init; }

    /// <summary>The properties that make it a replacement.</summary>
    public IReadOnlyList<string> ReplaceReasons { get; init; } = [];

    /// <summary>The top properties that differ.</summary>
    public IReadOnlyList<string> DifferenceReasons { get; init; } = [];

    /// <summary>What the provider says of single properties.</summary>
    public IReadOnlyList<PropertyMark> Marks { get; init; } = [];

    /// <summary>Whether somebody has asked for it to be replaced: <c>pulumi up --replace</c> and <c>pulumi state taint</c> blame its id, which no program sets.</summary>
    internal bool IsReplacedByHand => Kind == ChangeKind.Replaced && ReplaceReasons is ["id"];

    /// <summary>Whether a refresh has found it gone, and nothing makes it again.</summary>
    internal bool IsFoundGone => Kind == ChangeKind.Refreshed && New is null;

    /// <summary>Whether a refresh has found it gone, so that it is made again.</summary>
    public bool IsMadeAgain { get; init; }

    /// <summary>Whether an earlier update has deleted it and failed then, so that it is made again.</summary>
    internal bool IsGoneAlready { get; init; }

    /// <summary>Whether it leaves the stack and is there still (retainOnDelete).</summary>
    internal bool IsLeftBehind => Kind == ChangeKind.Deleted && Old?.IsKept == true;

    /// <summary>What is there before the change; null: nothing. What is taken over was there, and what stays may be told once.</summary>
    internal ResourceState? Before =>
        Kind switch
        {
            ChangeKind.Created => null,
            ChangeKind.Imported => New,
            _ => Old ?? Same,
        };

    /// <summary>What is there after the change; null: nothing. What is left behind is there still.</summary>
    internal ResourceState? After =>
        IsLeftBehind ? Old
        : Kind == ChangeKind.Deleted ? null
        : New ?? Same;

    private ResourceState? Same => Kind == ChangeKind.Unchanged ? New ?? Old : null;

    /// <summary>What is proved of a replacement that an update did not finish; null: nothing, or it is finished or none.</summary>
    internal Halves? Halves { get; init; }

    /// <summary>Whether it is a step of the program, or what only serves one.</summary>
    internal bool IsStep => Array.Exists(_steps, step => Type.StartsWith(step, StringComparison.Ordinal));

    private static readonly string[] _steps = ["command:", "swarm:", "pulumi:", "tls:"];

    /// <summary>What it is part of.</summary>
    public string Parent => (New ?? Old)?.Parent ?? "";
}
