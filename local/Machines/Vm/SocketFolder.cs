using System.Security.Cryptography;
using System.Text;
using Local.Machines.Computer;

namespace Local.Machines.Vm;

/// <summary>The directory of a stack's sockets: it comes with the first machine and goes with the last.</summary>
internal sealed class SocketFolder(string stackDirectory)
{
    private readonly Lock _lock = new();

    /// <summary>Makes it, and has somebody write the record of a machine that uses it before anybody can find it unused.</summary>
    public MachineRecord Open(Func<string, MachineRecord> record)
    {
        lock (_lock)
        {
            // A private place with a short name: a socket's path may not exceed 107 bytes.
            var runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
            var name =
                "swarm-local-"
                + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Environment.UserName + ":" + stackDirectory)))[..12];
            var path = Path.Combine(Directory.Exists(runtime) ? runtime : "/tmp", name);
            PrivateFile.CreateGuardedDirectory(path);
            return record(path);
        }
    }

    /// <summary>Removes a machine's sockets, and the directory unless one of these others uses it.</summary>
    public void Close(MachineRecord machine, IEnumerable<MachineRecord> others)
    {
        lock (_lock)
        {
            if (!Directory.Exists(machine.SocketDirectory))
            {
                return;
            }

            File.Delete(Sockets.Control(machine));
            File.Delete(Sockets.Agent(machine));
            // One of the others may be on its way: its record is written before it is started.
            if (!others.Any(other => other.Id != machine.Id && other.SocketDirectory == machine.SocketDirectory))
            {
                Directory.Delete(machine.SocketDirectory, recursive: true);
            }
        }
    }
}
