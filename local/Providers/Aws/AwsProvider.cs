using Local.Machines;
using Local.Machines.Computer;
using Local.Providers.Aws.Types;
using Local.Providers.Contract;

namespace Local.Providers.Aws;

/// <summary>The part of EC2 that programs here use. Instances are virtual machines, security groups are enforced; the rest is recorded.</summary>
internal sealed class AwsProvider(LocalCloud cloud, CloudStore store, string defaultRegion) : IProvider
{
    /// <summary>How long to wait at the end for machines to take their rules: longer than they are tried to be told, which says itself when it is in vain.</summary>
    private static readonly TimeSpan _settleTimeout = TimeSpan.FromMinutes(10);

    private static readonly Dictionary<string, AwsType> _types = new AwsType[]
    {
        new VpcType(),
        new SubnetType(),
        new InternetGatewayType(),
        new RouteTableType(),
        new RouteType(),
        new RouteTableAssociationType(),
        new SecurityGroupType(),
        new SecurityGroupRuleType(Tokens.IngressRule),
        new SecurityGroupRuleType(Tokens.EgressRule),
        new KeyPairType(),
        new InstanceType(),
        new EipType(),
        new EipAssociationType(),
    }.ToDictionary(type => type.Token, StringComparer.Ordinal);

    private static readonly Dictionary<string, Func<string, PropertyMap, PropertyMap>> _functions = new(StringComparer.Ordinal)
    {
        ["aws:ec2/getAmi:getAmi"] = AwsFunctions.GetAmi,
        ["aws:ec2/getInstanceType:getInstanceType"] = AwsFunctions.GetInstanceType,
        ["aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings"] = AwsFunctions.GetInstanceTypeOfferings,
        ["aws:index/getAvailabilityZones:getAvailabilityZones"] = AwsFunctions.GetAvailabilityZones,
    };

    private readonly Instances _instances = new(cloud, store);

    public IReadOnlySet<string> Types { get; } = _types.Keys.ToHashSet(StringComparer.Ordinal);

    public CheckResult Check(ResourceIdentity resource, PropertyMap? oldInputs, PropertyMap newInputs)
    {
        var type = _types[resource.Type];
        var inputs = newInputs;
        foreach (var (key, value) in type.Defaults.Where(item => !newInputs.ContainsKey(item.Key)))
        {
            inputs = inputs.With(key, value);
        }

        if (type.NameInput is { } name && inputs[name].Kind == PropertyKind.Null)
        {
            inputs = inputs.With(
                name,
                oldInputs is not null && oldInputs.ContainsKey(name) ? oldInputs[name] : AutomaticName.Of(resource.Name)
            );
        }

        CheckFailure[] failures =
        [
            .. inputs
                .Keys.Where(key => !type.Inputs.Contains(key))
                .Select(key => new CheckFailure(
                    key,
                    $"the local cloud does not know {key} of {resource.Type}; it knows {string.Join(", ", type.Inputs.Order(StringComparer.Ordinal))}"
                )),
            .. type
                .Required.Order(StringComparer.Ordinal)
                .Where(key => inputs[key].Kind == PropertyKind.Null)
                .Select(key => new CheckFailure(key, $"{key} is missing")),
            .. type.Check(inputs),
        ];
        return new(inputs, failures);
    }

    public DiffResult Diff(ResourceIdentity resource, string id, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap newInputs)
    {
        var type = _types[resource.Type];
        string[] changes =
        [
            .. oldInputs
                .Keys.Union(newInputs.Keys, StringComparer.Ordinal)
                .Where(key => !oldInputs[key].Equals(newInputs[key]))
                .Order(StringComparer.Ordinal),
        ];
        string[] replaces = [.. changes.Where(key => type.Replaces(key, newInputs))];
        // Two resources cannot have the same name at once; an automatic one is made anew with the successor.
        var namesCollide =
            type.NameInput is { } name
            && replaces.Length > 0
            && oldInputs[name].Equals(newInputs[name])
            && !(newInputs[name].Kind == PropertyKind.String && AutomaticName.IsOne(newInputs[name].AsString, resource.Name));
        return new(changes, replaces, namesCollide);
    }

    public async Task<ResourceState> CreateAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
    {
        var type = _types[operation.Resource.Type];
        var scene = Scene(operation, inputs);
        if (type is InstanceType)
        {
            await _instances.ClearDeadAsync(operation.Resource.Urn, cancellation);
        }

        CloudRecord record;
        using (await ExclusiveAccess.TakeAsync(store.Gate, cancellation))
        {
            var id = type.NewId(inputs);
            record = new(
                id,
                type.Token,
                operation.Resource.Urn,
                CloudStore.Fingerprint(inputs),
                type is not InstanceType,
                type.Describe(scene, id, inputs, null)
            );
            store.Write(record);
        }

        if (type is InstanceType)
        {
            record = await _instances.LaunchAsync(record, inputs, operation, cancellation);
        }

        await SyncAsync(type, operation, cancellation);
        return new(record.Id, OutputsOf(record, inputs));
    }

    public async Task<ResourceState?> RecoverAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation)
    {
        var type = _types[operation.Resource.Type];
        var fingerprint = CloudStore.Fingerprint(inputs);
        CloudRecord? found = null;
        foreach (var record in store.All(type.Token).Where(record => record.Owner == operation.Resource.Urn))
        {
            if (
                record.Fingerprint == fingerprint
                && found is null
                && (type is not InstanceType || await _instances.AdoptAsync(record, operation, cancellation))
            )
            {
                found = record with { IsComplete = true };
                store.Write(found);
            }
            else if (!record.IsComplete)
            {
                await _instances.RemoveAsync(record.Id, cancellation);
            }
        }

        if (found is null)
        {
            return null;
        }

        await SyncAsync(type, operation, cancellation);
        return new(found.Id, OutputsOf(found, inputs));
    }

    public Task<ReadResult?> ReadAsync(
        ResourceOperation operation,
        string id,
        PropertyMap inputs,
        PropertyMap outputs,
        CancellationToken cancellation
    )
    {
        var type = _types[operation.Resource.Type];
        var record = store.Find(type.Token, id);
        var machine = type is InstanceType ? cloud.Find(id) : null;
        if (record is null || (type is InstanceType && machine is null))
        {
            return Task.FromResult<ReadResult?>(null);
        }

        // Nobody but this provider changes what is recorded, so the inputs are what they were.
        var read = OutputsOf(record, inputs);
        return Task.FromResult<ReadResult?>(
            new(id, inputs, machine is { IsRunning: false } ? read.With("instanceState", "stopped") : read)
        );
    }

    public async Task<ResourceState> UpdateAsync(
        ResourceOperation operation,
        string id,
        PropertyMap oldInputs,
        PropertyMap oldOutputs,
        PropertyMap newInputs,
        CancellationToken cancellation
    )
    {
        var type = _types[operation.Resource.Type];
        CloudRecord record;
        using (await ExclusiveAccess.TakeAsync(store.Gate, cancellation))
        {
            var old = store.Find(type.Token, id)
                ?? throw new ProviderException($"{operation.Resource.Type} '{id}' is not there any more; run refresh, then up again");
            record = old with
            {
                Fingerprint = CloudStore.Fingerprint(newInputs),
                Outputs = type.Describe(Scene(operation, newInputs), id, newInputs, old),
            };
            store.Write(record);
        }

        if (type is InstanceType && !oldInputs["userData"].Equals(newInputs["userData"]))
        {
            operation.Log(
                LogLevel.Warning,
                $"{id}: user data is read at the first boot only; the new one has no effect on the machine that runs."
            );
        }

        await SyncAsync(type, operation, cancellation);
        return new(id, OutputsOf(record, newInputs));
    }

    public async Task DeleteAsync(
        ResourceOperation operation,
        string id,
        PropertyMap inputs,
        PropertyMap outputs,
        CancellationToken cancellation
    )
    {
        var type = _types[operation.Resource.Type];
        var record = store.Find(type.Token, id);
        if (record is not null && type.InUse(Scene(operation, inputs), record) is { } reason)
        {
            throw new ProviderException(reason);
        }

        if (type is InstanceType)
        {
            operation.Status("terminating the virtual machine");
            await _instances.RemoveAsync(id, cancellation);
        }
        else
        {
            store.Remove(id);
        }

        await SyncAsync(type, operation, cancellation);
    }

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap arguments, CancellationToken cancellation) =>
        _functions.TryGetValue(token, out var function)
            ? Task.FromResult(function(Region(arguments), arguments))
            : throw new ProviderException(
                $"the local cloud does not know the function {token}; it knows {string.Join(", ", _functions.Keys.Order(StringComparer.Ordinal))}"
            );

    /// <summary>Nobody leaves before every machine has the rules that it should have.</summary>
    public async ValueTask DisposeAsync()
    {
        using var bound = new CancellationTokenSource(_settleTimeout);
        await cloud.SettleAsync(bound.Token);
    }

    private Task SyncAsync(AwsType type, ResourceOperation operation, CancellationToken cancellation) =>
        type.ConcernsNetwork ? _instances.SyncAsync(operation, cancellation) : Task.CompletedTask;

    private PropertyMap OutputsOf(CloudRecord record, PropertyMap inputs)
    {
        var outputs = inputs;
        foreach (var (key, value) in record.Outputs)
        {
            outputs = outputs.With(key, value);
        }

        if (record.Type == Tokens.Instance)
        {
            var publicIp = PublicAddresses.Of(store, record) ?? "";
            // No name server knows it, so the address is the only name that can be used.
            outputs = outputs.With("publicIp", publicIp).With("publicDns", publicIp);
            foreach (var key in new[] { "userData", "userDataBase64" }.Where(outputs.ContainsKey))
            {
                outputs = outputs.With(key, outputs[key].ToSecret());
            }
        }

        return outputs.ContainsKey("tags") || _types[record.Type].Inputs.Contains("tags")
            ? outputs.With("tagsAll", outputs.Map("tags") ?? PropertyMap.Empty)
            : outputs;
    }

    private AwsScene Scene(ResourceOperation operation, PropertyMap inputs) => new(store, cloud, Region(inputs), operation.Resource.Urn);

    private string Region(PropertyMap inputs) => inputs.Text("region") ?? defaultRegion;
}
