using System.Collections.Concurrent;
using Local.Providers.Contract;
using Local.Runner.Deployments.Deleting;
using Local.Runner.Resources;
using Local.Runner.State;

namespace Local.Runner.Deployments.Registering;

/// <summary>
/// Deletes a resource before its replacement is made, and before it whatever must be replaced with it: resources whose inputs come from it
/// and that cannot take another value in place. They are made anew when the program registers them.
/// </summary>
internal sealed class Replacements(Run run, Func<string, bool> isSeen)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Task> _deletions = new(StringComparer.Ordinal);
    private ILookup<string, string>? _referrers;
    private Dictionary<string, int>? _order;

    /// <summary>Waits for a deletion of that resource to end, where one is under way.</summary>
    public async Task SettledAsync(string urn)
    {
        if (_deletions.TryGetValue(urn, out var deletion))
        {
            await deletion;
        }
    }

    /// <summary>Deletes, and answers the record that waits for the replacement.</summary>
    public async Task<ResourceRecord> DeleteFirstAsync(ResourceRecord old)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        List<ResourceRecord> own;
        lock (_gate)
        {
            // What goes with another replacement that began earlier is left to that one, and not waited for: the genuine engine does not wait either
            // (pkg/resource/deploy/step_generator.go), and a program that needs it to has to say so.
            own = [.. Dependents(old).Where(record => !_deletions.ContainsKey(record.Urn))];

            // All are looked at before the first is promised: whoever waits for a promise that nobody keeps waits for ever.
            own.ForEach(record => RefuseProtected(record, old));
            own.ForEach(record => _deletions[record.Urn] = done.Task);
        }

        try
        {
            var deletions = new Deletions(run, [old, .. own], Operation.DeleteReplaced, (state, record) =>
                state.Replace(record, record with { PendingReplacement = true })
            );
            if (!await deletions.RunAsync())
            {
                throw new OperationFailedException();
            }
        }
        finally
        {
            done.SetResult();
        }

        return run.Store.Look(state => state.Find(old.Urn))!;
    }

    private List<ResourceRecord> Dependents(ResourceRecord root)
    {
        _referrers ??= run.Store.Look(state => References.Backwards(state.Resources.Select(record => (record.Urn, record.References()))));
        _order ??= run.Store.Look(state =>
            state
                .Resources.Where(record => !record.Delete)
                .Select((record, index) => (record.Urn, index))
                .ToDictionary(pair => pair.Urn, pair => pair.index, StringComparer.Ordinal)
        );

        List<ResourceRecord> dependents = [];
        HashSet<string> replaced = new(StringComparer.Ordinal) { root.Urn };
        HashSet<string> met = new(StringComparer.Ordinal);
        PriorityQueue<string, int> candidates = new();
        Enqueue(root.Urn);
        while (candidates.TryDequeue(out var urn, out _))
        {
            // What is registered already in this run cannot depend on what is only now being replaced.
            if (
                !isSeen(urn)
                && run.Store.Look(state => state.Find(urn)) is { PendingReplacement: false } record
                && MustGo(record, replaced)
            )
            {
                dependents.Add(record);
                replaced.Add(urn);
                Enqueue(urn);
            }
        }

        return dependents;

        void Enqueue(string urn)
        {
            foreach (var referrer in _referrers[urn].Where(met.Add))
            {
                candidates.Enqueue(referrer, _order.GetValueOrDefault(referrer, int.MaxValue));
            }
        }
    }

    /// <summary>True when the inputs that come from replaced resources cannot change without a replacement.</summary>
    private bool MustGo(ResourceRecord record, HashSet<string> replaced)
    {
        if (!record.Custom || record.External || record.IsProvider)
        {
            return false;
        }

        // What it lives on goes, or what reached it.
        if (replaced.Contains(record.DeletedWith) || replaced.Contains(ProviderReference.Parse(record.Provider).Urn))
        {
            return true;
        }

        var touched = record
            .PropertyDependencies.Where(property => property.Value.Any(replaced.Contains))
            .Select(property => property.Key)
            .Where(record.Inputs.ContainsKey)
            .ToList();
        if (touched.Count == 0)
        {
            return false;
        }

        var inputs = touched.Aggregate(record.Inputs, (map, key) => map.With(key, PropertyValue.Unknown));
        var diff = run
            .Providers.Find(record.Provider, record.Type)
            .Diff(record.Identity, record.Id, record.Inputs.Reveal(), record.Outputs.Reveal(), inputs.Reveal());
        return diff.Replaces.Count > 0
            || record
                .ReplaceOnChanges.Select(PropertyPath.Parse)
                .Any(path => diff.Changes.Any(change => path.Touches(PropertyPath.Parse(change))));
    }

    private static void RefuseProtected(ResourceRecord record, ResourceRecord old)
    {
        if (record.Protect)
        {
            throw new RefusedException(
                $"{old.Urn} must be deleted before it is replaced, and with it {record.Urn}, which is protected. Set Protect to false in the program and run `up` once, or undo the change."
            );
        }
    }
}
