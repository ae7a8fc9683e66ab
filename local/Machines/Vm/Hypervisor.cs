using System.Diagnostics;
using System.Globalization;
using Local.Machines.Computer;

namespace Local.Machines.Vm;

/// <summary>The process of a virtual machine, found by what it was started with: it outlives the process that started it.</summary>
internal static class Hypervisor
{
    private static readonly TimeSpan _endTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The running processes of a machine; more than one only for a moment, while it detaches itself.</summary>
    /// <remarks>
    /// The command line names the machine's own directory, which holds a random id: no other process has it, and so a process id that was
    /// given to somebody else since is never mistaken for the machine's.
    /// </remarks>
    public static IReadOnlyList<int> Find(MachineDirectory files)
    {
        var recorded = PrivateFile.ReadOrEmpty(files.ProcessId).Trim();
        if (int.TryParse(recorded, CultureInfo.InvariantCulture, out var known) && Belongs(known, files))
        {
            return [known];
        }

        // Killed between its start and the writing of its id, it is still there.
        return
        [
            .. from entry in Directory.EnumerateDirectories("/proc")
            let id = int.TryParse(Path.GetFileName(entry), CultureInfo.InvariantCulture, out var number) ? number : 0
            where id > 0 && Belongs(id, files)
            select id,
        ];
    }

    public static bool IsRunning(MachineDirectory files) => Find(files).Count > 0;

    /// <summary>Ends a machine at once, as pulling its plug would.</summary>
    public static async Task KillAsync(MachineDirectory files, CancellationToken cancellation)
    {
        foreach (var id in Find(files))
        {
            try
            {
                Process.GetProcessById(id).Kill();
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
                // It ended by itself in between.
            }
        }

        if (!await Poll.UntilAsync(() => !IsRunning(files), _endTimeout, cancellation))
        {
            throw new MachineException(
                $"the virtual machine's process {string.Join(", ", Find(files))} does not end; end it and run again"
            );
        }
    }

    private static bool Belongs(int id, MachineDirectory files)
    {
        try
        {
            var arguments = File.ReadAllText($"/proc/{id}/cmdline").Split('\0');
            return arguments.Contains("-pidfile") && arguments.Contains(files.ProcessId);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
