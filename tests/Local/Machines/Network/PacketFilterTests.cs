using System.Net;
using Local.Machines.Network;

namespace Tests.Local.Machines.Network;

public sealed class PacketFilterTests
{
    private static readonly IReadOnlyList<IPNetwork> _everybody = [IPNetwork.Parse("0.0.0.0/0")];
    private static readonly IReadOnlyList<IPNetwork> _thisComputer = [IPNetwork.Parse("127.0.0.0/8")];

    [Fact]
    public void Without_a_rule_nothing_gets_in_and_nothing_but_name_look_ups_gets_out() =>
        Assert.Equal(
            """
            table inet local_cloud
            delete table inet local_cloud
            table inet local_cloud {
              chain ingress {
                type filter hook prerouting priority -150; policy accept;
                iifname != { "enp0s3", "enp0s4" } accept
                ct state established,related accept
                drop
              }
              chain egress {
                type filter hook postrouting priority -150; policy accept;
                oifname != { "enp0s3", "enp0s4" } accept
                ct state established,related accept
                oifname "enp0s3" ip daddr 10.0.2.3 meta l4proto { tcp, udp } th dport 53 accept
                drop
              }
            }

            """,
            PacketFilter.Compile([])
        );

    [Fact]
    public void A_swarm_s_rules_open_its_ports_to_its_members_and_the_published_ones_to_this_computer()
    {
        IPNetwork[] members = [IPNetwork.Parse("10.20.1.12/32"), IPNetwork.Parse("10.20.1.11/32")];

        Assert.Equal(
            """
            table inet local_cloud
            delete table inet local_cloud
            table inet local_cloud {
              chain ingress {
                type filter hook prerouting priority -150; policy accept;
                iifname != { "enp0s3", "enp0s4" } accept
                ct state established,related accept
                iifname "enp0s3" ip saddr 10.0.2.2 tcp dport 22 accept
                iifname "enp0s3" ip saddr 10.0.2.2 tcp dport 8000-8010 accept
                iifname "enp0s4" ip saddr 127.0.0.0/8 tcp dport 22 accept
                iifname "enp0s4" ip saddr { 10.20.1.11, 10.20.1.12 } meta l4proto 50 accept
                iifname "enp0s4" ip saddr { 10.20.1.11, 10.20.1.12 } tcp dport 2377 accept
                iifname "enp0s4" ip saddr { 10.20.1.11, 10.20.1.12 } udp dport 4789 accept
                iifname "enp0s4" meta nfproto ipv4 tcp dport 8000-8010 accept
                drop
              }
              chain egress {
                type filter hook postrouting priority -150; policy accept;
                oifname != { "enp0s3", "enp0s4" } accept
                ct state established,related accept
                oifname "enp0s3" ip daddr 10.0.2.3 meta l4proto { tcp, udp } th dport 53 accept
                oifname { "enp0s3", "enp0s4" } meta nfproto ipv4 accept
                drop
              }
            }

            """,
            PacketFilter.Compile([
                new(Direction.Ingress, "tcp", 22, 22, _thisComputer),
                new(Direction.Ingress, "tcp", 8000, 8010, _everybody),
                new(Direction.Ingress, "tcp", 2377, 2377, members),
                new(Direction.Ingress, "udp", 4789, 4789, members),
                new(Direction.Ingress, "50", null, null, members),
                new(Direction.Egress, "-1", null, null, _everybody),
            ])
        );
    }

    [Theory]
    [InlineData("tcp", 0, 65535, " meta l4proto tcp accept")]
    [InlineData("udp", null, null, " meta l4proto udp accept")]
    [InlineData("udp", 53, 53, " udp dport 53 accept")]
    [InlineData("icmp", -1, -1, " meta l4proto icmp accept")]
    [InlineData("icmp", 8, -1, " icmp type 8 accept")]
    [InlineData("icmp", 3, 4, " icmp type 3 icmp code 4 accept")]
    [InlineData("-1", null, null, " accept")]
    [InlineData("47", null, null, " meta l4proto 47 accept")]
    public void Protocols_and_ports_are_matched_as_the_rule_says(string protocol, int? from, int? to, string expected) =>
        Assert.Contains(
            "    iifname \"enp0s4\" ip saddr 10.20.0.0/16" + expected + "\n",
            PacketFilter.Compile([new(Direction.Ingress, protocol, from, to, [IPNetwork.Parse("10.20.0.0/16")])]),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_rule_for_a_group_without_members_opens_nothing() =>
        Assert.Equal(PacketFilter.Compile([]), PacketFilter.Compile([new(Direction.Ingress, "tcp", 2377, 2377, [])]));
}
