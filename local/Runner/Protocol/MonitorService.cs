using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Local.Providers.Contract;
using Local.Runner.Deployments;
using Local.Runner.Deployments.Registering;
using Pulumirpc;

namespace Local.Runner.Protocol;

/// <summary>The resource monitor: what a program registers, reads and calls.</summary>
/// <param name="session">The run that the program belongs to.</param>
internal sealed class MonitorService(ProgramSession session) : ResourceMonitor.ResourceMonitorBase
{
    /// <summary>What this monitor does of what an SDK may ask for by name; secrets and alias specifications always come.</summary>
    private static readonly IReadOnlySet<string> _features = new HashSet<string>(StringComparer.Ordinal)
    {
        "secrets",
        "aliasSpecs",
        "deletedWith",
    };

    public override Task<SupportsFeatureResponse> SupportsFeature(SupportsFeatureRequest request, ServerCallContext context) =>
        AnswerAsync(() => Task.FromResult(new SupportsFeatureResponse { HasSupport = _features.Contains(request.Id) }));

    public override Task<RegisterResourceResponse> RegisterResource(RegisterResourceRequest request, ServerCallContext context) =>
        AnswerAsync(async () =>
        {
            var registered = await RegisterAsync(request);
            if (registered.Result != RegistrationResult.Success && !request.SupportsResultReporting)
            {
                throw new RpcException(new Grpc.Core.Status(StatusCode.Internal, "resource registration failed"));
            }

            return new RegisterResourceResponse
            {
                Urn = registered.Urn,
                Id = registered.Id,
                Object = WireValues.Write(request.SupportsPartialValues ? registered.Outputs : OnlyKnown(registered.Outputs)),
                Result = registered.Result switch
                {
                    RegistrationResult.Success => Result.Success,
                    RegistrationResult.Failed => Result.Fail,
                    _ => Result.Skip,
                },
            };
        });

    public override Task<Empty> RegisterResourceOutputs(RegisterResourceOutputsRequest request, ServerCallContext context) =>
        AnswerAsync(async () =>
        {
            Strictness.RefuseUnknownFields(request);
            (await session.Registrations).RegisterOutputs(request.Urn, WireValues.Read(request.Outputs));
            return new Empty();
        });

    public override Task<ReadResourceResponse> ReadResource(ReadResourceRequest request, ServerCallContext context) =>
        AnswerAsync(async () =>
        {
            var registrations = await session.Registrations;
            var read = await registrations.ReadAsync(GoalReader.Read(request), request.Id);
            return read.Result == RegistrationResult.Success
                ? new ReadResourceResponse { Urn = read.Urn, Properties = WireValues.Write(read.Outputs) }
                : throw new RpcException(new Grpc.Core.Status(StatusCode.Internal, $"{request.Type} \"{request.Name}\" cannot be read"));
        });

    public override Task<ResourceInvokeResponse> Invoke(ResourceInvokeRequest request, ServerCallContext context) =>
        AnswerAsync(async () =>
        {
            Strictness.RefuseUnknownFields(request);
            Strictness.RefuseSet(request, $"The call of {request.Tok}", "pluginDownloadURL", "pluginChecksums", "packageRef", "dependsOn");
            try
            {
                var registrations = await session.Registrations;
                var result = await registrations.InvokeAsync(request.Tok, request.Provider, request.Version, WireValues.Read(request.Args));
                return new ResourceInvokeResponse { Return = WireValues.Write(result) };
            }
            catch (ProviderException e)
            {
                return new ResourceInvokeResponse { Failures = { new Pulumirpc.CheckFailure { Reason = e.Message } } };
            }
        });

    /// <summary>Nothing here calls the program back, so it may end.</summary>
    public override Task<Empty> SignalAndWaitForShutdown(Empty request, ServerCallContext context) =>
        AnswerAsync(() => Task.FromResult(new Empty()));

    public override Task<CallResponse> Call(ResourceCallRequest request, ServerCallContext context) =>
        RefuseAsync<CallResponse>($"The program calls the method {request.Tok} of a resource");

    public override Task<Empty> RegisterStackTransform(Callback request, ServerCallContext context) =>
        RefuseAsync<Empty>("The program registers a stack transform");

    public override Task<Empty> RegisterStackInvokeTransform(Callback request, ServerCallContext context) =>
        RefuseAsync<Empty>("The program registers an invoke transform");

    public override Task<Empty> RegisterResourceHook(RegisterResourceHookRequest request, ServerCallContext context) =>
        RefuseAsync<Empty>($"The program registers the resource hook \"{request.Name}\"");

    public override Task<Empty> RegisterErrorHook(RegisterErrorHookRequest request, ServerCallContext context) =>
        RefuseAsync<Empty>($"The program registers the error hook \"{request.Name}\"");

    public override Task<RegisterPackageResponse> RegisterPackage(RegisterPackageRequest request, ServerCallContext context) =>
        RefuseAsync<RegisterPackageResponse>($"The program registers the parameterized package \"{request.Name}\"");

    private async Task<Registered> RegisterAsync(RegisterResourceRequest request)
    {
        var registrations = await session.Registrations;
        Goal goal;
        try
        {
            goal = GoalReader.Read(request);
        }
        catch (UnsupportedException e)
        {
            return registrations.Refuse(request.Parent, request.Type, request.Name, e.Message);
        }

        return await registrations.RegisterAsync(goal);
    }

    private static PropertyMap OnlyKnown(PropertyMap outputs) =>
        outputs.Values.Any(value => value.ContainsUnknowns)
            ? new PropertyMap(outputs.Where(output => !output.Value.ContainsUnknowns))
            : outputs;

    private Task<T> RefuseAsync<T>(string what) =>
        AnswerAsync<T>(() => throw new UnsupportedException($"{what}. {UnsupportedException.WhereTo}"));

    /// <summary>Turns what goes wrong into what the program is told; what the user must know is in the report already, or put there.</summary>
    private async Task<T> AnswerAsync<T>(Func<Task<T>> answer)
    {
        using var call = session.Hear();
        try
        {
            return await answer();
        }
        catch (OperationCanceledException)
        {
            throw new RpcException(new Grpc.Core.Status(StatusCode.Unavailable, "the run has ended"));
        }
        catch (OperationFailedException)
        {
            throw new RpcException(new Grpc.Core.Status(StatusCode.Internal, "what this needs has failed"));
        }
        catch (Exception e) when (e is not RpcException)
        {
            session.Reporter.Say(LogLevel.Error, Failures.Words(e));
            throw new RpcException(new Grpc.Core.Status(StatusCode.InvalidArgument, Failures.Words(e)));
        }
    }
}
