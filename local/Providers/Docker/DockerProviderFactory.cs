using System.Text.Json.Nodes;
using Local.Machines;
using Local.Providers.Contract;
using Local.Providers.Docker.Engine;
using Local.Providers.Docker.Mapping;

namespace Local.Providers.Docker;

/// <summary>Package <c>docker</c>: <c>host</c>, <c>sshOpts</c> and <c>registryAuth</c>.</summary>
public sealed class DockerProviderFactory(IEndpointResolver endpoints, IImageDepot depot) : IProviderFactory
{
    private readonly Waits _waits = Waits.Genuine;
    private readonly Random _random = Random.Shared;

    /// <summary>For tests: other waits, and an order of variables that is known.</summary>
    internal DockerProviderFactory(IEndpointResolver endpoints, IImageDepot depot, Waits waits, Random random)
        : this(endpoints, depot) => (_waits, _random) = (waits, random);

    // What the SDK adds of itself.
    private static readonly string[] _known = ["host", "sshOpts", "registryAuth", "version", "pluginDownloadURL"];

    // A program empties them so that nothing of the environment goes before the host; here nothing does.
    private static readonly string[] _empty = ["context", "certPath"];

    public string Package => "docker";

    public IReadOnlyList<CheckFailure> CheckConfig(PropertyMap config)
    {
        List<CheckFailure> failures =
        [
            .. config
                .Keys.Where(key =>
                    !_known.Contains(key)
                    && !(_empty.Contains(key) && config.Text(key) == "")
                    && !key.StartsWith("__", StringComparison.Ordinal)
                )
                .Select(key => new CheckFailure(
                    key,
                    $"{key} of the docker provider is not supported locally; supported are host, sshOpts, registryAuth"
                )),
        ];
        if (config["host"].Kind == PropertyKind.Null)
        {
            failures.Add(new("host", "host of the docker provider is missing; set it to ssh://user@address:port"));
        }
        else if (config["host"] is { Kind: PropertyKind.String } host && DockerHost.Parse(host.AsString) is null)
        {
            failures.Add(new("host", $"host of the docker provider is {host}; supported are ssh://user@address:port and unix:///path"));
        }

        return failures;
    }

    public IProvider Create(PropertyMap config)
    {
        var api = new EngineApi(ConnectionOf(config));
        var host = config["host"].Kind == PropertyKind.String ? DockerHost.Parse(config["host"].AsString)?.Host ?? "" : "";
        return new DockerProvider(
            api,
            new Images(
                api,
                host,
                depot,
                new RegistryAuth([.. Items(config, "registryAuth").Where(item => item.Kind == PropertyKind.Map).Select(item => item.AsMap)])
            ),
            _waits,
            _random
        );
    }

    public PropertyMap Exported(string type, PropertyMap inputs, PropertyMap outputs) => GenuineOutputs.Complete(type, inputs, outputs);

    private IEngineConnection ConnectionOf(PropertyMap config)
    {
        if (config["host"].Kind != PropertyKind.String || Items(config, "sshOpts").Any(option => option.ContainsUnknowns))
        {
            return new UnknownHost();
        }

        var host = DockerHost.Parse(config["host"].AsString) ?? throw new ProviderException(CheckConfig(config)[0].Reason);
        return host.Scheme == "unix"
            ? new LocalSocket(host.Socket)
            : new SshTunnel(host, [.. Items(config, "sshOpts").Select(option => option.AsString)], endpoints);
    }

    // Pulumi's SDKs send a provider's lists as JSON in a text.
    private static IReadOnlyList<PropertyValue> Items(PropertyMap config, string key) =>
        config[key] switch
        {
            { Kind: PropertyKind.List } list => list.AsList,
            { Kind: PropertyKind.String } json => [.. JsonNode.Parse(json.AsString)!.AsArray().Select(FromJson)],
            { Kind: PropertyKind.Unknown } => [PropertyValue.Unknown],
            _ => [],
        };

    private static PropertyValue FromJson(JsonNode? node) =>
        node is JsonObject map ? new PropertyMap(map.Select(item => KeyValuePair.Create(item.Key, FromJson(item.Value))))
        : node is null ? PropertyValue.Null
        : node.ToString();

    /// <summary>In a preview of a host that is not there yet.</summary>
    private sealed class UnknownHost : IEngineConnection
    {
        public Task<string> OpenAsync(CancellationToken cancellation) =>
            throw new ProviderException("the Docker host is not known yet: it is created in the same run");

        public Task<string> ExplainAsync(string problem) => Task.FromResult(problem);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
