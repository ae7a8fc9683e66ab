using Local.Runner.State;

namespace Local.Runner.Deployments.Registering;

/// <summary>Records what stayed as it was, and writes nothing when really nothing about it changed.</summary>
internal static class Unchanged
{
    public static void Keep(StateStore store, ResourceRecord old, ResourceRecord next)
    {
        if (SameRecord(old, next))
        {
            store.Change(state => state.Move(old, old), matters: false);
        }
        else
        {
            store.Change(state => state.Move(old, next));
        }
    }

    private static bool SameRecord(ResourceRecord old, ResourceRecord next) =>
        old.Urn == next.Urn
        && old.Id == next.Id
        && old.Parent == next.Parent
        && old.Provider == next.Provider
        && old.Protect == next.Protect
        && old.External == next.External
        && old.RetainOnDelete == next.RetainOnDelete
        && old.PendingReplacement == next.PendingReplacement
        && old.DeletedWith == next.DeletedWith
        && old.CustomTimeouts == next.CustomTimeouts
        && old.SourcePosition == next.SourcePosition
        && old.Dependencies.SequenceEqual(next.Dependencies)
        && old.InitErrors.SequenceEqual(next.InitErrors)
        && old.IgnoreChanges.SequenceEqual(next.IgnoreChanges)
        && old.ReplaceOnChanges.SequenceEqual(next.ReplaceOnChanges)
        && PropertyComparison.Identical(old.ReplacementTrigger, next.ReplacementTrigger)
        && old.AdditionalSecretOutputs.SequenceEqual(next.AdditionalSecretOutputs)
        && old.PropertyDependencies.Count == next.PropertyDependencies.Count
        && old.PropertyDependencies.Zip(next.PropertyDependencies)
            .All(pair => pair.First.Key == pair.Second.Key && pair.First.Value.SequenceEqual(pair.Second.Value))
        && PropertyComparison.Identical(old.Inputs, next.Inputs)
        && PropertyComparison.Identical(old.Outputs, next.Outputs);
}
