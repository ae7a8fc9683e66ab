namespace Tests.Infra.Scripts;

public sealed class HelperScriptTests : IDisposable
{
    private const string Registry = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";

    private readonly FakeMachine _machine = new();

    public HelperScriptTests()
    {
        Answers("""{"ServerURL": "r", "Username": "AWS", "Secret": "token1"}""");
        _machine.Play(
            "docker",
            """
            echo "docker $*" >>"$FAKE/calls"
            case "$*" in
            'node inspect --format {{.ManagerStatus.Leader}} self') cat "$FAKE/leader" ;;
            'service ls '*) cat "$FAKE/services" ;;
            'service inspect --format {{with .UpdateStatus}}{{.State}}{{end}}{{with .PreviousSpec}}{{if eq (json .TaskTemplate) (json $.Spec.TaskTemplate)}} of credentials{{end}}{{end}} '*) cat "$FAKE/state-$5" 2>/dev/null || echo ;;
            'service update '* | 'pull '*) cat "$DOCKER_CONFIG/config.json" >"$FAKE/client-configuration" ;;
            esac
            """
        );
        _machine.Set("leader", "true");
        _machine.Set(
            "services",
            $"""
            id1 dev_web {Registry}/shop/web:1
            id2 dev_proxy nginx:1.28
            id3 dev_api {Registry}/shop/api:1
            """
        );
    }

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_manager_gets_a_timer_and_what_is_there_already_stays()
    {
        var ran = Install();

        Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Said));
        Assert.Equal(["systemctl daemon-reload", "systemctl enable --now swarm-credentials.timer"], Service(ran));
        Assert.Contains(
            $"ExecStart=/bin/sh {_machine.Directory}/swarm-images renew\n",
            _machine.Read("swarm-credentials.service"),
            StringComparison.Ordinal
        );
        Assert.Contains("OnUnitActiveSec=4h\n", _machine.Read("swarm-credentials.timer"), StringComparison.Ordinal);
        Assert.Equal(2, Service(Install()).Length);
    }

    [Fact]
    public void A_worker_gets_none_and_without_registries_everything_goes()
    {
        Install(role: "worker");

        Assert.True(_machine.Has("swarm-images"));
        Assert.False(_machine.Has("swarm-credentials.timer"));

        Install();
        Install(registries: "");

        Assert.False(
            _machine.Has("swarm-credentials.timer")
                || _machine.Has("swarm-credentials.service")
                || _machine.Has("swarm-images")
                || _machine.Has("swarm-credentials-settings")
        );
    }

    [Fact]
    public void The_leader_gives_services_of_the_registry_the_helpers_answer_and_no_command_line_has_it()
    {
        Install();

        var ran = Act("renew");

        Assert.Equal(
            (0, $"dev_web has a new credential for {Registry}.\ndev_api has a new credential for {Registry}.\n", ""),
            (ran.ExitCode, ran.Output, ran.Said)
        );
        Assert.Equal(
            [
                "docker service update --quiet --detach --with-registry-auth id1",
                "docker service update --quiet --detach --with-registry-auth id3",
            ],
            ran.Calls.Where(call => call.StartsWith("docker service update", StringComparison.Ordinal))
        );
        Assert.Equal(
            "{\"auths\":{\"" + Registry + "\":{\"auth\":\"" + Convert.ToBase64String("AWS:token1"u8) + "\"}}}\n",
            _machine.Read("client-configuration")
        );
        Assert.Equal(Registry, _machine.Read("asked"));
        Assert.DoesNotContain(ran.Calls, call => call.Contains("token1", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_manager_and_a_worker_do_nothing()
    {
        Install();
        _machine.Set("leader", "false");

        Assert.Equal((0, "", ""), Act("renew") is var ran ? (ran.ExitCode, ran.Output, ran.Said) : default);
        Assert.False(_machine.Has("asked"));
    }

    [Theory]
    [InlineData("updating")]
    [InlineData("paused")]
    [InlineData("rollback_started")]
    [InlineData("rollback_paused")]
    public void A_service_in_the_midst_of_an_update_is_left_alone(string state)
    {
        Install();
        _machine.Set("state-id1", state);

        var ran = Act("renew");

        Assert.Equal(
            (
                0,
                $"dev_api has a new credential for {Registry}.\n",
                $"dev_web keeps its credential for {Registry} for now: its last update is in the state {state}.\n"
            ),
            (ran.ExitCode, ran.Output, ran.Said)
        );
    }

    [Theory]
    [InlineData("updating of credentials")]
    [InlineData("paused of credentials")]
    [InlineData(" of credentials")]
    public void An_update_that_only_gave_a_credential_stops_no_other(string state)
    {
        Install();
        _machine.Set("state-id1", state);

        Assert.Equal(
            $"dev_web has a new credential for {Registry}.\ndev_api has a new credential for {Registry}.\n",
            Act("renew") is var ran && ran.Said.Length == 0 ? ran.Output : ran.Said
        );
    }

    [Fact]
    public void A_helper_that_fails_leaves_the_credentials_as_they_are()
    {
        Install();
        _machine.Play("docker-credential-ecr-login", "cat >/dev/null; echo 'credentials not found in native keychain'; exit 1");

        var ran = Act("renew");

        Assert.Equal(
            (1, "", $"docker-credential-ecr-login gives no credential for {Registry}: credentials not found in native keychain\n"),
            (ran.ExitCode, ran.Output, ran.Said)
        );
        Answers("{}");
        Assert.Equal($"docker-credential-ecr-login gives no user and password for {Registry}.\n", Act("renew").Said);
        Assert.False(_machine.Has("client-configuration"));
    }

    [Fact]
    public void A_service_is_given_its_credential_and_an_image_is_pulled_at_once()
    {
        Install();
        _machine.Set("leader", "false");

        var given = Give("give", "dev_api");
        var pulled = Give("pull", $"{Registry}/shop/web:1 {Registry}/shop/api:1");

        Assert.Equal((0, $"node1: dev_api has a new credential for {Registry}.\n"), (given.ExitCode, given.Said));
        Assert.Equal((0, ""), (pulled.ExitCode, pulled.Said));
        Assert.Equal(
            [
                "docker service update --quiet --detach --with-registry-auth id3",
                $"docker pull --quiet {Registry}/shop/web:1",
                $"docker pull --quiet {Registry}/shop/api:1",
            ],
            pulled.Calls.Where(call =>
                call.StartsWith("docker service update", StringComparison.Ordinal)
                || call.StartsWith("docker pull", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public void An_image_that_the_registry_does_not_give_fails_with_the_reason()
    {
        Install();
        _machine.Play("docker", "echo 'Error response from daemon: denied: no basic auth credentials' >&2; exit 1");

        var ran = Give("pull", $"{Registry}/shop/web:1");

        Assert.Equal(
            (
                1,
                $"""
                node1: Error response from daemon: denied: no basic auth credentials
                Check that the node's role may pull from this registry, and that the images are there. 'sudo sh {_machine.Directory}/swarm-images pull {Registry}/shop/web:1' on node1 tries again.

                """
            ),
            (ran.ExitCode, ran.Said)
        );
    }

    private void Answers(string json) =>
        _machine.Play("docker-credential-ecr-login", $"echo \"helper $*\" >>\"$FAKE/calls\"; cat >\"$FAKE/asked\"; echo '{json}'");

    private static string[] Service(Ran ran) => [.. ran.Calls.Where(call => call.StartsWith("systemctl", StringComparison.Ordinal))];

    private Ran Act(string what) => _machine.RunCommand($"sh $FAKE/swarm-images {what}", "");

    private Ran Give(string what, string names) => _machine.Run("give", "", ("NODE", "node1"), ("WHAT", what), ("NAMES", names));

    private Ran Install(string role = "manager", string registries = Registry) =>
        _machine.Run(
            "helper",
            "",
            ("NODE", "node1"),
            ("ROLE", role),
            ("HELPER", "docker-credential-ecr-login"),
            ("PACKAGE", "amazon-ecr-credential-helper"),
            ("REGISTRIES", registries)
        );
}
