namespace Local.Cli.Verify.Checks;

/// <summary>
/// A wrong MTU lets a ping pass and hangs on full packets. The payload travels as request headers, three of 7,000 bytes a request
/// (nginx takes four of 8 KiB), so that nothing is written in the containers.
/// </summary>
internal sealed class LargePayloadCrossesNodes : ICheck
{
    private const int Requests = 48;

    public string Name => "a payload larger than the MTU crosses the overlay between nodes";
    public string LookAt =>
        "docker network inspect of my-overlay (its name on the swarm: docker network ls), option com.docker.network.driver.mtu: at least 50 bytes below the nodes' own MTU";

    public async Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation)
    {
        var app = swarm.Container(Tutorial.Standalone);
        var sender = swarm.TasksOf(Tutorial.Internal).FirstOrDefault(task => task.Node != app.Node)
            ?? throw NothingCrosses(swarm, app.Node.Name);
        await swarm.RunAsync(
            sender.Node,
            $$"""
            docker exec {{sender.Id}} sh -c '
              fill=$(printf %07000d 0)
              curl -fsS --max-time 60 -o /dev/null -H "X-A: $fill" -H "X-B: $fill" -H "X-C: $fill" "http://{{Tutorial.Standalone}}/?[1-{{Requests}}]"'
            """,
            cancellation
        );
        return $"1 MB from {sender.Node.Name} to {app.Node.Name}";
    }

    private static Exception NothingCrosses(RunningSwarm swarm, string node)
    {
        var seen = $"every task of {Tutorial.Internal} runs on {node}, where {Tutorial.Standalone} runs: nothing crosses";
        // With nodes drained or gone that is what comes of it.
        return swarm.IsWhole ? new CheckFailedException(seen) : new NotMadeException(seen);
    }
}
