namespace Local.Cli.Verify.Checks;

internal sealed class AllNodesReady : ICheck
{
    public string Name => "all nodes are ready";
    public string LookAt => "docker node ls on a manager; journalctl -u docker on the node";

    public async Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation)
    {
        var listed = await swarm.RunAsync(swarm.Manager, "docker node ls --format '{{.Hostname}} {{.Status}} {{.Availability}}'", cancellation);
        var found = listed.Split('\n').Order(StringComparer.Ordinal).ToList();
        var wanted = swarm.Nodes.Select(node => $"{node.Name} Ready Active").Order(StringComparer.Ordinal).ToList();
        return found.SequenceEqual(wanted)
            ? $"{wanted.Count} of {wanted.Count}"
            : throw new CheckFailedException($"the manager lists: {string.Join(", ", found)}; expected: {string.Join(", ", wanted)}");
    }
}
