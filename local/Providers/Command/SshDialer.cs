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
    private static readonly TimeSpan _firstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longestAnswer = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _longestDelay = TimeSpan.FromSeconds(5);

    public async Task<SshClient> DialAsync(RemoteConnection connection, CancellationToken cancellation)
    {
        var delay = _firstDelay;
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
                    throw new ProviderException(
                        $"no SSH login to {connection} after {connection.DialErrorLimit} failed attempts: {Explain(cause)}. Is the host up, does its firewall let SSH in, and does user {connection.User} have this key?", cause);
                }

                var limit = connection.DialErrorLimit < 0 ? "no limit" : $"{connection.DialErrorLimit}";
                operation.Status($"waiting for SSH on {connection.Host} ({dial}/{limit}): {Explain(cause)}");
            }

            await Task.Delay(delay, cancellation);
            delay = delay * Backoff < _longestDelay ? delay * Backoff : _longestDelay;
        }
    }

    private async Task<SshClient> DialOnceAsync(RemoteConnection connection, CancellationToken cancellation)
    {
        var settings = new ConnectionInfo(connection.Host, endpoints.Resolve(connection.Host, connection.Port), connection.User, AuthenticationOf(connection))
        {
            Timeout = connection.PerDialTimeout > TimeSpan.Zero ? connection.PerDialTimeout : Timeout.InfiniteTimeSpan,
        };
        foreach (var algorithm in settings.HostKeyAlgorithms.Keys.Where(name => !connection.HostKey.SignsBy(name)).ToArray())
        {
            settings.HostKeyAlgorithms.Remove(algorithm);
        }

        byte[]? refused = null;
        var client = new SshClient(settings) { KeepAliveInterval = TimeSpan.FromSeconds(15) };
        client.HostKeyReceived += (_, offered) =>
        {
            offered.CanTrust = connection.HostKey.Is(offered.HostKey);
            refused = offered.CanTrust ? null : offered.HostKey;
        };
        try
        {
            // SSH.NET blocks its thread through most of the handshake.
            await Task.Run(() => client.ConnectAsync(cancellation), cancellation);
            // From here on the same setting bounds how long sshd may take to start a command, on a machine that is busy booting.
            settings.Timeout = _longestAnswer;
            return client;
        }
        catch (Exception cause)
        {
            client.Dispose();
            if (refused is not null)
            {
                throw new ProviderException(
                    $"the host key of {connection.Host}:{connection.Port} is not the pinned one: pinned is {HostKey.Fingerprint(connection.HostKey.Blob)}, offered was {HostKey.Fingerprint(refused)}. Another machine answers there, or the host was set up anew: find out which before you change the pin.", cause);
            }

            throw;
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

    private static string Explain(Exception cause) => cause.Message.TrimEnd('.', ' ').ReplaceLineEndings(" ");
}
