using Grpc.Core;
using Grpc.Net.Client;
using Pulumirpc;

namespace Pulumi.Running;

/// <summary>The engine behind the address of PULUMI_ENGINE.</summary>
internal sealed class GrpcEngine(string address) : IEngine, IDisposable
{
    private readonly GrpcChannel _channel = EngineChannel.Open(address);

    private Engine.EngineClient Client => field ??= new(_channel);

    public async Task LogAsync(LogRequest request) => await Client.LogAsync(request).ConfigureAwait(false);

    public async Task RequirePulumiVersionAsync(string range)
    {
        try
        {
            await Client.RequirePulumiVersionAsync(new() { PulumiVersionRange = range }).ConfigureAwait(false);
        }
        catch (RpcException error)
        {
            throw new InvalidOperationException(
                error.StatusCode == StatusCode.Unimplemented
                    ? "The installed version of the CLI does not support the `RequirePulumiVersion` RPC. Please upgrade the Pulumi CLI"
                    : error.Status.Detail,
                error
            );
        }
    }

    public void Dispose() => _channel.Dispose();
}
