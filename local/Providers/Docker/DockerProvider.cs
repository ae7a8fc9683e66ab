using Local.Machines;
using Local.Providers.Contract;
using Local.Providers.Docker.Engine;
using Local.Providers.Docker.Resources;

namespace Local.Providers.Docker;

/// <summary>The resources of one engine, as Pulumi's <c>docker</c> package has them. Checks and plans open no connection.</summary>
internal sealed class DockerProvider : IProvider
{
    private readonly EngineApi _api;
    private readonly Dictionary<string, EngineResource> _resources;

    public DockerProvider(EngineApi api, Images images)
    {
        _api = api;
        EngineResource[] resources =
        [
            new NetworkResource(api), new ServiceResource(api, images), new ContainerResource(api, images), new VolumeResource(api),
            SwarmFileResource.Secret(api), SwarmFileResource.Config(api),
        ];
        _resources = resources.ToDictionary(resource => resource.Type);
        Types = _resources.Keys.ToHashSet();
    }

    public IReadOnlySet<string> Types { get; }

    public CheckResult Check(ResourceIdentity resource, PropertyMap? oldInputs, PropertyMap newInputs) => _resources[resource.Type].Check(resource, oldInputs, newInputs);

    public DiffResult Diff(ResourceIdentity resource, string id, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap newInputs)
        => _resources[resource.Type].Diff(oldInputs, newInputs);

    public Task<ResourceState> CreateAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
        => ExplainedAsync(operation, inputs, () => _resources[operation.Resource.Type].CreateAsync(operation, inputs, cancellation));

    public Task<ResourceState?> RecoverAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
        => ExplainedAsync(operation, inputs, () => _resources[operation.Resource.Type].RecoverAsync(operation, inputs, cancellation));

    public Task<ReadResult?> FindAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
        => ExplainedAsync(operation, inputs, () => _resources[operation.Resource.Type].FindNamedAsync(operation, inputs, cancellation));

    public Task<ReadResult?> ReadAsync(ResourceOperation operation, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken cancellation)
        => ExplainedAsync(operation, inputs, () => _resources[operation.Resource.Type].ReadAsync(id, inputs, cancellation));

    public Task<ResourceState> UpdateAsync(ResourceOperation operation, string id, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap newInputs, CancellationToken cancellation)
        => ExplainedAsync(operation, newInputs, () => _resources[operation.Resource.Type].UpdateAsync(operation, id, oldInputs, newInputs, cancellation));

    public Task DeleteAsync(ResourceOperation operation, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken cancellation)
        => ExplainedAsync(operation, inputs, async () =>
        {
            await _resources[operation.Resource.Type].DeleteAsync(operation, id, inputs, cancellation);
            return true;
        });

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap arguments, CancellationToken cancellation)
        => throw new ProviderException($"function {token} is not supported locally; make the resource, or name it by its id");

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    // The engine's own words, with what they are about.
    private static async Task<T> ExplainedAsync<T>(ResourceOperation operation, PropertyMap inputs, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (MachineException cause)
        {
            throw new ProviderException(cause.Message, cause);
        }
        catch (EngineApiException refusal)
        {
            throw new ProviderException($"the Docker engine refused {operation.Resource.Type.Split(':')[^1].ToLowerInvariant()} {inputs.Text("name")}: {refusal.Message}", refusal);
        }
    }
}
