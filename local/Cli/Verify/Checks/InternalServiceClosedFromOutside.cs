namespace Local.Cli.Verify.Checks;

internal sealed class InternalServiceClosedFromOutside : ICheck
{
    public string Name => "web is not reachable from outside";
    public string LookAt => "docker service inspect web, Endpoint.Ports; the security group's rules for 80/tcp";

    public async Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation)
    {
        var published = await swarm.RunAsync(swarm.Manager, $$$"""docker service inspect --format '{{json .Endpoint.Ports}}' {{{Tutorial.Internal}}}""", cancellation);
        return published is "null" or "[]"
            ? $"not published; closed: {await Closed.RequireAsync(swarm, [80], cancellation)}"
            : throw new CheckFailedException($"published: {published}");
    }
}
