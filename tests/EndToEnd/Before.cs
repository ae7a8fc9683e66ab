namespace Tests.EndToEnd;

/// <summary>What the machines start from, before the first test.</summary>
public sealed class Before : IDisposable
{
    public Checkout Checkout { get; } = new();
    public IReadOnlyList<string> Keys { get; } = Remains.Keys();
    public IReadOnlyList<string> Sockets { get; } = Remains.Sockets();

    public void Dispose()
    {
        // A failed test leaves machines behind; the next run must not meet them.
        foreach (var (id, _) in Remains.ProcessesOf(Checkout.Directory))
        {
            System.Diagnostics.Process.GetProcessById(id).Kill();
        }

        Checkout.Dispose();
    }
}
