namespace Infra.Settings;

/// <summary>What nodes in a company's network need in order to get packages and images.</summary>
/// <param name="Proxy">What the engine and apt go through; null: nothing.</param>
/// <param name="IsSecret">Whether Pulumi keeps the proxy encrypted.</param>
/// <param name="NoProxy">Names and ranges that are reached without it, those of the swarm among them.</param>
/// <param name="AptMirror">Where the distribution's packages come from; null: as the node is set up.</param>
/// <param name="Certificates">Certificates of authorities that nodes trust, each in PEM.</param>
internal sealed record NetworkSettings(
    string? Proxy,
    bool IsSecret,
    IReadOnlyList<string> NoProxy,
    string? AptMirror,
    IReadOnlyList<string> Certificates
);
