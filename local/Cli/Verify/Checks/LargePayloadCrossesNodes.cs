namespace Local.Cli.Verify.Checks;

/// <summary>
/// A wrong MTU lets a ping pass and hangs on full packets. The payload travels as request headers, three of 7,000 bytes a request
/// (nginx takes four of 8 KiB), so that nothing is written in the containers.
/// </summary>
internal sealed class LargePayloadCrossesNodes : ICheck
{
    private const int Requests = 48;

    public string Name => "a payload larger than the MTU crosses the overlay between nodes";
    public string LookAt => "docker network inspect of my-overlay (its name on the swarm: docker network ls), option com.docker.network.driver.mtu: at least 50 bytes below the nodes' own MTU";

    public async Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation)
    {
        var app = await swarm.ContainerAsync(Tutorial.Standalone, cancellation);
        var sender = (await swarm.TasksOfAsync(Tutorial.Internal, cancellation)).FirstOrDefault(task => task.Node != app.Node)
            ?? throw new CheckFailedException($"every task of {Tutorial.Internal} runs on {app.Node.Name}, where {Tutorial.Standalone} runs: nothing crosses");
        await swarm.RunAsync(
            sender.Node,
            $$"""
            docker exec {{sender.Id}} sh -c '
              fill=$(printf %07000d 0)
              curl -fsS --max-time 60 -o /dev/null -H "X-A: $fill" -H "X-B: $fill" -H "X-C: $fill" "http://{{Tutorial.Standalone}}/?[1-{{Requests}}]"'
            """,
            cancellation);
        return $"1 MB from {sender.Node.Name} to {app.Node.Name}";
    }
}
