using Local.Machines.Computer;
using Local.Machines.Vm;

namespace Local.Machines;

/// <summary>Ends machines and removes what they had.</summary>
internal sealed class MachineRemoval(MachineDirectories machines, SocketFolder sockets)
{
    private static readonly TimeSpan _deleteTimeout = TimeSpan.FromSeconds(10);

    /// <inheritdoc cref="LocalCloud.TerminateAsync"/>
    public async Task TerminateAsync(string id, CancellationToken cancellation)
    {
        var files = machines.Of(id);
        await Hypervisor.KillAsync(files, cancellation);
        if (files.Read() is { } record)
        {
            sockets.Close(record, machines.All().Select(other => other.Read()).OfType<MachineRecord>());
        }

        // A push that is just ending may still write one file.
        if (!await Poll.UntilAsync(() => TryDelete(files.Path), _deleteTimeout, cancellation))
        {
            throw new MachineException($"the directory '{files.Path}' cannot be removed; remove it and run again");
        }
    }

    private static bool TryDelete(string directory)
    {
        try
        {
            if (Directory.Exists(directory))
            {
                Directory.Delete(directory, recursive: true);
            }

            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
