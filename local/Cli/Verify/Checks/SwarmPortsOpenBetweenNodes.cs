using Local.Cli.Nodes;

namespace Local.Cli.Verify.Checks;

/// <summary>The TCP ports; 4789/udp is proven by the checks that cross the overlay, for nothing but the kernel listens there.</summary>
internal sealed class SwarmPortsOpenBetweenNodes : ICheck
{
    public string Name => "swarm ports are open between nodes";
    public string LookAt => "the security group's rules for 2377/tcp (managers) and 7946/tcp (all nodes) from the group itself";

    public async Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation)
    {
        var closed = await swarm.RunOnAllAsync(sender => Script(Targets(swarm, sender)), cancellation);
        var failures =
            from node in closed
            where node.Output.Length > 0
            select $"{node.Node.Name} does not reach {node.Output.ReplaceLineEndings(", ")}";
        return failures.Any()
            ? throw new CheckFailedException(string.Join("; ", failures))
            : "2377/tcp to managers, 7946/tcp from each to each";
    }

    private static IEnumerable<string> Targets(RunningSwarm swarm, Node sender) =>
        from receiver in swarm.Nodes
        where receiver != sender
        from port in receiver.Role == "manager" ? new[] { 2377, 7946 } : [7946]
        select $"{receiver.PrivateAddress}/{port}";

    // Prints the targets that do not accept a connection.
    private static string Script(IEnumerable<string> targets) =>
        $$"""for target in {{string.Join(' ', targets)}}; do timeout 15 bash -c "exec 3<>/dev/tcp/$target" 2>/dev/null || echo "$target"; done""";
}
