namespace Infra.Settings;

/// <summary>What is merged into <c>/etc/docker/daemon.json</c> on every node.</summary>
/// <param name="Settings">What swarm:daemon says, a JSON object in one line; it goes before what is in the file.</param>
/// <param name="IsSecret">Whether Pulumi keeps it encrypted.</param>
/// <param name="Defaults">JSON objects in one line each, for an engine that the program installs or changes; each only where the file has none of its keys, and without those that are null.</param>
internal sealed record DaemonSettings(string Settings, bool IsSecret, IReadOnlyList<string> Defaults)
{
    /// <summary>Nothing but the defaults.</summary>
    internal const string None = "{}";

    /// <summary>The ranges that swarm:daemon gives to bridges.</summary>
    public IReadOnlyList<Cidr> Pools { get; init; } = [];
}
