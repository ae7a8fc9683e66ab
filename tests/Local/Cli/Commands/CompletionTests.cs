using Local.Cli.Commands;
using Snapshooter.Xunit;
using Tests.Infra;
using Tests.Local.Providers;

namespace Tests.Local.Cli.Commands;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void Each_shell_has_its_script(string shell) => Snapshot.Match(CompletionCommand.Script(shell), $"Completion.{shell}");

    [SkippableFact]
    public void Shellcheck_finds_nothing()
    {
        Skip.IfNot(Tool.Exists("shellcheck"), "shellcheck is not installed (apt-get install shellcheck).");

        Assert.Equal(
            "",
            Tool.Run("shellcheck", "--shell=bash", Path.Combine(SwarmProgram.Project, "local", "Cli", "Scripts", "completion.bash"))
        );
    }

    [SkippableTheory]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void The_shell_itself_can_read_it(string shell)
    {
        Skip.IfNot(Tool.Exists(shell), $"{shell} is not installed (apt-get install {shell}).");

        Assert.Equal("", Tool.Run(shell, "-n", Path.Combine(SwarmProgram.Project, "local", "Cli", "Scripts", $"completion.{shell}")));
    }

    [Theory]
    [InlineData("swarm st", "state,status")]
    [InlineData("swarm completion ", "bash,fish,zsh")]
    [InlineData("swarm status --w", "--watch")]
    public void The_program_offers_commands_options_and_values(string line, string offered) =>
        Assert.Equal(
            offered.Split(','),
            SwarmCommand
                .Create()
                .Parse(line)
                .GetCompletions(line.Length)
                .Select(item => item.Label)
                .Where(label =>
                    label.StartsWith(line.Split(' ')[^1], StringComparison.Ordinal) && !label.StartsWith("--h", StringComparison.Ordinal)
                )
                .Where(label => !(label.StartsWith('-') || label.StartsWith('/')) || line.EndsWith("--w", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void It_offers_the_stacks_that_are_configured() =>
        Assert.Contains(
            "dev",
            SwarmCommand.Create().Parse("swarm up --stack ").GetCompletions("swarm up --stack ".Length).Select(item => item.Label)
        );

    [Fact]
    public async Task Bash_offers_what_the_program_says()
    {
        var directory = Directory.CreateTempSubdirectory("swarm-completion-");
        try
        {
            var program = Path.Combine(directory.FullName, "local", "Cli", "bin", "Debug", "net10.0", "swarm.dll");
            Directory.CreateDirectory(Path.GetDirectoryName(program)!);
            await File.WriteAllTextAsync(program, "");
            foreach (
                var (name, text) in new[]
                {
                    ("swarm", ""),
                    ("dotnet", """echo "$PWD $2 $3" >"$0.said"; printf 'node1\nnode2\nother\n/h\n'"""),
                }
            )
            {
                var path = Path.Combine(directory.FullName, name);
                await File.WriteAllTextAsync(path, $"#!/bin/sh\n{text}\n");
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }

            var script = Path.Combine(SwarmProgram.Project, "local", "Cli", "Scripts", "completion.bash");
            var offered = Tool.Run(
                "bash",
                "-c",
                $"cd {directory.FullName}; PATH={directory.FullName}:$PATH; source {script}; COMP_WORDS=(./swarm ssh no) COMP_CWORD=2; _swarm; printf '%s\\n' \"${{COMPREPLY[@]}}\""
            );

            Assert.Equal("node1\nnode2\n", offered);
            Assert.Equal(
                $"{directory.FullName} [suggest:12] swarm ssh no\n",
                await File.ReadAllTextAsync(Path.Combine(directory.FullName, "dotnet.said"))
            );
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
