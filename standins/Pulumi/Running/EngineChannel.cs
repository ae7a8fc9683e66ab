using Grpc.Core;
using Grpc.Net.Client;

namespace Pulumi.Running;

/// <summary>Connections to the engine.</summary>
internal static class EngineChannel
{
    /// <summary>400 MiB, as the engine allows: resources may carry whole files.</summary>
    private const int LargestMessage = 400 * 1024 * 1024;

    public static GrpcChannel Open(string address) =>
        GrpcChannel.ForAddress(
            $"http://{address}",
            new GrpcChannelOptions
            {
                Credentials = ChannelCredentials.Insecure,
                // The engine is on this machine; a proxy of the network does not know it.
                HttpHandler = new SocketsHttpHandler { UseProxy = false, EnableMultipleHttp2Connections = true },
                DisposeHttpClient = true,
                MaxReceiveMessageSize = LargestMessage,
                MaxSendMessageSize = LargestMessage,
            }
        );
}
