namespace Local.Providers.Docker;

/// <summary>Waiting for a condition, within a bound.</summary>
internal static class Poll
{
    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(300);

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
