using System.Text.Json.Nodes;
using Local.Providers.Contract;
using Local.Providers.Docker.Engine;
using Local.Providers.Docker.Mapping;

namespace Local.Providers.Docker.Resources;

/// <summary>One kind of thing that an engine holds. What all kinds share follows from the schema; nothing here opens a connection before it must.</summary>
internal abstract class EngineResource(string type, Schema schema, EngineApi api)
{
    public string Type => type;

    protected Schema Schema => schema;
    protected EngineApi Api => api;

    public virtual CheckResult Check(ResourceIdentity resource, PropertyMap? oldInputs, PropertyMap newInputs)
    {
        var failures = new List<CheckFailure>();
        schema.Check(newInputs, "", failures);
        return new(Named(resource, oldInputs, newInputs), failures);
    }

    public virtual DiffResult Diff(PropertyMap oldInputs, PropertyMap newInputs)
    {
        var changes = schema.Compare(oldInputs, newInputs).ToArray();
        return new(
            [.. changes.Select(change => change.Name)],
            [.. changes.Where(change => change.Replace).Select(change => change.Name)],
            // The engine holds a name once.
            DeleteBeforeReplace: oldInputs["name"].Equals(newInputs["name"]));
    }

    public abstract Task<ResourceState> CreateAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation);

    public abstract Task<ResourceState?> RecoverAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation);

    /// <summary>What is there now; null when it is gone.</summary>
    public async Task<ReadResult?> ReadAsync(string id, PropertyMap inputs, CancellationToken cancellation)
        => await FindAsync(id, inputs, cancellation) is { } found ? AsItIs(found, inputs) with { Unfinished = await UnfinishedAsync(found, inputs, cancellation) } : null;

    /// <summary>What is there under the name that the inputs say; null: nothing, or the name is not known yet.</summary>
    public virtual async Task<ReadResult?> FindNamedAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
        => inputs["name"].Kind == PropertyKind.String && await FindAsync(inputs.Text("name")!, inputs, cancellation) is { } found ? AsItIs(found, inputs) : null;

    public abstract Task<ResourceState> UpdateAsync(ResourceOperation operation, string id, PropertyMap oldInputs, PropertyMap newInputs, CancellationToken cancellation);

    public abstract Task DeleteAsync(ResourceOperation operation, string id, PropertyMap inputs, CancellationToken cancellation);

    /// <summary>The thing as the engine holds it, and in the form that the schema reads.</summary>
    protected abstract Task<Found?> FindAsync(string id, PropertyMap inputs, CancellationToken cancellation);

    /// <summary>What the schema cannot see: state that is no argument but shows as one.</summary>
    protected virtual PropertyMap Describe(PropertyMap inputs, JsonNode raw) => inputs;

    /// <summary>What is still to be done about it, though it is described as the program wants it; default: nothing.</summary>
    protected virtual Task<string?> UnfinishedAsync(Found found, PropertyMap inputs, CancellationToken cancellation) => Task.FromResult<string?>(null);

    /// <summary>Outputs beyond the arguments.</summary>
    protected virtual PropertyMap Computed(JsonNode raw) => PropertyMap.Empty;

    protected virtual PropertyMap WithSecrets(PropertyMap map) => map;

    protected async Task<ResourceState> StateAsync(string id, PropertyMap inputs, CancellationToken cancellation)
    {
        var found = await FindAsync(id, inputs, cancellation) ?? throw new ProviderException($"{type} {inputs.Text("name")} was made, and was gone when it was looked at; did something else remove it?");
        return new(found.Id, OutputsOf(inputs, found));
    }

    /// <summary>True when what is there is what the inputs ask for.</summary>
    protected bool IsDescribedBy(PropertyMap inputs, Found found) => !schema.Compare(schema.Reconcile(inputs, schema.FromApi(found.AsInputs)), inputs).Any();

    private ReadResult AsItIs(Found found, PropertyMap inputs)
    {
        var described = Describe(schema.Reconcile(inputs, schema.FromApi(found.AsInputs)), found.Raw);
        return new(found.Id, WithSecrets(described), OutputsOf(described, found));
    }

    // What the program says, in its words; what it leaves out, as the engine holds it.
    private PropertyMap OutputsOf(PropertyMap inputs, Found found)
        => WithSecrets(new[] { inputs, Computed(found.Raw) }.SelectMany(map => map).Aggregate(schema.FromApi(found.AsInputs), (outputs, item) => outputs.With(item.Key, item.Value)));

    private static PropertyMap Named(ResourceIdentity resource, PropertyMap? oldInputs, PropertyMap newInputs)
        => newInputs["name"].Kind != PropertyKind.Null ? newInputs
            : newInputs.With("name", oldInputs?.Text("name") ?? AutomaticName.Of(resource.Name));

    protected sealed record Found(string Id, JsonNode AsInputs, JsonNode Raw);
}
