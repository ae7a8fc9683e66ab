namespace Local.Machines.Computer;

/// <summary>A turn at something that only one may do at a time; given back when disposed.</summary>
public sealed class ExclusiveAccess : IDisposable
{
    private readonly SemaphoreSlim _gate;

    private ExclusiveAccess(SemaphoreSlim gate) => _gate = gate;

    public static async Task<ExclusiveAccess> TakeAsync(SemaphoreSlim gate, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        return new(gate);
    }

    public void Dispose() => _gate.Release();
}
