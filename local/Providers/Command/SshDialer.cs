using System.Net.Sockets;
using Local.Machines;
using Local.Providers.Contract;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Local.Providers.Command;

/// <summary>
/// Connects and logs in, again and again while a host boots, with the genuine provider's delays; never without checking the pinned host key, of a proxy's too.
/// What it has connected to ends with it.
/// </summary>
internal sealed class SshDialer(IEndpointResolver endpoints, ResourceOperation operation) : IDisposable
{
    private const double Backoff = 1.5;
    private static readonly TimeSpan _firstDialInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _answerTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _longestDialInterval = TimeSpan.FromSeconds(5);

    private readonly Stack<IDisposable> _opened = new();

    public void Dispose()
    {
        while (_opened.TryPop(out var opened))
        {
            opened.Dispose();
        }
    }

    public async Task<SshClient> DialAsync(RemoteConnection connection, CancellationToken cancellation)
    {
        if (connection.Proxy is not { } hop)
        {
            return await DialAsync("Dial", connection, null, cancellation);
        }

        // The genuine provider calls both ends of the way "proxy"; which of them is at fault, the address says here.
        var proxy = await PrefixedAsync(hop, DialAsync("Dial proxy", hop, null, cancellation));
        return await PrefixedAsync(connection, DialAsync("Dial from proxy", connection, proxy, cancellation));

        static async Task<SshClient> PrefixedAsync(RemoteConnection end, Task<SshClient> dialling)
        {
            try
            {
                return await dialling;
            }
            catch (ProviderException cause)
            {
                throw new ProviderException($"proxy: {end.Host}:{end.Port}: {cause.Message}", cause);
            }
        }
    }

    private async Task<SshClient> DialAsync(string what, RemoteConnection connection, SshClient? proxy, CancellationToken cancellation)
    {
        var delay = _firstDialInterval;
        for (var dial = 1; ; dial++)
        {
            try
            {
                var client = await DialOnceAsync(connection, proxy, cancellation);
                _opened.Push(client);
                return client;
            }
            catch (SshException cause) when (proxy is not null && (cause is SshAuthenticationException or HostKeyException))
            {
                // The genuine provider dials the hop's way to the host again, but shakes hands once for each connection: after that it fails for good.
                throw new ProviderException(Explain(connection, cause), cause);
            }
            catch (Exception cause) when (cause is SshException or SocketException or IOException or TimeoutException)
            {
                if (connection.DialErrorLimit >= 0 && dial > connection.DialErrorLimit)
                {
                    throw new ProviderException($"after {connection.DialErrorLimit} failed attempts: {Explain(connection, cause)}", cause);
                }

                operation.Status(
                    $"{what} {dial}/{(connection.DialErrorLimit < 0 ? "inf" : $"{connection.DialErrorLimit}")} failed: retrying"
                );
            }

            await Task.Delay(delay, cancellation);
            delay = delay * Backoff < _longestDialInterval ? delay * Backoff : _longestDialInterval;
        }
    }

    private async Task<SshClient> DialOnceAsync(RemoteConnection connection, SshClient? proxy, CancellationToken cancellation)
    {
        var (host, port) = proxy is null
            ? (connection.Host, endpoints.Resolve(connection.Host, connection.Port))
            : Forward(proxy, connection.Host, connection.Port);
        var settings = new ConnectionInfo(host, port, connection.User, AuthenticationOf(connection))
        {
            Timeout = connection.PerDialTimeout > TimeSpan.Zero ? connection.PerDialTimeout : Timeout.InfiniteTimeSpan,
        };
        foreach (var algorithm in settings.HostKeyAlgorithms.Keys.Where(name => !connection.HostKey.SignsBy(name)).ToArray())
        {
            settings.HostKeyAlgorithms.Remove(algorithm);
        }

        var refused = false;
        var client = new SshClient(settings) { KeepAliveInterval = TimeSpan.FromSeconds(15) };
        client.HostKeyReceived += (_, offered) =>
        {
            offered.CanTrust = connection.HostKey.Is(offered.HostKey);
            refused = !offered.CanTrust;
        };
        try
        {
            // SSH.NET blocks its thread through most of the handshake.
            await Task.Run(() => client.ConnectAsync(cancellation), cancellation);
            // From here on the same setting bounds how long sshd may take to start a command, on a machine that is busy booting.
            settings.Timeout = _answerTimeout;
            return client;
        }
        catch (Exception cause)
        {
            client.Dispose();
            // The genuine provider dials again after this, too.
            throw refused ? new HostKeyException(cause) : cause;
        }
    }

    // A port of this computer that leads through the proxy, for as long as what goes through it.
    private (string Host, int Port) Forward(SshClient proxy, string host, int port)
    {
        var forward = new ForwardedPortLocal("127.0.0.1", 0, host, (uint)port);
        proxy.AddForwardedPort(forward);
        forward.Start();
        _opened.Push(forward);
        return (forward.BoundHost, (int)forward.BoundPort);
    }

    private static AuthenticationMethod[] AuthenticationOf(RemoteConnection connection)
    {
        var methods = new List<AuthenticationMethod>();
        if (connection.PrivateKey is { } key)
        {
            methods.Add(new PrivateKeyAuthenticationMethod(connection.User, PrivateKeys.Read(key, connection.PrivateKeyPassword)));
        }

        if (connection.Password is { } password)
        {
            methods.Add(new PasswordAuthenticationMethod(connection.User, password));
            var asked = new KeyboardInteractiveAuthenticationMethod(connection.User);
            asked.AuthenticationPrompt += (_, questions) =>
            {
                foreach (var prompt in questions.Prompts)
                {
                    prompt.Response = password;
                }
            };
            methods.Add(asked);
        }

        return [.. methods];
    }

    /// <summary>The genuine provider's words where there are any.</summary>
    private static string Explain(RemoteConnection connection, Exception cause) =>
        cause switch
        {
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
                $"dial tcp {connection.Host}:{connection.Port}: connect: connection refused",
            SshAuthenticationException =>
                $"ssh: handshake failed: ssh: unable to authenticate, attempted methods [none {Methods(connection)}], no supported methods remain",
            SshOperationTimeoutException or TimeoutException => $"dial tcp {connection.Host}:{connection.Port}: i/o timeout",
            _ => cause.Message.TrimEnd('.', ' ').ReplaceLineEndings(" "),
        };

    private sealed class HostKeyException(Exception cause) : SshException("ssh: handshake failed: ssh: host key mismatch", cause);

    private static string Methods(RemoteConnection connection) => connection.PrivateKey is null ? "password" : "publickey";
}
