using Local.Cli.Nodes;

namespace Local.Cli.Verify.Checks;

/// <summary>Requires that no node accepts a connection from this computer at some ports.</summary>
internal static class Closed
{
    public static async Task<string> RequireAsync(RunningSwarm swarm, IReadOnlyList<int> ports, CancellationToken cancellation)
    {
        var tried = await Task.WhenAll(
            from node in swarm.Nodes
            from port in ports
            select TryAsync(swarm.Outside, node, port, cancellation));
        var open = tried.OfType<string>().ToList();
        return open.Count == 0
            ? $"{string.Join(", ", ports)} on {swarm.Nodes.Count} nodes"
            : throw new CheckFailedException($"accepted from this computer: {string.Join(", ", open)}");
    }

    private static async Task<string?> TryAsync(IOutside outside, Node node, int port, CancellationToken cancellation)
        => await outside.AcceptsAsync(node, port, cancellation) ? $"{node.Name}:{port}" : null;
}
