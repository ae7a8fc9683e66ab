using System.Text.Json.Serialization;

namespace Local.Cli.Look;

/// <summary>A service of the swarm.</summary>
/// <param name="Name">Its name on the swarm.</param>
/// <param name="Mode"><c>replicated</c>, <c>global</c> or <c>job</c>.</param>
/// <param name="Running">How many of its tasks run, on nodes that are not down.</param>
/// <param name="Wanted">How many should.</param>
/// <param name="Image">Its image, without a digest.</param>
/// <param name="Update">How its last update went, in the swarm's words, such as <c>completed</c>, <c>updating</c>, <c>paused</c> or <c>rollback_completed</c>; null: it had none.</param>
/// <param name="Reason">Why a task does not run; null: none fails.</param>
/// <param name="Failures">How many of its tasks failed one after the other in the last ten minutes; 0 where it has recovered.</param>
internal sealed record ServiceRow(
    string Name,
    string Mode,
    long Running,
    long Wanted,
    string Image,
    string? Update,
    string? Reason,
    int Failures
)
{
    public const string Updating = "updating";
    public const string Paused = "paused";
    public const string RollingBack = "rollback_started";
    public const string RollbackPaused = "rollback_paused";
    public const string RolledBack = "rollback_completed";

    /// <summary>What the swarm says about the update; null: nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UpdateMessage { get; init; }

    /// <summary>Where its tasks may run.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Constraints { get; init; } = [];

    [JsonIgnore]
    public bool Moves => Update is Updating or RollingBack;

    [JsonIgnore]
    public bool Lacks => Running < Wanted;

    /// <summary>Whether it runs whole and nothing about it waits for somebody.</summary>
    [JsonIgnore]
    public bool IsWell => Failures == 0 && Update is not (Paused or RollbackPaused or RolledBack) && (!Lacks || (Moves && Reason is null));
}
