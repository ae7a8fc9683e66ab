using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Local.Runner.Protocol;

/// <summary>Serves both services to the program, on a port of the loopback address that the system chooses.</summary>
internal sealed class ProgramServer : IAsyncDisposable
{
    /// <summary>What both ends of the protocol allow: 400 MB.</summary>
    private const int MaxMessageBytes = 400 * 1024 * 1024;

    private readonly WebApplication _app;

    private ProgramServer(WebApplication app) => _app = app;

    /// <summary>Such as <c>127.0.0.1:40123</c>.</summary>
    public string Address => new Uri(_app.Urls.Single()).Authority;

    public static async Task<ProgramServer> StartAsync(ProgramSession session)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
                kestrel.Limits.MaxRequestBodySize = null;

                // One registration is one request, all of which may be open at once.
                kestrel.Limits.Http2.MaxStreamsPerConnection = int.MaxValue;
            });
        builder.Logging.ClearProviders();
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = MaxMessageBytes;
            grpc.MaxSendMessageSize = MaxMessageBytes;
        });
        builder.Services.AddSingleton(new MonitorService(session));
        builder.Services.AddSingleton(new EngineService(session));
        var app = builder.Build();
        app.MapGrpcService<MonitorService>();
        app.MapGrpcService<EngineService>();
        await app.StartAsync();
        return new ProgramServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        // Calls that nobody waits for any more are not waited for here either.
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
