using Local.Machines;
using Local.Machines.Vm;

namespace Tests.Local.Machines.Vm;

public sealed class BootTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void A_machine_is_up_when_its_packet_filter_is_in_force() =>
        Assert.True(
            Boot.WatchAsync(
                Console("Linux version 6.12\nlocal-cloud: packet filter in force\n"),
                MachineProgress.None,
                default
            ).IsCompletedSuccessfully
        );

    [Fact]
    public async Task A_machine_that_ended_is_reported_with_the_end_of_its_console() =>
        Assert.Equal(
            "the virtual machine ended while it was booting; the end of its console:\nLinux version 6.12\nreboot: Power down",
            await Failure("Linux version 6.12\nreboot: Power down\n")
        );

    [Fact]
    public async Task A_machine_that_gave_up_is_not_waited_for() =>
        Assert.Equal(
            "the virtual machine gave up while it was booting (Kernel panic); the end of its console:\nKernel panic - not syncing: No working init found.",
            await Failure("Kernel panic - not syncing: No working init found.\n")
        );

    [Fact]
    public async Task A_machine_that_never_said_a_word_is_reported_so() =>
        Assert.Equal("the virtual machine ended while it was booting; it wrote nothing to its console", await Failure(""));

    [Theory]
    [InlineData("[    2.691735] integrity: Machine keyring initialized\r\n", "booting: integrity: Machine keyring initialized")]
    [InlineData(
        "[\e[0;32m  OK  \e[0m] Started \e[0;1;39msystemd-udevd.service\e[0m - Device Events.\r\n",
        "booting: Started systemd-udevd.service - Device Events."
    )]
    public async Task What_it_waits_for_is_told_without_colours_and_clocks(string console, string told)
    {
        List<string> words = [];

        await Assert.ThrowsAsync<MachineException>(() =>
            Boot.WatchAsync(Console(console), new MachineProgress(words.Add, _ => { }), default)
        );

        Assert.Equal([told], words);
    }

    private async Task<string> Failure(string console) =>
        (await Assert.ThrowsAsync<MachineException>(() => Boot.WatchAsync(Console(console), MachineProgress.None, default))).Message;

    private MachineDirectory Console(string text)
    {
        var files = new MachineDirectory(_directory.FullName);
        File.WriteAllText(files.Console, text);
        return files;
    }
}
