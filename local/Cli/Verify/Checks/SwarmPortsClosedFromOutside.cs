namespace Local.Cli.Verify.Checks;

internal sealed class SwarmPortsClosedFromOutside : ICheck
{
    // Cluster management, gossip, VXLAN, and the Engine's own API with and without TLS.
    private static readonly int[] Ports = [2375, 2376, 2377, 4789, 7946];

    public string Name => "swarm ports are closed from outside";
    public string LookAt => "the security group's rules: none may open these ports to an address range";

    public Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation)
        => Closed.RequireAsync(swarm, Ports, cancellation);
}
