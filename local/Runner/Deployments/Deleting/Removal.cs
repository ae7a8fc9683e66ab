using Local.Providers.Contract;
using Local.Runner.State;

namespace Local.Runner.Deployments.Deleting;

/// <summary>Deletes what the program registers no more, or everything.</summary>
internal static class Removal
{
    /// <summary>Deletes all that is recorded.</summary>
    public static Task DestroyAsync(Run run) => DeleteAsync(run, run.Store.Look(state => state.Resources.ToList()));

    /// <summary>Deletes what was replaced, and what the program did not register.</summary>
    public static async Task DeleteUnseenAsync(Run run, Func<string, bool> isSeen)
    {
        var toDelete = run.Store.Look(state => state.Resources.Where(record => record.Delete || !isSeen(record.Urn)).ToList());
        if (
            toDelete.Count > 0
            && run.Options.RefuseDeletion([.. toDelete.Where(record => !record.Delete).Select(record => record.View)], run.Before)
                is { } refusal
        )
        {
            run.Reporter.Say(run.IsPreview ? LogLevel.Warning : LogLevel.Error, refusal);
            if (!run.IsPreview)
            {
                return;
            }
        }

        await DeleteAsync(run, toDelete);
    }

    /// <summary>Deletes all or, when one of them is protected, none.</summary>
    private static async Task DeleteAsync(Run run, List<ResourceRecord> toDelete)
    {
        var guarded = toDelete.Where(record => record is { Protect: true, Delete: false }).ToList();
        foreach (var record in guarded)
        {
            run.Reporter.Say(
                LogLevel.Error,
                $"{record.Urn} is protected and cannot be deleted. Set Protect to false in the program and run `up` once; then it can.",
                record.Urn
            );
        }

        if (guarded.Count == 0 && toDelete.Count > 0)
        {
            await new Deletions(run, toDelete, Operation.Delete, (state, record) => state.Remove(record)).RunAsync();
        }
    }
}
