using Local.Runner.State;

namespace Local.Runner.Deployments;

/// <summary>Registers provider resources (<c>pulumi:providers:docker</c>): configurations that get an id and nothing more.</summary>
internal sealed class ProviderResources(Run run)
{
    public ResourceRecord Register(ResourceRecord draft, ResourceRecord? old)
    {
        var failures = run.Providers.Factory(Urn.Package(draft.Type), draft.Type).CheckConfig(draft.Inputs.Reveal().Without("version"));
        if (failures.Count > 0)
        {
            throw new RefusedException(CustomResources.Describe("The provider's configuration is not valid", failures));
        }

        var now = run.Clock.GetUtcNow();
        var changed = PropertyComparison.ChangedKeys(old?.Inputs ?? Local.Providers.Contract.PropertyMap.Empty, draft.Inputs);
        var record = draft with
        {
            Outputs = draft.Inputs,
            Id = old?.Id ?? (run.IsPreview ? "" : Guid.NewGuid().ToString()),
            Created = old is null ? now : old.Created,
            Modified = old is null || changed.Count > 0 ? now : old.Modified,
        };
        run.Providers.Configure(record);
        var step = ResourceStep.For(old is null ? Operation.Create : changed.Count > 0 ? Operation.Update : Operation.Same, old, record) with
        {
            Changes = old is null ? [] : PropertyComparison.Compare(old.Inputs, draft.Inputs, changed, new HashSet<string>()),
        };
        if (old is null)
        {
            run.Store.Change(state => state.Add(record));
        }
        else
        {
            Unchanged.Keep(run.Store, old, record);
        }

        run.Reporter.Finished(step, TimeSpan.Zero);
        return record;
    }
}
