using Grpc.Core;
using Grpc.Net.Client;

namespace Pulumi.Running;

/// <summary>Connections to the engine.</summary>
internal static class EngineChannel
{
    /// <summary>400 MiB, as the engine allows: resources may carry whole files.</summary>
    private const int LargestMessage = 400 * 1024 * 1024;

    public static GrpcChannel Open(string address)
        => GrpcChannel.ForAddress($"http://{address}", new GrpcChannelOptions
        {
            Credentials = ChannelCredentials.Insecure,
            MaxReceiveMessageSize = LargestMessage,
            MaxSendMessageSize = LargestMessage,
        });
}
