using System.Diagnostics;
using Local.Providers.Contract;

namespace Local.Providers.Docker;

/// <summary>Waiting for a condition, within a bound.</summary>
internal static class EnginePolling
{
    private static readonly TimeSpan _shortestInterval = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan _longestInterval = TimeSpan.FromSeconds(2);

    /// <summary>An engine that takes long to answer is busy with the very thing that is waited for: asking may take a fifth of its time, until the longest rest is reached.</summary>
    private const int RestPerAnswer = 4;

    /// <summary>The provider's own bound, or the program's custom timeout where that is shorter.</summary>
    public static TimeSpan Timeout(ResourceOperation operation, TimeSpan own) =>
        operation.Timeout is { } custom && custom < own ? custom : own;

    /// <summary>How long to wait before asking again, by how long the last answer took: 0.3 to 2 s.</summary>
    public static TimeSpan IntervalAfter(TimeSpan answer) =>
        TimeSpan.FromSeconds(
            Math.Clamp((answer * RestPerAnswer).TotalSeconds, _shortestInterval.TotalSeconds, _longestInterval.TotalSeconds)
        );

    /// <summary>Asks until the answer is yes; false when the bound passed first.</summary>
    public static async Task<bool> UntilAsync(Func<Task<bool>> condition, TimeSpan timeout, CancellationToken cancellation)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(timeout);
        try
        {
            for (var clock = Stopwatch.StartNew(); !await condition(); clock.Restart())
            {
                await Task.Delay(IntervalAfter(clock.Elapsed), bound.Token);
            }

            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
