using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Local.Providers.Contract;
using Pulumirpc;

namespace Local.Runner.Protocol;

/// <summary>The engine's other service: the program's log.</summary>
internal sealed class EngineService(ProgramSession session) : Pulumirpc.Engine.EngineBase
{
    private string _root = "";

    public override Task<Empty> Log(LogRequest request, ServerCallContext context)
    {
        using var call = session.Hear();
        var urn = request.Urn.Length == 0 ? null : request.Urn;
        switch (request.Severity)
        {
            case LogSeverity.Debug:
                break;
            case LogSeverity.Info when request.Ephemeral:
                session.Reporter.Status(request.Urn, request.Message);
                break;
            default:
                session.Reporter.Say(
                    request.Severity switch
                    {
                        LogSeverity.Error => LogLevel.Error,
                        LogSeverity.Warning => LogLevel.Warning,
                        _ => LogLevel.Info,
                    },
                    request.Message.TrimEnd('\n'),
                    urn
                );
                break;
        }

        return Task.FromResult(new Empty());
    }

    public override Task<GetRootResourceResponse> GetRootResource(GetRootResourceRequest request, ServerCallContext context) =>
        Task.FromResult(new GetRootResourceResponse { Urn = _root });

    public override Task<SetRootResourceResponse> SetRootResource(SetRootResourceRequest request, ServerCallContext context)
    {
        _root = request.Urn;
        return Task.FromResult(new SetRootResourceResponse());
    }

    /// <summary>Every version of the Pulumi CLI that has these services is new enough for what is served here.</summary>
    public override Task<RequirePulumiVersionResponse> RequirePulumiVersion(
        RequirePulumiVersionRequest request,
        ServerCallContext context
    ) =>
        throw new RpcException(
            new Grpc.Core.Status(
                StatusCode.FailedPrecondition,
                $"The program requires the Pulumi CLI {request.PulumiVersionRange}. {UnsupportedException.WhereTo}"
            )
        );
}
