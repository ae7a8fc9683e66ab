using System.Diagnostics;
using Infra.Remote;
using Snapshooter.Xunit;

namespace Tests.Infra.Remote;

public sealed class ScriptTests
{
    private static readonly string Directory = Path.Combine(SwarmProgram.Project, "infra", "Scripts");

    public static TheoryData<string> Names { get; } =
        [.. System.IO.Directory.GetFiles(Directory, "*.sh").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_script_travels_as_it_was_reviewed(string name) =>
        Snapshot.Match(Script.Render(name, TimeSpan.FromSeconds(90), ("NODE", "node2")).Command, $"Script.{name}");

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Shellcheck_finds_nothing(string name)
    {
        var start = new ProcessStartInfo("shellcheck", ["--shell=sh", $"{name}.sh"]) { WorkingDirectory = Directory, RedirectStandardOutput = true };
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

    [Fact]
    public void A_script_that_takes_too_long_is_stopped_with_a_word()
    {
        // "common" defines functions only; here it begins with a long pause.
        var command = Script.Render("common", TimeSpan.FromSeconds(1), ("NODE", "node2")).Command.Replace("say() {", "exec sleep 30\nsay() {", StringComparison.Ordinal);
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardError = true })!;

        var said = shell.StandardError.ReadToEnd();
        shell.WaitForExit();

        Assert.Equal((124, "common: stopped, since it had not finished after 1 s\n"), (shell.ExitCode, said));
    }

    [Fact]
    public void A_name_that_no_shell_variable_can_have_is_refused() => Assert.Equal(
        "\"node name\" is no name for a shell variable. (Parameter 'name')",
        Assert.Throws<ArgumentException>(() => Script.Render("ready", TimeSpan.FromSeconds(1), ("node name", ""))).Message);

    [Fact]
    public void A_script_that_is_not_there_is_refused() => Assert.Equal(
        "There is no script Scripts/none.sh. (Parameter 'name')",
        Assert.Throws<ArgumentException>(() => Script.Render("none", TimeSpan.FromSeconds(1))).Message);
}
