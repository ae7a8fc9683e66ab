using System.Buffers.Binary;
using System.Text;

namespace Local.Providers.Docker.Engine;

/// <summary>The engine's logs: frames of one stream byte, three zeros and a big-endian length before each piece.</summary>
internal static class LogStream
{
    private const int HeaderSize = 8;

    public static async Task<string[]> LinesAsync(Stream stream, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var header = new byte[HeaderSize];
        while (await stream.ReadAtLeastAsync(header, HeaderSize, throwOnEndOfStream: false, cancellation) == HeaderSize)
        {
            var piece = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4))];
            await stream.ReadExactlyAsync(piece, cancellation);
            text.Append(Encoding.UTF8.GetString(piece));
        }

        return text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
