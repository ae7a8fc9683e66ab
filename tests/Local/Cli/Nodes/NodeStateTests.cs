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
        var found = NodeState.Of(
            new Machine("i-1", "urn", "node1", IPAddress.Parse("10.20.0.11"), isRunning, isUp, DateTimeOffset.UnixEpoch)
        );

        Assert.Equal((state, isGood), (found, NodeState.IsGood(found)));
    }

    [Fact]
    public void A_virtual_machine_that_there_is_not_is_gone() =>
        Assert.Equal(("gone", false), (NodeState.Of(null), NodeState.IsGood("gone")));

    [Fact]
    public void Nodes_that_have_stopped_are_named_in_order() =>
        Assert.Equal("Stopped: the virtual machines of node1, node3.", StoppedNode.Sentence([new("node3", "i-3"), new("node1", "i-1")]));

    [Fact]
    public async Task A_host_whose_ssh_server_greets_answers() =>
        Assert.Equal(("answers", true), await OfHostAsync("SSH-2.0-OpenSSH_10.0\r\n"));

    [Fact]
    public async Task A_host_that_takes_a_connection_and_says_nothing_sensible_is_silent() =>
        Assert.Equal(("silent", false), await OfHostAsync("HTTP/1.1 400 Bad Request\r\n"));

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

    private static async Task<(string State, bool IsGood)> OfHostAsync(string greeting)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var greets = Task.Run(async () =>
        {
            using var client = await server.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(greeting));
        });

        var state = await NodeState.OfHostAsync("127.0.0.1", ((IPEndPoint)server.LocalEndpoint).Port);

        await greets;
        return (state, NodeState.IsGood(state));
    }
}
