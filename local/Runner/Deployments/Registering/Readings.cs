using Local.Providers.Contract;
using Local.Runner.Resources;
using Local.Runner.State;

namespace Local.Runner.Deployments.Registering;

/// <summary>Reads resources that the program looks up by their id and does not manage.</summary>
internal sealed class Readings(Run run)
{
    public async Task<ResourceRecord> ReadAsync(ResourceRecord draft)
    {
        var old = run.Store.Look(state => state.Find(draft.Urn));
        if (old is { External: false })
        {
            throw new RefusedException(
                $"{draft.Urn} is managed by this stack, and the program now only reads it. Give the one that is read another name."
            );
        }

        if (draft.Inputs.Values.Any(value => value.ContainsUnknowns) || draft.Id == Signatures.Unknown)
        {
            return draft with { Id = "" };
        }

        var provider = run.Providers.Find(draft.Provider, draft.Type);
        var step = ResourceStep.For(Operation.Read, old, draft);
        var record = await run.OperateAsync(
            step,
            new PendingOperation(draft, PendingKind.Reading),
            draft.CustomTimeouts?.Read,
            (operation, cancellation) =>
                provider.ReadAsync(operation, draft.Id, draft.Inputs.Reveal(), draft.Inputs.Reveal(), cancellation),
            (state, read) =>
            {
                var found = Found(draft, read);
                if (old is null)
                {
                    state.Add(found);
                }
                else
                {
                    state.Move(old, found);
                }

                return found;
            }
        );
        return record!;
    }

    private static ResourceRecord Found(ResourceRecord draft, ReadResult? read) =>
        read is null
            ? throw new ProviderException($"There is no {draft.Type} with the id \"{draft.Id}\". Correct the id that the program looks up.")
            : draft with
            {
                Id = read.Id,
                Outputs = SecretMarks.Restore(read.Outputs, draft.Inputs, draft.AdditionalSecretOutputs),
            };
}
