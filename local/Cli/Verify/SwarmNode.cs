using System.Text.Json;
using Local.Cli.Nodes;

namespace Local.Cli.Verify;

/// <summary>A node as the swarm's managers know it.</summary>
/// <param name="Name">Its host name.</param>
/// <param name="Role">manager or worker.</param>
/// <param name="Address">The address that the other nodes use.</param>
/// <param name="State">Such as <c>ready</c>, <c>down</c>, <c>ready, leader</c> or <c>ready, drain</c>.</param>
internal sealed record SwarmNode(string Name, string Role, string Address, string State)
{
    /// <summary>Only a manager answers; curl starts faster on an emulated processor than Docker's client.</summary>
    public const string List = "curl --silent --show-error --fail --max-time 10 --unix-socket /var/run/docker.sock http://localhost/nodes";

    private static readonly TimeSpan _answerTimeout = TimeSpan.FromSeconds(20);

    /// <summary>The nodes of the swarm, as the first that answers tells: one that was a manager when the stack was recorded, else any. Null: none answers.</summary>
    public static async Task<IReadOnlyList<SwarmNode>?> AskAsync(
        IReadOnlyList<Node> recorded,
        INodeShell shell,
        CancellationToken cancellation
    )
    {
        foreach (var nodes in recorded.ToLookup(node => node.Role == "manager").OrderByDescending(group => group.Key))
        {
            var answers = await Task.WhenAll(nodes.Select(node => TryAsync(node, shell, cancellation)));
            if (answers.FirstOrDefault(answer => answer is not null) is { } told)
            {
                return told;
            }
        }

        return null;
    }

    /// <summary>The answer of the Docker Engine to <c>GET /nodes</c>, by name.</summary>
    public static IReadOnlyList<SwarmNode> Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return
        [
            .. document.RootElement.EnumerateArray().Select(NodeEntry.Read).Select(Of).OrderBy(node => node.Name, StringComparer.Ordinal),
        ];
    }

    private static SwarmNode Of(NodeEntry entry)
    {
        string?[] state =
        [
            entry.State,
            entry.IsLeader ? "leader" : null,
            entry.Reachability is "" or "reachable" ? null : entry.Reachability,
            entry.IsActive ? null : entry.Availability,
        ];
        return new SwarmNode(entry.Name, entry.Role, entry.Address, string.Join(", ", state.OfType<string>()));
    }

    private static async Task<IReadOnlyList<SwarmNode>?> TryAsync(Node node, INodeShell shell, CancellationToken cancellation)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(_answerTimeout);
        try
        {
            var answer = await shell.RunAsync(node, List, bound.Token);
            return answer.ExitCode == 0 ? Parse(answer.Output) : null;
        }
        catch (Exception none)
            when (none is CheckFailedException or JsonException
                || (none is OperationCanceledException && !cancellation.IsCancellationRequested)
            )
        {
            return null;
        }
    }
}
