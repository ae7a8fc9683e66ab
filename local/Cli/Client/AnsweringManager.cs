using Local.Cli.Nodes;
using Local.Cli.Verify;

namespace Local.Cli.Client;

/// <summary>Finds a manager that works.</summary>
internal static class AnsweringManager
{
    /// <summary>Only a manager of a swarm that has a leader answers.</summary>
    public const string Script =
        "curl --silent --show-error --fail --max-time 10 --output /dev/null --unix-socket /var/run/docker.sock http://localhost/nodes";

    /// <summary>The first that answers: of those that were managers when the stack was recorded, else of all.</summary>
    public static async Task<Node> FindAsync(IReadOnlyList<Node> nodes, INodeShell shell, TimeSpan timeout, CancellationToken cancellation)
    {
        foreach (var group in nodes.ToLookup(node => node.Role == "manager").OrderByDescending(group => group.Key))
        {
            var asked = group.ToList();
            var answers = await Task.WhenAll(asked.Select(node => AnswersAsync(node, shell, timeout, cancellation)));
            if (Array.IndexOf(answers, true) is var first and >= 0)
            {
                return asked[first];
            }
        }

        throw new CheckFailedException("no manager of the swarm answers; ./swarm status says why");
    }

    private static async Task<bool> AnswersAsync(Node node, INodeShell shell, TimeSpan timeout, CancellationToken cancellation)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(timeout);
        try
        {
            return (await shell.RunAsync(node, Script, bound.Token)).ExitCode == 0;
        }
        catch (Exception none)
            when (none is CheckFailedException || (none is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }
}
