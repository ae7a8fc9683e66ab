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
        var answers = await Task.WhenAll(
            swarm.Nodes.Select((node, index) => AskAsync(swarm, node, Share(index, swarm.Nodes.Count), cancellation))
        );
        var seen = answers.SelectMany(answer => answer).ToHashSet();
        return seen.SetEquals(replicas)
            ? $"{Requests} requests, {seen.Count} of {replicas.Count} replicas"
            : throw new CheckFailedException(
                $"answered: {string.Join(", ", seen.Order(StringComparer.Ordinal))}; running: {string.Join(", ", replicas.Order(StringComparer.Ordinal))}"
            );
    }

    // Of requests that are dealt out to nodes in turn.
    private static int Share(int index, int nodes) => (Requests / nodes) + (index < Requests % nodes ? 1 : 0);

    private static async Task<IEnumerable<string>> AskAsync(RunningSwarm swarm, Node node, int times, CancellationToken cancellation) =>
        (await swarm.GetAsync(node, Tutorial.PublishedPort, times, cancellation)).Select(answer => Whoami.HostnameIn(node, answer));
}
