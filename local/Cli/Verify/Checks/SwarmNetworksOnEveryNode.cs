namespace Local.Cli.Verify.Checks;

internal sealed class SwarmNetworksOnEveryNode : ICheck
{
    private static readonly string[] _wanted = ["docker_gwbridge bridge local", "ingress overlay swarm"];

    public string Name => "ingress and docker_gwbridge are on every node";
    public string LookAt => "docker network ls on the node; docker info, section Swarm";

    public async Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation)
    {
        var listed = await swarm.RunOnAllAsync(_ => "docker network ls --format '{{.Name}} {{.Driver}} {{.Scope}}'", cancellation);
        var missing =
            from node in listed
            from network in _wanted.Except(node.Output.Split('\n'))
            select $"{node.Node.Name} lacks {network}";
        return missing.Any()
            ? throw new CheckFailedException(string.Join("; ", missing))
            : string.Join(", ", swarm.Nodes.Select(node => node.Name));
    }
}
