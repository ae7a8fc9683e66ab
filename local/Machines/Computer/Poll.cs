using System.Diagnostics;

namespace Local.Machines.Computer;

/// <summary>Waits for conditions by asking again and again, within a bound.</summary>
internal static class Poll
{
    private static readonly TimeSpan _pollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>True as soon as the condition holds; false when it does not within the timeout.</summary>
    public static async Task<bool> UntilAsync(Func<bool> condition, TimeSpan timeout, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            if (clock.Elapsed > timeout)
            {
                return false;
            }

            await Task.Delay(_pollInterval, cancellation);
        }

        return true;
    }
}
