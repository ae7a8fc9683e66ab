using System.Text.Json;
using static Local.Cli.Verify.SwarmView;

namespace Local.Cli.Look;

/// <summary>A network of the swarm.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Driver">Such as <c>overlay</c>.</param>
/// <param name="IsIngress">Whether it is the routing mesh's.</param>
/// <param name="Ranges">Its address ranges.</param>
internal sealed record SwarmNetwork(string Id, string Name, string Driver, bool IsIngress, IReadOnlyList<AddressRange> Ranges)
{
    /// <param name="network">As the list of networks has it.</param>
    /// <param name="detail">As the engine has it on its own; of an engine that counts no addresses there is none.</param>
    public static SwarmNetwork Read(JsonElement network, JsonElement detail) =>
        new(
            Text(network, "Id"),
            Text(network, "Name"),
            Text(network, "Driver"),
            At(network, "Ingress").ValueKind == JsonValueKind.True,
            [
                .. Items(At(network, "IPAM"), "Config")
                    .Select(range => new AddressRange(Text(range, "Subnet"), Text(range, "Gateway"))
                    {
                        Counted = Number(At(At(At(At(detail, "Status"), "IPAM"), "Subnets"), Text(range, "Subnet")), "IPsInUse"),
                    })
                    .Where(range => range.Size > 0),
            ]
        );
}
