using System.Text.Json.Nodes;
using Local.Machines;
using Local.Providers.Contract;
using Local.Providers.Docker.Engine;
using Local.Providers.Docker.Mapping;

namespace Local.Providers.Docker.Resources;

/// <summary>One kind of thing that an engine holds. What all kinds share follows from the schema; nothing here opens a connection before it must.</summary>
internal abstract class EngineResource(string type, Schema schema, EngineApi api)
{
    public string Type => type;

    /// <summary>Whether the program's custom timeouts count for its creation and update.</summary>
    public virtual bool TakesTimeouts => false;

    protected Schema Schema => schema;
    protected EngineApi Api => api;

    /// <summary>What to tell of a failure: the engine's own words, with what they are about; null for what is no failure of the operation.</summary>
    public static string? Words(ResourceOperation operation, PropertyMap inputs, Exception cause) =>
        cause switch
        {
            ProviderException or MachineException => cause.Message,
            EngineApiException =>
                $"the Docker engine refused {operation.Resource.Type.Split(':')[^1].ToLowerInvariant()} {inputs.Text("name")}: {cause.Message}",
            _ => null,
        };

    public virtual CheckResult Check(ResourceIdentity resource, PropertyMap? oldInputs, PropertyMap newInputs)
    {
        var failures = new List<CheckFailure>();
        schema.Check(newInputs, "", failures);
        return new(Named(resource, oldInputs, newInputs), failures);
    }

    public virtual DiffResult Diff(ResourceIdentity resource, PropertyMap state, PropertyMap newInputs)
    {
        var changes = schema.Compare(state, schema.Plan(newInputs, state)).ToArray();
        return new(
            [.. changes.Select(change => change.Name)],
            [.. changes.Where(change => change.Replace).Select(change => change.Name)],
            // The engine holds a name once: where the program gives it, the old one goes first, even when the name itself changes.
            DeleteBeforeReplace: newInputs["name"].Kind != PropertyKind.String
                || !AutomaticName.IsOne(newInputs.Text("name")!, resource.Name)
        );
    }

    public async Task<ResourceState> CreateAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
    {
        var planned = schema.Plan(inputs, PropertyMap.Empty);
        var id = await MakeAsync(operation, planned, cancellation);
        return await KnownAsync(operation, id, planned, PropertyMap.Empty, () => StateAsync(id, planned, cancellation));
    }

    public abstract Task<ResourceState?> RecoverAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation);

    /// <summary>What is there now; null when it is gone. Everything else that goes wrong is an error: a lost connection is not taken for an end.</summary>
    public async Task<ReadResult?> ReadAsync(string id, PropertyMap inputs, PropertyMap state, CancellationToken cancellation)
    {
        if (await FindAsync(id, inputs, cancellation) is not { } found)
        {
            return null;
        }

        var now = schema.Settle(state, Read(found, state), keepsSets: false);
        return new(found.Id, WithSecrets(schema.Reconcile(inputs, now, byMeaning: false)), Outputs(now, Computed(found.Raw)));
    }

    /// <summary>What is there under the name that the inputs say; null: nothing, or the name is not known yet. What means the same as the program's words is taken for them.</summary>
    public virtual async Task<ReadResult?> FindNamedAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
    {
        if (inputs["name"].Kind != PropertyKind.String || await FindAsync(inputs.Text("name")!, inputs, cancellation) is not { } found)
        {
            return null;
        }

        var held = schema.FromApi(found.AsInputs);
        var described = schema.Reconcile(inputs, held, byMeaning: true);
        return new(found.Id, WithSecrets(described), Outputs(held, described, Computed(found.Raw)));
    }

    public async Task<ResourceState> UpdateAsync(
        ResourceOperation operation,
        string id,
        PropertyMap state,
        PropertyMap newInputs,
        CancellationToken cancellation
    )
    {
        var planned = schema.Plan(newInputs, state);
        return await KnownAsync(operation, id, planned, state, () => ChangeAsync(operation, id, state, planned, cancellation));
    }

    public abstract Task DeleteAsync(ResourceOperation operation, string id, PropertyMap state, CancellationToken cancellation);

    /// <summary>Makes it, and answers its id.</summary>
    protected abstract Task<string> MakeAsync(ResourceOperation operation, PropertyMap planned, CancellationToken cancellation);

    /// <summary>Changes it in place.</summary>
    protected virtual Task<ResourceState> ChangeAsync(
        ResourceOperation operation,
        string id,
        PropertyMap state,
        PropertyMap planned,
        CancellationToken cancellation
    ) => throw new InvalidOperationException($"{type} is replaced, never updated");

    /// <summary>The thing as the engine holds it, and in the form that the schema reads.</summary>
    protected abstract Task<Found?> FindAsync(string id, PropertyMap inputs, CancellationToken cancellation);

    /// <summary>What is there, as arguments; what the provider reads in a way of its own depends on what the state holds.</summary>
    protected virtual PropertyMap Read(Found found, PropertyMap state) => schema.FromApi(found.AsInputs);

    /// <summary>Outputs beyond the arguments.</summary>
    protected virtual PropertyMap Computed(JsonNode raw) => PropertyMap.Empty;

    protected virtual PropertyMap WithSecrets(PropertyMap map) => map;

    /// <summary>The state of what was made or changed as planned.</summary>
    protected async Task<ResourceState> StateAsync(string id, PropertyMap planned, CancellationToken cancellation)
    {
        var found = await FindAsync(id, planned, cancellation)
            ?? throw new ProviderException(
                $"{type} {planned.Text("name")} was created, but was gone when it was read back; did something else remove it?"
            );
        return new(found.Id, Outputs(schema.Settle(planned, Read(found, planned), keepsSets: true), Computed(found.Raw)));
    }

    /// <summary>The state of what was planned and is not looked at.</summary>
    protected ResourceState Unseen(string id, PropertyMap planned, PropertyMap state) =>
        new(id, Outputs(new PropertyMap(state.Where(output => schema.Fields.All(field => field.Name != output.Key))), planned));

    /// <summary>True when what is there is what the inputs ask for.</summary>
    protected bool IsDescribedBy(PropertyMap inputs, Found found)
    {
        var described = schema.Reconcile(inputs, schema.FromApi(found.AsInputs), byMeaning: true);
        return !schema.Compare(described, schema.Plan(inputs, described)).Any();
    }

    // What is there is recorded with the values that it was to have, whatever failed: the next run does it again.
    private async Task<ResourceState> KnownAsync(
        ResourceOperation operation,
        string id,
        PropertyMap planned,
        PropertyMap state,
        Func<Task<ResourceState>> work
    )
    {
        try
        {
            return await work();
        }
        catch (Exception cause) when (Words(operation, planned, cause) is { } words)
        {
            throw new ProviderException(words, cause) { Partial = Unseen(id, planned, state) };
        }
    }

    private PropertyMap Outputs(params PropertyMap[] parts) =>
        WithSecrets(parts.SelectMany(part => part).Aggregate(PropertyMap.Empty, (outputs, item) => outputs.With(item.Key, item.Value)));

    private static PropertyMap Named(ResourceIdentity resource, PropertyMap? oldInputs, PropertyMap newInputs) =>
        newInputs["name"].Kind != PropertyKind.Null
            ? newInputs
            : newInputs.With("name", oldInputs?.Text("name") ?? AutomaticName.Of(resource.Name));

    protected sealed record Found(string Id, JsonNode AsInputs, JsonNode Raw);
}
