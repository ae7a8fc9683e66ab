using System.Net;
using System.Net.Sockets;

namespace Tests.Infra.Scripts;

/// <summary>The metadata service of a machine on AWS, on a port of this computer: it gives tokens, and answers for the notice in the given order, the last time and again.</summary>
internal sealed class FakeMetadata : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Queue<(int Status, string Text)> _answers;
    private readonly List<string> _asked = [];
    private int _tokens;

    public FakeMetadata(params (int Status, string Text)[] answers)
    {
        _answers = new(answers);
        Address = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        // On threads of its own: those of the tests wait for the script.
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>What was asked, with the token that was shown.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                var (status, text) = Answer(context.Request);
                context.Response.StatusCode = status;
                await using var writer = new StreamWriter(context.Response.OutputStream);
                await writer.WriteAsync(text);
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private (int Status, string Text) Answer(HttpListenerRequest request)
    {
        lock (_asked)
        {
            _asked.Add($"{request.HttpMethod} {request.Url!.AbsolutePath} {request.Headers["X-aws-ec2-metadata-token"]}".TrimEnd());
            return (request.HttpMethod, request.Url.AbsolutePath) switch
            {
                ("PUT", "/latest/api/token") when request.Headers["X-aws-ec2-metadata-token-ttl-seconds"] == "21600" => (
                    200,
                    $"token{++_tokens}"
                ),
                ("GET", "/latest/meta-data/spot/instance-action") => _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek(),
                _ => (400, ""),
            };
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
