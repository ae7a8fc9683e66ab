using System.Net;
using System.Net.Sockets;
using Local.Cli.Nodes;
using Local.Cli.Verify;
using Local.Machines;
using Moq;

namespace Tests.Local.Cli.Verify;

public sealed class OutsideTests : IDisposable
{
    private readonly Mock<IEndpointResolver> _resolver = new(MockBehavior.Strict);
    private readonly Outside _outside;

    public OutsideTests()
    {
        _resolver.Setup(resolver => resolver.Resolve("127.98.7.6", It.IsAny<int>())).Returns((string _, int port) => port);
        _outside = new(_resolver.Object);
    }

    public void Dispose() => _outside.Dispose();

    [Fact]
    public async Task A_port_of_the_node_itself_is_open()
    {
        using var listener = new TcpListener(IPAddress.Parse("127.98.7.6"), 0);
        listener.Start();
        Assert.True(await _outside.AcceptsAsync(Node, PortOf(listener), CancellationToken.None));
    }

    [Fact]
    public async Task A_program_of_this_computer_that_listens_on_all_addresses_is_not_the_node()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        Assert.False(await _outside.AcceptsAsync(Node, PortOf(listener), CancellationToken.None));
    }

    [Fact]
    public async Task A_port_that_nothing_listens_on_is_closed()
    {
        var listener = new TcpListener(IPAddress.Parse("127.98.7.6"), 0);
        listener.Start();
        var port = PortOf(listener);
        listener.Stop();
        Assert.False(await _outside.AcceptsAsync(Node, port, CancellationToken.None));
    }

    [Fact]
    public async Task A_udp_port_of_the_node_itself_takes_datagrams_and_one_without_a_socket_does_not()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Parse("127.98.7.6"), 0));
        var port = ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
        Assert.True(await _outside.TakesDatagramsAsync(Node, port, CancellationToken.None));

        socket.Dispose();
        Assert.False(await _outside.TakesDatagramsAsync(Node, port, CancellationToken.None));
    }

    [Fact]
    public async Task A_socket_of_this_computer_for_all_addresses_is_not_the_nodes()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Any, 0));
        Assert.False(await _outside.TakesDatagramsAsync(Node, ((IPEndPoint)socket.Client.LocalEndPoint!).Port, CancellationToken.None));
    }

    [Fact]
    public async Task Elsewhere_nobody_can_tell_a_silent_firewall_from_an_open_udp_port() =>
        Assert.Null(await _outside.TakesDatagramsAsync(Node with { PublicAddress = "192.0.2.11" }, 4789, CancellationToken.None));

    private static Node Node { get; } =
        new("node1", "manager", "10.20.0.11", "127.98.7.6", SshLine.Parse("ssh -p 22 admin@127.98.7.6", "/home/ada"));

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
