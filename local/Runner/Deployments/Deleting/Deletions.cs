using Local.Providers.Contract;
using Local.Runner.State;

namespace Local.Runner.Deployments.Deleting;

/// <summary>Deletes records, each after everything among them that refers to it, and all that do not wait for another at once.</summary>
/// <param name="run">The run.</param>
/// <param name="toDelete">What to delete.</param>
/// <param name="operation">What to call it; what waits for deletion after a replacement is always <see cref="Operation.DeleteReplaced"/>.</param>
/// <param name="forget">How the state forgets a record.</param>
internal sealed class Deletions(
    Run run,
    IReadOnlyList<ResourceRecord> toDelete,
    Operation operation,
    Action<StackState, ResourceRecord> forget
)
{
    private readonly HashSet<string> _urns = toDelete.Select(record => record.Urn).ToHashSet(StringComparer.Ordinal);

    /// <summary>True when all are gone. What a failed one refers to is left.</summary>
    public async Task<bool> RunAsync()
    {
        var referrers = toDelete
            .SelectMany(record => record.References().Select(reference => (reference, record)))
            .ToLookup(pair => pair.reference, pair => pair.record, StringComparer.Ordinal);
        Dictionary<ResourceRecord, Task<bool>> tasks = new(ReferenceEqualityComparer.Instance);
        Stack<(ResourceRecord Record, bool Ready)> work = new(toDelete.Select(record => (record, false)));
        HashSet<ResourceRecord> entered = new(ReferenceEqualityComparer.Instance);

        // Depth first without recursion: a record's task is made when those of its referrers are there to be waited for.
        while (work.TryPop(out var item))
        {
            if (item.Ready)
            {
                tasks[item.Record] = DeleteAfterAsync(
                    [.. Referrers(item.Record).Where(tasks.ContainsKey).Select(referrer => tasks[referrer])],
                    item.Record
                );
            }
            else if (entered.Add(item.Record))
            {
                work.Push((item.Record, true));
                foreach (var referrer in Referrers(item.Record).Where(referrer => !entered.Contains(referrer)))
                {
                    work.Push((referrer, false));
                }
            }
        }

        return (await Task.WhenAll(tasks.Values)).All(gone => gone);

        IEnumerable<ResourceRecord> Referrers(ResourceRecord record) =>
            referrers[record.Urn].Where(referrer => !ReferenceEquals(referrer, record));
    }

    private async Task<bool> DeleteAfterAsync(Task<bool>[] before, ResourceRecord record)
    {
        if (!(await Task.WhenAll(before)).All(gone => gone))
        {
            return false;
        }

        // The task is awaited with the others; the first part must not run all of them on one thread.
        await Task.Yield();
        try
        {
            await DeleteAsync(record);
            return true;
        }
        catch (Exception e) when (e is OperationFailedException or StoppedException)
        {
            return false;
        }
        catch (Exception e)
        {
            run.Reporter.Say(LogLevel.Error, Failures.Words(e), record.Urn);
            return false;
        }
    }

    private async Task DeleteAsync(ResourceRecord record)
    {
        var step = ResourceStep.For(record.Delete || record.PendingReplacement ? Operation.DeleteReplaced : operation, record, null) with
        {
            IsKept = record.RetainOnDelete && !_urns.Contains(record.DeletedWith),
        };
        if (run.IsPreview || !HasOperation(record))
        {
            run.Stopped.ThrowStopped();
            run.Reporter.Started(step);
            run.Store.Change(state => forget(state, record));
            run.Reporter.Finished(step, TimeSpan.Zero);
            return;
        }

        await run.OperateAsync(
            step,
            new PendingOperation(record, PendingKind.Deleting),
            record.CustomTimeouts?.Delete,
            async (resourceOperation, cancellation) =>
            {
                await run
                    .Providers.Find(record.Provider, record.Type)
                    .DeleteAsync(resourceOperation, record.Id, record.Inputs.Reveal(), record.Outputs.Reveal(), cancellation);
                return true;
            },
            (state, _) =>
            {
                forget(state, record);
                return null;
            }
        );
    }

    /// <summary>False for what only the state knows, is kept on purpose, goes with something else, or is gone already.</summary>
    private bool HasOperation(ResourceRecord record) =>
        record is { Custom: true, External: false, IsProvider: false, RetainOnDelete: false, PendingReplacement: false }
        && !_urns.Contains(record.DeletedWith);
}
