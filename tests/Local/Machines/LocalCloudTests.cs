using System.Diagnostics;
using System.Net;
using Local.Machines;
using Local.Machines.Vm;

namespace Tests.Local.Machines;

/// <summary>What the cloud knows from its files; no machine is booted.</summary>
public sealed class LocalCloudTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();
    private readonly LocalCloud _cloud;

    public LocalCloudTests() => _cloud = new(Path.Combine(_directory.FullName, "dev"), Path.Combine(_directory.FullName, "cache"));

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("127.20.1.11", 22, 20022)]
    [InlineData("127.20.1.11", 8000, 8000)]
    [InlineData("127.20.1.12", 22, 22)]
    [InlineData("192.0.2.11", 22, 22)]
    [InlineData("example.com", 22, 22)]
    public void Low_ports_of_a_machine_are_found_20000_higher_and_those_of_others_at_themselves(string host, int port, int expected)
    {
        Record("i-1", forwards: "tcp:127.20.1.11:20022-:22\n");

        Assert.Equal(expected, _cloud.Resolve(host, port));
    }

    [Fact]
    public void A_machine_whose_process_is_gone_is_still_listed_but_does_not_run()
    {
        Record("i-1", forwards: "");

        var machine = Assert.Single(_cloud.List());

        Assert.Equal(
            ("i-1", "node1", IPAddress.Parse("10.20.1.11"), false, true),
            (machine.Id, machine.HostName, machine.PrivateAddress, machine.IsRunning, machine.IsUp)
        );
        Assert.Equal(machine, _cloud.Find("i-1"));
        Assert.Null(_cloud.Find("i-2"));
    }

    [Fact]
    public async Task Terminating_removes_files_and_sockets_and_what_is_gone_is_no_error()
    {
        Record("i-1", forwards: "");

        await _cloud.TerminateAsync("i-1", default);
        await _cloud.TerminateAsync("i-1", default);

        Assert.Empty(_cloud.List());
        Assert.False(Directory.Exists(Path.Combine(_directory.FullName, "sockets")));
    }

    [Fact]
    public async Task The_sockets_of_the_other_machines_stay()
    {
        Record("i-1", forwards: "");
        Record("i-2", forwards: "");

        await _cloud.TerminateAsync("i-1", default);

        Assert.Equal(["i-2.qga"], Directory.EnumerateFiles(Path.Combine(_directory.FullName, "sockets")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Nothing_is_left_of_a_stack_that_was_removed()
    {
        Record("i-1", forwards: "");

        await _cloud.RemoveAllAsync(default);

        Assert.Empty(_directory.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task A_launch_that_was_killed_before_its_process_began_is_not_adopted()
    {
        Record("i-1", forwards: "");

        Assert.False(await _cloud.AdoptAsync("i-1", MachineProgress.None, default));
        Assert.False(await _cloud.AdoptAsync("i-2", MachineProgress.None, default));
    }

    [Fact]
    public async Task A_machine_whose_base_image_is_gone_cannot_be_started_again_and_says_what_to_do()
    {
        Record("i-1", forwards: "");

        var refusal = await Assert.ThrowsAsync<MachineException>(() => _cloud.RestartAsync("i-1", MachineProgress.None, default));

        Assert.Equal(
            $"node1 (i-1) cannot be started again: the base image that its disk is based on is gone ('{_directory.FullName}/cache/base-0')\n"
                + $"Fix the cause and run the same command again. Or remove '{_cloud.StackDirectory}/machines/i-1' with everything on its disk; refresh and then up create the machine again",
            refusal.Message
        );
    }

    [Fact]
    public async Task What_never_came_up_is_not_started_again()
    {
        Record("i-1", forwards: "", isUp: false);

        Assert.False(await _cloud.RestartAsync("i-1", MachineProgress.None, default));
        Assert.False(await _cloud.RestartAsync("i-2", MachineProgress.None, default));
    }

    [Fact]
    public void A_machine_that_was_started_again_must_be_read_until_somebody_says_that_it_was()
    {
        Record("i-1", forwards: "");
        File.WriteAllText(Path.Combine(_cloud.StackDirectory, "machines", "i-1", "restarted"), "");

        Assert.True(_cloud.Find("i-1")!.MustBeRead);
        _cloud.HasBeenRead("i-1");
        Assert.False(_cloud.Find("i-1")!.MustBeRead);
    }

    [Fact]
    public async Task The_engine_of_a_host_elsewhere_gets_its_images_as_usual()
    {
        Record("i-1", forwards: "tcp:127.1.2.11:20022-:22\n");

        Assert.False(await _cloud.EnsureImageAsync("192.0.2.11", "nginx", MachineProgress.None, default));
    }

    [Fact]
    public async Task Rules_that_change_while_a_machine_comes_up_are_told_it_later_and_without_a_word()
    {
        Record("i-1", forwards: "", isUp: false);
        File.Delete(Path.Combine(_directory.FullName, "sockets", "i-1.qga"));
        using var hypervisor = Hypervisor("i-1");
        List<string> notes = [];

        await _cloud.ApplyAsync("i-1", new MachineNetwork([], null), new MachineProgress(_ => { }, notes.Add), default);
        await _cloud.SettleAsync(default);

        Assert.Empty(notes);
        hypervisor.Kill();
    }

    // What counts as the machine's process is one that has its file for the process's id among its arguments.
    private Process Hypervisor(string id) =>
        Process.Start(
            new ProcessStartInfo(
                "sh",
                ["-c", "read line", "sh", "-pidfile", new MachineDirectory(Path.Combine(_cloud.StackDirectory, "machines", id)).ProcessId]
            )
            {
                RedirectStandardInput = true,
            }
        )!;

    private void Record(string id, string forwards, bool isUp = true)
    {
        var sockets = Directory.CreateDirectory(Path.Combine(_directory.FullName, "sockets")).FullName;
        File.WriteAllText(Path.Combine(sockets, id + ".qga"), "");
        var files = new MachineDirectory(Path.Combine(_cloud.StackDirectory, "machines", id));
        Directory.CreateDirectory(files.Path);
        File.WriteAllText(files.Forwards, forwards);
        files.Write(
            new MachineRecord
            {
                Id = id,
                Owner = "urn",
                Network = "net",
                HostName = "node1",
                PrivateAddress = "10.20.1.11",
                PrefixLength = 16,
                SocketDirectory = sockets,
                BaseImage = Path.Combine(_directory.FullName, "cache", "base-0"),
                Launched = DateTimeOffset.UnixEpoch,
                Running = isUp,
            }
        );
    }
}
