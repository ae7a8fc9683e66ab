using Local.Cli;
using Local.Cli.Client;
using Local.Cli.Nodes;
using Local.Machines;
using Moq;

namespace Tests.Local.Cli.Client;

public sealed class DockerContextTests : IDisposable
{
    private const string Include = "Include ~/.swarm/ssh/*.config\n";
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("swarm-home-");
    private readonly Mock<IEndpointResolver> _resolver = new(MockBehavior.Strict);
    private readonly Node _node;
    private readonly DockerContext _context;

    public DockerContextTests()
    {
        _resolver.Setup(resolver => resolver.Resolve("127.1.2.3", 22)).Returns(20022);
        _node = new(
            "node1",
            "manager",
            "10.20.0.11",
            "127.1.2.3",
            SshLine.Parse(
                "ssh -o IdentitiesOnly=yes -i ${HOME}/.swarm/keys/abc/id -o UserKnownHostsFile=${HOME}/.swarm/keys/abc/node1 -o HostKeyAlias=node1 -p 22 admin@127.1.2.3",
                "/home/ada"
            )
        );
        _context = new(_home.FullName, "/src/infra", "dev");
    }

    private string Config => Path.Combine(_home.FullName, ".ssh", "config");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task The_private_configuration_pins_keys_and_is_included_before_what_is_there_and_all_of_it_goes_again()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Config)!);
        File.WriteAllText(Config, "Host *\n  User root\n");

        _context.WriteConfiguration([_node], _resolver.Object);
        _context.WriteConfiguration([_node], _resolver.Object);

        Assert.Equal(
            """
            # Written by ./swarm context for the stack dev of /src/infra
            Host swarm-dev-node1
              HostName 127.1.2.3
              User admin
              Port 20022
              IdentitiesOnly yes
              IdentityFile /home/ada/.swarm/keys/abc/id
              UserKnownHostsFile /home/ada/.swarm/keys/abc/node1
              HostKeyAlias node1

            """,
            File.ReadAllText(_context.ConfigFile)
        );
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_context.ConfigFile));
        Assert.Equal($"{Include}Host *\n  User root\n", File.ReadAllText(Config));

        Assert.True(await _context.RemoveAsync(docker: null, CancellationToken.None));
        Assert.Equal("Host *\n  User root\n", File.ReadAllText(Config));
        Assert.False(Directory.Exists(Path.GetDirectoryName(_context.ConfigFile)));
        Assert.False(await _context.RemoveAsync(docker: null, CancellationToken.None));
    }

    [Fact]
    public void A_node_behind_another_machine_is_reached_through_it_with_its_real_port()
    {
        _resolver.Setup(resolver => resolver.Resolve("10.20.0.11", 22)).Returns(22);
        const string Way = "ProxyCommand=ssh -o 'UserKnownHostsFile=${HOME}/known' -o HostKeyAlias=bastion -W %h:%p -p 22 admin@127.1.2.3";
        var ssh = SshLine.Parse($"ssh -o HostKeyAlias=node1 -o \"{Way}\" -p 22 admin@10.20.0.11", "/home/ada");

        _context.WriteConfiguration([_node with { Ssh = ssh }], _resolver.Object);

        Assert.Equal(
            """
            # Written by ./swarm context for the stack dev of /src/infra
            Host swarm-dev-node1
              HostName 10.20.0.11
              User admin
              Port 22
              HostKeyAlias node1
              ProxyCommand ssh -o 'UserKnownHostsFile=/home/ada/known' -o HostKeyAlias=bastion -W %h:%p -p 20022 admin@127.1.2.3

            """,
            File.ReadAllText(_context.ConfigFile)
        );
    }

    [Fact]
    public async Task A_configuration_of_ssh_that_was_not_there_is_not_there_afterwards()
    {
        _context.WriteConfiguration([_node], _resolver.Object);
        Assert.Equal(Include, File.ReadAllText(Config));

        await _context.RemoveAsync(docker: null, CancellationToken.None);
        Assert.False(File.Exists(Config));
    }

    [Fact]
    public async Task Another_stack_keeps_its_own()
    {
        var other = new DockerContext(_home.FullName, "/src/infra", "prod");
        _context.WriteConfiguration([_node], _resolver.Object);
        other.WriteConfiguration([_node], _resolver.Object);

        await _context.RemoveAsync(docker: null, CancellationToken.None);

        Assert.True(File.Exists(other.ConfigFile));
        Assert.Equal(Include, File.ReadAllText(Config));
    }

    [Fact]
    public async Task What_another_checkout_wrote_is_neither_replaced_nor_removed()
    {
        _context.WriteConfiguration([_node], _resolver.Object);
        var elsewhere = new DockerContext(_home.FullName, "/src/copy", "dev");

        Assert.Equal(
            $"{_context.ConfigFile} belongs to another checkout (# Written by ./swarm context for the stack dev of /src/infra); run ./swarm context --remove there first",
            Assert.Throws<RefusedCommandException>(() => elsewhere.WriteConfiguration([_node], _resolver.Object)).Message
        );
        Assert.False(await elsewhere.RemoveAsync(docker: null, CancellationToken.None));
        Assert.True(File.Exists(_context.ConfigFile));
    }

    [Theory]
    [InlineData("exit 1", "create")]
    [InlineData("exit 0", "update")]
    public async Task The_context_is_created_once_and_then_pointed_anew(string inspect, string verb)
    {
        var docker = Path.Combine(_home.FullName, "docker");
        File.WriteAllText(docker, $"#!/bin/sh\n[ \"$2\" != inspect ] || {inspect}\necho \"$*\" >\"$0.said\"\n");
        File.SetUnixFileMode(docker, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        await _context.CreateAsync(docker, _node, CancellationToken.None);

        Assert.Equal(
            $"context {verb} swarm-dev --description The swarm of the stack dev --docker host=ssh://swarm-dev-node1\n",
            File.ReadAllText($"{docker}.said")
        );
    }
}
