using System.Diagnostics;
using Infra.Remote;

namespace Tests.Infra.Scripts;

/// <summary>What a script did.</summary>
internal sealed record Ran(int ExitCode, string Output, string Said, IReadOnlyList<string> Calls);

/// <summary>
/// A machine on which a script's outside world is played by shell scripts on PATH: Docker, apt, sudo and the network. What they answer is in files of
/// <see cref="Set"/>; what they were asked is in <see cref="Ran.Calls"/>. Time passes ten seconds at a look on the clock.
/// </summary>
internal sealed class FakeMachine : IDisposable
{
    // What every Debian has; nothing else of the tests' own machine is on PATH.
    private static readonly string[] _tools =
    [
        "awk",
        "base64",
        "basename",
        "cat",
        "cksum",
        "cp",
        "cut",
        "env",
        "grep",
        "head",
        "mktemp",
        "rm",
        "sed",
        "sha256sum",
        "sh",
        "sort",
        "stat",
        "tail",
        "test",
        "timeout",
        "tr",
        "true",
        "wc",
    ];

    private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("swarm-machine-");

    public FakeMachine()
    {
        _directory.CreateSubdirectory("bin");
        _directory.CreateSubdirectory(Path.Combine("etc", "apt", "sources.list.d"));
        foreach (var tool in _tools)
        {
            File.CreateSymbolicLink(
                Path.Combine(_directory.FullName, "bin", tool),
                File.Exists($"/usr/bin/{tool}") ? $"/usr/bin/{tool}" : $"/bin/{tool}"
            );
        }

        foreach (var (name, text) in FakeCommands.All)
        {
            Install(name, text);
        }

        Set("os-release", "ID=debian\nVERSION='13 (trixie)'\nVERSION_CODENAME=trixie\nPRETTY_NAME='Debian GNU/Linux 13'");
    }

    /// <summary>Decides what a fake answers.</summary>
    public FakeMachine Set(string file, string text)
    {
        File.WriteAllText(Path.Combine(_directory.FullName, file), text + "\n");
        return this;
    }

    public FakeMachine Remove(string command)
    {
        File.Delete(Path.Combine(_directory.FullName, "bin", command));
        return this;
    }

    public string Directory => _directory.FullName;

    public string Read(string file) => File.ReadAllText(Path.Combine(_directory.FullName, file));

    public bool Has(string file) => File.Exists(Path.Combine(_directory.FullName, file));

    /// <summary>Runs a script as a remote command would be run.</summary>
    public Ran Run(string script, string input, params (string Name, string Value)[] variables)
    {
        var rendered = Script.Render(script, TimeSpan.FromSeconds(60), variables);
        return Run(rendered, input);
    }

    /// <summary>Runs a rendered script as a remote command would be run.</summary>
    public Ran Run(Script rendered, string input) =>
        RunCommand(rendered.OnMachine(ScriptPart.Create), Script.StandardInput(rendered, null, input), []);

    /// <summary>Runs a script as a local command would be run.</summary>
    public Ran RunHere(string script, params (string Name, string Value)[] environment) => RunHereWith(script, "", environment);

    /// <summary>Runs a script as a local command would be run, with lines to read.</summary>
    public Ran RunHereWith(string script, string input, params (string Name, string Value)[] environment)
    {
        var here = Script.Here(script);
        return RunCommand(here.OnThisComputer(ScriptPart.Create), Script.StandardInput(here, null, input), environment);
    }

    /// <summary>Plays a command in another way than usual.</summary>
    public FakeMachine Play(string command, string text)
    {
        Install(command, text);
        return this;
    }

    /// <summary>Runs a command line.</summary>
    public Ran RunCommand(string command, string input, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_directory.FullName}/bin";
        start.Environment["HOME"] = _directory.FullName;
        start.Environment["FAKE"] = _directory.FullName;
        start.Environment["OS_RELEASE"] = Path.Combine(_directory.FullName, "os-release");
        start.Environment["DAEMON_SETTINGS"] = Path.Combine(_directory.FullName, "daemon.json");
        start.Environment["RUN"] = _directory.FullName;
        start.Environment["ETC"] = Path.Combine(_directory.FullName, "etc");
        start.Environment["TRUSTED"] = Path.Combine(_directory.FullName, "trusted");
        start.Environment["UNITS"] = _directory.FullName;
        start.Environment["PROGRAM"] = Path.Combine(_directory.FullName, "swarm-images");
        start.Environment["SETTINGS"] = Path.Combine(_directory.FullName, "swarm-credentials-settings");
        start.Environment["APT_SOURCES"] = Path.Combine(_directory.FullName, "apt");
        start.Environment["CLOUD_INIT"] = _directory.FullName;
        start.Environment["CERTIFICATE"] = Path.Combine(_directory.FullName, "certificate");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var said = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Ran(
            process.ExitCode,
            output,
            said.Result,
            Has("calls") ? [.. Read("calls").Split('\n', StringSplitOptions.RemoveEmptyEntries)] : []
        );
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private void Install(string name, string text)
    {
        var path = Path.Combine(_directory.FullName, "bin", name);
        File.WriteAllText(path, "#!/bin/sh\n" + text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
