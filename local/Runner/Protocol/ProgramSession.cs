using Local.Runner.Deployments;
using Local.Runner.Deployments.Registering;

namespace Local.Runner.Protocol;

/// <summary>A program's connection to its run, and when it was last heard of.</summary>
internal sealed class ProgramSession(Reporter reporter, TimeProvider clock) : IDisposable
{
    private readonly TaskCompletionSource<Registrations> _registrations = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastHeard = clock.GetTimestamp();
    private int _calls;
    private int _open;

    public Reporter Reporter { get; } = reporter;

    /// <summary>Whom the program registers with, once the run is ready for it.</summary>
    public Task<Registrations> Registrations => _registrations.Task;

    /// <summary>True once the program said anything.</summary>
    public bool Connected => Volatile.Read(ref _calls) > 0;

    /// <summary>How long the program has had no call open; zero while it has one.</summary>
    public TimeSpan SilenceTimeout => Volatile.Read(ref _open) > 0 ? TimeSpan.Zero : clock.GetElapsedTime(Volatile.Read(ref _lastHeard));

    /// <summary>Begins to answer the program.</summary>
    public void Serve(Registrations registrations) => _registrations.SetResult(registrations);

    /// <summary>Notes a call, until what is returned is disposed of.</summary>
    public IDisposable Hear()
    {
        Interlocked.Increment(ref _calls);
        Interlocked.Increment(ref _open);
        return new Call(this);
    }

    /// <summary>Lets go of calls that were never answered.</summary>
    public void Dispose() => _registrations.TrySetCanceled();

    private void End()
    {
        Volatile.Write(ref _lastHeard, clock.GetTimestamp());
        Interlocked.Decrement(ref _open);
    }

    private sealed class Call(ProgramSession session) : IDisposable
    {
        public void Dispose() => session.End();
    }
}
