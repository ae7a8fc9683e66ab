using Local.Cli.Look;
using Snapshooter.Xunit;
using Tests.Infra;
using Tests.Local.Providers;

namespace Tests.Local.Cli.Look;

public sealed class LookScriptTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("swarm-look-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void It_travels_as_it_was_reviewed() => Snapshot.Match(LookScript.Of(forTheSwarm: true), "Script.look");

    [SkippableFact]
    public void Shellcheck_finds_nothing()
    {
        Skip.IfNot(Tool.Exists("shellcheck"), "shellcheck is not installed (apt-get install shellcheck).");

        Assert.Equal("", Tool.Run("shellcheck", Path.Combine(SwarmProgram.Project, "local", "Cli", "Scripts", "look.sh")));
    }

    [Theory]
    [InlineData("26.1.5+dfsg1", "6")]
    [InlineData("29.1.0", "6 1")]
    public void One_curl_asks_for_all_and_a_second_one_only_an_engine_that_counts_addresses(string version, string requests)
    {
        const string Curl = """
            asked=0
            for word; do case $word in http:*) asked=$((asked + 1)) ;; esac; done
            printf '%s ' "$asked" >>"$0.asked"
            printf '{"DockerRootDir":"/","ServerVersion":"VERSION"}\n\n= 200\n[{"Id":"m1overlayoverlayoverlay00"}]\n\n= 200\n'
            """;

        var printed = Run(Curl.Replace("VERSION", version, StringComparison.Ordinal), forTheSwarm: true);

        Assert.Equal(requests, File.ReadAllText(Path.Combine(_directory.FullName, "curl.asked")).Trim());
        Assert.Equal(
            ["KiB", "inodes"],
            NodeAnswer
                .Parse(new RecordedSwarm().Nodes[0], printed)
                .Disks.Where(disk => disk.Mount == "/")
                .Select(disk => disk.Unit)
                .Distinct()
        );
    }

    [Fact]
    public void Of_an_engine_that_is_off_the_disks_are_told()
    {
        var answer = NodeAnswer.Parse(
            new RecordedSwarm().Nodes[0],
            Run("printf '\\n= 000\\n'; echo 'curl: (7) Failed to connect' >&2; exit 7", forTheSwarm: false)
        );

        Assert.Equal("curl: (7) Failed to connect", answer.EngineFault);
        Assert.NotEmpty(answer.Disks);
    }

    [SkippableFact]
    public void An_engine_that_was_stopped_is_not_started_by_the_look()
    {
        Skip.If(File.Exists("/run/docker.pid"), "an engine runs here");

        var answer = NodeAnswer.Parse(
            new RecordedSwarm().Nodes[0],
            Run("echo asked >\"$0.asked\"", forTheSwarm: true, systemctl: "echo inactive; exit 3")
        );

        Assert.Equal("its service is inactive", answer.EngineFault);
        Assert.NotEmpty(answer.Disks);
        Assert.False(File.Exists(Path.Combine(_directory.FullName, "curl.asked")));
    }

    private string Run(string curl, bool forTheSwarm, string systemctl = "echo active")
    {
        foreach (var (name, text) in new[] { ("curl", curl), ("systemctl", systemctl) })
        {
            var path = Path.Combine(_directory.FullName, name);
            File.WriteAllText(path, $"#!/bin/sh\n{text}\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var script = Path.Combine(_directory.FullName, "look");
        File.WriteAllText(script, LookScript.Of(forTheSwarm));
        return Tool.Run("env", $"PATH={_directory.FullName}:{Environment.GetEnvironmentVariable("PATH")}", "bash", script);
    }
}
