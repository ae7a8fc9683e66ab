using FsCheck.Xunit;
using Infra.Settings;

namespace Tests.Infra.Settings;

public sealed class CidrTests
{
    [Theory]
    [InlineData("10.20.0.0/16")]
    [InlineData("0.0.0.0/0")]
    [InlineData("255.255.255.255/32")]
    public void A_range_is_shown_as_it_was_written(string text) => Assert.Equal(text, Cidr.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("10.20.0.0")]
    [InlineData("10.20.0.0/33")]
    [InlineData("10.20.0.0/-1")]
    [InlineData("10.20.0.1/16")]
    [InlineData("10.20.0/16")]
    [InlineData("10.20.0.0.0/16")]
    [InlineData("10.020.0.0/16")]
    [InlineData("10.256.0.0/16")]
    [InlineData(" 10.20.0.0/16")]
    [InlineData("::/0")]
    public void What_is_no_range_is_refused(string text)
    {
        Assert.False(Cidr.TryParse(text, out _));
        Assert.Equal(
            $"\"{text}\" is not an IPv4 range such as 10.20.0.0/16.",
            Assert.Throws<FormatException>(() => Cidr.Parse(text)).Message
        );
    }

    [Theory]
    [InlineData("10.20.0.0/16", "10.16.0.0/12", true)]
    [InlineData("10.16.0.0/12", "10.20.0.0/16", true)]
    [InlineData("10.20.0.0/16", "10.21.0.0/16", false)]
    [InlineData("10.20.0.0/16", "10.20.255.255/32", true)]
    [InlineData("0.0.0.0/0", "255.255.255.255/32", true)]
    [InlineData("10.64.0.0/12", "10.80.0.0/12", false)]
    public void Ranges_overlap_when_they_share_an_address(string one, string other, bool expected) =>
        Assert.Equal(expected, Cidr.Parse(one).Overlaps(Cidr.Parse(other)));

    [Fact]
    public void A_range_is_split_into_equal_subnets_side_by_side()
    {
        var subnets = Enumerable.Range(0, 4).Select(index => Cidr.Parse("10.20.0.0/16").Subnet(2, index).ToString());

        Assert.Equal(["10.20.0.0/18", "10.20.64.0/18", "10.20.128.0/18", "10.20.192.0/18"], subnets);
    }

    [Fact]
    public void Addresses_are_counted_from_the_network_address()
    {
        var range = Cidr.Parse("10.20.64.0/18");

        Assert.Equal("10.20.64.0", range.Address(0));
        Assert.Equal("10.20.65.1", range.Address(257));
        Assert.Equal("10.20.127.255", range.Address(range.Size - 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => range.Address(range.Size));
    }

    [Theory]
    [InlineData("203.0.113.0/25 203.0.113.128/25", "203.0.113.0/24")]
    [InlineData("203.0.113.128/25 203.0.113.0/25", "203.0.113.0/24")]
    [InlineData("203.0.113.128/25 203.0.114.0/25", "203.0.113.128/25 203.0.114.0/25")]
    [InlineData("10.0.0.0/8 10.20.0.0/16 10.20.1.1/32", "10.0.0.0/8")]
    [InlineData("10.0.0.3/32 10.0.0.0/31 10.0.0.2/32 10.0.0.4/30", "10.0.0.0/29")]
    [InlineData("0.0.0.0/1 128.0.0.0/1", "0.0.0.0/0")]
    [InlineData("255.255.255.255/32 0.0.0.0/32", "0.0.0.0/32 255.255.255.255/32")]
    public void Ranges_that_make_up_another_are_one(string ranges, string expected) =>
        Assert.Equal(expected, string.Join(' ', Cidr.Union(ranges.Split(' ').Select(Cidr.Parse))));

    [Property]
    public bool Overlapping_is_mutual_and_means_a_shared_end(uint first, byte firstLength, uint second, byte secondLength)
    {
        var one = Range(first, firstLength % 33);
        var other = Range(second, secondLength % 33);

        var shared = one.Contains(Cidr.OfAddress(other.Address(0))) || other.Contains(Cidr.OfAddress(one.Address(0)));
        return one.Overlaps(other) == shared && other.Overlaps(one) == shared;
    }

    private static Cidr Range(uint address, int length)
    {
        var network = length == 0 ? 0 : address & (uint.MaxValue << (32 - length));
        return Cidr.Parse($"{network >> 24}.{(network >> 16) & 255}.{(network >> 8) & 255}.{network & 255}/{length}");
    }
}
