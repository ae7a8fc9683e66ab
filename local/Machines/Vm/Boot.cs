using System.Diagnostics;
using System.Text.RegularExpressions;
using Local.Machines.Computer;

namespace Local.Machines.Vm;

/// <summary>Watches a machine come up, by what it writes to its console.</summary>
internal static partial class Boot
{
    /// <summary>Written by the guest when its packet filter is in force, which is before its network is up.</summary>
    private const string Sign = "local-cloud: packet filter in force";

    /// <summary>An emulated machine takes 15 s to get here, and minutes on a computer that is busy otherwise.</summary>
    private static readonly TimeSpan _bootTimeout = TimeSpan.FromMinutes(10);

    /// <summary>A machine that says nothing for this long is not coming up.</summary>
    private static readonly TimeSpan _silenceTimeout = TimeSpan.FromSeconds(180);

    /// <summary>What a guest says that has given up.</summary>
    private static readonly string[] _failures = ["Kernel panic", "Freezing execution", "You are in emergency mode"];

    private const int TailLines = 15;

    /// <exception cref="MachineException">It died, fell silent, or took too long; with the console's last lines.</exception>
    public static async Task WatchAsync(MachineDirectory files, MachineProgress progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var lastWord = TimeSpan.Zero;
        var length = 0L;
        while (true)
        {
            var console = PrivateFile.ReadOrEmpty(files.Console);
            if (console.Contains(Sign, StringComparison.Ordinal))
            {
                return;
            }

            if (console.Length != length)
            {
                (length, lastWord) = (console.Length, clock.Elapsed);
                progress.Status("booting: " + LastLine(console));
            }

            if (_failures.FirstOrDefault(failure => console.Contains(failure, StringComparison.Ordinal)) is { } failed)
            {
                throw Failed($"the virtual machine gave up while it was booting ({failed})", console);
            }

            if (!Hypervisor.IsRunning(files))
            {
                throw Failed("the virtual machine ended while it was booting", console);
            }

            if (clock.Elapsed - lastWord > _silenceTimeout)
            {
                throw Failed($"the virtual machine has shown no sign of life for {_silenceTimeout.TotalSeconds:0} s", console);
            }

            if (clock.Elapsed > _bootTimeout)
            {
                throw Failed($"the virtual machine did not come up within {_bootTimeout.TotalMinutes:0} minutes", console);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
        }
    }

    private static MachineException Failed(string what, string console)
    {
        var tail = string.Join('\n', console.TrimEnd().Split('\n').TakeLast(TailLines));
        return new(tail.Length == 0 ? what + "; it wrote nothing to its console" : $"{what}; the end of its console:\n{tail}");
    }

    private static string LastLine(string console) => Decoration().Replace(console.TrimEnd().Split('\n')[^1], "").Trim();

    // Colours, the kernel's clock, and systemd's "OK".
    [GeneratedRegex(@"\e\[[0-9;]*[A-Za-z]|\[ *[0-9]+\.[0-9]+\] |\[ *\e\[[0-9;]*m *OK *\e\[0m *\] ")]
    private static partial Regex Decoration();
}
