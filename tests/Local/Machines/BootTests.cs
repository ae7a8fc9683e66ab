using Local.Machines;
using Local.Machines.Vm;

namespace Tests.Local.Machines;

public sealed class BootTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void A_machine_is_up_when_its_packet_filter_is_in_force()
        => Assert.True(Boot.WatchAsync(Console("Linux version 6.12\nlocal-cloud: packet filter in force\n"), Progress.None, default).IsCompletedSuccessfully);

    [Fact]
    public async Task A_machine_that_ended_is_reported_with_the_end_of_its_console()
        => Assert.Equal(
            "the virtual machine ended while it was booting; the end of its console:\nLinux version 6.12\nreboot: Power down",
            await Failure("Linux version 6.12\nreboot: Power down\n"));

    [Fact]
    public async Task A_machine_that_gave_up_is_not_waited_for()
        => Assert.Equal(
            "the virtual machine gave up while it was booting (Kernel panic); the end of its console:\nKernel panic - not syncing: No working init found.",
            await Failure("Kernel panic - not syncing: No working init found.\n"));

    [Fact]
    public async Task A_machine_that_never_said_a_word_is_reported_so()
        => Assert.Equal("the virtual machine ended while it was booting; it wrote nothing to its console", await Failure(""));

    private async Task<string> Failure(string console)
        => (await Assert.ThrowsAsync<MachineException>(() => Boot.WatchAsync(Console(console), Progress.None, default))).Message;

    private MachineDirectory Console(string text)
    {
        var files = new MachineDirectory(_directory.FullName);
        File.WriteAllText(files.Console, text);
        return files;
    }
}
