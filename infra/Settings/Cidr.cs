using System.Globalization;

namespace Infra.Settings;

/// <summary>An IPv4 address range such as 10.20.0.0/16.</summary>
internal readonly record struct Cidr
{
    // RFC 1918, 6598 and 2544.
    private static readonly Cidr[] _privateRanges =
    [
        Parse("10.0.0.0/8"),
        Parse("172.16.0.0/12"),
        Parse("192.168.0.0/16"),
        Parse("100.64.0.0/10"),
        Parse("198.18.0.0/15"),
    ];

    private readonly uint _network;

    private Cidr(uint network, int prefixLength)
    {
        _network = network;
        PrefixLength = prefixLength;
    }

    /// <summary>The number of leading bits that all addresses of the range share, 0 to 32.</summary>
    public int PrefixLength { get; }

    /// <summary>The number of addresses in the range, network and broadcast address included.</summary>
    public long Size => 1L << (32 - PrefixLength);

    /// <summary>True when nobody on the internet has an address of the range.</summary>
    public bool IsPrivate
    {
        get
        {
            var range = this;
            return Array.Exists(_privateRanges, known => known.Contains(range));
        }
    }

    /// <summary>True when an address of the range is one that nobody on the internet has.</summary>
    public bool HoldsPrivate
    {
        get
        {
            var range = this;
            return Array.Exists(_privateRanges, known => known.Overlaps(range));
        }
    }

    // The other half of the range that is twice as large; the whole internet has none.
    private Cidr? Sibling => PrefixLength == 0 ? null : new Cidr(_network ^ (uint)Size, PrefixLength);

    private Cidr Parent => Widened(PrefixLength - 1);

    private uint Last => (uint)(_network + Size - 1);

    /// <summary>Reads <c>a.b.c.d/n</c>; false when it is no range or the address has bits beyond the prefix.</summary>
    public static bool TryParse(string text, out Cidr range)
    {
        range = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (
            slash < 0
            || !TryParseAddress(text[..slash], out var address)
            || !int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var prefixLength)
            || prefixLength > 32
        )
        {
            return false;
        }

        range = new Cidr(address, prefixLength);
        return (address & ~Mask(prefixLength)) == 0;
    }

    /// <summary>The range that <paramref name="text"/> names; throws <see cref="FormatException"/> when it names none.</summary>
    public static Cidr Parse(string text) =>
        TryParse(text, out var range) ? range : throw new FormatException($"\"{text}\" is not an IPv4 range such as 10.20.0.0/16.");

    /// <summary>True for four decimal numbers from 0 to 255 with dots between them and no leading zeros.</summary>
    public static bool IsAddress(string text) => TryParseAddress(text, out _);

    /// <summary>The range that holds the one address only.</summary>
    public static Cidr OfAddress(string address) => Parse(address + "/32");

    /// <summary>True when the two ranges have an address in common.</summary>
    public bool Overlaps(Cidr other) => _network <= other.Last && other._network <= Last;

    /// <summary>True when every address of <paramref name="other"/> is in this range.</summary>
    public bool Contains(Cidr other) => _network <= other._network && other.Last <= Last;

    /// <summary>The fewest ranges that hold the same addresses: what lies in another goes, and two halves become the whole. In the order of their addresses.</summary>
    public static IReadOnlyList<Cidr> Union(IEnumerable<Cidr> ranges)
    {
        var found = new List<Cidr>();
        foreach (var range in ranges.OrderBy(range => range._network).ThenBy(range => range.PrefixLength))
        {
            if (found.Count > 0 && found[^1].Contains(range))
            {
                continue;
            }

            var next = range;
            while (found.Count > 0 && next.Sibling == found[^1])
            {
                next = found[^1].Parent;
                found.RemoveAt(found.Count - 1);
            }

            found.Add(next);
        }

        return found;
    }

    /// <summary>The range with a shorter prefix that this one is in.</summary>
    public Cidr Widened(int prefixLength)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefixLength, PrefixLength);
        return new Cidr(_network & Mask(prefixLength), prefixLength);
    }

    /// <summary>The address at <paramref name="index"/>, 0 being the network address.</summary>
    public string Address(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Size);
        return Dotted((uint)(_network + index));
    }

    /// <summary>The subnet number <paramref name="index"/> when the range is split by <paramref name="bits"/> more bits of prefix.</summary>
    public Cidr Subnet(int bits, int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(PrefixLength + bits, 32);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, 1 << bits);
        var length = PrefixLength + bits;
        return new Cidr((uint)(_network + ((long)index << (32 - length))), length);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Dotted(_network)}/{PrefixLength}");

    private static uint Mask(int prefixLength) => prefixLength == 0 ? 0 : uint.MaxValue << (32 - prefixLength);

    private static string Dotted(uint address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}");

    private static bool TryParseAddress(string text, out uint address)
    {
        address = 0;
        var parts = text.Split('.');
        foreach (var part in parts)
        {
            if (
                !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || (part.Length > 1 && part[0] == '0')
            )
            {
                return false;
            }

            address = (address << 8) | number;
        }

        return parts.Length == 4;
    }
}
