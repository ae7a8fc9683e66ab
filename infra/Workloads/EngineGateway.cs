using System.Net;
using Infra.Compose.Format;

namespace Infra.Workloads;

/// <summary>The gateway that the engine itself gives an address range.</summary>
internal static class EngineGateway
{
    /// <summary>The first address that containers could have, but not the one that stands for the subnet; null when the engine is to say itself what is wrong with the range.</summary>
    public static string? Of(AddressRange range)
    {
        if (
            !IPNetwork.TryParse(range.Subnet, out var subnet)
            || !IPNetwork.TryParse(range.IpRange ?? range.Subnet, out var containers)
            || subnet.PrefixLength > Bits(subnet) - 2
        )
        {
            return null;
        }

        var first = containers.BaseAddress.GetAddressBytes();
        if (containers.BaseAddress.Equals(subnet.BaseAddress))
        {
            // The base of a range of four or more addresses is even.
            first[^1]++;
        }

        return new IPAddress(first).ToString();
    }

    private static int Bits(IPNetwork network) => network.BaseAddress.GetAddressBytes().Length * 8;
}
