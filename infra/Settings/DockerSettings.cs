namespace Infra.Settings;

/// <summary>Which Docker Engine every node runs.</summary>
/// <param name="Channel">Where the packages come from.</param>
/// <param name="Version">The engine's version, whole or its beginning (28.5); null for the newest of the channel.</param>
/// <param name="Daemon">Its settings.</param>
/// <param name="Network">What it needs in a company's network.</param>
/// <param name="RemovesImages">Whether nodes remove images that nothing uses; null: they are left as they are.</param>
internal sealed record DockerSettings(
    DockerChannel Channel,
    string? Version,
    DaemonSettings Daemon,
    NetworkSettings Network,
    bool? RemovesImages
);

/// <summary>Where Docker's packages come from.</summary>
internal enum DockerChannel
{
    /// <summary>Docker's own signed repository: docker-ce.</summary>
    Docker,

    /// <summary>The distribution's package: docker.io.</summary>
    Distro,
}
