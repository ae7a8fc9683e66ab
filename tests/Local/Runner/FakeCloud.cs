using System.Collections.Concurrent;
using System.Globalization;
using Local.Providers.Contract;

namespace Tests.Local.Runner;

/// <summary>
/// A cloud in memory: one package with any number of types whose inputs are their outputs, plus what <see cref="Outputs"/> adds. It records every call,
/// and what a test wants to happen differently is set by the resource's name.
/// </summary>
internal sealed class FakeCloud(string package) : IProviderFactory
{
    private int _ids;

    public string Package { get; } = package;

    /// <summary>What was called, such as <c>create a</c>, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>The configurations that providers were made with.</summary>
    public ConcurrentQueue<PropertyMap> Configurations { get; } = new();

    /// <summary>The bounds that creates were given.</summary>
    public ConcurrentQueue<TimeSpan> Timeouts { get; } = new();

    /// <summary>What is there, by id.</summary>
    public ConcurrentDictionary<string, PropertyMap> There { get; } = new();

    /// <summary>What somebody else made, by the name of the resource that would be called so.</summary>
    public ConcurrentDictionary<string, (string Id, PropertyMap Inputs)> Others { get; } = new();

    public HashSet<string> Types { get; init; } = [];

    /// <summary>Inputs whose change needs a replacement.</summary>
    public HashSet<string> Replaces { get; } = [];

    public bool DeleteBeforeReplace { get; set; }

    /// <summary>Outputs that an update may change.</summary>
    public List<string> MayChange { get; } = [];

    /// <summary>What a create or update adds to the outputs.</summary>
    public Func<ResourceIdentity, PropertyMap, PropertyMap> Outputs { get; set; } = (_, _) => PropertyMap.Empty;

    /// <summary>Runs before an operation takes effect; may wait or throw. The first argument is as in <see cref="Calls"/>.</summary>
    public Func<string, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Runs after an operation took effect and before it is answered; may throw, as a connection that breaks does.</summary>
    public Func<string, Task> After { get; set; } = _ => Task.CompletedTask;

    /// <summary>What a function answers.</summary>
    public Func<string, PropertyMap, PropertyMap> Answer { get; set; } = (_, arguments) => arguments;

    public Func<ResourceIdentity, PropertyMap, IReadOnlyList<CheckFailure>> Refuse { get; set; } = (_, _) => [];

    public Func<PropertyMap, IReadOnlyList<CheckFailure>> RefuseConfig { get; set; } = _ => [];

    public IReadOnlyList<CheckFailure> CheckConfig(PropertyMap config) => RefuseConfig(config);

    /// <summary>The settings of a provider whose change needs new resources.</summary>
    public IReadOnlyList<string> ConfigReplaces { get; set; } = [];

    /// <summary>What is added to the outputs of a state that goes to the CLI.</summary>
    public Func<string, PropertyMap, PropertyMap> Export { get; set; } = (_, outputs) => outputs;

    public PropertyMap Exported(string type, PropertyMap inputs, PropertyMap outputs) => Export(type, outputs);

    public DiffResult DiffConfig(PropertyMap oldConfig, PropertyMap newConfig) =>
        new([], [.. ConfigReplaces.Where(key => !oldConfig[key].Equals(newConfig[key]))], false);

    public IProvider Create(PropertyMap config)
    {
        Configurations.Enqueue(config);
        return new Provider(this);
    }

    private sealed class Provider(FakeCloud cloud) : IProvider
    {
        public IReadOnlySet<string> Types => cloud.Types;

        public CheckResult Check(ResourceIdentity resource, PropertyMap? oldInputs, PropertyMap newInputs)
        {
            // An automatic name, kept from the old inputs.
            var named = newInputs.ContainsKey("auto")
                ? newInputs.With(
                    "auto",
                    oldInputs?["auto"] ?? $"{resource.Name}-{Interlocked.Increment(ref cloud._ids).ToString(CultureInfo.InvariantCulture)}"
                )
                : newInputs;
            return new CheckResult(named, cloud.Refuse(resource, newInputs));
        }

        public DiffResult Diff(ResourceIdentity resource, string id, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap newInputs)
        {
            // What the cloud chose itself is no change when it is asked for.
            var changed = oldInputs
                .Keys.Union(newInputs.Keys)
                .Where(key => !(oldInputs.ContainsKey(key) ? oldInputs : oldOutputs)[key].Equals(newInputs[key]))
                .ToList();
            return new DiffResult(changed, [.. changed.Where(cloud.Replaces.Contains)], cloud.DeleteBeforeReplace)
            {
                MayChange = cloud.MayChange,
            };
        }

        public Task<ResourceState> CreateAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation) =>
            DoAsync($"create {operation.Resource.Name}", cancellation, () =>
            {
                if (operation.Timeout is { } timeout)
                {
                    cloud.Timeouts.Enqueue(timeout);
                }

                var id = $"{operation.Resource.Name}-id{Interlocked.Increment(ref cloud._ids).ToString(CultureInfo.InvariantCulture)}";
                return new ResourceState(id, cloud.There[id] = With(inputs, cloud.Outputs(operation.Resource, inputs)));
            });

        public Task<ResourceState?> RecoverAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation) =>
            DoAsync($"recover {operation.Resource.Name}", cancellation, () =>
                cloud.There.FirstOrDefault(item => item.Key.StartsWith(operation.Resource.Name + "-id", StringComparison.Ordinal))
                    is { Key: { } id } found
                    ? new ResourceState(id, found.Value)
                    : null
            );

        public Task<ReadResult?> FindAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation) =>
            DoAsync($"find {operation.Resource.Name}", cancellation, () =>
                cloud.Others.TryGetValue(operation.Resource.Name, out var other)
                    ? new ReadResult(other.Id, other.Inputs, cloud.There[other.Id] = other.Inputs)
                    : null
            );

        public Task<ReadResult?> ReadAsync(
            ResourceOperation operation,
            string id,
            PropertyMap inputs,
            PropertyMap outputs,
            CancellationToken cancellation
        ) =>
            DoAsync($"read {operation.Resource.Name}", cancellation, () =>
                cloud.There.TryGetValue(id, out var found)
                    ? new ReadResult(id, new PropertyMap(found.Where(item => inputs.ContainsKey(item.Key))), found)
                    : null
            );

        public Task<ResourceState> UpdateAsync(
            ResourceOperation operation,
            string id,
            PropertyMap oldInputs,
            PropertyMap oldOutputs,
            PropertyMap newInputs,
            CancellationToken cancellation
        ) =>
            DoAsync($"update {operation.Resource.Name}", cancellation, () =>
                new ResourceState(id, cloud.There[id] = With(newInputs, cloud.Outputs(operation.Resource, newInputs)))
            );

        public Task DeleteAsync(
            ResourceOperation operation,
            string id,
            PropertyMap inputs,
            PropertyMap outputs,
            CancellationToken cancellation
        ) => DoAsync($"delete {operation.Resource.Name}", cancellation, () => cloud.There.TryRemove(id, out _));

        public Task<PropertyMap> InvokeAsync(string token, PropertyMap arguments, CancellationToken cancellation) =>
            DoAsync($"invoke {token}", cancellation, () => cloud.Answer(token, arguments));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static PropertyMap With(PropertyMap inputs, PropertyMap more) =>
            more.Aggregate(inputs, (map, item) => map.With(item.Key, item.Value));

        private async Task<T> DoAsync<T>(string call, CancellationToken cancellation, Func<T> effect)
        {
            cloud.Calls.Enqueue(call);
            await cloud.Before(call, cancellation);
            var result = effect();
            await cloud.After(call);
            return result;
        }
    }
}
