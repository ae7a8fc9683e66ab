using System.Globalization;
using System.Runtime.InteropServices;

namespace Bench;

/// <summary>Peaks of memory, in MiB. They only grow, so what is measured last should be the largest.</summary>
internal static class Memory
{
    private const int Children = -1;

    /// <summary>This process's peak: the runner.</summary>
    public static long RunnerPeak() =>
        long.Parse(
            File.ReadLines("/proc/self/status")
                .First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        ) / 1024;

    /// <summary>The largest peak of a child that ended: the program.</summary>
    public static long ProgramPeak()
    {
        // struct rusage: two times of two longs each, then the peak in KiB, then 13 more longs.
        var usage = new long[18];
        _ = GetUsage(Children, usage);
        return usage[4] / 1024;
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetUsage(int who, [Out] long[] usage);
}
