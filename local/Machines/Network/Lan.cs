using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Local.Machines.Network;

/// <summary>The two networks of a machine: one to the outside, one to the other machines.</summary>
internal static class Lan
{
    /// <summary>The guest's names of its two network devices; they follow from the slots on its PCI bus.</summary>
    public const string OutsideDevice = "enp0s3";
    public const string Device = "enp0s4";

    /// <summary>QEMU's user network: the guest, this computer as the guest sees it, and the name server.</summary>
    public const string OutsideAddress = "10.0.2.15";
    public const string OutsideGateway = "10.0.2.2";
    public const string NameServer = "10.0.2.3";

    /// <summary>
    /// The multicast group and port, on the loopback device, that stand in for a network's wire. Derived from the network's name, which is
    /// unique on this computer, so nothing need be kept or cleared.
    /// </summary>
    public static string Group(string network)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(network));
        var port = 20000 + (BinaryPrimitives.ReadUInt16BigEndian(hash.AsSpan(3)) % 40000);
        // 239.0.0.0/8 is for private use within an organisation (RFC 2365).
        return string.Create(CultureInfo.InvariantCulture, $"239.{hash[0]}.{hash[1]}.{hash[2]}:{port}");
    }

    public static IPAddress Mask(int prefixLength)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, prefixLength == 0 ? 0 : uint.MaxValue << (32 - prefixLength));
        return new(bytes);
    }
}
