namespace Local.Cli.Verify.Checks;

/// <summary>What a node that does not answer cannot show is not asked of it, nor held against it, by any other check.</summary>
internal sealed class AllNodesAnswer : ICheck
{
    public string Name => "all nodes answer by ssh, and so does Docker on them";
    public string LookAt => "./swarm status; journalctl -u docker on the node";

    public Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation) =>
        swarm.Silent.Count == 0
            ? Task.FromResult(string.Join(", ", swarm.Nodes.Select(node => node.Name)))
            : throw new CheckFailedException([
                .. swarm.Silent.Select(silent => new Finding(silent.Node.Name, silent.Reason, swarm.Remedies.Reach(silent.Node))),
            ]);
}
