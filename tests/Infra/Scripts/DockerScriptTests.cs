namespace Tests.Infra.Scripts;

public sealed class DockerScriptTests : IDisposable
{
    private const string Apt = "apt-get -qq -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 -o Acquire::Languages=none";
    private const string Install = Apt + " install --yes --no-install-recommends --allow-downgrades --allow-change-held-packages";

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
        Assert.Contains("tee /etc/apt/sources.list.d/docker.sources", ran.Calls);
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

        Assert.Equal((0, "node2: Docker Engine 28.5.2 runs already\n"), (ran.ExitCode, ran.Said));
        Assert.Equal(["docker version --format {{.Server.Version}}", "usermod --append --groups docker admin"], ran.Calls);
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

    private static Ran Run(FakeMachine machine, string channel, string version = "") =>
        machine.Run("docker", "", ("NODE", "node2"), ("CHANNEL", channel), ("ENGINE_VERSION", version));
}
