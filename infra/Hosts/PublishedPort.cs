namespace Infra.Hosts;

/// <summary>A port that a service publishes on every node.</summary>
/// <param name="Number">1 to 65535.</param>
/// <param name="Protocol">tcp or udp.</param>
internal sealed record PublishedPort(int Number, string Protocol);
