using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Local.Machines.Vm;

/// <summary>JSON objects, one a line, over a Unix socket: how both QEMU and its guest agent talk.</summary>
internal sealed class JsonLines : IAsyncDisposable
{
    private readonly NetworkStream _stream;
    private readonly StreamReader _reader;

    private JsonLines(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new StreamReader(_stream, Encoding.UTF8);
    }

    public static async Task<JsonLines> ConnectAsync(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return new(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task WriteAsync(JsonObject message, CancellationToken cancellation) =>
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(message.ToJsonString() + "\n"), cancellation);

    public async Task<JsonObject> ReadAsync(CancellationToken cancellation)
    {
        var line = await _reader.ReadLineAsync(cancellation) ?? throw new IOException("the connection was closed");
        return JsonNode.Parse(line) as JsonObject ?? throw new IOException($"a JSON object was expected, not '{line}'");
    }

    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        return _stream.DisposeAsync();
    }
}
