namespace Infra.Compose.Format;

/// <summary>What runs on the swarm: one file in Compose format, or several that were merged.</summary>
internal sealed record StackFile
{
    /// <summary>Nothing runs.</summary>
    public static StackFile Empty { get; } = new();

    /// <summary>The stack's name on the swarm, with which the names of its parts begin; the Pulumi stack's unless a file says <c>name</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>The services.</summary>
    public IReadOnlyList<Service> Services { get; init; } = [];

    /// <summary>The networks; "default" is among them when a service needs it.</summary>
    public IReadOnlyList<OverlayNetwork> Networks { get; init; } = [];

    /// <summary>The volumes.</summary>
    public IReadOnlyList<Volume> Volumes { get; init; } = [];

    /// <summary>The configurations.</summary>
    public IReadOnlyList<StoredFile> Configs { get; init; } = [];

    /// <summary>The secrets.</summary>
    public IReadOnlyList<StoredFile> Secrets { get; init; } = [];

    /// <summary>Standalone containers.</summary>
    public IReadOnlyList<StandaloneContainer> Containers { get; init; } = [];
}
