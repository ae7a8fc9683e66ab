using Tests.Local.Providers;

namespace Tests.Local.Cli.Script;

public sealed class SwarmScriptTests : IDisposable
{
    private const string Build = "dotnet build local/Cli -nologo -clp:NoSummary";
    private readonly FakeComputer _computer = new();

    private string Start => $"dotnet {_computer.InProject("local/Cli/bin/Debug/net10.0/swarm.dll")}";

    public void Dispose() => _computer.Dispose();

    [Fact]
    public void Nothing_that_it_starts_leaves_a_pipe_for_debuggers_behind()
    {
        _computer.Stub("dotnet", "[ \"$1\" = --version ] || echo \"DOTNET_EnableDiagnostics=$DOTNET_EnableDiagnostics\"", records: false);

        Assert.Contains("DOTNET_EnableDiagnostics=0\n", _computer.Run(_computer.Script, "test").Output);
    }

    [Fact]
    public void It_builds_once_and_then_only_starts()
    {
        Assert.Equal(0, _computer.Run(_computer.Script, "status").ExitCode);
        Assert.Equal(["dotnet --version", Build, $"{Start} status"], _computer.TakeCalls());

        Assert.Equal((0, "", ""), _computer.Run(_computer.Script, "status", "--json"));
        Assert.Equal([$"{Start} status --json"], _computer.TakeCalls());
        Assert.Empty(_computer.TemporaryFiles());
    }

    [Theory]
    [InlineData("infra/Program.cs")]
    [InlineData("infra/New.cs")]
    [InlineData("a.targets")]
    [InlineData("infra/bin/Debug/net10.0/Infra.dll")]
    public void A_changed_or_new_source_or_a_changed_output_is_built_again(string path)
    {
        _computer.Run(_computer.Script, "status");
        _computer.TakeCalls();
        File.WriteAllText(_computer.InProject(path), "// changed");

        Assert.Equal((0, "", "Building\nPulumi: packages, which the feed has.\n"), _computer.Run(_computer.Script, "status"));
        Assert.Contains(Build, _computer.TakeCalls());
    }

    [Fact]
    public void A_deleted_source_is_built_again()
    {
        _computer.Run(_computer.Script, "status");
        _computer.TakeCalls();
        File.Delete(_computer.InProject("local/Cli/Program.cs"));

        Assert.Equal((0, "", "Building\nPulumi: packages, which the feed has.\n"), _computer.Run(_computer.Script, "status"));
        Assert.Contains(Build, _computer.TakeCalls());
    }

    [Fact]
    public void After_a_failed_build_nothing_stale_is_started()
    {
        _computer.Run(_computer.Script, "status");
        _computer.TakeCalls();
        File.WriteAllText(_computer.InProject("broken"), string.Empty);
        File.WriteAllText(_computer.InProject("infra/Program.cs"), "oops");

        Assert.Equal(
            (
                1,
                "",
                "Building\n  Pulumi: asking the feed.\n  Pulumi: packages, which the feed has.\n  Restored\nerror CS1002: ; expected\nswarm: the build failed (above)\n"
            ),
            _computer.Run(_computer.Script, "status")
        );
        Assert.DoesNotContain($"{Start} status", _computer.TakeCalls());
    }

    [SkippableFact]
    public void Benchmarks_are_a_program_of_their_own()
    {
        _computer.InstallMachineTools();
        Skip.IfNot(File.Exists(Keyring), $"needs {Keyring}, which the script looks for");
        var start = $"dotnet {_computer.InProject("bench/bin/Debug/net10.0/bench.dll")}";

        Assert.Equal(0, _computer.Run(_computer.Script, "bench", "plan").ExitCode);
        Assert.Equal(["dotnet --version", "dotnet build bench -nologo -clp:NoSummary", $"{start} plan"], _computer.TakeCalls());

        _computer.Run(_computer.Script, "bench");
        Assert.Equal([start], _computer.TakeCalls());
    }

    [Fact]
    public void It_works_through_a_link_from_elsewhere()
    {
        var link = Path.Combine(Path.GetDirectoryName(_computer.InProject("."))!, "..", "home", "s");
        File.CreateSymbolicLink(link, _computer.Script);

        Assert.Equal(0, _computer.Run(link, "status").ExitCode);
        Assert.Contains($"{Start} status", _computer.TakeCalls());
    }

    [Fact]
    public void The_tests_end_with_one_plain_line() =>
        Assert.Equal("41 passed, 0 failed, 2 skipped", _computer.Run(_computer.Script, "test").Output.TrimEnd().Split('\n')[^1]);

    [Fact]
    public void What_tests_lack_and_why_it_cannot_be_had_is_said_in_one_line()
    {
        var without = _computer.Run(_computer.Script, "test").Error;
        _computer.Stub("apt-get", "exit 100");
        var ordinary = _computer.Run(_computer.Script, "test").Error;
        foreach (var name in new[] { "shellcheck", "sshd", "ssh-keygen", "docker", "zsh", "fish" })
        {
            _computer.Stub(name, string.Empty);
        }

        const string Said =
            "^Skipping the tests that need these packages: shellcheck( openssh-server)? openssh-client docker-cli zsh fish\\. Reason: ";
        Assert.Matches(Said + "there is no apt-get here to fetch them with\\.\n$", without);
        Assert.Matches(Said + "this machine has no package lists, and apt-get update needs root\\.\n$", ordinary);
        Assert.Equal("", _computer.Run(_computer.Script, "test").Error);
    }

    [Fact]
    public void What_tests_lack_is_unpacked_within_the_checkout_once_and_not_installed()
    {
        foreach (var name in new[] { "sshd", "ssh-keygen", "docker", "zsh", "fish" })
        {
            _computer.Stub(name, string.Empty);
        }

        _computer.Stub(
            "apt-get",
            """
            case $* in
              "download --print-uris"*) ;;
              install*) printf 'Inst libgmp10 (2 x)\nInst shellcheck (0.9 x)\n' ;;
              download*) for package in "${@:2}"; do touch "$package.deb"; done ;;
            esac
            """
        );
        _computer.Stub(
            "dpkg-deb",
            "mkdir -p \"$3/usr/bin\"; printf '#!/bin/sh\\n' >\"$3/usr/bin/shellcheck\"; chmod +x \"$3/usr/bin/shellcheck\""
        );

        Assert.Equal("Unpacking for the tests, into tests/obj/tools: libgmp10 shellcheck\n", _computer.Run(_computer.Script, "test").Error);
        var tools = _computer.InProject("tests/obj/tools");
        Assert.Equal(
            [
                "dotnet --version",
                "apt-get download --print-uris shellcheck",
                "apt-get install --simulate --no-install-recommends shellcheck",
                "apt-get download libgmp10 shellcheck",
                $"dpkg-deb --extract {tools}/debs/libgmp10.deb {tools}",
                $"dpkg-deb --extract {tools}/debs/shellcheck.deb {tools}",
            ],
            _computer.TakeCalls().SkipLast(1)
        );
        Assert.Equal("", _computer.Run(_computer.Script, "test").Error);
        Assert.False(Directory.Exists($"{tools}/debs"));
    }

    [Fact]
    public void As_root_sshd_needs_a_user_that_unpacking_does_not_make()
    {
        foreach (var name in new[] { "shellcheck", "sshd", "ssh-keygen", "docker", "zsh", "fish" })
        {
            _computer.Stub(name, string.Empty);
        }

        _computer.Stub("id", "echo 0");
        _computer.Stub("getent", "[ \"$1\" = group ]");

        Assert.Equal(
            "Skipping the tests over SSH. Reason: as root, sshd needs the user sshd, which only an installed openssh-server brings.\n",
            _computer.Run(_computer.Script, "test").Error
        );
    }

    [SkippableFact]
    public void With_virtual_machines_both_suites_are_counted()
    {
        _computer.InstallMachineTools();
        Skip.IfNot(File.Exists(Keyring), $"needs {Keyring}, which the script looks for");

        Assert.Equal("47 passed, 1 failed, 3 skipped", _computer.Run(_computer.Script, "test", "--vms").Output.TrimEnd().Split('\n')[^1]);
        Assert.Equal(
            [
                "dotnet --version",
                "dotnet test Infra.sln --nologo --filter Category!=Originals",
                "dotnet test tests/EndToEnd -p:Vms=true --nologo --logger console;verbosity=normal",
            ],
            _computer.TakeCalls()
        );
    }

    [Fact]
    public void Another_option_of_test_is_refused() =>
        Assert.Equal((1, "", "swarm: test takes one option, --vms; not: --vm\n"), _computer.Run(_computer.Script, "test", "--vm"));

    [Fact]
    public void Tests_of_failing_projects_fail()
    {
        _computer.Stub(
            "dotnet",
            """
            case $1 in
              test) echo "Failed!  - Failed:     1, Passed:    40, Skipped:     0, Total:    41, Duration: 1 s - Tests.dll (net10.0)"; exit 1 ;;
            esac
            """
        );
        var (code, output, _) = _computer.Run(_computer.Script, "test");

        Assert.Equal((1, "40 passed, 1 failed, 0 skipped"), (code, output.TrimEnd().Split('\n')[^1]));
    }

    [Fact]
    public void What_failed_is_said_again_at_the_end_without_the_middle_of_a_long_message()
    {
        _computer.Stub(
            "dotnet",
            """
            case $1 in
              test)
                printf '  Failed Tests.A [1 s]\n  Error Message:\n   no\n  Stack Trace:\n     at A\n'
                printf '  Failed Tests.B(x: 1) [2 m 3 s]\n  Error Message:\n'
                printf "%s\\n" {1..99}
                printf '  Stack Trace:\n     at B\n  Standard Output Messages:\n much\n'
                echo "Failed!  - Failed:     2, Passed:    40, Skipped:     0, Total:    42, Duration: 1 s - Tests.dll (net10.0)"
                exit 1 ;;
            esac
            """
        );

        Assert.EndsWith(
            "\nFailed:\n  Failed Tests.A [1 s]\n  Error Message:\n   no\n  Failed Tests.B(x: 1) [2 m 3 s]\n  Error Message:\n"
                + string.Concat(Enumerable.Range(1, 99).Where(line => line is < 10 or > 79).Select(line => $"{line}\n"))
                + "40 passed, 2 failed, 0 skipped\n",
            _computer.Run(_computer.Script, "test").Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Without_sudo_an_ordinary_user_is_told_what_to_run()
    {
        _computer.InstallMachineTools();
        _computer.Remove("qemu-img");
        _computer.Stub("apt-get", string.Empty);
        var (code, _, error) = _computer.Run(_computer.Script, "up");

        Assert.Equal(1, code);
        Assert.StartsWith("Installing with apt-get: qemu-utils", error, StringComparison.Ordinal);
        Assert.EndsWith(
            "swarm: installing packages needs root, and sudo is not here. Run this as root, then start again: env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 --yes update\n",
            error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_sudo_that_refuses_is_told_with_its_own_words()
    {
        _computer.InstallMachineTools();
        _computer.Remove("qemu-img");
        _computer.Stub("apt-get", string.Empty);
        _computer.Stub("sudo", "echo 'sudo: a password is required' >&2; exit 1");
        var (code, _, error) = _computer.Run(_computer.Script, "up");

        Assert.Equal(1, code);
        Assert.EndsWith(
            "sudo: a password is required\nswarm: failed (above). Run this as root, then start again: env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 --yes update\n",
            error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void As_root_what_is_lacking_is_installed_and_nothing_else()
    {
        _computer.InstallMachineTools();
        _computer.Remove("qemu-img");
        _computer.Stub("id", "echo 0");
        _computer.Stub("apt-get", string.Empty);
        var (code, _, error) = _computer.Run(_computer.Script, "up");

        Assert.Equal(0, code);
        Assert.StartsWith("Installing with apt-get: qemu-utils", error, StringComparison.Ordinal);
        Assert.Contains(_computer.TakeCalls(), call =>
            call.StartsWith("apt-get -o DPkg::Lock::Timeout=600 --yes install --no-install-recommends qemu-utils", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Without_apt_get_the_packages_are_named()
    {
        _computer.InstallMachineTools();
        _computer.Remove("ssh");
        var (code, _, error) = _computer.Run(_computer.Script, "up");

        Assert.Equal(1, code);
        Assert.Matches(
            "^swarm: lacking: openssh-client( debian-archive-keyring)?\\. There is no apt-get here: install them with this machine's own package manager\n$",
            error
        );
    }

    [Fact]
    public void Without_any_way_to_a_sdk_it_says_so()
    {
        _computer.Remove("dotnet");
        _computer.Stub("curl", "echo 'curl: (6) Could not resolve host: dot.net' >&2; exit 6");
        var (code, _, error) = _computer.Run(_computer.Script, "status");

        Assert.Equal(1, code);
        Assert.Contains("Installing the .NET SDK 10.0 into ", error, StringComparison.Ordinal);
        Assert.EndsWith(
            "curl: (6) Could not resolve host: dot.net\nswarm: no .NET SDK 10.0 here: neither the distribution nor Microsoft's script could give one. Install it (https://dotnet.microsoft.com/download), then start again\n",
            error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Who_cannot_be_root_has_the_sdk_from_Microsofts_script()
    {
        _computer.Remove("dotnet");
        _computer.Stub("apt-get", string.Empty);
        _computer.Stub("curl", "exit 6");
        var (_, _, error) = _computer.Run(_computer.Script, "status");

        Assert.StartsWith("Installing the .NET SDK 10.0 into ", error, StringComparison.Ordinal);
        Assert.DoesNotContain(_computer.TakeCalls(), call => call.StartsWith("apt-get", StringComparison.Ordinal));
    }

    [SkippableTheory]
    [InlineData("swarm")]
    [InlineData(".ci/run")]
    public void Shellcheck_finds_nothing(string script)
    {
        Skip.IfNot(Tool.Exists("shellcheck"), "shellcheck is not installed");

        Assert.Equal(string.Empty, Tool.Run("shellcheck", Path.Combine(FakeComputer.Root, script)));
    }

    private const string Keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
}
