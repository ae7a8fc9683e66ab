using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tests.Infra;

namespace Tests.Standins;

/// <summary>Runs a program as the Pulumi CLI would: over the wire, with the environment that the CLI gives it.</summary>
internal sealed class WireRun
{
    public RecordingMonitor Monitor { get; } = new();

    public RecordingLog Log { get; } = new();

    public bool DryRun { get; init; }

    /// <returns>The program's exit code.</returns>
    public async Task<int> RunAsync(Func<Task<int>> program)
    {
        await using var server = Server();
        await server.StartAsync();
        var address = new Uri(Assert.Single(server.Urls)).Authority;
        var environment = new Dictionary<string, string?>
        {
            ["PULUMI_MONITOR"] = address,
            ["PULUMI_ENGINE"] = address,
            ["PULUMI_PROJECT"] = "swarm",
            ["PULUMI_STACK"] = "dev",
            ["PULUMI_ORGANIZATION"] = "org",
            ["PULUMI_ROOT_DIRECTORY"] = "/project",
            ["PULUMI_CONFIG"] = """{"swarm:key":"value"}""",
            ["PULUMI_CONFIG_SECRET_KEYS"] = "[]",
            ["PULUMI_DRY_RUN"] = DryRun ? "true" : "false",
            ["PULUMI_QUERY_MODE"] = "false",
            ["PULUMI_PARALLEL"] = "16",
        };
        using var variables = new EnvironmentVariables(environment);
        var exitCode = Environment.ExitCode;
        try
        {
            return await program();
        }
        finally
        {
            // A failing program leaves its code in the process; the tests' own must not become it.
            Environment.ExitCode = exitCode;
        }
    }

    private WebApplication Server()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(Monitor);
        builder.Services.AddSingleton(Log);
        var server = builder.Build();
        server.MapGrpcService<RecordingMonitor>();
        server.MapGrpcService<RecordingLog>();
        return server;
    }
}
