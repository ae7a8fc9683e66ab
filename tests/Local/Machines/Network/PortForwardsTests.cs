using System.Net;
using Local.Machines.Network;

namespace Tests.Local.Machines.Network;

public sealed class PortForwardsTests
{
    private static readonly IPAddress _address = IPAddress.Parse("127.20.1.11");

    [Theory]
    [InlineData("127.0.0.0/8", "tcp:127.20.1.11:20022-:22")]
    [InlineData("0.0.0.0/0", "tcp:127.20.1.11:20022-:22")]
    [InlineData("127.0.0.1/32", "tcp:127.20.1.11:20022-:22")]
    [InlineData("203.0.113.0/24", "")]
    [InlineData("10.20.0.0/16", "")]
    public void A_port_is_forwarded_where_its_rule_lets_this_computer_in(string from, string expected) =>
        Assert.Equal(expected, Of(Rule("tcp", 22, 22, from)));

    [Theory]
    [InlineData("tcp", 8000, 8002, "tcp:127.20.1.11:8000-:8000 tcp:127.20.1.11:8001-:8001 tcp:127.20.1.11:8002-:8002")]
    [InlineData("udp", 53, 53, "udp:127.20.1.11:20053-:53")]
    [InlineData("tcp", 1023, 1024, "tcp:127.20.1.11:21023-:1023 tcp:127.20.1.11:1024-:1024")]
    [InlineData("50", null, null, "")]
    [InlineData("icmp", -1, -1, "")]
    public void Ports_below_1024_are_found_20000_higher_and_others_at_themselves(string protocol, int? from, int? to, string expected) =>
        Assert.Equal(expected, Of(Rule(protocol, from, to, "127.0.0.0/8")));

    [Theory]
    [InlineData("-1", null, null)]
    [InlineData("tcp", 0, 65535)]
    [InlineData("tcp", 30000, 30256)]
    public void A_rule_that_opens_too_many_ports_is_not_forwarded_but_told(string protocol, int? from, int? to)
    {
        var told = new List<FilterRule>();
        var rule = Rule(protocol, from, to, "0.0.0.0/0");

        Assert.Empty(PortForwards.Of([rule], _address, told.Add));
        Assert.Equal([rule], told);
    }

    [Fact]
    public void Nothing_is_forwarded_to_a_machine_without_a_public_address() =>
        Assert.Empty(PortForwards.Of([Rule("tcp", 22, 22, "127.0.0.0/8")], null, rule => Assert.Fail($"told {rule}")));

    [Fact]
    public void What_leaves_the_machine_is_not_forwarded() =>
        Assert.Empty(
            PortForwards.Of([Rule("tcp", 22, 22, "127.0.0.0/8") with { Direction = Direction.Egress }], _address, rule =>
                Assert.Fail($"told {rule}")
            )
        );

    private static FilterRule Rule(string protocol, int? from, int? to, string peer) =>
        new(Direction.Ingress, protocol, from, to, [IPNetwork.Parse(peer)]);

    private static string Of(FilterRule rule) => string.Join(' ', PortForwards.Of([rule], _address, wide => Assert.Fail($"told {wide}")));
}
