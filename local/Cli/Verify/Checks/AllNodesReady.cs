namespace Local.Cli.Verify.Checks;

internal sealed class AllNodesReady : ICheck
{
    public string Name => "all nodes are ready and active in the swarm";
    public string LookAt => "docker node ls on a manager";

    public Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation)
    {
        if (swarm.Refusal is { } refusal)
        {
            throw new CheckFailedException([new(swarm.Manager.Name, refusal, swarm.Remedies.Quorum)]);
        }

        var findings = Drift.OfNodes(swarm);
        return findings.Count == 0
            ? Task.FromResult($"{swarm.Nodes.Count} of {swarm.Nodes.Count + swarm.Silent.Count}")
            : throw new CheckFailedException(findings);
    }
}
