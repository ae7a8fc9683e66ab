using Infra.Remote;

namespace Tests.Infra.Scripts;

public sealed class LeaveScriptTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_node_leaves_over_a_connection_with_a_pinned_host_key_and_this_key_only()
    {
        var ran = Run();

        Assert.Equal((0, "node2: has left the swarm\n", ""), (ran.ExitCode, ran.Output, ran.Said));
        var path = _machine.Read("key-path").Trim();
        Assert.Equal(
            [
                "-o",
                "BatchMode=yes",
                "-o",
                "ConnectTimeout=10",
                "-o",
                "ServerAliveInterval=5",
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                $"IdentityFile={path}",
                "-o",
                "StrictHostKeyChecking=yes",
                "-o",
                $"UserKnownHostsFile={Path.GetDirectoryName(path)}/known_hosts",
                "-o",
                "HostKeyAlias=node2",
                "-p",
                "2222",
                "-l",
                "admin",
                "--",
                "192.0.2.12",
                """case $(docker info --format "{{.Swarm.LocalNodeState}}") in inactive) ;; *) timeout 60 docker swarm leave --force ;; esac""",
            ],
            _machine.Read("ssh-arguments").TrimEnd('\n').Split('\n')
        );
        Assert.Equal("the private key\n", _machine.Read("key"));
        Assert.Equal("600\n", _machine.Read("key-mode"));
        Assert.Equal("node2 ssh-ed25519 AAAA\n", _machine.Read("known"));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void A_dead_node_holds_up_nothing()
    {
        _machine.Set("dead", "");

        var ran = Run();

        Assert.Equal(
            (
                0,
                "",
                "node2: did not answer, so it could not leave the swarm itself. If it comes back, run 'docker swarm leave --force' on it.\n"
            ),
            (ran.ExitCode, ran.Output, ran.Said)
        );
        Assert.False(File.Exists(_machine.Read("key-path").Trim()));
    }

    private static readonly Script _leave = Script.Here("leave");

    private Ran Run() =>
        _machine.RunCommand(
            _leave.OnThisComputer(ScriptPart.Delete),
            Script.StandardInput(null, _leave),
            ("NODE", "node2"),
            ("ADDRESS", "192.0.2.12"),
            ("PORT", "2222"),
            ("SSH_USER", "admin"),
            ("KNOWN_HOST", "node2 ssh-ed25519 AAAA"),
            ("PRIVATE_KEY", "the private key")
        );
}
