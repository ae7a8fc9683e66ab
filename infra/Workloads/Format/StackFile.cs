namespace Infra.Workloads.Format;

/// <summary>A file in Compose format: what runs on the swarm.</summary>
public sealed record StackFile(
    IReadOnlyList<Service> Services,
    IReadOnlyList<OverlayNetwork> Networks,
    IReadOnlyList<StandaloneContainer> Containers);
