using System.Net.Sockets;
using System.Text;

namespace Tests.EndToEnd;

/// <summary>What somebody on this computer gets from a node.</summary>
internal static class Outside
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(60);
    private static readonly HttpClient s_http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = s_bound };

    /// <summary>A page, over a connection of its own.</summary>
    public static Task<string> GetAsync(string address, string path) => s_http.GetStringAsync(new Uri($"http://{address}{path}"));

    /// <summary>The answer to a datagram, which is sent again when nothing comes back, as by every user of UDP.</summary>
    public static async Task<string> AskAsync(string address, int port, string question)
    {
        using var socket = new UdpClient(address, port);
        using var bound = new CancellationTokenSource(s_bound);
        var answer = socket.ReceiveAsync(bound.Token).AsTask();
        while (!answer.IsCompleted)
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(question), bound.Token);
            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(5), bound.Token));
        }

        return Encoding.ASCII.GetString((await answer).Buffer);
    }
}
