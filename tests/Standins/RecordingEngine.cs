using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Pulumirpc;

namespace Tests.Standins;

/// <summary>The engine's side of the wire: keeps every request, and gives each resource its inputs as outputs.</summary>
internal sealed class RecordingMonitor : ResourceMonitor.ResourceMonitorBase
{
    public ConcurrentDictionary<string, RegisterResourceRequest> Registered { get; } = new();

    public ConcurrentQueue<RegisterResourceOutputsRequest> Outputs { get; } = new();

    public ConcurrentQueue<ReadResourceRequest> Reads { get; } = new();

    public ConcurrentQueue<ResourceInvokeRequest> Invokes { get; } = new();

    public int Goodbyes { get; private set; }

    /// <summary>Changes the answer to the resource of this name.</summary>
    public Dictionary<string, Action<RegisterResourceResponse>> Answers { get; } = [];

    /// <summary>The answer to every look-up.</summary>
    public ResourceInvokeResponse Answer { get; set; } = new() { Return = new Struct() };

    public static string Urn(string type, string name) => $"urn:pulumi:dev::swarm::{type}::{name}";

    public override Task<SupportsFeatureResponse> SupportsFeature(SupportsFeatureRequest request, ServerCallContext context) =>
        Task.FromResult(new SupportsFeatureResponse { HasSupport = true });

    public override Task<RegisterResourceResponse> RegisterResource(RegisterResourceRequest request, ServerCallContext context)
    {
        Registered[request.Name] = request;
        var response = new RegisterResourceResponse
        {
            Urn = Urn(request.Type, request.Name),
            Id = request.Custom ? request.Name + "-id" : "",
            Object = request.Object,
        };
        Answers.GetValueOrDefault(request.Name)?.Invoke(response);
        return Task.FromResult(response);
    }

    public override Task<Empty> RegisterResourceOutputs(RegisterResourceOutputsRequest request, ServerCallContext context)
    {
        Outputs.Enqueue(request);
        return Task.FromResult(new Empty());
    }

    public override Task<ReadResourceResponse> ReadResource(ReadResourceRequest request, ServerCallContext context)
    {
        Reads.Enqueue(request);
        return Task.FromResult(new ReadResourceResponse { Urn = Urn(request.Type, request.Name), Properties = request.Properties });
    }

    public override Task<ResourceInvokeResponse> Invoke(ResourceInvokeRequest request, ServerCallContext context)
    {
        Invokes.Enqueue(request);
        return Task.FromResult(Answer);
    }

    public override Task<Empty> SignalAndWaitForShutdown(Empty request, ServerCallContext context)
    {
        Goodbyes++;
        return Task.FromResult(new Empty());
    }
}

/// <summary>Keeps what is logged, debugging apart; its version is 3.100.0.</summary>
internal sealed class RecordingLog : Engine.EngineBase
{
    public ConcurrentQueue<LogRequest> Messages { get; } = new();

    public override Task<Empty> Log(LogRequest request, ServerCallContext context)
    {
        if (request.Severity != LogSeverity.Debug)
        {
            Messages.Enqueue(request);
        }
        return Task.FromResult(new Empty());
    }

    public override Task<RequirePulumiVersionResponse> RequirePulumiVersion(
        RequirePulumiVersionRequest request,
        ServerCallContext context
    ) =>
        request.PulumiVersionRange == ">=3.100.0"
            ? Task.FromResult(new RequirePulumiVersionResponse())
            : throw new RpcException(new Status(StatusCode.FailedPrecondition, $"3.100.0 is not {request.PulumiVersionRange}"));
}
