using Infra.Settings;
using Infra.Swarm;

namespace Tests.Infra.Scripts;

public sealed class DockerScriptTests : IDisposable
{
    private const string Apt = "apt-get -qq -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 -o Acquire::Languages=none";
    private const string Install = Apt + " install --yes --no-install-recommends --allow-downgrades --allow-change-held-packages";

    private const string Unbounded =
        "node2: the logs of its containers grow without bound, since this engine was there before. To bound them, set log-driver in swarm:daemon (docs/engine.md).\n";

    private const string Logs = """{"log-driver":"local","log-opts":null}""";
    private const string Pools = """{"default-address-pools":[{"base":"172.17.0.0/16","size":20}]}""";

    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void The_distributions_engine_comes_with_its_client_and_what_tasks_need()
    {
        var ran = Run(_machine.Set("has-client", "").Set("new-engine", "26.1.5+dfsg1"), "distro");

        Assert.Equal(
            (0, "node2: updating the package lists\nnode2: installing docker.io docker-cli apparmor ca-certificates curl iptables\n"),
            (ran.ExitCode, ran.Said)
        );
        Assert.Equal(
            [
                "docker version --format {{.Server.Version}}",
                "docker version --format {{.Server.Version}}",
                "dpkg --configure -a",
                $"{Apt} update",
                $"{Install} docker.io docker-cli apparmor ca-certificates curl iptables",
                "systemctl enable --now docker",
                "docker version --format {{.Server.Version}}",
                "docker version --format {{.Server.Version}}",
                "usermod --append --groups docker admin",
            ],
            ran.Calls
        );
    }

    [Fact]
    public void Where_the_client_is_part_of_the_engine_no_other_is_asked_for()
    {
        var ran = Run(_machine.Set("new-engine", "20.10.24+dfsg1"), "distro");

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains($"{Install} docker.io apparmor ca-certificates curl iptables", ran.Calls);
    }

    [Fact]
    public void Dockers_own_engine_comes_from_its_signed_repository()
    {
        var ran = Run(_machine.Set("new-engine", "28.5.2"), "docker");

        Assert.Equal(
            (
                0,
                "node2: updating the package lists\nnode2: installing ca-certificates curl\nnode2: updating the package lists\nnode2: installing docker-ce docker-ce-cli apparmor containerd.io iptables\n"
            ),
            (ran.ExitCode, ran.Said)
        );
        Assert.Contains("curl -fsSL --retry 3 https://download.docker.com/linux/debian/gpg -o /etc/apt/keyrings/docker.asc", ran.Calls);
        Assert.Contains("chmod a+r /etc/apt/keyrings/docker.asc", ran.Calls);
        Assert.Contains($"tee {_machine.Directory}/etc/apt/sources.list.d/docker.sources", ran.Calls);
        Assert.Equal(
            """
            Types: deb
            URIs: https://download.docker.com/linux/debian
            Suites: trixie
            Components: stable
            Architectures: amd64
            Signed-By: /etc/apt/keyrings/docker.asc

            """,
            _machine.Read("tee")
        );
        Assert.Contains($"{Install} docker-ce docker-ce-cli apparmor containerd.io iptables", ran.Calls);
    }

    [Fact]
    public void A_source_of_Dockers_that_is_there_already_is_left_as_it_is()
    {
        Directory.CreateDirectory(Path.Combine(_machine.Directory, "apt"));
        _machine
            .Set("apt/docker.list", "deb [signed-by=/etc/apt/keyrings/docker.gpg] https://download.docker.com/linux/debian trixie stable")
            .Set("new-engine", "28.5.2");

        var ran = Run(_machine, "docker");

        Assert.Equal(0, ran.ExitCode);
        Assert.DoesNotContain(ran.Calls, call =>
            call.StartsWith("tee", StringComparison.Ordinal) || call.StartsWith("curl", StringComparison.Ordinal)
        );
        Assert.Contains($"{Install} docker-ce docker-ce-cli apparmor containerd.io iptables", ran.Calls);
    }

    [Fact]
    public void A_pinned_version_is_the_newest_package_that_begins_with_it()
    {
        _machine
            .Set("new-engine", "28.5.2")
            .Set(
                "offers",
                """
                 docker-ce | 5:29.1.0-1~debian.13~trixie | https://download.docker.com/linux/debian trixie/stable amd64 Packages
                 docker-ce | 5:28.5.2-1~debian.13~trixie | https://download.docker.com/linux/debian trixie/stable amd64 Packages
                 docker-ce | 5:28.5.1-1~debian.13~trixie | https://download.docker.com/linux/debian trixie/stable amd64 Packages
                """
            );

        var ran = Run(_machine, "docker", "28.5");

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains(
            $"{Install} docker-ce=5:28.5.2-1~debian.13~trixie docker-ce-cli=5:28.5.2-1~debian.13~trixie apparmor containerd.io iptables",
            ran.Calls
        );
    }

    [Fact]
    public void A_version_that_nobody_offers_is_told_with_those_that_are()
    {
        _machine.Set("offers", " docker.io | 26.1.5+dfsg1-9 | http://deb.debian.org/debian trixie/main amd64 Packages");

        var ran = Run(_machine, "distro", "28.5");

        Assert.Equal(1, ran.ExitCode);
        Assert.Equal(
            "node2: updating the package lists\nnode2: swarm:dockerVersion is 28.5, but channel distro offers for Debian GNU/Linux 13:  26.1.5+dfsg1-9 \n",
            ran.Said
        );
        Assert.DoesNotContain(ran.Calls, call => call.Contains(" install ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("28")]
    [InlineData("28.5")]
    [InlineData("28.5.2")]
    public void An_engine_of_the_right_version_is_left_alone(string version)
    {
        var ran = Run(_machine.Set("engine", "28.5.2"), "docker", version);

        Assert.Equal((0, $"node2: Docker Engine 28.5.2 runs already\n{Unbounded}", ""), (ran.ExitCode, ran.Said, ran.Output));
        Assert.Equal(["docker version --format {{.Server.Version}}", "usermod --append --groups docker admin"], ran.Calls);
        Assert.False(_machine.Has("daemon.json"));
    }

    [Fact]
    public void A_running_engine_gets_what_tasks_need_when_it_lacks_it()
    {
        var ran = Run(_machine.Set("engine", "28.5.2").Set("new-engine", "28.5.2").Remove("curl"), "docker");

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains($"{Install} curl ca-certificates", ran.Calls);
    }

    [Fact]
    public void An_engine_of_another_version_is_replaced()
    {
        _machine.Set("engine", "27.0.1").Set("new-engine", "28.5.2").Set("offers", " docker-ce | 5:28.5.2-1~debian.13~trixie | x");

        var ran = Run(_machine, "docker", "28.5.2");

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains(ran.Calls, call => call.StartsWith(Install, StringComparison.Ordinal));
    }

    [Fact]
    public void Package_lists_that_another_process_reads_are_waited_for()
    {
        var ran = Run(_machine.Set("busy", "").Set("new-engine", "26.1.5+dfsg1"), "distro");

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal(2, ran.Calls.Count(call => call == $"{Apt} update"));
    }

    [Fact]
    public void A_failed_installation_is_told_after_its_reason()
    {
        var ran = Run(_machine.Set("broken", ""), "distro");

        Assert.Equal(
            (
                1,
                "node2: updating the package lists\nnode2: installing docker.io apparmor ca-certificates curl iptables\nE: Unable to correct problems\nnode2: apt-get could not install docker.io apparmor ca-certificates curl iptables. The reason is above.\n"
            ),
            (ran.ExitCode, ran.Said)
        );
    }

    [Fact]
    public void An_engine_that_does_not_start_is_told_with_its_last_words()
    {
        var ran = Run(_machine.Set("stays-down", ""), "distro");

        Assert.Equal(
            (
                1,
                "node2: updating the package lists\nnode2: installing docker.io apparmor ca-certificates curl iptables\nfailed to start daemon\nnode2: Docker Engine does not start. Its last words are above.\n"
            ),
            (ran.ExitCode, ran.Said)
        );
    }

    [Theory]
    [InlineData("{ \"live-restore\": true }", "\"live-restore\":true")]
    [InlineData("{\n  \"firewall-backend\" : \"nftables\"\n}", "\"firewall-backend\":\"nftables\"")]
    public void Settings_that_a_swarm_does_not_work_with_are_refused(string settings, string named)
    {
        var ran = Run(_machine.Set("daemon.json", settings).Set("engine", "28.5.2"), "docker");

        Assert.Equal(1, ran.ExitCode);
        Assert.Matches($"^node2: .*/daemon.json has {named}, which a swarm does not work with. Remove it and restart Docker.\n$", ran.Said);
        Assert.Empty(ran.Calls);
    }

    [Fact]
    public void The_nftables_backend_is_left_to_an_engine_that_was_told_to_try_it()
    {
        _machine.Set("daemon.json", """{"firewall-backend": "nftables", "features": {"swarm-nftables": true}}""").Set("engine", "29.6.0");

        Assert.Equal(0, Run(_machine, "docker").ExitCode);
    }

    [Fact]
    public void A_first_start_has_its_settings_already()
    {
        var ran = Run(_machine.Set("new-engine", "26.1.5+dfsg1"), "distro", settings: """{"debug":true}""", defaults: [Logs, Pools]);

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal(
            """
            {
              "debug": true,
              "log-driver": "local",
              "default-address-pools": [{"base":"172.17.0.0/16","size":20}]
            }

            """,
            _machine.Read("daemon.json")
        );
        Assert.Equal(["systemctl enable --now docker"], Service(ran));
        // Nothing of it is left, and a second run changes nothing.
        Assert.False(_machine.Has("daemon.json.before"));
        Assert.Equal(
            "node2: Docker Engine 26.1.5+dfsg1 runs already\n",
            Run(_machine, "distro", settings: """{"debug":true}""", defaults: [Logs, Pools]).Said
        );
    }

    [Fact]
    public void An_engine_that_was_there_before_is_not_restarted_for_a_default()
    {
        var ran = Run(_machine.Set("engine", "28.5.2"), "docker", defaults: [Logs, Pools]);

        Assert.Equal((0, $"node2: Docker Engine 28.5.2 runs already\n{Unbounded}"), (ran.ExitCode, ran.Said));
        Assert.False(_machine.Has("daemon.json"));
    }

    [Fact]
    public void Keys_of_others_stay_and_go_before_defaults_and_a_key_that_leaves_the_configuration_leaves_the_file()
    {
        _machine
            .Set("engine", "28.5.2")
            .Set("daemon.json", "{ \"log-driver\" : \"journald\", \"labels\": [ \"a=b c\", \"quote=\\\"}\" ],\n   \"mtu\": 1400 }");

        var ran = Run(_machine, "docker", settings: """{"mtu":1450,"debug":true}""", defaults: [Logs, Pools]);

        Assert.Equal((0, "node2: restarts Docker Engine with other settings\n"), (ran.ExitCode, ran.Said));
        Assert.Equal(["systemctl enable docker", "systemctl restart docker"], Service(ran));
        Assert.Equal(
            """
            {
              "log-driver": "journald",
              "labels": ["a=b c","quote=\"}"],
              "mtu": 1450,
              "debug": true,
              "default-address-pools": [{"base":"172.17.0.0/16","size":20}]
            }

            """,
            _machine.Read("daemon.json")
        );

        Run(_machine, "docker", settings: """{"debug":true}""", defaults: [Logs, Pools]);

        Assert.Equal(
            """
            {
              "log-driver": "journald",
              "labels": ["a=b c","quote=\"}"],
              "debug": true,
              "default-address-pools": [{"base":"172.17.0.0/16","size":20}]
            }

            """,
            _machine.Read("daemon.json")
        );
    }

    [Fact]
    public void What_the_engine_takes_over_while_it_runs_needs_no_restart()
    {
        _machine.Set("engine", "28.5.2").Set("state", "active");

        var ran = Run(_machine, "docker", settings: """{"registry-mirrors":["https://mirror.example.com"]}""");

        Assert.Equal(
            (0, "node2: Docker Engine 28.5.2 takes over registry-mirrors without a restart\n", ""),
            (ran.ExitCode, ran.Said, ran.Output)
        );
        Assert.Equal(["systemctl reload docker"], Service(ran));
    }

    // A reload of the engine leaves what the file does not name as it is, but for its limits of downloads, which it sets back.
    [Theory]
    [InlineData("registry-mirrors", """["https://mirror.example.com"]""", true)]
    [InlineData("insecure-registries", """["registry.example.com:5000"]""", true)]
    [InlineData("debug", "true", true)]
    [InlineData("shutdown-timeout", "30", true)]
    [InlineData("max-concurrent-downloads", "5", false)]
    public void What_the_engine_would_keep_when_it_leaves_the_file_waits_for_a_restart(string key, string value, bool waits)
    {
        _machine.Set("engine", "28.5.2").Set("state", "active");
        Run(_machine, "docker", settings: $$"""{"{{key}}":{{value}}}""");

        var ran = Run(_machine, "docker", settings: "{}");

        Assert.Equal(
            waits
                ? "node2: is part of a swarm, so its engine changes in its turn\n"
                : $"node2: Docker Engine 28.5.2 takes over {key} without a restart\n",
            ran.Said
        );
        // The first is that with which it came.
        Assert.Equal(Enumerable.Repeat("systemctl reload docker", waits ? 1 : 2), Service(ran));
    }

    [Fact]
    public void An_engine_that_is_part_of_a_swarm_waits_for_its_turn()
    {
        _machine.Set("engine", "28.5.2").Set("state", "active");

        var ran = Run(_machine, "docker", settings: """{"mtu":1450}""");

        Assert.Equal((0, "node2: is part of a swarm, so its engine changes in its turn\n", "1000\n"), (ran.ExitCode, ran.Said, ran.Output));
        Assert.Empty(Service(ran));
        Assert.False(_machine.Has("daemon.json"));

        var inTurn = Run(_machine, "docker", settings: """{"mtu":1450}""", turn: "yes");

        Assert.Equal((0, "node2: restarts Docker Engine with other settings\n", ""), (inTurn.ExitCode, inTurn.Said, inTurn.Output));
        Assert.Equal("{\n  \"mtu\": 1450\n}\n", _machine.Read("daemon.json"));
    }

    [Fact]
    public void Another_version_waits_for_its_turn_too_and_then_comes_with_the_defaults()
    {
        _machine
            .Set("engine", "27.0.1")
            .Set("new-engine", "28.5.2")
            .Set("state", "active")
            .Set("offers", " docker-ce | 5:28.5.2-1~debian.13~trixie | x");

        var ran = Run(_machine, "docker", "28.5.2", defaults: [Logs]);

        Assert.Equal((0, "1000\n"), (ran.ExitCode, ran.Output));
        Assert.DoesNotContain(ran.Calls, call => call.StartsWith("apt-get", StringComparison.Ordinal));

        var inTurn = Run(_machine, "docker", "28.5.2", turn: "yes", defaults: [Logs]);

        Assert.Equal(0, inTurn.ExitCode);
        Assert.Contains("\"log-driver\": \"local\"", _machine.Read("daemon.json"), StringComparison.Ordinal);
        Assert.Equal(["systemctl enable docker", "systemctl restart docker"], Service(inTurn));
    }

    [Fact]
    public void Another_channel_than_the_one_that_the_engine_came_from_installs_it_anew()
    {
        Run(_machine.Set("new-engine", "26.1.5+dfsg1"), "distro");
        var same = Run(_machine, "distro");
        var other = Run(_machine.Set("new-engine", "28.5.2"), "docker");

        Assert.DoesNotContain(same.Calls.Skip(10), call => call.StartsWith(Install, StringComparison.Ordinal));
        Assert.Contains($"{Install} docker-ce docker-ce-cli apparmor containerd.io iptables", other.Calls);
        Assert.Equal($"node2: Docker Engine 28.5.2 runs already\n{Unbounded}", Run(_machine, "docker").Said);
    }

    [Fact]
    public void Settings_that_the_engine_refuses_change_nothing()
    {
        _machine.Set("engine", "28.5.2").Set("daemon.json", """{"debug":true}""");
        _machine.Set("refuses", "the following directives don't match any configuration option: mtuu");

        var ran = Run(_machine, "docker", settings: """{"mtuu":1450}""");

        Assert.Equal(
            (
                1,
                $"node2: its engine refuses the settings of swarm:daemon, and goes on with those that it has: unable to configure the Docker daemon with file {_machine.Directory}/daemon.json.new: the following directives don't match any configuration option: mtuu\n"
            ),
            (ran.ExitCode, ran.Said)
        );
        Assert.Equal("{\"debug\":true}\n", _machine.Read("daemon.json"));
        Assert.Empty(Service(ran));
    }

    [Theory]
    [InlineData("{\"debug\":true}")]
    [InlineData(null)]
    public void With_settings_that_it_does_not_start_with_the_engine_gets_those_of_before_back(string? before)
    {
        _machine.Set("engine", "28.5.2").Set("bad", "mtu");
        if (before is not null)
        {
            _machine.Set("daemon.json", before);
        }

        var ran = Run(_machine, "docker", settings: """{"mtu":1450}""");

        Assert.Equal(
            (
                1,
                "node2: restarts Docker Engine with other settings\nJob for docker.service failed.\nfailed to start daemon\nnode2: Docker Engine does not start with the settings of swarm:daemon. Its last words are above. It runs again with the settings of before.\n"
            ),
            (ran.ExitCode, ran.Said)
        );
        Assert.Equal(before is null ? null : before + "\n", _machine.Has("daemon.json") ? _machine.Read("daemon.json") : null);
        Assert.True(_machine.Has("engine"));
        // A second attempt is made with settings that are right.
        _machine.Set("bad", "nothing");
        Assert.Equal(0, Run(_machine, "docker", settings: """{"mtu":1450}""").ExitCode);
    }

    [Fact]
    public void A_run_that_was_killed_before_the_restart_makes_the_next_one_restart()
    {
        Run(_machine.Set("engine", "28.5.2"), "docker", settings: """{"mtu":1450}""");
        _machine.Set("swarm-docker-restart-is-due", "");

        var ran = Run(_machine, "docker", settings: """{"mtu":1450}""");

        Assert.Equal(["systemctl enable docker", "systemctl restart docker"], Service(ran)[^2..]);
        Assert.False(_machine.Has("swarm-docker-restart-is-due"));
    }

    [Fact]
    public void What_ran_beside_the_services_runs_again()
    {
        _machine
            .Set("engine", "28.5.2")
            .Set("standing", "app1 \ntask7 abcdef\nstopped \nbroken \nremoved ")
            .Set("runs-stopped", "false")
            .Set("runs-broken", "false");

        var ran = Run(_machine, "docker", settings: """{"mtu":1450}""");

        Assert.Equal(
            (
                0,
                "node2: restarts Docker Engine with other settings\nError response from daemon: network my-overlay not found\nnode2: the container broken, which ran before, does not start again. The reason is above.\n"
            ),
            (ran.ExitCode, ran.Said)
        );
        Assert.Equal(
            ["docker start stopped", "docker start broken"],
            ran.Calls.Where(call => call.StartsWith("docker start", StringComparison.Ordinal)).Distinct()
        );
    }

    [Fact]
    public void In_its_turn_it_names_what_ran_beside_the_services_and_starts_it_when_it_is_told_to()
    {
        _machine
            .Set("engine", "28.5.2")
            .Set("standing", "stopped \ntask7 abcdef\nbroken ")
            .Set("runs-stopped", "false")
            .Set("runs-broken", "false");

        var turn = Run(_machine, "docker", settings: """{"mtu":1450}""", turn: "yes");
        var start = Run(_machine, "docker", turn: "yes", standing: "stopped");

        Assert.Equal((0, "stopped broken"), (turn.ExitCode, turn.Output.TrimEnd()));
        Assert.DoesNotContain(turn.Calls, call => call.StartsWith("docker start", StringComparison.Ordinal));
        Assert.Equal((0, "", ""), (start.ExitCode, start.Output, start.Said));
        Assert.Equal(
            ["docker start stopped"],
            start.Calls.Except(turn.Calls).Where(call => !call.StartsWith("docker inspect", StringComparison.Ordinal))
        );
    }

    [Theory]
    [InlineData("data-root", "\"/srv/docker\"")]
    [InlineData("userns-remap", "\"default\"")]
    public void A_node_in_the_swarm_does_not_leave_its_data_behind(string key, string value)
    {
        var ran = Run(_machine.Set("engine", "28.5.2").Set("state", "active"), "docker", settings: $$"""{"{{key}}":{{value}}}""");

        Assert.Equal(
            (
                1,
                $"node2: {key} of a node in the swarm cannot change, since the engine would start without its part in the swarm. Set swarm:daemon back, or take the node out of the stack first.\n"
            ),
            (ran.ExitCode, ran.Said)
        );
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"debug\": true,}")]
    [InlineData("{\"debug\": true")]
    [InlineData("{} {}")]
    public void A_file_that_is_no_object_is_told(string file)
    {
        var ran = Run(_machine.Set("engine", "28.5.2").Set("daemon.json", file), "docker", settings: """{"mtu":1450}""");

        Assert.Equal(
            (1, $"node2: {_machine.Directory}/daemon.json is not a JSON object. Correct it on the node.\n"),
            (ran.ExitCode, ran.Said)
        );
    }

    private static string[] Service(Ran ran) => [.. ran.Calls.Where(call => call.StartsWith("systemctl", StringComparison.Ordinal))];

    private static Ran Run(
        FakeMachine machine,
        string channel,
        string? version = null,
        string settings = "{}",
        string turn = "",
        string standing = "",
        string[]? defaults = null
    )
    {
        var docker = new DockerSettings(
            SettingsTable.DockerChannel.ValueOf(channel),
            string.IsNullOrEmpty(version) ? null : version,
            new DaemonSettings(settings, IsSecret: false, defaults ?? []),
            new NetworkSettings(null, IsSecret: false, [], null, []),
            RemovesImages: null
        );
        return machine.Run(
            DockerEngine.Script(docker, ("NODE", "node2"), ("TURN", turn), ("STANDING", standing)),
            DockerEngine.LinesOf(docker)
        );
    }
}
