namespace Local.Cli.Verify.Checks;

internal sealed class ServiceReachesContainer : ICheck
{
    public string Name => "web reaches app1 by name";
    public string LookAt => "my-overlay in docker network ls on app1's node; docker logs app1; 4789/udp between the nodes";

    public async Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation)
    {
        // Without it no task could reach it: that is another check's to say.
        _ = swarm.Container(Tutorial.Standalone);
        var tasks = swarm.TasksOf(Tutorial.Internal);
        await Task.WhenAll(
            tasks.Select(task =>
                swarm.RunAsync(task.Node, $"docker exec {task.Id} {Tutorial.Ask} http://{Tutorial.Standalone}/", cancellation)
            )
        );
        return $"from {string.Join(", ", tasks.Select(task => task.Node.Name).Order(StringComparer.Ordinal))}";
    }
}
