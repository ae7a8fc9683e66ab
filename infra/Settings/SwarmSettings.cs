namespace Infra.Settings;

/// <summary>All that the configuration says, checked as a whole.</summary>
/// <param name="Hosts">Where the machines come from: <see cref="AwsSettings"/> or <see cref="ExistingHostsSettings"/>.</param>
/// <param name="OperatorKey">The key that opens SSH on every host; null when none is given, so that the program generates one (aws only).</param>
/// <param name="Docker">Which Docker Engine every node runs.</param>
/// <param name="Overlay">The address space and MTU of overlay networks.</param>
/// <param name="StackFiles">What runs on the swarm: Compose-format files, relative to the project.</param>
/// <param name="Variables">What variables in stack files stand for.</param>
/// <param name="Registries">The credentials for registries with private images.</param>
internal sealed record SwarmSettings(
    HostsSettings Hosts,
    OperatorKey? OperatorKey,
    DockerSettings Docker,
    OverlaySettings Overlay,
    IReadOnlyList<string> StackFiles,
    VariableSettings Variables,
    IReadOnlyList<RegistrySettings> Registries
);
