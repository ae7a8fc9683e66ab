using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Local.Providers.Aws;

/// <summary>Reads and compares address ranges.</summary>
internal static class Ranges
{
    /// <summary>Null when the text is no IPv4 range in CIDR notation with all its host bits zero.</summary>
    public static IPNetwork? Parse(string? text) =>
        text is not null
        && text.Contains('/', StringComparison.Ordinal)
        && IPNetwork.TryParse(text, out var network)
        && network.BaseAddress.AddressFamily == AddressFamily.InterNetwork
        // Parsing clears host bits without a word.
        && text.StartsWith(network.BaseAddress + "/", StringComparison.Ordinal)
            ? network
            : null;

    public static bool Overlap(IPNetwork one, IPNetwork other) => one.Contains(other.BaseAddress) || other.Contains(one.BaseAddress);

    /// <summary>True when <paramref name="inner"/> lies within <paramref name="outer"/>.</summary>
    public static bool Holds(IPNetwork outer, IPNetwork inner) =>
        outer.PrefixLength <= inner.PrefixLength && outer.Contains(inner.BaseAddress);

    /// <summary>
    /// The addresses that machines can have. Amazon keeps the first four and the last of every subnet:
    /// https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
    /// </summary>
    public static IEnumerable<IPAddress> Usable(IPNetwork subnet)
    {
        var first = BinaryPrimitives.ReadUInt32BigEndian(subnet.BaseAddress.GetAddressBytes());
        var count = 1L << (32 - subnet.PrefixLength);
        for (var offset = 4L; offset < count - 1; offset++)
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)(first + offset));
            yield return new(bytes);
        }
    }

    /// <summary>True when the address is one that machines can have.</summary>
    public static bool IsUsable(IPNetwork subnet, IPAddress address)
    {
        var offset =
            BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes())
            - (long)BinaryPrimitives.ReadUInt32BigEndian(subnet.BaseAddress.GetAddressBytes());
        return offset >= 4 && offset < (1L << (32 - subnet.PrefixLength)) - 1;
    }
}
