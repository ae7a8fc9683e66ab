using Local.Cli.Nodes;

namespace Local.Cli.Verify.Checks;

internal sealed class RequestsReachEveryReplica : ICheck
{
    private const int Requests = 30;

    public string Name => "30 requests reach every replica of whoami";
    public string LookAt => "whoami in docker stack ps on a manager; the task that no request reached";

    public async Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation)
    {
        var replicas = swarm.TasksOf(Tutorial.Published).Select(task => task.Id).ToHashSet();
        var seen = new HashSet<string>();
        foreach (var round in Enumerable.Range(0, Requests).Chunk(swarm.Nodes.Count))
        {
            seen.UnionWith(
                await Task.WhenAll(round.Select(number => AskAsync(swarm, swarm.Nodes[number % swarm.Nodes.Count], cancellation)))
            );
        }

        return seen.SetEquals(replicas)
            ? $"{Requests} requests, {seen.Count} of {replicas.Count} replicas"
            : throw new CheckFailedException(
                $"answered: {string.Join(", ", seen.Order(StringComparer.Ordinal))}; running: {string.Join(", ", replicas.Order(StringComparer.Ordinal))}"
            );
    }

    private static async Task<string> AskAsync(RunningSwarm swarm, Node node, CancellationToken cancellation) =>
        Whoami.HostnameIn(node, await swarm.GetAsync(node, Tutorial.PublishedPort, cancellation));
}
