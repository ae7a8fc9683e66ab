using Local.Providers.Contract;
using Local.Runner.State;

namespace Local.Runner.Deployments.Recovering;

/// <summary>Deals with operations that a run before began and did not see end.</summary>
/// <param name="run">The run that begins.</param>
/// <param name="destroys">Whether it deletes everything: what goes along with something that is recorded need not be looked for, which its dead host might not let.</param>
internal sealed class Recovery(Run run, bool destroys)
{
    /// <summary>A preview says what would be done; any other run does it. False when something could not be resolved.</summary>
    public async Task<bool> RunAsync()
    {
        var pending = run.Store.Look(state => state.Pending.ToList());
        if (run.IsPreview)
        {
            foreach (var operation in pending)
            {
                run.Reporter.Say(
                    LogLevel.Warning,
                    $"A previous run was interrupted while it was {StateJson.Word(operation.Kind)} this. The next `up` checks what it left behind.",
                    operation.Resource.Urn
                );
            }

            return true;
        }

        return (await Task.WhenAll(pending.Select(ResolveAsync))).All(resolved => resolved);
    }

    private async Task<bool> ResolveAsync(PendingOperation pending)
    {
        switch (pending.Kind)
        {
            case PendingKind.Creating when !(destroys && run.Store.Look(state => state.Find(pending.Resource.DeletedWith)) is not null):
                return await FindAsync(pending);
            case PendingKind.Updating when run.Store.Look(state => state.Find(pending.Resource.Urn)) is { } record:
                // It may be half updated: it is updated again, even when the program is back at what is recorded.
                await run.Store.CommitAsync(state =>
                {
                    state.End(pending);
                    state.Replace(record, record with { InitErrors = ["an update was interrupted"] });
                });
                return true;
            case PendingKind.Deleting when !(destroys && run.Store.Look(state => state.Find(pending.Resource.DeletedWith)) is not null):
                await ForgetIfGoneAsync(pending);
                return true;
            default:
                // A read leaves nothing; the rest goes along.
                await run.Store.CommitAsync(state => state.End(pending));
                return true;
        }
    }

    /// <summary>To some providers, deleting what is gone already is an error: so it is looked at first. Where that fails, the deletion is tried again, and tells.</summary>
    private async Task ForgetIfGoneAsync(PendingOperation pending)
    {
        var record = pending.Resource;
        var gone = false;
        try
        {
            var operation = new ResourceOperation(
                record.Identity,
                text => run.Reporter.Status(record.Urn, text),
                (severity, text) => run.Reporter.Say(severity, text, record.Urn),
                null
            );
            gone =
                await run
                    .Providers.Find(record.Provider, record.Type)
                    .ReadAsync(operation, record.Id, record.Inputs.Reveal(), record.Outputs.Reveal(), run.Interrupted)
                    is null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            run.Reporter.Status(record.Urn, Failures.Words(e));
        }

        await run.Store.CommitAsync(state =>
        {
            state.End(pending);
            if (gone && state.Resources.FirstOrDefault(other => other.Urn == record.Urn && other.Id == record.Id) is { } left)
            {
                state.Remove(left);
            }
        });
    }

    private async Task<bool> FindAsync(PendingOperation pending)
    {
        var wanted = pending.Resource;
        try
        {
            var provider = run.Providers.Find(wanted.Provider, wanted.Type);
            await run.OperateAsync(
                ResourceStep.For(Operation.Read, null, wanted),
                pending,
                wanted.CustomTimeouts?.Read,
                (operation, cancellation) => provider.RecoverAsync(operation, wanted.Inputs.Reveal(), cancellation),
                (state, found) => found is null ? null : Adopt(state, wanted, found)
            );
            return true;
        }
        catch (OperationFailedException)
        {
            // Still unknown: it stays recorded as begun.
            await run.Store.CommitAsync(state => state.Begin(pending));
            return false;
        }
        catch (StoppedException)
        {
            return false;
        }
        catch (Exception e)
        {
            run.Reporter.Say(LogLevel.Error, Failures.Words(e), wanted.Urn);
            return false;
        }
    }

    private ResourceRecord Adopt(StackState state, ResourceRecord wanted, ResourceState found)
    {
        var record = wanted with
        {
            Id = found.Id,
            Outputs = SecretMarks.Restore(found.Outputs, wanted.Inputs, wanted.AdditionalSecretOutputs),
            Created = run.Clock.GetUtcNow(),
            Modified = run.Clock.GetUtcNow(),
            InitErrors = [],
        };

        // What it was to replace goes when the run that goes on is done; what waited for it has got it.
        switch (state.Find(wanted.Urn))
        {
            case { PendingReplacement: true } gone:
                state.Replace(gone, record);
                break;
            case { } old:
                state.Replace(old, old with { Delete = true });
                state.Add(record);
                break;
            default:
                state.Add(record);
                break;
        }

        return record;
    }
}
