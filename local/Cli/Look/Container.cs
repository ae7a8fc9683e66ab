using System.Text.Json;
using System.Text.Json.Serialization;
using Local.Cli.Verify;
using static Local.Cli.Verify.SwarmView;

namespace Local.Cli.Look;

/// <summary>A container that is no task of a service, such as app1.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Node">The node that it is on.</param>
/// <param name="Image">Its image.</param>
/// <param name="State">Such as <c>running</c> or <c>exited</c>.</param>
/// <param name="Status">The same as Docker says it, such as <c>Exited (137) 5 minutes ago</c>.</param>
internal sealed record Container(string Name, string Node, string Image, string State, string Status)
{
    /// <summary>Whether it runs, and is not said to be unhealthy.</summary>
    public bool IsWell => State == "running" && !Status.Contains("(unhealthy)", StringComparison.Ordinal);

    /// <summary>Its addresses on networks.</summary>
    [JsonIgnore]
    public IReadOnlyList<AddressOnNetwork> Addresses { get; init; } = [];

    /// <summary>Reads the engine's answer to <c>GET /containers/json</c>; tasks of services are left out.</summary>
    public static IReadOnlyList<Container> StandaloneIn(string node, JsonElement list) =>
        list.ValueKind != JsonValueKind.Array
            ? []
            :
            [
                .. list.EnumerateArray()
                    .Where(container => Text(At(container, "Labels"), "com.docker.swarm.task.id").Length == 0)
                    .Select(container => new Container(
                        (Items(container, "Names").Select(name => name.GetString()).FirstOrDefault() ?? "").TrimStart('/'),
                        node,
                        Text(container, "Image"),
                        Text(container, "State"),
                        Text(container, "Status")
                    )
                    {
                        Addresses = AddressesOf(At(container, "NetworkSettings")),
                    })
                    .OrderBy(container => container.Name, StringComparer.Ordinal),
            ];

    private static IReadOnlyList<AddressOnNetwork> AddressesOf(JsonElement settings) =>
        At(settings, "Networks") is { ValueKind: JsonValueKind.Object } networks
            ?
            [
                .. networks
                    .EnumerateObject()
                    .Select(network => new AddressOnNetwork(Text(network.Value, "NetworkID"), Text(network.Value, "IPAddress")))
                    .Where(address => address.Address.Length > 0),
            ]
            : [];
}
