using System.Collections.Concurrent;
using Local.Providers.Contract;
using Local.Runner.Resources;
using Local.Runner.State;

namespace Local.Runner.Deployments.Importing;

/// <summary>Takes over what somebody else made: what is there under the names that the program gives is recorded as it is, and nothing is touched.</summary>
internal sealed class Adoption(Run run)
{
    private readonly ConcurrentQueue<ResourceRecord> _found = new();

    /// <summary>What was found, dependencies first, as it really is.</summary>
    public IReadOnlyList<ResourceRecord> Found => [.. _found];

    /// <summary>What is there under the draft's name; null when nothing is.</summary>
    public async Task<ResourceRecord?> FindAsync(IProvider provider, ResourceRecord draft)
    {
        var operation = new ResourceOperation(
            draft.Identity,
            text => run.Reporter.Status(draft.Urn, text),
            (severity, text) => run.Reporter.Say(severity, text, draft.Urn),
            null
        );
        if (await provider.FindAsync(operation, draft.Inputs.Reveal(), run.Interrupted) is not { } there)
        {
            return null;
        }

        var now = run.Clock.GetUtcNow();
        var record = draft with
        {
            Id = there.Id,
            Inputs = SecretMarks.Restore(there.Inputs, draft.Inputs, []),
            Outputs = SecretMarks.Restore(there.Outputs, draft.Inputs, draft.AdditionalSecretOutputs),
            Created = now,
            Modified = now,
        };
        run.Store.Change(state => state.Add(record));
        _found.Enqueue(record);
        return record;
    }

    /// <summary>Writes what was found into the stack's state, with the components and providers that it belongs to.</summary>
    public async Task RecordAsync(StateStore stack)
    {
        var planned = run.Store.Look(state =>
            state.Resources.Where(record => !record.Custom || record.IsProvider).ToDictionary(record => record.Urn, StringComparer.Ordinal)
        );
        await stack.CommitAsync(state =>
        {
            // What is recorded already comes before what depends on it.
            foreach (var record in state.Resources.ToList())
            {
                state.Move(record, record);
            }

            foreach (var record in Found)
            {
                Add(state, planned, record);
            }
        });
    }

    private static void Add(StackState state, Dictionary<string, ResourceRecord> planned, ResourceRecord record)
    {
        foreach (
            var missing in record
                .References()
                .Where(urn => state.Find(urn) is null)
                .Select(planned.GetValueOrDefault)
                .OfType<ResourceRecord>()
        )
        {
            Add(
                state,
                planned,
                missing.IsProvider ? missing with { Id = Guid.NewGuid().ToString() } : missing with { Outputs = PropertyMap.Empty }
            );
        }

        // What is only planned cannot be depended on yet: the next run records it.
        var known = record.MapReferences(urn => state.Find(urn) is null ? null : urn);
        state.Add(known.Provider.Length == 0 ? known : known with { Provider = Reference(state, known.Provider) });
    }

    // A provider that is new with this run has its id only now.
    private static string Reference(StackState state, string provider)
    {
        var reference = ProviderReference.Parse(provider);
        return (reference with { Id = state.Find(reference.Urn)!.Id }).ToString();
    }
}
