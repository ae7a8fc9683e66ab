using System.Net;
using System.Net.Sockets;
using Local.Cli.Nodes;
using Local.Machines;

namespace Local.Cli.Verify;

/// <summary>Connects to the nodes from this computer.</summary>
internal sealed class Outside(IEndpointResolver resolver) : IOutside, IDisposable
{
    private static readonly TimeSpan _answerTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _refusalTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _connectTimeout = TimeSpan.FromSeconds(5);

    // The last loopback address: machines get theirs from the middle of the range.
    private const string NoMachine = "127.255.255.254";

    // A connection each: the routing mesh chooses a task per connection, not per request.
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, UseProxy = false })
    {
        Timeout = _answerTimeout,
    };

    public void Dispose() => _http.Dispose();

    public async Task<string> GetAsync(Node node, int port, CancellationToken cancellation)
    {
        var url = $"http://{node.PublicAddress}:{resolver.Resolve(node.PublicAddress, port)}/";
        try
        {
            return await _http.GetStringAsync(url, cancellation);
        }
        catch (HttpRequestException failure)
        {
            throw new CheckFailedException($"{node.Name} does not answer at {url}: {failure.Message}");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CheckFailedException($"{node.Name} does not answer at {url} within {_answerTimeout.TotalSeconds:0} s");
        }
    }

    public async Task<bool> AcceptsAsync(Node node, int port, CancellationToken cancellation)
    {
        var localPort = resolver.Resolve(node.PublicAddress, port);
        // Something of this computer that listens on all of its addresses, such as a Docker Engine of its own, answers at a loopback address too.
        return await ConnectsAsync(node.PublicAddress, localPort, cancellation)
            && !(
                IPAddress.TryParse(node.PublicAddress, out var address)
                && IPAddress.IsLoopback(address)
                && await ConnectsAsync(NoMachine, localPort, cancellation)
            );
    }

    public async Task<bool?> TakesDatagramsAsync(Node node, int port, CancellationToken cancellation)
    {
        if (!(IPAddress.TryParse(node.PublicAddress, out var address) && IPAddress.IsLoopback(address)))
        {
            return null;
        }

        var localPort = resolver.Resolve(node.PublicAddress, port);
        return await TakesAsync(address, localPort, cancellation) && !await TakesAsync(IPAddress.Parse(NoMachine), localPort, cancellation);
    }

    // On this computer a port without a socket is refused at once.
    private static async Task<bool> TakesAsync(IPAddress address, int port, CancellationToken cancellation)
    {
        using var client = new UdpClient(AddressFamily.InterNetwork);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(_refusalTimeout);
        try
        {
            client.Connect(address, port);
            await client.SendAsync(new byte[1], bound.Token);
            // The kernel keeps a refusal for the next call: on a busy computer it is there before the clock of the answer has begun.
            await client.SendAsync(new byte[1], bound.Token);
            await client.ReceiveAsync(bound.Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return true;
        }
    }

    private static async Task<bool> ConnectsAsync(string host, int port, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(_connectTimeout);
        try
        {
            await client.ConnectAsync(host, port, bound.Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
