using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;
using Local.Providers.Contract;
using Local.Runner.Protocol;
using Pulumirpc;

namespace Tests.Local.Runner;

/// <summary>A program that speaks the protocol to the real server, one call after the other as a test tells it.</summary>
internal sealed class ScriptedProgram : IDisposable
{
    public const string Thing = "cloud:index:Thing";

    private readonly GrpcChannel _channel;
    private string _stack = "";

    public ScriptedProgram(string address)
    {
        _channel = GrpcChannel.ForAddress($"http://{address}");
        Monitor = new ResourceMonitor.ResourceMonitorClient(_channel);
        Engine = new Engine.EngineClient(_channel);
    }

    public ResourceMonitor.ResourceMonitorClient Monitor { get; }
    public Engine.EngineClient Engine { get; }

    /// <summary>Registers the stack, the parent of what follows.</summary>
    public async Task StackAsync() =>
        _stack = (
            await RegisterAsync("pulumi:pulumi:Stack", $"{TestStack.Project}-{TestStack.Name}", [], request => request.Custom = false)
        ).Urn;

    public Task OutputsAsync(params (string Key, PropertyValue Value)[] outputs) => OutputsAsync(_stack, outputs);

    public async Task OutputsAsync(string urn, params (string Key, PropertyValue Value)[] outputs) =>
        await Monitor.RegisterResourceOutputsAsync(new RegisterResourceOutputsRequest { Urn = urn, Outputs = Map(outputs) });

    /// <summary>Registers a resource of the fake cloud.</summary>
    public Task<RegisterResourceResponse> ThingAsync(string name, params (string Key, PropertyValue Value)[] inputs) =>
        RegisterAsync(Thing, name, inputs, _ => { });

    public Task<RegisterResourceResponse> ThingAsync(
        string name,
        (string Key, PropertyValue Value)[] inputs,
        Action<RegisterResourceRequest> options
    ) => RegisterAsync(Thing, name, inputs, options);

    public Task<RegisterResourceResponse> ComponentAsync(string name, Action<RegisterResourceRequest>? options = null) =>
        RegisterAsync("swarm:test:Group", name, [], request =>
        {
            request.Custom = false;
            options?.Invoke(request);
        });

    public async Task<RegisterResourceResponse> RegisterAsync(
        string type,
        string name,
        (string Key, PropertyValue Value)[] inputs,
        Action<RegisterResourceRequest> options
    )
    {
        var request = new RegisterResourceRequest
        {
            Type = type,
            Name = name,
            Custom = true,
            Parent = _stack,
            Object = Map(inputs),
            AcceptSecrets = true,
            SupportsResultReporting = true,
        };
        options(request);
        return await Monitor.RegisterResourceAsync(request);
    }

    /// <summary>Says that an input comes from a resource, as an SDK does.</summary>
    public static void DependOn(RegisterResourceRequest request, string input, params RegisterResourceResponse[] resources)
    {
        var urns = resources.Select(resource => resource.Urn).ToList();
        request.Dependencies.AddRange(urns);
        request.PropertyDependencies[input] = new RegisterResourceRequest.Types.PropertyDependencies { Urns = { urns } };
    }

    public static PropertyMap Outputs(RegisterResourceResponse response) => WireValues.Read(response.Object);

    public void Dispose() => _channel.Dispose();

    private static Struct Map((string Key, PropertyValue Value)[] values) =>
        WireValues.Write(new PropertyMap(values.Select(value => KeyValuePair.Create(value.Key, value.Value))));
}
