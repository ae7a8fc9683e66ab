namespace Local.Cli.Verify.Checks;

internal sealed class EveryNodeAnswers : ICheck
{
    public string Name => "every node answers for whoami, with or without a task of it";
    public string LookAt => "whoami in docker stack ps on a manager; ipvs and 4789/udp on the node that does not answer";

    public async Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation)
    {
        var holders = swarm.TasksOf(Tutorial.Published).Select(task => task.Node.Name).ToHashSet();
        var bodies = await Task.WhenAll(swarm.Nodes.Select(node => swarm.GetAsync(node, Tutorial.PublishedPort, 1, cancellation)));
        foreach (var (node, body) in swarm.Nodes.Zip(bodies))
        {
            _ = Whoami.HostnameIn(node, body[0]);
        }

        var names = swarm.Nodes.Select(node => node.Name);
        var without = names.Where(name => !holders.Contains(name)).ToList();
        return $"{string.Join(", ", names)} on port {Tutorial.PublishedPort}"
            + (without.Count > 0 ? $"; no task on {string.Join(", ", without)}" : "; each holds a task");
    }
}
