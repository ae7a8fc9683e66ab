namespace Tests.Infra.Scripts;

public sealed class DrainerScriptTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    public DrainerScriptTests()
    {
        foreach (var command in new[] { "useradd", "userdel", "chown" })
        {
            _machine.Play(command, $"echo \"{command} $*\" >>\"$FAKE/calls\"");
        }

        _machine.Play("install", "echo \"install $*\" >>\"$FAKE/calls\"; /bin/mkdir -p \"$8\"");
        _machine.Play("id", "[ \"$1\" != swarm-drain ] || [ -e \"$FAKE/there\" ] || exit 1; echo 1000");
    }

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Each_spot_machine_may_have_itself_drained_and_nothing_else()
    {
        var ran = Run("all");

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.Equal(
            $"""
            restrict,command="NODE=node1 MEMBER=edge1 /bin/sh -eu {_machine.Directory}/swarm-images" ssh-ed25519 AAAAone edge1
            restrict,command="NODE=node1 MEMBER=edge2 /bin/sh -eu {_machine.Directory}/swarm-images" ssh-ed25519 AAAAtwo edge2

            """,
            _machine.Read("home/.ssh/authorized_keys")
        );
        Assert.Equal("say hello\n", _machine.Read("swarm-images"));
        Assert.Equal(
            ["useradd --system --create-home --home-dir HOME --shell /bin/sh swarm-drain", "usermod --append --groups docker swarm-drain"],
            ran.Calls.Where(call => call.StartsWith("user", StringComparison.Ordinal)).Select(WithoutHome)
        );
        Assert.Contains("install -d -m 700 -o swarm-drain -g swarm-drain HOME/.ssh", ran.Calls.Select(WithoutHome));
        Assert.Contains("chmod 600 HOME/.ssh/authorized_keys", ran.Calls.Select(WithoutHome));
    }

    [Theory]
    [InlineData("swarm-images")]
    [InlineData("home/.ssh/authorized_keys")]
    public void A_file_that_cannot_be_written_ends_the_step(string file)
    {
        var path = Directory.CreateDirectory(Path.Combine(_machine.Directory, file)).FullName;

        var ran = Run("all");

        Assert.Equal(
            (1, $"tee: {path}: Is a directory\nnode1: {path} cannot be written. The reason is above.\n"),
            (ran.ExitCode, ran.Said)
        );
        Assert.DoesNotContain(ran.Calls, call => call.StartsWith("chmod", StringComparison.Ordinal));
    }

    [Fact]
    public void A_user_that_is_there_is_kept()
    {
        _machine.Set("there", "");

        Assert.DoesNotContain(Run("all").Calls, call => call.StartsWith("useradd", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_spot_machines_the_user_goes_with_its_keys()
    {
        Run("all");
        _machine.Set("there", "");

        var ran = Run("none");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Said));
        Assert.Equal("userdel --remove swarm-drain", ran.Calls[^1]);
        Assert.False(_machine.Has("swarm-images"));
        Assert.Equal(0, Run("none").ExitCode);
    }

    private string WithoutHome(string call) => call.Replace(Path.Combine(_machine.Directory, "home"), "HOME", StringComparison.Ordinal);

    private Ran Run(string whom) =>
        _machine.Run(
            global::Infra
                .Remote.Script.Render(
                    "drainer",
                    TimeSpan.FromMinutes(1),
                    ("NODE", "node1"),
                    ("DRAINER", whom),
                    ("DRAINER_HOME", Path.Combine(_machine.Directory, "home"))
                )
                .After("write"),
            $"i-0123\n{Convert.ToBase64String("say hello\n"u8)}\nedge1 ssh-ed25519 AAAAone\nedge2 ssh-ed25519 AAAAtwo\n"
        );
}
