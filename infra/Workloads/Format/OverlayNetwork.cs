namespace Infra.Workloads.Format;

/// <summary>An overlay network across all nodes: <c>networks.NAME</c>.</summary>
/// <param name="At">Where it is written.</param>
/// <param name="Name">Its name on the engine.</param>
/// <param name="Attachable">True when standalone containers may be attached; default false.</param>
/// <param name="Encrypted">True when traffic between nodes is encrypted (needs ESP between them); default false. Fixed at creation: to change it, rename the network.</param>
/// <param name="Internal">True when there is no way out of it; default false.</param>
/// <param name="Labels">Labels of the network.</param>
public sealed record OverlayNetwork(
    Position At, string Name, bool Attachable, bool Encrypted, bool Internal, IReadOnlyDictionary<string, string> Labels);
