using System.Globalization;
using System.Net;

namespace Local.Machines.Network;

/// <summary>A port of this computer's loopback device that leads to a port of a machine.</summary>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
/// <param name="Address">The loopback address.</param>
/// <param name="Port">The machine's port.</param>
internal sealed record PortForward(string Protocol, IPAddress Address, int Port)
{
    /// <summary>The port of this computer.</summary>
    public int LocalPort => LocalPortOf(Port);

    /// <summary>Users can bind ports from 1024 on only, so lower ones are found 20000 higher.</summary>
    public static int LocalPortOf(int port) => port < 1024 ? 20000 + port : port;

    /// <summary>As QEMU writes it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Protocol}:{Address}:{LocalPort}-:{Port}");
}
