namespace Infra.Workloads.Format;

/// <summary>How a service runs on the swarm: <c>deploy</c>.</summary>
/// <param name="Global">True for one task on every node; default false, which is <c>mode: replicated</c>.</param>
/// <param name="Replicas">The number of tasks when not global; default 1.</param>
/// <param name="Labels">Labels of the service itself.</param>
/// <param name="RestartPolicy">What happens when a task ends.</param>
/// <param name="UpdateConfig">How tasks are replaced by newer ones.</param>
/// <param name="Resources">What tasks may use, and what is kept for them.</param>
/// <param name="Constraints">Which nodes may run tasks, such as <c>node.role == worker</c>.</param>
public sealed record Deploy(
    bool Global,
    int Replicas,
    IReadOnlyDictionary<string, string> Labels,
    RestartPolicy RestartPolicy,
    UpdateConfig UpdateConfig,
    ResourceLimits Resources,
    IReadOnlyList<string> Constraints)
{
    /// <summary>What holds when the file says nothing.</summary>
    public static Deploy Default { get; } = new(
        false, 1, new Dictionary<string, string>(), RestartPolicy.Default, UpdateConfig.Default, ResourceLimits.None, []);
}
