using Local.Machines.Computer;
using Local.Machines.Vm;

namespace Local.Machines;

/// <summary>Switches machines on, for the first time or again, and waits until they are up.</summary>
internal sealed class MachineStart(NetworkSync network)
{
    /// <summary>Starts a machine's process in the background.</summary>
    public static async Task SwitchOnAsync(
        MachineDirectory files,
        MachineRecord record,
        string? containerImages,
        bool isFirstBoot,
        CancellationToken cancellation
    )
    {
        var forwards = PrivateFile.ReadOrEmpty(files.Forwards);
        var arguments = QemuCommandLine.Build(
            record,
            files,
            Accelerator.OfThisComputer,
            [.. forwards.Split('\n', StringSplitOptions.RemoveEmptyEntries)],
            containerImages,
            isFirstBoot
        );
        // It returns once the machine runs in the background, or says why it cannot.
        await ComputerTool.RunAsync(QemuCommandLine.Program, arguments, TimeSpan.FromMinutes(1), null, cancellation);
        PrivateFile.Write(files.AppliedForwards, forwards);
    }

    /// <summary>Waits until a machine is up, and records that it is.</summary>
    public async Task ComeUpAsync(MachineDirectory files, MachineRecord record, MachineProgress progress, CancellationToken cancellation)
    {
        await Boot.WatchAsync(files, progress, cancellation);
        files.Write(record with { Running = true });
        network.Begin(files, record, progress);
    }
}
