namespace Local.Machines.Host;

/// <summary>A turn at something that only one may do at a time; given back when disposed.</summary>
public sealed class Turn : IDisposable
{
    private readonly SemaphoreSlim _gate;

    private Turn(SemaphoreSlim gate) => _gate = gate;

    public static async Task<Turn> TakeAsync(SemaphoreSlim gate, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        return new(gate);
    }

    public void Dispose() => _gate.Release();
}
