using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Tests.EndToEnd;

/// <summary>What somebody on this computer gets from a node.</summary>
internal static class Outside
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(60);
    private static readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero })
    {
        Timeout = _timeout,
    };

    /// <summary>A page, over a connection of its own.</summary>
    public static Task<string> GetAsync(string address, string path) => _http.GetStringAsync(new Uri($"http://{address}{path}"));

    /// <summary>Asks with a header; what came back, with the status before it.</summary>
    public static async Task<string> AskAsync(
        HttpMethod method,
        string address,
        string path,
        string header,
        string value,
        string? content = null
    )
    {
        using var request = new HttpRequestMessage(method, new Uri($"http://{address}{path}"));
        request.Headers.Add(header, value);
        request.Content = content is null ? null : new StringContent(content);
        using var answer = await _http.SendAsync(request);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }

    /// <summary>The answer to a datagram, which is sent again when nothing comes back, as by every user of UDP.</summary>
    public static async Task<string> AskAsync(string address, int port, string question)
    {
        using var socket = new UdpClient(address, port);
        using var bound = new CancellationTokenSource(_timeout);
        var answer = socket.ReceiveAsync(bound.Token).AsTask();
        while (!answer.IsCompleted)
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(question), bound.Token);
            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(5), bound.Token));
        }

        return Encoding.ASCII.GetString((await answer).Buffer);
    }

    /// <summary>Runs a command on a machine that no stack knows, and fails with all that it printed when it fails.</summary>
    public static async Task ShellAsync(string address, string port, string hostKey, string keyFile, string command)
    {
        // In place of a file of known hosts.
        var known = $"KnownHostsCommand=/bin/echo [{address}]:{port} {hostKey}";
        var start = new ProcessStartInfo(
            "ssh",
            [
                "-F",
                "none",
                "-i",
                keyFile,
                "-p",
                port,
                "-o",
                "BatchMode=yes",
                "-o",
                "StrictHostKeyChecking=yes",
                "-o",
                "UserKnownHostsFile=none",
                "-o",
                known,
                $"admin@{address}",
                command,
            ]
        )
        {
            RedirectStandardError = true,
        };
        using var ssh = Process.Start(start)!;
        var printed = await ssh.StandardError.ReadToEndAsync();
        await ssh.WaitForExitAsync();
        Assert.True(ssh.ExitCode == 0, $"ssh {address} ended with {ssh.ExitCode}: {command}\n{printed}");
    }
}
