using System.Collections.Concurrent;
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
        new NatGatewayType(),
        new RouteTableType(),
        new RouteType(),
        new RouteTableAssociationType(),
        new SecurityGroupType(),
        new SecurityGroupRuleType(Tokens.IngressRule),
        new SecurityGroupRuleType(Tokens.EgressRule),
        new KeyPairType(),
        new RoleType(),
        new RolePolicyType(),
        new RolePolicyAttachmentType(),
        new InstanceProfileType(),
        new InstanceType(),
        new EipType(),
        new EipAssociationType(),
        new LoadBalancerType(),
        new TargetGroupType(),
        new ListenerType(),
        new TargetGroupAttachmentType(),
    }.ToDictionary(type => type.Token, StringComparer.Ordinal);

    private readonly Dictionary<string, Func<string, PropertyMap, PropertyMap>> _functions = Functions(
        new ImaginedVpc(),
        new ImaginedImages()
    );

    private readonly Instances _instances = new(cloud, store);

    // Which resource listens on which port of which load balancer. None is made here, so a plan tells what AWS would refuse.
    private readonly ConcurrentDictionary<(string Balancer, string Port), string> _listeners = new();

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
            .. resource.Type == Tokens.Listener ? Listens(resource, inputs) : [],
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
                // What AWS chose itself is no change when it is asked for, as where the program ignores its changes.
                .Where(key => !(oldInputs.ContainsKey(key) ? oldInputs : oldOutputs)[key].Equals(newInputs[key]))
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
        await type.PrepareAsync(_instances, operation, cancellation);
        CloudRecord record;
        using (await ExclusiveAccess.TakeAsync(store.Gate, cancellation))
        {
            var id = type.NewId(inputs);
            record = new(
                id,
                type.Token,
                operation.Resource.Urn,
                CloudStore.Fingerprint(inputs),
                type.IsMadeAtOnce,
                type.Describe(scene, id, inputs, null)
            );
            store.Write(record);
        }

        record = await type.CompleteAsync(_instances, record, inputs, operation, cancellation);
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
            if (record.Fingerprint == fingerprint && found is null && await type.AdoptAsync(_instances, record, operation, cancellation))
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
        // Nobody but this provider changes what is recorded, so the inputs are what they were.
        var found = record is null ? null : type.Observe(cloud, id, OutputsOf(record, inputs));
        return Task.FromResult(found is null ? null : new ReadResult(id, inputs, found));
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
                ?? throw new ProviderException($"{operation.Resource.Type} '{id}' no longer exists; run refresh, then up again");
            record = old with
            {
                Fingerprint = CloudStore.Fingerprint(newInputs),
                Outputs = type.Describe(Scene(operation, newInputs), id, newInputs, old),
            };
            store.Write(record);
        }

        if (type.RemarkOnUpdate(id, oldInputs, newInputs) is { } remark)
        {
            operation.Log(LogLevel.Warning, remark);
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

        await type.RemoveAsync(_instances, store, id, operation, cancellation);
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

    private static Dictionary<string, Func<string, PropertyMap, PropertyMap>> Functions(ImaginedVpc vpc, ImaginedImages images) =>
        new(StringComparer.Ordinal)
        {
            ["aws:ec2/getAmi:getAmi"] = images.Image,
            ["aws:ec2/getInstanceType:getInstanceType"] = images.Type,
            ["aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings"] = AwsFunctions.GetInstanceTypeOfferings,
            ["aws:index/getAvailabilityZones:getAvailabilityZones"] = AwsFunctions.GetAvailabilityZones,
            [ImaginedVpc.GetSubnet] = (_, arguments) => vpc.Subnet(arguments),
            [ImaginedVpc.GetVpc] = (_, arguments) => vpc.Vpc(arguments),
        };

    // A program has one load balancer at most: as long as its ARN is not known, all listeners are of the same.
    private IEnumerable<CheckFailure> Listens(ResourceIdentity resource, PropertyMap inputs)
    {
        var balancer = inputs["loadBalancerArn"] is { Kind: PropertyKind.String } arn ? arn.AsString : null;
        return _listeners.GetOrAdd((balancer ?? "", $"{inputs["port"]}"), resource.Urn) == resource.Urn
            ? []
            :
            [
                new(
                    "port",
                    $"DuplicateListener: A listener already exists on this port for this load balancer{(balancer is null ? "" : $" '{balancer}'")}"
                ),
            ];
    }

    private Task SyncAsync(AwsType type, ResourceOperation operation, CancellationToken cancellation) =>
        type.ConcernsNetwork ? _instances.SyncAsync(operation, cancellation) : Task.CompletedTask;

    private PropertyMap OutputsOf(CloudRecord record, PropertyMap inputs)
    {
        var type = _types[record.Type];
        var outputs = inputs;
        foreach (var (key, value) in record.Outputs)
        {
            outputs = outputs.With(key, value);
        }

        outputs = type.Complete(store, record, outputs);
        return outputs.ContainsKey("tags") || type.Inputs.Contains("tags")
            ? outputs.With("tagsAll", outputs.Map("tags") ?? PropertyMap.Empty)
            : outputs;
    }

    private AwsScene Scene(ResourceOperation operation, PropertyMap inputs) => new(store, cloud, Region(inputs), operation.Resource.Urn);

    private string Region(PropertyMap inputs) => inputs.Text("region") ?? defaultRegion;
}
