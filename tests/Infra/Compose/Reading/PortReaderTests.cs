using FsCheck.Xunit;
using Infra.Compose.Format;
using Infra.Compose.Reading;

namespace Tests.Infra.Compose.Reading;

public sealed class PortReaderTests
{
    [Theory]
    [InlineData("80", "80/tcp")]
    [InlineData("8000:80", "8000:80/tcp")]
    [InlineData("53:5353/udp", "53:5353/udp")]
    [InlineData("53:5353/UDP", "53:5353/udp")]
    [InlineData("9:9/sctp", "9:9/sctp")]
    [InlineData("127.0.0.1:8000:80", "8000:80/tcp")]
    [InlineData("127.0.0.1::80", "80/tcp")]
    [InlineData("0:80", "80/tcp")]
    [InlineData("80:80/", "80:80/tcp")]
    [InlineData("[::1]:8000:80", "8000:80/tcp")]
    [InlineData("3000-3002", "3000/tcp 3001/tcp 3002/tcp")]
    [InlineData("8000-8001:80-81/udp", "8000:80/udp 8001:81/udp")]
    [InlineData("8000-8001:80", "8000:80/tcp 8001:80/tcp")]
    [InlineData("127.0.0.1:5000-5001:5000-5001", "5000:5000/tcp 5001:5001/tcp")]
    public void The_short_syntax_is_read_as_docker_reads_it(string text, string ports) =>
        Assert.Equal(ports, string.Join(' ', PortReader.Short(default, text, out _)!));

    [Theory]
    [InlineData("")]
    [InlineData("web")]
    [InlineData("65536")]
    [InlineData("8000:80:")]
    [InlineData("81-80")]
    [InlineData("8000:80-81")]
    [InlineData("8000-8002:80-81")]
    [InlineData("8000:80/icmp")]
    [InlineData("1:2:3")]
    [InlineData("80 ")]
    public void What_is_no_port_is_refused(string text) => Assert.Null(PortReader.Short(default, text, out _));

    [Property]
    public bool A_port_that_is_written_is_read_back(ushort published, ushort target, bool udp)
    {
        var port = new Port(default, published, Math.Max(target, (ushort)1), udp ? "udp" : "tcp", "ingress");

        return PortReader.Short(default, $"{port}", out _) is [var read] && read == port;
    }

    [Property(MaxTest = 2000)]
    public bool Whatever_is_read_is_written_and_read_again_the_same(int[] picks)
    {
        const string alphabet = "12345:-/tcpudp.[]";
        var text = string.Concat(picks.Select(pick => alphabet[(int)((uint)pick % alphabet.Length)]));

        return PortReader.Short(default, text, out _) is not { } ports
            || ports.All(port => PortReader.Short(default, $"{port}", out _) is [var read] && read == port);
    }
}
