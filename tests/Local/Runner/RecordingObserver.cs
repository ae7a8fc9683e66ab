using System.Collections.Concurrent;
using Local.Runner;

namespace Tests.Local.Runner;

/// <summary>Keeps what a run told, for a test to look at.</summary>
internal sealed class RecordingObserver : IEngineObserver
{
    private readonly ConcurrentQueue<EngineEvent> _events = new();

    public IReadOnlyList<EngineEvent> Events => [.. _events];

    public void On(EngineEvent happened) => _events.Enqueue(happened);
}
