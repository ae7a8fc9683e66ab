using Local.Runner.Secrets;

namespace Local.Runner.State;

/// <summary>
/// Guards a stack's state and makes every change last: who changes it goes on when the change is on the disk. Changes that arrive while
/// the file is being written go out together with the next writing, so that many at once cost few writings.
/// </summary>
internal sealed class StateStore
{
    private readonly Lock _gate = new();
    private readonly StackState _state;
    private readonly StateFile? _file;
    private readonly PassphraseCrypter? _crypter;
    private readonly TimeProvider _clock;
    private TaskCompletionSource _next = NewSource();
    private bool _changed;
    private bool _dirty;
    private bool _writing;

    private StateStore(StackState state, StateFile? file, PassphraseCrypter? crypter, TimeProvider clock)
    {
        _state = state;
        _file = file;
        _crypter = crypter;
        _clock = clock;
    }

    /// <summary>A store whose changes stay in memory: a preview's.</summary>
    public static StateStore InMemory(StackState state) => new(state, null, null, TimeProvider.System);

    public static StateStore OnDisk(StackState state, StateFile file, PassphraseCrypter crypter, TimeProvider clock) =>
        new(state, file, crypter, clock);

    public T Look<T>(Func<StackState, T> look)
    {
        lock (_gate)
        {
            return look(_state);
        }
    }

    /// <summary>Changes the state now; the change goes to the disk with the next <see cref="CommitAsync"/> or <see cref="FlushAsync"/>.</summary>
    /// <param name="change">The change.</param>
    /// <param name="matters">False for a change of order only, which is not worth a writing of its own.</param>
    public void Change(Action<StackState> change, bool matters = true)
    {
        lock (_gate)
        {
            change(_state);
            _changed |= matters;
        }
    }

    /// <summary>Writes what <see cref="Change"/> left to be written; done when it is on the disk.</summary>
    public Task FlushAsync()
    {
        lock (_gate)
        {
            return _changed ? CommitAsync(_ => { }) : Task.CompletedTask;
        }
    }

    /// <summary>Changes the state; done when it is on the disk.</summary>
    public Task CommitAsync(Action<StackState> change)
    {
        Task written;
        lock (_gate)
        {
            change(_state);
            if (_file is null)
            {
                return Task.CompletedTask;
            }

            written = _next.Task;
            _dirty = true;
            if (_writing)
            {
                return written;
            }

            _writing = true;
        }

        _ = Task.Run(WriteUntilQuiet);
        return written;
    }

    private void WriteUntilQuiet()
    {
        while (true)
        {
            List<ResourceRecord> resources;
            List<PendingOperation> pending;
            TaskCompletionSource waiting;
            lock (_gate)
            {
                resources = [.. _state.Resources];
                pending = [.. _state.Pending];
                waiting = _next;
                _next = NewSource();
                _dirty = false;
                _changed = false;
            }

            try
            {
                _file!.Write(resources, pending, _crypter!, _clock.GetUtcNow());
                waiting.SetResult();
            }
            catch (Exception e)
            {
                lock (_gate)
                {
                    // What was not written is tried again with whatever comes next.
                    _changed = true;
                }

                waiting.SetException(
                    new StateWriteException(
                        $"The state file {_file!.Path} cannot be written: {e.Message} Free some space or grant write permission, and run this again.",
                        e
                    )
                );
            }

            lock (_gate)
            {
                _writing = _dirty;
                if (!_writing)
                {
                    return;
                }
            }
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
