using System.Net.Sockets;

namespace Local.Machines.Network;

/// <summary>Whether an SSH server answers.</summary>
public static class SshClient
{
    /// <summary>True when it greets within the timeout. The hypervisor takes every connection, so only the greeting proves that sshd is there.</summary>
    public static async Task<bool> AnswersAsync(string host, int port, TimeSpan timeout, CancellationToken cancellation)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(timeout);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, bound.Token);
            var greeting = new byte[4];
            await client.GetStream().ReadExactlyAsync(greeting, bound.Token);
            return greeting.AsSpan().SequenceEqual("SSH-"u8);
        }
        catch (Exception failed)
            when (failed is SocketException or IOException
                || (failed is OperationCanceledException && !cancellation.IsCancellationRequested)
            )
        {
            return false;
        }
    }
}
