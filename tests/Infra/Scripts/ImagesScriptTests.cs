namespace Tests.Infra.Scripts;

public sealed class ImagesScriptTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_timer_of_the_nodes_own_removes_images_once_a_day_at_another_time_on_each()
    {
        var ran = Run("remove");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Said));
        Assert.Equal(["systemctl daemon-reload", "systemctl enable --now swarm-images.timer"], Service(ran));
        Assert.Equal(
            """
            [Unit]
            Description=Daily removal of container images that nothing uses
            [Timer]
            OnCalendar=daily
            RandomizedDelaySec=6h
            Persistent=true
            [Install]
            WantedBy=timers.target

            """,
            _machine.Read("swarm-images.timer")
        );
        Assert.Contains(
            $"ExecStart=/bin/sh {_machine.Directory}/swarm-images\n",
            _machine.Read("swarm-images.service"),
            StringComparison.Ordinal
        );
        Assert.Equal(2, Service(Run("remove")).Length);
    }

    [Fact]
    public void What_is_not_wanted_any_more_goes()
    {
        Run("remove");

        var ran = Run("keep");

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal(["systemctl disable --now swarm-images.timer", "systemctl daemon-reload"], Service(ran)[^2..]);
        Assert.False(_machine.Has("swarm-images.timer") || _machine.Has("swarm-images.service") || _machine.Has("swarm-images"));
    }

    [Fact]
    public void Images_that_are_new_or_that_no_registry_gave_stay()
    {
        Run("remove");
        _machine.Play(
            "docker",
            """
            case "$*" in
            'image ls --quiet --no-trunc') printf '%s\n' old new loaded untagged used old ;;
            *' old') echo '2026-11-01T08:00:00.5Z 1 nginx:1.27 mirror.example.com/nginx:1.27' ;;
            *' new') echo '2026-11-27T08:00:00Z 1 nginx:1.29' ;;
            *' loaded') echo '2026-11-01T08:00:00Z 0 shop:7' ;;
            *' untagged') echo '2026-11-01T08:00:00Z 1 sha256:aaaa' ;;
            *' used') echo '2026-11-01T08:00:00Z 1 nginx:1.28' ;;
            'image rm nginx:1.28') echo 'conflict: unable to remove repository reference' >&2; exit 1 ;;
            'image rm '*) echo "$*" >>"$FAKE/removed" ;;
            esac
            """
        );
        _machine.Play("date", "echo 2026-11-21T12:00:00");

        var ran = _machine.RunCommand(". $FAKE/swarm-images", "");

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.Equal("image rm nginx:1.27 mirror.example.com/nginx:1.27\nimage rm sha256:aaaa\n", _machine.Read("removed"));
    }

    private static string[] Service(Ran ran) => [.. ran.Calls.Where(call => call.StartsWith("systemctl", StringComparison.Ordinal))];

    private Ran Run(string unused) => _machine.Run("images", "", ("NODE", "node2"), ("UNUSED", unused));
}
