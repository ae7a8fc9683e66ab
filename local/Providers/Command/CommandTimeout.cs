using Local.Providers.Contract;

namespace Local.Providers.Command;

/// <summary>A command's time limit, joined with the user's own cancellation.</summary>
internal sealed class CommandTimeout : IDisposable
{
    /// <summary>The genuine provider waits for ever; here a command that names no time of its own gets an hour.</summary>
    private static readonly TimeSpan _defaultTimeout = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _timeout;

    private CommandTimeout(TimeSpan timeout, CancellationToken cancellation)
    {
        _timeout = timeout;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _source.CancelAfter(timeout);
    }

    public CancellationToken Token => _source.Token;

    public string Message => $"Stopped after {_timeout.TotalSeconds:0} s, its time limit (CustomTimeouts of the resource)";

    public static CommandTimeout On(ResourceOperation operation, CancellationToken cancellation) =>
        new(operation.Timeout ?? _defaultTimeout, cancellation);

    public void Dispose() => _source.Dispose();
}
