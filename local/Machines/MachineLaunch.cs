using Local.Machines.BaseImage;
using Local.Machines.Computer;
using Local.Machines.Images;
using Local.Machines.Vm;

namespace Local.Machines;

/// <summary>Makes machines, and takes up launches that were interrupted.</summary>
internal sealed class MachineLaunch(
    string stackDirectory,
    MachineDirectories machines,
    ImageCache cache,
    StandInImages images,
    SocketFolder sockets,
    MachineStart start,
    MachineRemoval removal
)
{
    /// <inheritdoc cref="LocalCloud.LaunchAsync"/>
    public async Task<Machine> LaunchAsync(
        MachineSpec spec,
        MachineNetwork network,
        MachineProgress progress,
        CancellationToken cancellation
    )
    {
        var archive = images.EnsureArchiveAsync(progress, cancellation);
        var image = await BaseImageBuilder.EnsureAsync(cache, progress, cancellation);
        var containerImages = await archive;
        var files = machines.Of(spec.Id);
        if (Directory.Exists(files.Path))
        {
            throw new MachineException($"the machine {spec.Id} exists already");
        }

        try
        {
            PrivateFile.CreateDirectory(files.Path);
            var record = Record(files, spec, image);
            await StartAsync(files, record, spec, network, containerImages, progress, cancellation);
            await start.ComeUpAsync(files, record, progress, cancellation);
            return Machine.In(files)!;
        }
        catch
        {
            // The caller may be cancelled already; what was begun must go all the same.
            await removal.TerminateAsync(spec.Id, CancellationToken.None);
            throw;
        }
    }

    /// <inheritdoc cref="LocalCloud.AdoptAsync"/>
    public async Task<bool> AdoptAsync(string id, MachineProgress progress, CancellationToken cancellation)
    {
        var files = machines.Of(id);
        if (files.Read() is not { } record || !Hypervisor.IsRunning(files))
        {
            return false;
        }

        Credentials.Remove(files);
        try
        {
            await start.ComeUpAsync(files, record, progress, cancellation);
            return true;
        }
        catch (MachineException failed)
        {
            progress.Note($"{record.HostName} ({id}) is started over: {failed.Message}");
            return false;
        }
    }

    private static async Task StartAsync(
        MachineDirectory files,
        MachineRecord record,
        MachineSpec spec,
        MachineNetwork network,
        string? containerImages,
        MachineProgress progress,
        CancellationToken cancellation
    )
    {
        progress.Status("starting the virtual machine");
        NetworkSync.Record(files, network, progress);
        var image = new BaseImageFiles(record.BaseImage);
        await ComputerTool.RunAsync(
            "qemu-img",
            ["create", "-q", "-f", "qcow2", "-b", image.Disk, "-F", "raw", files.Disk],
            TimeSpan.FromMinutes(1),
            null,
            cancellation
        );
        try
        {
            Credentials.Write(files, spec, File.ReadAllText(files.Filter));
            await MachineStart.SwitchOnAsync(files, record, containerImages, isFirstBoot: true, cancellation);
        }
        finally
        {
            Credentials.Remove(files);
        }

        File.Copy(files.Filter, files.AppliedFilter);
    }

    private MachineRecord Record(MachineDirectory files, MachineSpec spec, BaseImageFiles image) =>
        sockets.Open(socketDirectory =>
        {
            var record = new MachineRecord
            {
                Id = spec.Id,
                Owner = spec.Owner,
                Network = stackDirectory + ":" + spec.Network,
                HostName = spec.HostName,
                PrivateAddress = spec.PrivateAddress.ToString(),
                PrefixLength = spec.PrefixLength,
                MemoryMiB = spec.MemoryMiB,
                SocketDirectory = socketDirectory,
                BaseImage = image.Directory,
                Launched = DateTimeOffset.UtcNow,
            };
            files.Write(record);
            return record;
        });
}
