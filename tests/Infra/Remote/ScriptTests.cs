using System.Diagnostics;
using Infra.Remote;
using Snapshooter.Xunit;

namespace Tests.Infra.Remote;

public sealed class ScriptTests
{
    private static readonly string _directory = Path.Combine(SwarmProgram.Project, "infra", "Scripts");

    public static TheoryData<string> Names { get; } =
    [
        .. System
            .IO.Directory.GetFiles(_directory, "*.sh")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal),
    ];

    // Every Debian and Ubuntu has dash as /bin/sh unless somebody chose bash.
    public static TheoryData<string> Shells { get; } = ["dash", "bash"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_script_travels_as_it_was_reviewed(string name) => Snapshot.Match(Script.Embedded(name), $"Script.{name}");

    [Fact]
    public void The_command_is_one_short_line_that_shows_what_is_run_with_which_variables()
    {
        var script = Script.Render("docker", TimeSpan.FromMinutes(30), ("NODE", "node1"), ("CHANNEL", "it's"));

        Assert.Equal(
            """NODE='node1' CHANNEL='it'\''s' timeout --kill-after=10 1800 /bin/sh -euc 'eval "$(cat)"' docker create""",
            script.OnMachine(ScriptPart.Create)
        );
        Assert.Equal("""/bin/sh -euc 'eval "$(cat)"' docker delete""", script.OnThisComputer(ScriptPart.Delete));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void The_command_says_which_script_of_the_same_text_runs(string shell)
    {
        var create = Of("first", "say creates");
        var delete = Of("second", "say deletes");
        var text = Script.StandardInput(create, delete);

        Assert.Equal((0, "node2: creates\n"), Run(shell, create.OnMachine(ScriptPart.Create), text));
        Assert.Equal((0, "node2: deletes\n"), Run(shell, delete.OnMachine(ScriptPart.Delete), text));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void A_script_reads_its_lines_whatever_they_hold_and_what_it_starts_reads_none_of_the_script(string shell)
    {
        var script = Of("lines", "IFS= read -r first\nsay \"got $first\"\nsay \"then $(cat)\"");

        Assert.Equal(
            (0, "node2: got it's $HOME \\n\nnode2: then EOF\n"),
            Run(shell, script.OnMachine(ScriptPart.Create), Script.StandardInput(script, null, "it's $HOME \\n\nEOF\n"))
        );
        Assert.Equal((1, ""), Run(shell, script.OnMachine(ScriptPart.Create), Script.StandardInput(script, null)));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void The_status_is_that_of_the_script_and_nothing_runs_after_a_failure(string shell)
    {
        var script = Of("failing", "cat >&2\n(exit 7)\nsay on");

        Assert.Equal((7, "line\n"), Run(shell, script.OnMachine(ScriptPart.Create), Script.StandardInput(script, null, "line\n")));
        Assert.Equal((7, ""), Run(shell, script.OnMachine(ScriptPart.Create), Script.StandardInput(script, null)));
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Shellcheck_finds_nothing(string name)
    {
        var start = new ProcessStartInfo("shellcheck", ["--shell=sh", $"{name}.sh"])
        {
            WorkingDirectory = _directory,
            RedirectStandardOutput = true,
        };
        Process shellcheck;
        try
        {
            shellcheck = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new SkipException("shellcheck is not installed (apt-get install shellcheck).");
        }

        using (shellcheck)
        {
            var findings = shellcheck.StandardOutput.ReadToEnd();
            shellcheck.WaitForExit();
            Assert.Equal((0, ""), (shellcheck.ExitCode, findings));
        }
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void A_script_that_takes_too_long_is_stopped_with_a_word(string shell)
    {
        var script = Of("slow", "sleep 30") with { Timeout = TimeSpan.FromSeconds(1) };

        Assert.Equal(
            (124, "Terminated\nnode2: stopped, since it had not finished after 1 s\n"),
            Run(shell, script.OnMachine(ScriptPart.Create), Script.StandardInput(script, null))
        );
        Assert.Equal(
            (124, "Terminated\nnode2: stopped, since it had not finished after 1 s\n"),
            Run(shell, script.OnMachine(ScriptPart.Create), Script.StandardInput(script, null, "line\n"))
        );
    }

    [Fact]
    public void A_name_that_no_shell_variable_can_have_is_refused() =>
        Assert.Equal(
            "\"node name\" is no name for a shell variable. (Parameter 'variables')",
            Assert.Throws<ArgumentException>(() => Script.Render("ready", TimeSpan.FromSeconds(1), ("node name", ""))).Message
        );

    [Fact]
    public void A_script_that_is_not_there_is_refused() =>
        Assert.Equal(
            "There is no script Scripts/none.sh. (Parameter 'name')",
            Assert.Throws<ArgumentException>(() => Script.Render("none", TimeSpan.FromSeconds(1))).Message
        );

    private static Script Of(string name, string text) => new(name, text + "\n", TimeSpan.FromSeconds(20), [("NODE", "node2")]);

    private static (int ExitCode, string Said) Run(string shell, string command, string input)
    {
        using var process = Process.Start(
            new ProcessStartInfo(shell, ["-c", command.Replace("/bin/sh", shell, StringComparison.Ordinal)])
            {
                RedirectStandardInput = true,
                RedirectStandardError = true,
            }
        )!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }
}
