namespace Local.Cli.Verify.Checks;

internal sealed class InternalServiceClosedFromOutside : ICheck
{
    public string Name => "web is not reachable from outside";
    public string LookAt => "web in docker service ls on a manager, column PORTS; the security group's rules for 80/tcp";

    public async Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation)
    {
        // Without a leader nobody says what it publishes.
        _ = swarm.View;
        var web = swarm.TasksOf(Tutorial.Internal)[0].ServiceOnSwarm;
        var published = await swarm.RunAsync(
            swarm.Manager,
            $$$"""docker service inspect --format '{{json .Endpoint.Ports}}' {{{web}}}""",
            cancellation
        );
        return published is "null" or "[]"
            ? $"not published; closed: {await Closed.RequireAsync(swarm, [80], [], cancellation)}"
            : throw new CheckFailedException($"published: {published}");
    }
}
