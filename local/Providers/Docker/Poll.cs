using Local.Providers.Contract;

namespace Local.Providers.Docker;

/// <summary>Waiting for a condition, within a bound.</summary>
internal static class Poll
{
    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(300);

    /// <summary>The provider's own bound, or the program's custom timeout where that is shorter.</summary>
    public static TimeSpan Bound(ResourceOperation operation, TimeSpan own) => operation.Timeout is { } custom && custom < own ? custom : own;

    /// <summary>Asks until the answer is yes; false when the bound passed first.</summary>
    public static async Task<bool> UntilAsync(Func<Task<bool>> condition, TimeSpan bound, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(bound);
        try
        {
            while (!await condition())
            {
                await Task.Delay(_between, limit.Token);
            }

            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
