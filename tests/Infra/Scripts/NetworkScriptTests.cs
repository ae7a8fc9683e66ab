using Infra.Settings;
using Infra.Swarm;

namespace Tests.Infra.Scripts;

/// <summary>What a company's network needs of a node: docker.sh with network.sh.</summary>
public sealed class NetworkScriptTests : IDisposable
{
    private const string Proxy = "http://me:pa%40ss@proxy.example.com:3128";

    private static readonly NetworkSettings _none = new(null, IsSecret: false, [], null, []);

    private readonly FakeMachine _machine = new FakeMachine().Set("engine", "28.5.2");

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void The_engine_and_apt_go_through_the_proxy_and_nobody_else_reads_its_password()
    {
        var ran = Run(_none with { Proxy = Proxy, NoProxy = ["localhost", "10.64.0.0/12"] });

        Assert.Equal((0, "node2: restarts Docker Engine with other settings\n"), (ran.ExitCode, ran.Said));
        Assert.Equal(["systemctl daemon-reload", "systemctl enable docker", "systemctl restart docker"], Service(ran));
        Assert.Equal(
            $"HTTP_PROXY={Proxy}\nHTTPS_PROXY={Proxy}\nNO_PROXY=localhost,10.64.0.0/12\n",
            _machine.Read("etc/docker/swarm-proxy.env")
        );
        Assert.Equal(
            $"[Service]\nEnvironmentFile=-{_machine.Directory}/etc/docker/swarm-proxy.env\n",
            _machine.Read("etc/systemd/system/docker.service.d/swarm-proxy.conf")
        );
        Assert.Equal(
            $"Acquire::http::Proxy \"{Proxy}\";\nAcquire::https::Proxy \"{Proxy}\";\n",
            _machine.Read("etc/apt/apt.conf.d/95swarm-proxy")
        );
        foreach (var file in new[] { "docker/swarm-proxy.env", "docker/swarm-proxy.curl", "apt/apt.conf.d/95swarm-proxy" })
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode($"{_machine.Directory}/etc/{file}"));
        }

        Assert.DoesNotContain(ran.Calls, call => call.Contains("pa%40ss", StringComparison.Ordinal));
        Assert.Equal(3, Service(Run(_none with { Proxy = Proxy, NoProxy = ["localhost", "10.64.0.0/12"] })).Length);
    }

    [Fact]
    public void What_is_not_said_any_more_is_taken_away()
    {
        Run(_none with { Proxy = Proxy, AptMirror = "https://mirror.example.com/debian", Certificates = ["one"] });

        var ran = Run(_none);

        Assert.Equal(0, ran.ExitCode);
        Assert.Empty(Directory.GetFiles(Path.Combine(_machine.Directory, "etc"), "*", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(Path.Combine(_machine.Directory, "trusted")));
        Assert.Equal("systemctl restart docker", Service(ran)[^1]);
    }

    [Fact]
    public void An_engine_in_a_swarm_waits_for_its_turn_with_them()
    {
        var ran = Run(_machine.Set("state", "active"), _none with { Certificates = ["one"] });

        Assert.Equal((0, "node2: is part of a swarm, so its engine changes in its turn\n", "1000\n"), (ran.ExitCode, ran.Said, ran.Output));
        Assert.DoesNotContain("systemctl restart docker", ran.Calls);
    }

    [Theory]
    [InlineData("debian", "trixie trixie-updates", "main")]
    [InlineData("ubuntu", "trixie trixie-updates trixie-security", "main universe")]
    public void Packages_come_from_the_mirror_alone(string system, string suites, string components)
    {
        _machine.Set("os-release", $"ID={system}\nVERSION_CODENAME=trixie\nPRETTY_NAME='x'").Set("new-engine", "28.5.2");
        File.Delete(Path.Combine(_machine.Directory, "engine"));

        var ran = Run(_none with { AptMirror = "https://mirror.example.com/debian" });

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal(
            $"Types: deb\nURIs: https://mirror.example.com/debian\nSuites: {suites}\nComponents: {components}\n",
            _machine.Read("etc/apt/swarm.d/mirror.sources")
        );
        Assert.All(ran.Calls.Where(call => call.StartsWith("apt-get", StringComparison.Ordinal)), call =>
            Assert.Contains(
                $" -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts={_machine.Directory}/etc/apt/swarm.d -o APT::Get::List-Cleanup=false ",
                call,
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public void A_certificate_that_is_renewed_is_another_file()
    {
        Run(_none with { Certificates = ["one", "two"] });
        var ran = Run(_none with { Certificates = ["two", "three"] });

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal(
            ["three\n", "two\n"],
            Directory.GetFiles(Path.Combine(_machine.Directory, "trusted")).Select(File.ReadAllText).Order(StringComparer.Ordinal)
        );
        Assert.Equal(2, ran.Calls.Count(call => call == "update-ca-certificates"));
        Assert.Equal(2, Run(_none with { Certificates = ["two", "three"] }).Calls.Count(call => call == "update-ca-certificates"));
    }

    private static string[] Service(Ran ran) => [.. ran.Calls.Where(call => call.StartsWith("systemctl", StringComparison.Ordinal))];

    private Ran Run(NetworkSettings network) => Run(_machine, network);

    private static Ran Run(FakeMachine machine, NetworkSettings network)
    {
        var docker = new DockerSettings(
            DockerChannel.Distro,
            null,
            new DaemonSettings("""{"debug":true}""", IsSecret: false, []),
            network,
            RemovesImages: null
        );
        machine.Set("daemon.json", """{"debug":true}""");
        return machine.Run(DockerEngine.Script(docker, ("NODE", "node2"), ("TURN", "")), DockerEngine.LinesOf(docker));
    }
}
