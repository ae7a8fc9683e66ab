namespace Infra.Compose.Format;

/// <summary>How tasks are replaced by newer ones: <c>deploy.update_config</c>.</summary>
/// <param name="Parallelism">How many at a time; default 1; 0 is all at once.</param>
/// <param name="Delay">The time between them; default 0.</param>
/// <param name="FailureAction">pause (default), continue or rollback.</param>
/// <param name="Monitor">How long a new task is watched for failure; default 5 s.</param>
/// <param name="MaxFailureRatio">The part of the tasks that may fail, 0 to 1; default 0.</param>
/// <param name="Order">stop-first (default) or start-first.</param>
internal sealed record UpdateConfig(
    int Parallelism,
    TimeSpan Delay,
    string FailureAction,
    TimeSpan Monitor,
    decimal MaxFailureRatio,
    string Order
)
{
    /// <summary>What holds when the file says nothing.</summary>
    public static UpdateConfig Default { get; } = new(1, TimeSpan.Zero, "pause", TimeSpan.FromSeconds(5), 0, "stop-first");
}
