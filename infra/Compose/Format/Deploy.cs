namespace Infra.Compose.Format;

/// <summary>How a service runs on the swarm: <c>deploy</c>.</summary>
internal sealed record Deploy
{
    /// <summary>What holds when the file says nothing.</summary>
    public static Deploy Default { get; } = new();

    /// <summary>True for one task on every node; default false, which is <c>mode: replicated</c>.</summary>
    public bool Global { get; init; }

    /// <summary>The number of tasks when not global; default 1.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>vip (default): one address for the service; dnsrr: the addresses of its tasks.</summary>
    public string EndpointMode { get; init; } = "vip";

    /// <summary>Labels of the service itself.</summary>
    public IReadOnlyDictionary<string, Text> Labels { get; init; } = new Dictionary<string, Text>();

    /// <summary>What happens when a task ends.</summary>
    public RestartPolicy RestartPolicy { get; init; } = RestartPolicy.Default;

    /// <summary>How tasks are replaced by newer ones.</summary>
    public UpdateConfig UpdateConfig { get; init; } = UpdateConfig.Default;

    /// <summary>How a failed update is taken back; default: as the engine has it.</summary>
    public UpdateConfig? RollbackConfig { get; init; }

    /// <summary>What tasks may use, and what is kept for them.</summary>
    public ResourceLimits Resources { get; init; } = ResourceLimits.None;

    /// <summary>Which nodes may run tasks, such as <c>node.role == worker</c>.</summary>
    public IReadOnlyList<Constraint> Constraints { get; init; } = [];

    /// <summary>Over what tasks are spread evenly, such as <c>node.labels.zone</c>.</summary>
    public IReadOnlyList<string> Spread { get; init; } = [];

    /// <summary>The most tasks on one node; 0, the default: no limit.</summary>
    public int MaxReplicasPerNode { get; init; }
}
