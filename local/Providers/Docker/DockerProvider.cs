using Local.Providers.Contract;
using Local.Providers.Docker.Engine;
using Local.Providers.Docker.Mapping;
using Local.Providers.Docker.Resources;

namespace Local.Providers.Docker;

/// <summary>The resources of one engine, as Pulumi's <c>docker</c> package has them. Checks and plans open no connection.</summary>
/// <remarks>
/// It does what the genuine provider 5.1.0 does, its faults included: what works here works there. What it does otherwise, on purpose:
/// <list type="bullet">
/// <item>Only the engine's "not found" reads as gone. The genuine one takes any failure for it when it reads a network, secret or config or deletes a network,
/// so that a lost connection drops them from the state without a word.</item>
/// <item>What a killed creation left is found again (RecoverAsync), so that the next run goes on; the genuine engine asks the user.</item>
/// <item>What is taken over (FindAsync) may say the same in other words: docker writes nothing where the program writes a default.</item>
/// <item>Where no registry answers, images come from this computer; a registry is asked for a digest for 15 s at most.</item>
/// <item>An engine that cannot attach a container to an overlay is asked again for three minutes: emulated machines are slow.</item>
/// <item>It polls every 0.3 to 2 s, not every 5 to 10, and rests 2 s only where that decides what it finds. Bounds are the genuine ones.</item>
/// <item>An argument that it does not know is refused; so is a wrong value that the genuine one leaves to the engine. Errors say what they are about.</item>
/// <item>One SSH connection for all requests, to hosts whose key is pinned.</item>
/// </list>
/// </remarks>
internal sealed class DockerProvider : IProvider
{
    private readonly EngineApi _api;
    private readonly Dictionary<string, EngineResource> _resources;

    /// <summary>What the genuine provider gives an operation.</summary>
    private static readonly TimeSpan _operationTimeout = TimeSpan.FromMinutes(20);

    public DockerProvider(EngineApi api, Images images, Waits waits, Random random)
    {
        _api = api;
        EngineResource[] resources =
        [
            new NetworkResource(api, waits),
            new ServiceResource(api, images, waits, random),
            new ContainerResource(api, images),
            new VolumeResource(api, waits),
            SwarmFileResource.Secret(api),
            SwarmFileResource.Config(api),
        ];
        _resources = resources.ToDictionary(resource => resource.Type);
        Types = _resources.Keys.ToHashSet();
    }

    public IReadOnlySet<string> Types { get; }

    public CheckResult Check(ResourceIdentity resource, PropertyMap? oldInputs, PropertyMap newInputs) =>
        _resources[resource.Type].Check(resource, oldInputs, newInputs);

    public DiffResult Diff(ResourceIdentity resource, string id, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap newInputs) =>
        _resources[resource.Type].Diff(resource, oldOutputs, newInputs);

    public Task<ResourceState> CreateAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation) =>
        ExplainedAsync(
            Warned(operation, "create"),
            inputs,
            limited => _resources[operation.Resource.Type].CreateAsync(operation, inputs, limited),
            cancellation
        );

    public Task<ResourceState?> RecoverAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation) =>
        ExplainedAsync(
            operation,
            inputs,
            limited => _resources[operation.Resource.Type].RecoverAsync(operation, inputs, limited),
            cancellation
        );

    public Task<ReadResult?> FindAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation) =>
        ExplainedAsync(
            operation,
            inputs,
            limited => _resources[operation.Resource.Type].FindNamedAsync(operation, inputs, limited),
            cancellation
        );

    public Task<ReadResult?> ReadAsync(
        ResourceOperation operation,
        string id,
        PropertyMap inputs,
        PropertyMap outputs,
        CancellationToken cancellation
    ) =>
        ExplainedAsync(
            operation,
            inputs,
            limited => _resources[operation.Resource.Type].ReadAsync(id, inputs, outputs, limited),
            cancellation
        );

    public Task<ResourceState> UpdateAsync(
        ResourceOperation operation,
        string id,
        PropertyMap oldInputs,
        PropertyMap oldOutputs,
        PropertyMap newInputs,
        CancellationToken cancellation
    ) =>
        ExplainedAsync(
            Warned(operation, "update"),
            newInputs,
            limited => _resources[operation.Resource.Type].UpdateAsync(operation, id, oldOutputs, newInputs, limited),
            cancellation
        );

    public Task DeleteAsync(
        ResourceOperation operation,
        string id,
        PropertyMap inputs,
        PropertyMap outputs,
        CancellationToken cancellation
    ) =>
        ExplainedAsync(
            operation,
            inputs,
            async limited =>
            {
                await _resources[operation.Resource.Type].DeleteAsync(operation, id, outputs, limited);
                return true;
            },
            cancellation,
            operation.Timeout
        );

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap arguments, CancellationToken cancellation) =>
        throw new ProviderException($"function {token} is not supported locally; make the resource, or name it by its id");

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    // In the words of the genuine provider: only a container can be given other bounds, and a deletion a shorter one.
    private ResourceOperation Warned(ResourceOperation operation, string what)
    {
        if (operation.Timeout is { } custom && !_resources[operation.Resource.Type].TakesTimeouts)
        {
            operation.Log(
                LogLevel.Warning,
                $"Resource does not support customTimeouts, ignoring: {what}={GoDuration.Full(custom.Ticks * 100)}"
            );
        }

        return operation;
    }

    private static async Task<T> ExplainedAsync<T>(
        ResourceOperation operation,
        PropertyMap inputs,
        Func<CancellationToken, Task<T>> work,
        CancellationToken cancellation,
        TimeSpan? shorter = null
    )
    {
        var longest = shorter < _operationTimeout ? shorter.Value : _operationTimeout;
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(longest);
        try
        {
            return await work(bound.Token);
        }
        catch (Exception cause) when (cause is not ProviderException && EngineResource.Words(operation, inputs, cause) is { } words)
        {
            throw new ProviderException(words, cause);
        }
        catch (OperationCanceledException cause) when (!cancellation.IsCancellationRequested)
        {
            throw new ProviderException(
                $"{operation.Resource.Type.Split(':')[^1].ToLowerInvariant()} {inputs.Text("name")}: context deadline exceeded after {GoDuration.Full(longest.Ticks * 100)}",
                cause
            );
        }
    }
}
