namespace Tests.EndToEnd;

/// <summary>One visitor per node who asks for the page again and again, until they are told to stop.</summary>
internal sealed class Visitors
{
    // Without a pause they take the processors that emulated machines need: nodes that are starved lose each other, and connections with them.
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _seen = [];
    private readonly Task _visits;

    private readonly string _path;

    public Visitors(IEnumerable<string> addresses, string path = "/")
    {
        _path = path;
        _visits = Task.WhenAll(addresses.Select(VisitAsync));
    }

    /// <summary>What each visit saw: the page, or why there was none.</summary>
    public async Task<IReadOnlyList<string>> LeaveAsync()
    {
        await _stop.CancelAsync();
        await _visits;
        return _seen;
    }

    private async Task VisitAsync(string address)
    {
        while (!_stop.IsCancellationRequested)
        {
            string seen;
            try
            {
                seen = await Outside.GetAsync(address, _path);
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
            {
                seen = $"{DateTime.UtcNow:HH:mm:ss} {address}: {failure.Message}";
            }

            lock (_seen)
            {
                _seen.Add(seen);
            }

            await Task.Delay(_pause);
        }
    }
}
