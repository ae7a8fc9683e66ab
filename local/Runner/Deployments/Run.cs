using System.Diagnostics;
using Local.Providers.Contract;
using Local.Runner.Settings;
using Local.Runner.State;

namespace Local.Runner.Deployments;

/// <summary>What every part of one run shares.</summary>
internal sealed class Run(RunOptions options) : IDisposable
{
    /// <summary>How often a condition is looked at that nothing tells of.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _slots = new(Math.Max(1, options.Parallelism));
    private int _underWay;

    public RunOptions Options { get; } = options;
    public required StackConfiguration Configuration { get; init; }
    public required StateStore Store { get; init; }
    public required Reporter Reporter { get; init; }
    public required ProviderPool Providers { get; init; }
    public required TimeProvider Clock { get; init; }

    /// <summary>What was recorded when the run began.</summary>
    public IReadOnlyList<ResourceView> Before { get; init; } = [];

    /// <summary>Set in a preview: nothing is touched.</summary>
    public required bool IsPreview { get; init; }

    /// <summary>Set when what is there already is to be taken over: finds it under the draft's name.</summary>
    public Func<IProvider, ResourceRecord, Task<ResourceRecord?>>? FindExisting { get; set; }

    /// <summary>Nothing new starts once this is cancelled.</summary>
    public required CancellationToken Stopped { get; init; }

    /// <summary>Operations under way are to give up once this is cancelled.</summary>
    public required CancellationToken Interrupted { get; init; }

    /// <summary>How many operations run now.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Waits until no operation runs; when the run was interrupted, not longer than <paramref name="timeout"/> from then.</summary>
    public async Task IdleAsync(TimeSpan timeout)
    {
        long? interrupted = null;
        while (UnderWay > 0)
        {
            interrupted ??= Interrupted.IsCancellationRequested ? Clock.GetTimestamp() : null;
            if (interrupted is { } since && Clock.GetElapsedTime(since) > timeout)
            {
                return;
            }

            await Task.Delay(LookInterval);
        }
    }

    /// <summary>
    /// Performs one provider operation: recorded as begun before it starts, told while it runs, and recorded as ended together with what it gave.
    /// It stays recorded as begun when its end is unknown: cancelled, or failed in a way the provider did not foresee.
    /// </summary>
    /// <param name="step">What is shown.</param>
    /// <param name="pending">What is recorded while it runs.</param>
    /// <param name="timeout">The program's bound.</param>
    /// <param name="operate">The provider's part.</param>
    /// <param name="record">Changes the state by what it gave, and answers the record as it is now.</param>
    /// <param name="half">Changes the state when the provider failed half-way.</param>
    /// <param name="judge">What the step turned out to be, by the record as it is now; default: what it was, with that record.</param>
    /// <exception cref="OperationFailedException">It failed, and the user was told.</exception>
    public async Task<ResourceRecord?> OperateAsync<T>(
        ResourceStep step,
        PendingOperation pending,
        double? timeout,
        Func<ResourceOperation, CancellationToken, Task<T>> operate,
        Func<StackState, T, ResourceRecord?> record,
        Action<StackState, ProviderException>? half = null,
        Func<ResourceStep, ResourceRecord?, ResourceStep>? judge = null
    )
    {
        await EnterAsync();
        var watch = Stopwatch.StartNew();
        try
        {
            Reporter.Started(step);
            await Store.CommitAsync(state => state.Begin(pending));
            var operation = new ResourceOperation(
                pending.Resource.Identity,
                text => Reporter.Status(step.Urn, text),
                (severity, text) => Reporter.Say(severity, text, step.Urn),
                timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null
            );
            var given = await operate(operation, Interrupted);
            ResourceRecord? now = null;
            await Store.CommitAsync(state =>
            {
                state.End(pending);
                now = record(state, given);
            });
            Reporter.Finished(judge is null ? step with { NewRecord = now } : judge(step, now), watch.Elapsed);
            return now;
        }
        catch (ProviderException e)
        {
            await Store.CommitAsync(state =>
            {
                state.End(pending);
                half?.Invoke(state, e);
            });
            Reporter.Failed(step, watch.Elapsed, e.Message);
            throw new OperationFailedException();
        }
        catch (OperationCanceledException) when (Interrupted.IsCancellationRequested)
        {
            Reporter.Failed(step, watch.Elapsed, "It was interrupted. The next run checks what it left behind and continues from there.");
            throw new OperationFailedException();
        }
        catch (Exception e) when (e is not StateWriteException)
        {
            Reporter.Failed(
                step,
                watch.Elapsed,
                $"{e.GetType().Name}: {e.Message} The next run checks what it left behind and continues from there."
            );
            throw new OperationFailedException();
        }
        finally
        {
            Leave();
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task EnterAsync()
    {
        try
        {
            await _slots.WaitAsync(Stopped);
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException();
        }

        Interlocked.Increment(ref _underWay);
    }

    private void Leave()
    {
        Interlocked.Decrement(ref _underWay);
        _slots.Release();
    }
}
