using Local.Machines.Computer;
using Local.Machines.Images;
using Local.Machines.Vm;

namespace Local.Machines;

/// <summary>Starts machines again whose process has ended.</summary>
internal sealed class MachineRestart(MachineDirectories machines, StandInImages images, SocketFolder sockets, MachineStart start)
{
    /// <summary>An emulated machine needs a minute or two until Docker and its part in the swarm are back; what takes longer will not come.</summary>
    private static readonly TimeSpan _rebootTimeout = TimeSpan.FromMinutes(8);

    /// <inheritdoc cref="LocalCloud.RestartAsync"/>
    public async Task<bool> RestartAsync(string id, MachineProgress progress, CancellationToken cancellation)
    {
        var files = machines.Of(id);
        if (files.Read() is not { Running: true } record || (Hypervisor.IsRunning(files) && !File.Exists(files.Restarted)))
        {
            return false;
        }

        try
        {
            if (!Hypervisor.IsRunning(files))
            {
                record = await SwitchOnAgainAsync(files, record, progress, cancellation);
            }

            progress.Status("waiting until what runs on it is back");
            await new GuestAgent(Sockets.Agent(record)).RunAsync(
                "/usr/local/lib/local-cloud/booted",
                [],
                "",
                () => Hypervisor.IsRunning(files),
                _rebootTimeout,
                cancellation
            );
            return true;
        }
        catch (MachineException failed)
        {
            throw new MachineException(
                $"{record.HostName} ({id}) cannot be started again: {failed.Message}\nFix the cause and run the same command again. "
                    + $"Or remove '{files.Path}' with everything on its disk; refresh and then up create the machine again",
                failed
            );
        }
    }

    private async Task<MachineRecord> SwitchOnAgainAsync(
        MachineDirectory files,
        MachineRecord record,
        MachineProgress progress,
        CancellationToken cancellation
    )
    {
        if (!Directory.Exists(record.BaseImage))
        {
            throw new MachineException($"the base image that its disk is based on is gone ('{record.BaseImage}')");
        }

        progress.Status("starting the virtual machine");
        PrivateFile.Write(files.Restarted, "");
        var moved = sockets.Open(socketDirectory =>
        {
            var moved = record with { SocketDirectory = socketDirectory };
            files.Write(moved);
            return moved;
        });
        // Its last words of the time before would be taken for new ones.
        File.Delete(files.Console);
        // What its disk has kept of the rules may be older than what it was told.
        File.Delete(files.AppliedFilter);
        try
        {
            var containerImages = await images.EnsureArchiveAsync(progress, cancellation);
            await MachineStart.SwitchOnAsync(files, moved, containerImages, isFirstBoot: false, cancellation);
            await start.ComeUpAsync(files, moved, progress, cancellation);
            return moved;
        }
        catch
        {
            // Half up it would be taken for one that runs.
            await Hypervisor.KillAsync(files, CancellationToken.None);
            throw;
        }
    }
}
