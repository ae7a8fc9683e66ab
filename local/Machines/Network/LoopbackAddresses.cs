using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Local.Machines.Network;

/// <summary>Finds loopback addresses that nobody uses, to stand for public ones.</summary>
internal static class LoopbackAddresses
{
    /// <summary>
    /// An address within 127.0.0.0/8. Its middle follows from the stack's directory, so that stacks keep apart; its end is
    /// <paramref name="wish"/> where that is free.
    /// </summary>
    /// <param name="stack">The stack's directory.</param>
    /// <param name="wish">The wished-for last byte, 1 to 254.</param>
    /// <param name="isTaken">True for addresses that cannot be had.</param>
    public static IPAddress Choose(string stack, int wish, Func<IPAddress, bool> isTaken)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(stack));
        // 127.0.0.x, 127.0.1.x and 127.1.1.x are in common use by name servers and the like.
        var second = (byte)(16 + (hash[0] % 224));
        var choices =
            from round in Enumerable.Range(0, 256)
            from offset in Enumerable.Range(0, 254)
            select new IPAddress([127, second, (byte)(hash[1] + round), (byte)(1 + ((wish - 1 + offset) % 254))]);
        return choices.FirstOrDefault(address => !isTaken(address))
            ?? throw new MachineException("no loopback address is free; remove stacks that are no longer needed ('./swarm down')");
    }

    /// <summary>True when something listens at the address where a machine's SSH would be found.</summary>
    public static bool IsInUse(IPAddress address)
    {
        try
        {
            using var listener = new TcpListener(address, PortForward.LocalPortOf(22));
            listener.Start();
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
