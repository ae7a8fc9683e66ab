namespace Tests.Infra.Scripts;

public sealed class SpotScriptTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_service_watches_for_the_notice_from_every_boot_on()
    {
        var ran = Run("node1 10.20.0.11 ssh-ed25519 AAAA\n");

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.Equal(
            ["systemctl daemon-reload", "systemctl enable swarm-spot.service", "systemctl restart swarm-spot.service"],
            Service(ran)
        );
        Assert.Equal(
            $"""
            [Unit]
            Description=Draining of this node when AWS takes its machine back
            After=network-online.target docker.service
            Wants=network-online.target
            [Service]
            Environment=NODE=edge1 MANAGERS={_machine.Directory}/managers
            RuntimeDirectory=swarm-spot
            RuntimeDirectoryMode=0700
            ExecStart=/bin/sh -eu {_machine.Directory}/swarm-images
            Restart=on-failure
            RestartSec=5
            [Install]
            WantedBy=multi-user.target

            """,
            _machine.Read("swarm-spot.service")
        );
        Assert.Equal("say hello\n", _machine.Read("swarm-images"));
        Assert.Equal("node1 10.20.0.11 ssh-ed25519 AAAA\n", _machine.Read("managers"));
    }

    [Fact]
    public void A_step_that_was_cut_off_after_its_files_ends_with_the_service_when_it_is_run_again()
    {
        _machine.Play(
            "systemctl",
            """
            echo "systemctl $*" >>"$FAKE/calls"
            [ "$1" != enable ] || [ -e "$FAKE/enables" ] || { echo 'Failed to enable unit: Connection timed out' >&2; exit 1; }
            """
        );

        var cut = Run("node1 10.20.0.11 ssh-ed25519 AAAA\n");
        _machine.Set("enables", "");
        var again = Run("node1 10.20.0.11 ssh-ed25519 AAAA\n");

        Assert.Equal((1, "Failed to enable unit: Connection timed out\n"), (cut.ExitCode, cut.Said));
        Assert.Equal(["systemctl daemon-reload", "systemctl enable swarm-spot.service"], Service(cut));
        Assert.Equal((0, ""), (again.ExitCode, again.Said));
        Assert.Equal(
            ["systemctl daemon-reload", "systemctl enable swarm-spot.service", "systemctl restart swarm-spot.service"],
            Service(again).Skip(2)
        );
    }

    [Theory]
    [InlineData("swarm-images")]
    [InlineData("managers")]
    [InlineData("swarm-spot.service")]
    public void A_file_that_cannot_be_written_ends_the_step(string file)
    {
        var path = Directory.CreateDirectory(Path.Combine(_machine.Directory, file)).FullName;

        var ran = Run("node1 10.20.0.11 ssh-ed25519 AAAA\n");

        Assert.Equal(
            (1, $"tee: {path}: Is a directory\nedge1: {path} cannot be written. The reason is above.\n"),
            (ran.ExitCode, ran.Said)
        );
        Assert.Empty(Service(ran));
    }

    private static string[] Service(Ran ran) => [.. ran.Calls.Where(call => call.StartsWith("systemctl", StringComparison.Ordinal))];

    private Ran Run(string managers) =>
        _machine.Run(
            global::Infra
                .Remote.Script.Render(
                    "spot",
                    TimeSpan.FromMinutes(1),
                    ("NODE", "edge1"),
                    ("MANAGERS", Path.Combine(_machine.Directory, "managers"))
                )
                .After("write"),
            $"{Convert.ToBase64String("say hello\n"u8)}\n{managers}"
        );
}
