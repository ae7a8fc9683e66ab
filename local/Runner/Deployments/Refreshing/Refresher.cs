using Local.Providers.Contract;
using Local.Runner.State;

namespace Local.Runner.Deployments.Refreshing;

/// <summary>Reads every recorded resource as it really is into the state.</summary>
internal sealed class Refresher(Run run)
{
    public async Task RunAsync()
    {
        var records = run.Store.Look(state =>
            state.Resources.Where(record => record is { Custom: true, IsProvider: false, PendingReplacement: false }).ToList()
        );
        await Task.WhenAll(records.Select(RefreshAsync));
        DropDangling();
    }

    private async Task RefreshAsync(ResourceRecord record)
    {
        await Task.Yield();
        try
        {
            var provider = run.Providers.Find(record.Provider, record.Type);
            await run.OperateAsync(
                ResourceStep.For(Operation.Refresh, record, record),
                new PendingOperation(record, PendingKind.Reading),
                record.CustomTimeouts?.Read,
                (operation, cancellation) =>
                    provider.ReadAsync(operation, record.Id, record.Inputs.Reveal(), record.Outputs.Reveal(), cancellation),
                (state, read) => Record(state, record, read),
                judge: Judge
            );
        }
        catch (OperationFailedException)
        {
            // Told already; the record stays as it was.
        }
        catch (StoppedException)
        {
            // The run says that it was stopped.
        }
        catch (Exception e)
        {
            run.Reporter.Say(LogLevel.Error, Failures.Words(e), record.Urn);
        }
    }

    private ResourceRecord? Record(StackState state, ResourceRecord record, ReadResult? read)
    {
        if (read is null)
        {
            state.Remove(record);
            return null;
        }

        var next = record with
        {
            Id = read.Id,
            Inputs = SecretMarks.Restore(read.Inputs, record.Inputs, []),
            Outputs = SecretMarks.Restore(
                SecretMarks.Restore(read.Outputs, record.Outputs, []),
                record.Inputs,
                record.AdditionalSecretOutputs
            ),
            InitErrors = run.Options.Unfinished(record.View) is { } why ? [why] : [],
        };
        if (
            PropertyComparison.Identical(record.Inputs, next.Inputs)
            && PropertyComparison.Identical(record.Outputs, next.Outputs)
            && record.InitErrors.SequenceEqual(next.InitErrors)
            && record.Id == next.Id
        )
        {
            return record;
        }

        next = next with { Modified = run.Clock.GetUtcNow() };
        state.Replace(record, next);
        return next;
    }

    /// <summary>What a refresh found: gone, changed, or the same.</summary>
    private static ResourceStep Judge(ResourceStep step, ResourceRecord? now)
    {
        var old = step.OldRecord!;
        if (now is null)
        {
            return step with { Operation = Operation.Delete, NewRecord = null };
        }

        var changed = PropertyComparison.ChangedKeys(old.Outputs, now.Outputs);
        return step with
        {
            Operation = ReferenceEquals(old, now) ? Operation.Same : Operation.Update,
            NewRecord = now,
            Changes = PropertyComparison.Compare(old.Outputs, now.Outputs, changed, new HashSet<string>()),
        };
    }

    /// <summary>Takes references to what is gone out of what is left.</summary>
    private void DropDangling()
    {
        var dangling = run.Store.Look(state =>
            state.Resources.Where(record => record.References().Any(urn => state.Find(urn) is null)).ToList()
        );
        foreach (var record in dangling)
        {
            run.Store.Change(state => state.Replace(record, record.MapReferences(urn => state.Find(urn) is null ? null : urn)));
        }
    }
}
