using Local.Cli.Nodes;
using Local.Cli.Verify;

namespace Local.Cli.Look;

/// <summary>Looks at all nodes side by side, one session each, and asks one manager what the swarm holds.</summary>
/// <param name="shell">Reaches the nodes.</param>
/// <param name="timeout">How long a node may take.</param>
internal sealed class SwarmLook(INodeShell shell, TimeSpan timeout)
{
    public async Task<Sight> LookAsync(IReadOnlyList<Node> nodes, CancellationToken cancellation)
    {
        // Asked along, so that a look is one round trip where the manager that the stack knows is well.
        var asked = nodes.FirstOrDefault(node => node.Role == "manager");
        var answers = (await Task.WhenAll(nodes.Select(node => AskAsync(node, node == asked, cancellation)))).ToList();

        // Any other that manages knows the same.
        if (answers.All(answer => answer.Swarm is null))
        {
            var others = answers.Where(answer => answer.IsManager && answer.Node != asked).ToList();
            var again = await Task.WhenAll(others.Select(answer => AskAsync(answer.Node, forTheSwarm: true, cancellation)));
            answers = [.. answers.Except(others), .. again];
        }

        return new Sight(answers);
    }

    private async Task<NodeAnswer> AskAsync(Node node, bool forTheSwarm, CancellationToken cancellation)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(timeout);
        try
        {
            var answer = await shell.RunAsync(node, LookScript.Of(forTheSwarm), bound.Token);
            return NodeAnswer.Parse(node, $"{answer.Output}\n{answer.Error}");
        }
        catch (CheckFailedException unreachable)
        {
            return new NodeAnswer(node) { Silence = unreachable.Message };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new NodeAnswer(node) { Silence = $"{node.Name} did not answer within {timeout.TotalSeconds:0} s" };
        }
    }
}
