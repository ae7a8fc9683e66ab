using System.Text.Json;
using Xunit.Abstractions;
using static Tests.EndToEnd.Said;

namespace Tests.EndToEnd;

/// <summary>Nodes without public addresses: a manager and a worker behind a bastion.</summary>
public sealed class PrivateNodesTests(Before before, ITestOutputHelper output) : IClassFixture<Before>
{
    private readonly Swarm _swarm = new(before.Checkout.Directory, output);

    [Fact]
    public async Task They_are_reached_through_their_bastion_and_by_no_other_way()
    {
        await File.AppendAllTextAsync(before.Checkout.Configuration, "  swarm:publicAddresses: bastion\n  swarm:workers: 1\n");
        await _swarm.RunAsync(0, "up");
        await _swarm.UpWithoutChangeAsync();

        var status = JsonSerializer.Deserialize<JsonElement>(await _swarm.RunAsync(0, "status", "--json"));
        Assert.Equal(["", ""], AddressesOf(status));
        Assert.Empty(status.GetProperty("endpoints").EnumerateArray());
        AssertVerified(await _swarm.RunAsync(0, "verify", "--json"));
        Assert.Equal("node2\n", await _swarm.RunAsync(0, "ssh", "node2", "--", "hostname"));

        // All that this computer forwards is the bastion's SSH, and the nodes take SSH from nobody else: not from each other.
        Assert.EndsWith(":20022-:22", Assert.Single(Forwards()));
        await _swarm.RunAsync(1, "ssh", "node1", "--", "timeout 10 bash -c 'exec 3<>/dev/tcp/10.20.64.12/22' || exit 1");
        // They have a way out of their own.
        await _swarm.RunAsync(0, "ssh", "node2", "--", "ip route get 192.0.2.1");

        await _swarm.RunAsync(0, "down");
        Assert.Empty(Remains.ProcessesOf(before.Checkout.Directory));
        Assert.False(Directory.Exists(Path.Combine(before.Checkout.Directory, ".swarm")), ".swarm is still there");
        Assert.Equal(before.Keys, Remains.Keys());
        Assert.Equal(before.Sockets, Remains.Sockets());
    }

    private IEnumerable<string> Forwards() =>
        Directory
            .EnumerateFiles(before.Checkout.StateDirectory, "forwards", SearchOption.AllDirectories)
            .SelectMany(File.ReadAllLines)
            .Where(line => line.Length > 0);
}
