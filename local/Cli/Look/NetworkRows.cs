using Local.Cli.Verify;

namespace Local.Cli.Look;

/// <summary>The networks of the swarm, with how many of their addresses are taken.</summary>
internal static class NetworkRows
{
    public static IReadOnlyList<NetworkRow> Of(SwarmObjects swarm, IEnumerable<Container> containers)
    {
        var attached = containers.SelectMany(container => container.Addresses).ToList();
        return
        [
            .. from network in swarm.Networks
            from range in network.Ranges
            let counted = range.Counted
            select new NetworkRow(
                network.Name,
                network.Driver,
                range.Subnet,
                counted ?? Known(swarm.View, attached, network, range),
                range.Size,
                counted is not null,
                network.IsIngress
            ),
        ];
    }

    // What can be seen to have an address: tasks, virtual addresses, containers, and the load balancer of each node that has one of these. A task that is
    // going, and a container on a node that does not answer, may have one more.
    private static long Known(SwarmView view, IReadOnlyList<AddressOnNetwork> attached, SwarmNetwork network, AddressRange range)
    {
        var live = view.Tasks.Where(task => !task.HasEnded && task.Addresses.Any(IsHere)).ToList();
        var taken = live.SelectMany(task => task.Addresses)
            .Concat(view.Services.SelectMany(service => service.Addresses))
            .Concat(attached)
            .Where(IsHere)
            .Select(address => address.Address.Split('/')[0])
            .ToHashSet();
        var balancers = network.IsIngress
            ? view.Nodes.Count(node => node.IsReady)
            : live.Select(task => task.Node).Where(node => node.Length > 0).Distinct().Count();
        // The first and the last address of a range are nobody's.
        return taken.Count + balancers + 2 + (range.Gateway.Length > 0 ? 1 : 0);

        bool IsHere(AddressOnNetwork address) => address.Network == network.Id && range.Holds(address.Address);
    }
}
