namespace Local.Cli.Verify.Checks;

internal sealed class ContainerReachesService : ICheck
{
    public string Name => "app1 reaches web by name: one virtual address, one address per task";
    public string LookAt =>
        "my-overlay in docker network ls on app1's node; web in docker stack ps on a manager; 4789/udp between the nodes";

    public async Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation)
    {
        var app = swarm.Container(Tutorial.Standalone);
        var tasks = swarm.TasksOf(Tutorial.Internal);
        var answer = await swarm.RunAsync(
            app.Node,
            $$"""
            addresses() { echo $(docker exec {{app.Id}} sh -c "getent ahostsv4 $1 2>/dev/null || nslookup $1" | grep -Eo '[0-9]+(\.[0-9]+){3}' | grep -v '^127\.' | sort -u); }
            docker exec {{app.Id}} {{Tutorial.Ask}} http://{{Tutorial.Internal}}/ &&
            addresses {{Tutorial.Internal}} && addresses tasks.{{Tutorial.Internal}}
            """,
            cancellation
        );
        var lines = answer.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        return lines is [[var address], var addresses] && addresses.Length == tasks.Count && !addresses.Contains(address)
            ? $"{address} before {string.Join(", ", addresses)}"
            : throw new CheckFailedException(
                $"expected 1 virtual address and {tasks.Count} task addresses, got: {answer.ReplaceLineEndings(" before ")}"
            );
    }
}
