using Local.Cli.Nodes;

namespace Local.Cli.Verify.Checks;

/// <summary>Requires that no node accepts anything from this computer at some ports.</summary>
internal static class Closed
{
    /// <summary>What was found closed, in words; of UDP ports only where that can be told.</summary>
    public static async Task<string> RequireAsync(
        RunningSwarm swarm,
        IReadOnlyList<int> tcp,
        IReadOnlyList<int> udp,
        CancellationToken cancellation
    )
    {
        // Where no address leads to a node, nothing does.
        var nodes = swarm.Nodes.Where(node => node.PublicAddress.Length > 0).ToList();
        if (nodes.Count == 0)
        {
            return "everything, since no node has a public address";
        }

        var tried = await Task.WhenAll([
            .. from node in nodes from port in tcp select TryTcpAsync(swarm.Outside, node, port, cancellation),
            .. from node in nodes from port in udp select TryUdpAsync(swarm.Outside, node, port, cancellation),
        ]);
        var open = tried.Where(one => one.IsOpen == true).Select(one => one.Port).ToList();
        var closed = tried.Where(one => one.IsOpen == false).Select(one => one.Port[(one.Port.IndexOf(':') + 1)..]).Distinct();
        return open.Count == 0
            ? $"{string.Join(", ", closed)} on {nodes.Count} nodes"
            : throw new CheckFailedException($"accepted from this computer: {string.Join(", ", open)}");
    }

    private static async Task<(string Port, bool? IsOpen)> TryTcpAsync(
        IOutside outside,
        Node node,
        int port,
        CancellationToken cancellation
    ) => ($"{node.Name}:{port}/tcp", await outside.AcceptsAsync(node, port, cancellation));

    private static async Task<(string Port, bool? IsOpen)> TryUdpAsync(
        IOutside outside,
        Node node,
        int port,
        CancellationToken cancellation
    ) => ($"{node.Name}:{port}/udp", await outside.TakesDatagramsAsync(node, port, cancellation));
}
