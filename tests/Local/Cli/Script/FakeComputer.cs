using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Tests.Local.Cli.Script;

/// <summary>
/// A project with the real entry script on a computer of stubs: only what is linked into its <c>bin</c> is installed, and a stub writes its command line into
/// <c>calls</c>.
/// </summary>
internal sealed class FakeComputer : IDisposable
{
    private static readonly string[] _basics =
    [
        "bash",
        "readlink",
        "mktemp",
        "cat",
        "rm",
        "stat",
        "find",
        "sort",
        "sha256sum",
        "tail",
        "sed",
        "mkdir",
        "flock",
        "env",
        "cut",
        "getent",
        "tee",
        "awk",
        "dirname",
        "basename",
        "touch",
        "chmod",
    ];

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("swarm-script-");

    public FakeComputer()
    {
        foreach (
            var folder in new[]
            {
                "bin",
                "home",
                "tmp",
                "project/infra",
                "project/local/Cli",
                "project/review",
                "project/standins",
                "project/eng",
                "project/bench",
            }
        )
        {
            Directory.CreateDirectory(Path.Combine(_root.FullName, folder));
        }

        foreach (var name in _basics)
        {
            File.CreateSymbolicLink(InBin(name), Providers.Tool.Find(name)!);
        }

        File.Copy(Path.Combine(Root, "swarm"), Script);
        foreach (var file in new[] { "a.props", "a.targets", "global.json", "Infra.sln", "infra/Program.cs", "local/Cli/Program.cs" })
        {
            File.WriteAllText(InProject(file), string.Empty);
        }

        Directory.CreateDirectory(InProject("infra/bin/Debug/net10.0"));
        Stub("id", "echo 1000", records: false);
        Stub(
            "dotnet",
            $$"""
            echo "dotnet $*" >> {{Path.Combine(_root.FullName, "calls")}}
            case $1 in
              --version) echo 10.0.100 ;;
              build)
                printf '  Pulumi: asking the feed.\n  Pulumi: packages, which the feed has.\n  Restored\n'
                [ ! -e {{InProject("broken")}} ] || { echo "error CS1002: ; expected"; exit 1; }
                mkdir -p {{InProject("local/Cli/bin/Debug/net10.0")}} {{InProject("infra/bin/Debug/net10.0")}}
                touch {{InProject("local/Cli/bin/Debug/net10.0/swarm.dll")}} {{InProject("infra/bin/Debug/net10.0/Infra.dll")}}
                [ "$2" != bench ] || { mkdir -p {{InProject("bench/bin/Debug/net10.0")}} && touch {{InProject(
                "bench/bin/Debug/net10.0/bench.dll"
            )}}; } ;;
              test)
                case $* in
                  *EndToEnd*) printf 'Test Run Failed.\nTotal tests: 8\n     Passed: 6\n     Failed: 1\n    Skipped: 1\n Total time: 6.5 Seconds\n' ;;
                  *) echo "Passed!  - Failed:     0, Passed:    41, Skipped:     2, Total:    43, Duration: 1 s - Tests.dll (net10.0)" ;;
                esac ;;
            esac
            """,
            records: false
        );
    }

    /// <summary>The real project.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", ".."));

    public string Script => InProject("swarm");

    /// <summary>Everything that virtual machines need.</summary>
    public void InstallMachineTools()
    {
        foreach (var name in new[] { "qemu-system-x86_64", "qemu-img", "mmdebstrap", "newuidmap", "fakeroot", "xz", "mkfs.ext4", "ssh" })
        {
            Stub(name, string.Empty);
        }
    }

    public string InProject(string path) => Path.Combine(_root.FullName, "project", path);

    /// <summary>Installs a command.</summary>
    public void Stub(string name, string body, bool records = true)
    {
        File.Delete(InBin(name));
        var record = records ? $"echo \"{name} $*\" >> {Path.Combine(_root.FullName, "calls")}\n" : string.Empty;
        File.WriteAllText(InBin(name), $"#!/usr/bin/env bash\n{record}{body}\n");
        File.SetUnixFileMode(InBin(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Remove(string name) => File.Delete(InBin(name));

    /// <summary>Runs a script and answers its exit code and what it said on standard error; what was called is in <see cref="TakeCalls"/>.</summary>
    public (int ExitCode, string Output, string Error) Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(script, arguments)
        {
            WorkingDirectory = _root.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Path.Combine(_root.FullName, "bin");
        start.Environment["HOME"] = Path.Combine(_root.FullName, "home");
        start.Environment["TMPDIR"] = Path.Combine(_root.FullName, "tmp");
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    /// <summary>The stubs' command lines since the last call.</summary>
    public IReadOnlyList<string> TakeCalls()
    {
        var file = Path.Combine(_root.FullName, "calls");
        var calls = File.Exists(file) ? File.ReadAllLines(file) : [];
        File.Delete(file);
        return calls;
    }

    public IReadOnlyList<string> TemporaryFiles() => Directory.GetFileSystemEntries(Path.Combine(_root.FullName, "tmp"));

    public void Dispose() => _root.Delete(recursive: true);

    private string InBin(string name) => Path.Combine(_root.FullName, "bin", name);

    private static string Here([CallerFilePath] string path = "") => path;
}
