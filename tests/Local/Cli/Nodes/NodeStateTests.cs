using System.Net;
using System.Net.Sockets;
using Local.Cli.Nodes;
using Local.Machines;

namespace Tests.Local.Cli.Nodes;

public sealed class NodeStateTests
{
    [Theory]
    [InlineData(true, true, "running", true)]
    [InlineData(true, false, "booting", false)]
    [InlineData(false, true, "stopped", false)]
    public void A_virtual_machine_is_as_its_process_is(bool isRunning, bool isUp, string state, bool isGood)
    {
        var found = NodeState.Of(new Machine("i-1", "urn", "node1", IPAddress.Parse("10.20.0.11"), isRunning, isUp, DateTimeOffset.UnixEpoch));

        Assert.Equal((state, isGood), (found, NodeState.IsGood(found)));
    }

    [Fact]
    public void A_virtual_machine_that_there_is_not_is_gone() => Assert.Equal(("gone", false), (NodeState.Of(null), NodeState.IsGood("gone")));

    [Fact]
    public void Nodes_that_have_stopped_are_named_in_order()
        => Assert.Equal("Stopped: the virtual machines of node1, node3.", StoppedNode.Told([new("node3", "i-3"), new("node1", "i-1")]));

    [Fact]
    public async Task A_host_whose_ssh_port_takes_connections_answers()
    {
        using var ssh = new TcpListener(IPAddress.Loopback, 0);
        ssh.Start();

        var state = await NodeState.OfHostAsync("127.0.0.1", ((IPEndPoint)ssh.LocalEndpoint).Port);

        Assert.Equal(("answers", true), (state, NodeState.IsGood(state)));
    }

    [Fact]
    public async Task A_host_whose_ssh_port_takes_none_is_silent()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        var state = await NodeState.OfHostAsync("127.0.0.1", port);

        Assert.Equal(("silent", false), (state, NodeState.IsGood(state)));
    }
}
