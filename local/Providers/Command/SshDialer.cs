using System.Net.Sockets;
using Local.Machines;
using Local.Providers.Contract;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Local.Providers.Command;

/// <summary>Connects and logs in, again and again while a host boots, with the genuine provider's delays; never without checking the pinned host key.</summary>
internal sealed class SshDialer(IEndpointResolver endpoints, ResourceOperation operation)
{
    private const double Backoff = 1.5;
    private static readonly TimeSpan _firstDialInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _answerTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _longestDialInterval = TimeSpan.FromSeconds(5);

    public async Task<SshClient> DialAsync(RemoteConnection connection, CancellationToken cancellation)
    {
        var delay = _firstDialInterval;
        for (var dial = 1; ; dial++)
        {
            try
            {
                return await DialOnceAsync(connection, cancellation);
            }
            catch (Exception cause) when (cause is SshException or SocketException or IOException or TimeoutException)
            {
                if (connection.DialErrorLimit >= 0 && dial > connection.DialErrorLimit)
                {
                    throw new ProviderException($"after {connection.DialErrorLimit} failed attempts: {Explain(connection, cause)}", cause);
                }

                operation.Status(
                    $"Dial {dial}/{(connection.DialErrorLimit < 0 ? "inf" : $"{connection.DialErrorLimit}")} failed: retrying"
                );
            }

            await Task.Delay(delay, cancellation);
            delay = delay * Backoff < _longestDialInterval ? delay * Backoff : _longestDialInterval;
        }
    }

    private async Task<SshClient> DialOnceAsync(RemoteConnection connection, CancellationToken cancellation)
    {
        var settings = new ConnectionInfo(
            connection.Host,
            endpoints.Resolve(connection.Host, connection.Port),
            connection.User,
            AuthenticationOf(connection)
        )
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
            throw refused ? new SshConnectionException("ssh: handshake failed: ssh: host key mismatch", cause) : cause;
        }
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

    private static string Methods(RemoteConnection connection) => connection.PrivateKey is null ? "password" : "publickey";
}
