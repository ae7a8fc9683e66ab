using System.Diagnostics;
using System.Net.Sockets;
using Local.Machines;
using Local.Providers.Contract;

namespace Local.Providers.Docker.Engine;

/// <summary>
/// A remote engine's socket, forwarded by one ssh process to a private directory here. The process is started on first use, started again
/// if it died, and ends with this computer's side: it runs <c>cat</c> over there and reads our end of its standard input, so it outlives not even a killed run; the
/// shell around it then removes the directory.
/// </summary>
internal sealed class SshTunnel(DockerHost host, IReadOnlyList<string> sshOptions, IEndpointResolver endpoints) : IEngineConnection
{
    /// <summary>An SSH login to an emulated machine under load takes seconds; a minute means that something is wrong.</summary>
    private static readonly TimeSpan _loginTimeout = TimeSpan.FromSeconds(60);

    /// <summary>ssh closes the connection and says why at once, but on two ways: its words may arrive after the end of the connection.</summary>
    private static readonly TimeSpan _stderrTimeout = TimeSpan.FromSeconds(1);

    private readonly string[] _options = [.. sshOptions.Select(option => ProxyCommand.WithRealPort(option, endpoints))];
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Queue<string> _errors = new();
    private readonly TaskCompletionSource _spoke = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DirectoryInfo? _folder;
    private Process? _ssh;

    private string SocketPath => Path.Combine(_folder!.FullName, "docker.sock");

    public async Task<string> OpenAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            // Its shell removes the directory a moment before it ends.
            if (_ssh is null or { HasExited: true } || !File.Exists(SocketPath))
            {
                await StartAsync(cancellation);
            }

            return SocketPath;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task<string> ExplainAsync(string problem)
    {
        await Task.WhenAny(_spoke.Task, Task.Delay(_stderrTimeout));
        var said = Said();
        return $"the Docker engine at {host} does not answer: {(said.Length > 0 ? said : problem)}. Is Docker running there, and is user {host.User} in group docker?";
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _gate.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        await StopAsync();
        // Created with access for this user only; /tmp because a socket's path may not exceed 107 bytes.
        _folder = Directory.CreateTempSubdirectory("docker-");
        // In a session of its own: a Ctrl-C on the terminal lets what is under way end, and that needs the tunnel.
        _ssh = Process.Start(
            new ProcessStartInfo(
                "setsid",
                ["sh", "-c", """ssh "$@"; code=$?; rm -rf -- "$0"; exit "$code" """, _folder.FullName, .. Arguments()]
            )
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        ) ?? throw new InvalidOperationException("ssh did not start");
        _ssh.ErrorDataReceived += (_, line) => Keep(line.Data);
        _ssh.BeginErrorReadLine();
        _ssh.BeginOutputReadLine();
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(_loginTimeout);
        try
        {
            while (!await AnswersAsync(bound.Token))
            {
                if (_ssh.HasExited)
                {
                    await _ssh.WaitForExitAsync(bound.Token); // until its last words are read
                    throw new ProviderException(
                        $"no SSH connection to {host} for Docker: {Said()}. Try: ssh {string.Join(' ', _options.Select(Quoted))} -p {endpoints.Resolve(host.Host, host.Port)} {(host.User is null ? "" : host.User + "@")}{host.Host} docker version"
                    );
                }

                await Task.Delay(TimeSpan.FromMilliseconds(25), bound.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            await StopAsync();
            throw new ProviderException($"no SSH connection to {host} for Docker within {_loginTimeout.TotalSeconds} s: {Said()}");
        }
    }

    private IEnumerable<string> Arguments() =>
        [
            // First given wins in ssh: a host whose key is not pinned is never asked, and nothing asks back.
            "-o",
            "StrictHostKeyChecking=yes",
            "-o",
            "BatchMode=yes",
            "-o",
            "ControlPath=none",
            "-o",
            "ExitOnForwardFailure=yes",
            "-o",
            "StreamLocalBindMask=0177",
            "-o",
            "StreamLocalBindUnlink=yes",
            .. _options,
            "-o",
            "ConnectTimeout=30",
            "-o",
            "ServerAliveInterval=15",
            "-o",
            "ServerAliveCountMax=4",
            "-T",
            "-L",
            $"{SocketPath}:{host.Socket}",
            "-p",
            $"{endpoints.Resolve(host.Host, host.Port)}",
            .. host.User is null ? Array.Empty<string>() : ["-l", host.User],
            "--",
            host.Host,
            "cat",
        ];

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        if (!File.Exists(SocketPath))
        {
            return false;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath), cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false; // bound, not listening yet
        }
    }

    private async Task StopAsync()
    {
        if (_ssh is not null)
        {
            try
            {
                _ssh.Kill(entireProcessTree: true);
                await _ssh.WaitForExitAsync();
            }
            catch (InvalidOperationException)
            {
                // It had ended by itself.
            }

            _ssh.Dispose();
            _ssh = null;
            if (Directory.Exists(_folder!.FullName))
            {
                _folder.Delete(recursive: true);
            }
        }
    }

    private static string Quoted(string word) => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word;

    private void Keep(string? line)
    {
        lock (_errors)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                _errors.Enqueue(line.Trim());
                _spoke.TrySetResult();
            }

            while (_errors.Count > 5)
            {
                _errors.Dequeue();
            }
        }
    }

    private string Said()
    {
        lock (_errors)
        {
            return string.Join("; ", _errors).TrimEnd('.');
        }
    }
}
