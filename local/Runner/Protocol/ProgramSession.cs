using Local.Runner.Deployments;

namespace Local.Runner.Protocol;

/// <summary>A program's connection to its run, and when it was last heard of.</summary>
internal sealed class ProgramSession(Registrations registrations, Reporter reporter, TimeProvider clock)
{
    private long _lastHeard = clock.GetTimestamp();
    private int _calls;
    private int _open;

    public Registrations Registrations { get; } = registrations;
    public Reporter Reporter { get; } = reporter;

    /// <summary>True once the program said anything.</summary>
    public bool Connected => Volatile.Read(ref _calls) > 0;

    /// <summary>How long the program has had no call open; zero while it has one.</summary>
    public TimeSpan Silence => Volatile.Read(ref _open) > 0 ? TimeSpan.Zero : clock.GetElapsedTime(Volatile.Read(ref _lastHeard));

    /// <summary>Notes a call, until what is returned is disposed of.</summary>
    public IDisposable Hear()
    {
        Interlocked.Increment(ref _calls);
        Interlocked.Increment(ref _open);
        return new Call(this);
    }

    private sealed class Call(ProgramSession session) : IDisposable
    {
        public void Dispose()
        {
            Volatile.Write(ref session._lastHeard, session.Now);
            Interlocked.Decrement(ref session._open);
        }
    }

    private long Now => clock.GetTimestamp();
}
