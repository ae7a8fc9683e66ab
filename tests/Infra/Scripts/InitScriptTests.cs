namespace Tests.Infra.Scripts;

public sealed class InitScriptTests : IDisposable
{
    private const string Tokens = "SWMTKN-1-worker\nSWMTKN-1-manager\ncluster1\n";

    private readonly FakeMachine _machine = new FakeMachine().Set("cluster", "cluster1");

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_node_in_no_swarm_begins_one_with_its_own_address_and_pool()
    {
        var ran = Run(_machine.Set("state", "inactive"));

        Assert.Equal((0, Tokens, ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.Contains(
            "docker swarm init --advertise-addr 10.20.0.11 --data-path-addr 10.20.0.11 --default-addr-pool 10.64.0.0/12 --default-addr-pool-mask-length 24",
            ran.Calls
        );
    }

    [Fact]
    public void Beside_a_swarm_of_another_manager_none_is_begun()
    {
        var ran = Run(_machine.Set("state", "inactive"), peers: "node0=10.20.0.10 node2=10.20.64.12");

        Assert.Equal(
            (
                1,
                "",
                "node1: is in no swarm, but node0 manages one already. Run 'docker swarm join-token manager' on node0 and what it prints on this node, then run this again; or name new managers so that they come after those that are there.\n"
            ),
            (ran.ExitCode, ran.Output, ran.Said)
        );
        Assert.DoesNotContain(ran.Calls, call => call.StartsWith("docker swarm", StringComparison.Ordinal));
    }

    [Fact]
    public void Managers_that_do_not_answer_yet_are_no_swarm()
    {
        var ran = Run(_machine.Set("state", "inactive").Set("unreachable", ""), peers: "node2=10.20.64.12 node3=10.20.128.13");

        Assert.Equal((0, Tokens, ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.Equal(["bash 10.20.64.12", "bash 10.20.128.13"], ran.Calls.Where(call => call.StartsWith("bash", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_node_that_manages_the_swarm_already_only_tells_its_tokens()
    {
        var ran = Run(Managing());

        Assert.Equal((0, Tokens, ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.DoesNotContain(ran.Calls, call => call.StartsWith("docker swarm init", StringComparison.Ordinal));
    }

    [Fact]
    public void A_node_whose_engine_is_still_starting_its_swarm_is_waited_for()
    {
        var ran = Run(Managing().Set("state", "pending\npending\nactive"));

        Assert.Equal((0, Tokens, ""), (ran.ExitCode, ran.Output, ran.Said));
    }

    [Theory]
    [InlineData(
        "state",
        "pending",
        "its part in a swarm has been pending for 60 s. Run 'docker swarm leave --force' on it if that swarm is gone."
    )]
    [InlineData("state", "locked", "manages a swarm that is locked. Run 'docker swarm unlock' on it.")]
    [InlineData(
        "state",
        "error",
        "its part in a swarm is in error: no quorum. Run 'docker swarm leave --force' on it if that swarm is gone."
    )]
    [InlineData("is-manager", "false", "is a worker of another swarm. Run 'docker swarm leave --force' on it if that swarm is gone.")]
    [InlineData(
        "address",
        "192.0.2.1",
        "manages a swarm already, but as 192.0.2.1 instead of 10.20.0.11. Run 'docker swarm leave --force' on it if that swarm may go."
    )]
    [InlineData(
        "pool",
        "10.0.0.0/8/24",
        "manages a swarm already, whose overlay pool 10.0.0.0/8/24 cannot be changed to 10.64.0.0/12/24. Set swarm:overlayPool and swarm:overlaySubnetSize back, or destroy the stack first."
    )]
    [InlineData(
        "pool",
        "/0",
        "manages a swarm that has no leader, since too few of its managers answer. Start them again; or, if they are gone for good, run 'docker swarm init --force-new-cluster' on it."
    )]
    [InlineData(
        "unusable",
        "",
        "user admin cannot use Docker without sudo. Check 'systemctl status docker' and 'id admin' (group docker) on the node."
    )]
    public void No_second_swarm_is_ever_begun(string answer, string value, string expected)
    {
        var ran = Run(Managing().Set("error", "no quorum").Set(answer, value));

        Assert.Equal((1, "", $"node1: {expected}\n"), (ran.ExitCode, ran.Output, ran.Said));
        Assert.DoesNotContain(ran.Calls, call => call.StartsWith("docker swarm", StringComparison.Ordinal));
    }

    private FakeMachine Managing() =>
        _machine.Set("state", "active").Set("is-manager", "true").Set("address", "10.20.0.11").Set("pool", "10.64.0.0/12/24");

    private static Ran Run(FakeMachine machine, string peers = "") =>
        machine.Run(
            "init",
            "",
            ("NODE", "node1"),
            ("ADDRESS", "10.20.0.11"),
            ("PEERS", peers),
            ("POOL", "10.64.0.0/12"),
            ("SUBNET_SIZE", "24")
        );
}
