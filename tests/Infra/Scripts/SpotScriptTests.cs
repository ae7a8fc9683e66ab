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
    public void It_starts_anew_with_other_managers_and_not_without_a_change()
    {
        Run("node1 10.20.0.11 ssh-ed25519 AAAA\n");

        Assert.Equal(3, Service(Run("node1 10.20.0.11 ssh-ed25519 AAAA\n")).Length);
        Assert.Equal(6, Service(Run("node2 10.20.0.12 ssh-ed25519 BBBB\n")).Length);
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
