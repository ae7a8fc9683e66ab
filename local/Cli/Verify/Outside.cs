using System.Net.Sockets;
using Local.Cli.Nodes;
using Local.Machines;

namespace Local.Cli.Verify;

/// <summary>Connects to the nodes from this computer.</summary>
internal sealed class Outside(IEndpointResolver resolver) : IOutside, IDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);

    // A connection each: the routing mesh chooses a task per connection, not per request.
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, UseProxy = false }) { Timeout = AnswerLimit };

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
            throw new CheckFailedException($"{node.Name} does not answer at {url} within {AnswerLimit.TotalSeconds:0} s");
        }
    }

    public async Task<bool> AcceptsAsync(Node node, int port, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bounded.CancelAfter(ConnectLimit);
        try
        {
            await client.ConnectAsync(node.PublicAddress, resolver.Resolve(node.PublicAddress, port), bounded.Token);
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
