namespace Infra.Compose.Format;

/// <summary>A network that tasks are attached to: one item of a service's <c>networks</c>.</summary>
/// <param name="Network">The network's name in the file.</param>
/// <param name="Aliases">More names that the service answers to there.</param>
/// <param name="DriverOptions">Options of the network's driver.</param>
internal sealed record Attachment(Reference Network, IReadOnlyList<string> Aliases, IReadOnlyDictionary<string, string> DriverOptions);
