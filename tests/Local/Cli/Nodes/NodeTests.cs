using Local.Cli;
using Local.Cli.Nodes;
using Local.Machines;
using Local.Providers.Contract;
using Moq;

namespace Tests.Local.Cli.Nodes;

public sealed class NodeTests
{
    private const string Line = "ssh -o IdentitiesOnly=yes -i ${HOME}/.swarm/keys/abc/id -o HostKeyAlias=node1 -p 22 admin@127.1.2.3";

    [Fact]
    public void An_ssh_line_is_called_with_the_real_port_and_the_home_directory() =>
        Assert.Equal(
            [
                "-o",
                "IdentitiesOnly=yes",
                "-i",
                "/home/ada/.swarm/keys/abc/id",
                "-o",
                "HostKeyAlias=node1",
                "-p",
                "20022",
                "admin@127.1.2.3",
            ],
            SshLine.Parse(Line, "/home/ada").At(Forwarding("127.1.2.3", 22, 20022)).Arguments
        );

    [Fact]
    public void A_line_through_another_machine_is_called_with_the_real_port_of_that_one()
    {
        var resolver = new Mock<IEndpointResolver>(MockBehavior.Strict);
        resolver.Setup(it => it.Resolve("10.20.0.11", 22)).Returns(22);
        resolver.Setup(it => it.Resolve("127.1.2.10", 22)).Returns(20022);

        Assert.Equal(
            [
                "-i",
                "/home/ada/id",
                "-o",
                "ProxyCommand=ssh -o 'IdentityFile=/home/ada/id' -W %h:%p -p 20022 admin@127.1.2.10",
                "-p",
                "22",
                "admin@10.20.0.11",
            ],
            SshLine
                .Parse(
                    """ssh -i ${HOME}/id -o "ProxyCommand=ssh -o 'IdentityFile=${HOME}/id' -W %h:%p -p 22 admin@127.1.2.10" -p 22 admin@10.20.0.11""",
                    "/home/ada"
                )
                .At(resolver.Object)
                .Arguments
        );
    }

    [Fact]
    public void An_ssh_line_tells_user_address_and_port()
    {
        var line = SshLine.Parse(Line, "/home/ada");

        Assert.Equal(("admin", "127.1.2.3", 22), (line.User, line.Host, line.Port));
    }

    [Theory]
    [InlineData("ssh admin@127.1.2.3")]
    [InlineData("scp -p 22 admin@127.1.2.3")]
    [InlineData("ssh -p 22 127.1.2.3")]
    public void Another_line_is_refused(string line) =>
        Assert.Equal(
            $"the stack's output names this ssh line, which is not \"ssh OPTIONS -p PORT USER@HOST\": {line}",
            Assert.Throws<RefusedCommandException>(() => SshLine.Parse(line, "/home/ada")).Message
        );

    [Fact]
    public void Nodes_are_read_from_the_outputs()
    {
        var node = Assert.Single(Node.In(Outputs));

        Assert.Equal(
            ("node1", "manager", "10.20.0.11", "127.1.2.3", "admin"),
            (node.Name, node.Role, node.PrivateAddress, node.PublicAddress, node.Ssh.User)
        );
    }

    [Fact]
    public void Outputs_without_nodes_have_none() => Assert.Empty(Node.In(PropertyMap.Empty));

    [Fact]
    public void Endpoints_name_the_ports_of_this_computer()
    {
        Assert.Equal(["http://127.1.2.3:20080/"], Endpoints.In(Outputs, Forwarding("127.1.2.3", 80, 20080)));
    }

    private static IEndpointResolver Forwarding(string host, int port, int realPort)
    {
        var resolver = new Mock<IEndpointResolver>(MockBehavior.Strict);
        resolver.Setup(it => it.Resolve(host, port)).Returns(realPort);
        return resolver.Object;
    }

    private static PropertyMap Outputs =>
        PropertyMap
            .Empty.With(
                "nodes",
                PropertyValue.Of([
                    PropertyMap
                        .Empty.With("name", "node1")
                        .With("role", "manager")
                        .With("privateAddress", "10.20.0.11")
                        .With("publicAddress", "127.1.2.3")
                        .With("ssh", Line),
                ])
            )
            .With("endpoints", PropertyValue.Of(["http://127.1.2.3:80"]));
}
