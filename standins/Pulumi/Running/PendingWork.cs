using System.Collections.Immutable;

namespace Pulumi.Running;

/// <summary>Counts the tasks that a run has begun, and knows when all have ended or one has failed.</summary>
internal sealed class PendingWork
{
    private readonly Lock _lock = new();
    private readonly HashSet<Exception> _errors = [];
    private int _running;
    private TaskCompletionSource<ImmutableArray<Exception>>? _waiting;

    public void Add(Task task)
    {
        if (task.IsCompletedSuccessfully)
        {
            return;
        }
        lock (_lock)
        {
            _running++;
        }
        task.ContinueWith(Ended, TaskScheduler.Default);
    }

    /// <summary>Waits until nothing runs any more, or until the first errors.</summary>
    /// <returns>The errors since the last call.</returns>
    public Task<ImmutableArray<Exception>> WhenIdleOrFailedAsync()
    {
        lock (_lock)
        {
            if (_running == 0 || _errors.Count > 0)
            {
                return Task.FromResult(TakeErrors());
            }
            _waiting ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiting.Task;
        }
    }

    private void Ended(Task task)
    {
        lock (_lock)
        {
            _running--;
            _errors.UnionWith(task.Exception?.InnerExceptions ?? []);
            if (_running == 0 || _errors.Count > 0)
            {
                _waiting?.SetResult(TakeErrors());
                _waiting = null;
            }
        }
    }

    private ImmutableArray<Exception> TakeErrors()
    {
        ImmutableArray<Exception> errors = [.. _errors];
        _errors.Clear();
        return errors;
    }
}
