using System.Collections.Concurrent;
using Local.Runner;

namespace Tests.Local.Runner;

/// <summary>Keeps what a run told, for a test to look at.</summary>
internal sealed class RecordingObserver : IRunObserver
{
    private readonly ConcurrentQueue<RunEvent> _events = new();

    public IReadOnlyList<RunEvent> Events => [.. _events];

    public void On(RunEvent happened) => _events.Enqueue(happened);
}
