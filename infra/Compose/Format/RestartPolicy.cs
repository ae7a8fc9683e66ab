namespace Infra.Compose.Format;

/// <summary>What happens when a task ends: <c>deploy.restart_policy</c>.</summary>
/// <param name="Condition">any (default), on-failure or none.</param>
/// <param name="Delay">The time between restarts; default 5 s.</param>
/// <param name="MaxAttempts">How often; default 0, which is without end.</param>
/// <param name="Window">How long a task must run for its start to count as a success; default 0.</param>
internal sealed record RestartPolicy(string Condition, TimeSpan Delay, int MaxAttempts, TimeSpan Window)
{
    /// <summary>What holds when the file says nothing.</summary>
    public static RestartPolicy Default { get; } = new("any", TimeSpan.FromSeconds(5), 0, TimeSpan.Zero);
}
