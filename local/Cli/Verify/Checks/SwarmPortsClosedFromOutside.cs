namespace Local.Cli.Verify.Checks;

internal sealed class SwarmPortsClosedFromOutside : ICheck
{
    // The Engine's own API with and without TLS, cluster management, gossip.
    private static readonly int[] _tcp = [2375, 2376, 2377, 7946];

    // VXLAN, gossip.
    private static readonly int[] _udp = [4789, 7946];

    public string Name => "swarm ports are closed from outside";
    public string LookAt => "the security group's rules: none may open these ports to an address range";

    public Task<string> RunAsync(RunningSwarm swarm, CancellationToken cancellation) =>
        Closed.RequireAsync(swarm, _tcp, _udp, cancellation);
}
