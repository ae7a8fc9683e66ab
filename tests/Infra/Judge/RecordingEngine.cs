using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tests.Infra.Judge;

/// <summary>
/// A manager of an empty swarm, on a Unix socket, as far as <c>docker stack deploy</c> asks: it records what it is told to create, and refuses what an engine
/// refuses. Whatever is looked up by name and was not created is there already: what is external is.
/// </summary>
internal sealed class RecordingEngine : IAsyncDisposable
{
    // What clients from 20.10 on can be talked down to, or up to.
    private const string ApiVersion = "1.44";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("judge-engine-");
    private readonly WebApplication _server;
    private readonly List<(string Kind, JsonObject Spec)> _created = [];

    private RecordingEngine()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(Socket));
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    public string Socket => Path.Combine(_folder.FullName, "docker.sock");

    public static async Task<RecordingEngine> StartAsync()
    {
        var engine = new RecordingEngine();
        await engine._server.StartAsync();
        return engine;
    }

    /// <summary>What was created since the last call; then it is an empty swarm again.</summary>
    public IReadOnlyList<(string Kind, JsonObject Spec)> TakeCreated()
    {
        var taken = _created.ToArray();
        _created.Clear();
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        // /v1.44/networks/create
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        parts = parts is [['v', >= '0' and <= '9', ..], .. var rest] ? rest : parts;
        context.Response.Headers["Api-Version"] = ApiVersion;
        context.Response.Headers["Ostype"] = "linux";
        context.Response.Headers["Server"] = "Docker/25.0.0 (linux)";
        context.Response.Headers["Swarm"] = "active/manager";
        var body = parts is [.., "create"] ? (await JsonNode.ParseAsync(context.Request.Body))!.AsObject() : [];
        var (status, answer) = (context.Request.Method, parts) switch
        {
            (_, ["_ping"]) => (200, null),
            ("GET", ["info"]) => (200, Info()),
            ("GET", ["version"]) => (
                200,
                new JsonObject
                {
                    ["ApiVersion"] = ApiVersion,
                    ["MinAPIVersion"] = "1.24",
                    ["Version"] = "25.0.0",
                    ["Os"] = "linux",
                    ["Arch"] = "amd64",
                }
            ),
            ("POST", [var kind, "create"]) => Create(kind, body),
            ("GET", ["networks", var name]) => (
                200,
                new JsonObject
                {
                    ["Name"] = name,
                    ["Id"] = name,
                    ["Scope"] = "swarm",
                    ["Driver"] = "overlay",
                }
            ),
            ("GET", ["networks" or "services"]) => (200, new JsonArray()),
            ("GET", ["configs" or "secrets"]) => (200, Named(context.Request.Query["filters"].ToString())),
            ("GET", ["configs" or "secrets", var name]) => (404, Message($"{name} not found")),
            _ => (500, Message($"the recording engine does not know {context.Request.Method} {path}")),
        };
        context.Response.StatusCode = status;
        if (answer is null)
        {
            await context.Response.WriteAsync("OK");
        }
        else
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(answer.ToJsonString());
        }
    }

    private (int Status, JsonNode Answer) Create(string kind, JsonObject spec)
    {
        if ((EngineRules.Refusal(kind, spec) ?? EngineRules.Conflict(spec, _created.Select(one => one.Spec))) is { } refusal)
        {
            return (400, Message(refusal));
        }

        _created.Add((kind, spec));
        return (201, new JsonObject { ["ID"] = spec["Name"]!.DeepClone(), ["Id"] = spec["Name"]!.DeepClone() });
    }

    private static JsonObject Message(string text) => new() { ["message"] = text };

    private static JsonObject Info() =>
        new()
        {
            ["ID"] = "engine",
            ["OSType"] = "linux",
            ["Architecture"] = "x86_64",
            ["ServerVersion"] = "25.0.0",
            ["Swarm"] = new JsonObject
            {
                ["NodeID"] = "node1",
                ["LocalNodeState"] = "active",
                ["ControlAvailable"] = true,
            },
        };

    // {"name": {"one": true, "two": true}}, or with lists from older clients; ids are names here.
    private static JsonArray Named(string filters)
    {
        var names = filters.Length == 0 ? null : JsonNode.Parse(filters)!["name"];
        var found =
            names is JsonObject map ? map.Select(pair => pair.Key)
            : names is JsonArray list ? list.Select(name => name!.GetValue<string>())
            : [];
        return
        [
            .. found.Select(name => new JsonObject
            {
                ["ID"] = name,
                ["Spec"] = new JsonObject { ["Name"] = name },
            }),
        ];
    }
}
