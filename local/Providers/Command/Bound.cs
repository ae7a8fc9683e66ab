using Local.Providers.Contract;

namespace Local.Providers.Command;

/// <summary>A command's time limit, joined with the user's own cancellation.</summary>
internal sealed class Bound : IDisposable
{
    /// <summary>The genuine provider waits for ever; here a command that names no time of its own gets an hour.</summary>
    private static readonly TimeSpan _default = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _limit;

    private Bound(TimeSpan limit, CancellationToken cancellation)
    {
        _limit = limit;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _source.CancelAfter(limit);
    }

    public CancellationToken Token => _source.Token;

    public string Message => $"Stopped after {_limit.TotalSeconds:0} s, its time limit (CustomTimeouts of the resource)";

    public static Bound On(ResourceOperation operation, CancellationToken cancellation) => new(operation.Timeout ?? _default, cancellation);

    public void Dispose() => _source.Dispose();
}
