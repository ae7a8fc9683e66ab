using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Local.Machines;
using Local.Providers.Contract;
using Local.Providers.Docker;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Moq;

namespace Tests.Local.Providers.Docker;

/// <summary>An Engine API on a Unix socket that answers as told and remembers what it was asked. A request that it was told nothing about is answered 404, as an engine does.</summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("engine-");
    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, Queue<Answer>> _answers = new();
    private readonly List<Asked> _requests = [];
    private readonly HashSet<string> _held = [];
    private static readonly Waits _atOnce = new(TimeSpan.Zero, TimeSpan.FromSeconds(2));

    private FakeEngine()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(Socket));
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    public string Socket => Path.Combine(_folder.FullName, "docker.sock");

    /// <summary>The images that the depot says it brought.</summary>
    public HashSet<string> DepotImages { get; } = [];

    /// <summary>What was asked, without the question for the version, as <c>POST /services/create</c>.</summary>
    public IReadOnlyList<Asked> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public static async Task<FakeEngine> StartAsync()
    {
        var engine = new FakeEngine();
        await engine._server.StartAsync();
        return engine;
    }

    public IProvider Provider(PropertyMap? more = null, Waits? waits = null)
    {
        var depot = new Mock<IImageDepot>(MockBehavior.Strict);
        depot
            .Setup(it => it.EnsureImageAsync("", It.IsAny<string>(), It.IsAny<MachineProgress>(), It.IsAny<CancellationToken>()))
            .Returns((string _, string image, MachineProgress _, CancellationToken _) => Task.FromResult(DepotImages.Contains(image)));
        var config = (more ?? PropertyMap.Empty).With("host", $"unix://{Socket}");
        return new DockerProviderFactory(
            Mock.Of<IEndpointResolver>(MockBehavior.Strict),
            depot.Object,
            waits ?? _atOnce,
            new Random(1)
        ).Create(config);
    }

    /// <summary>Holds this service from now on.</summary>
    public FakeEngine HoldsService(params string[] services)
    {
        var id = JsonNode.Parse(services[0])!["ID"]!.GetValue<string>();
        return On("GET /services", [.. services.Select(service => $"[{service}]")]).On($"GET /services/{id}", services);
    }

    /// <summary>Answers in turn; the last answer stands.</summary>
    public FakeEngine On(string request, params string[] answers) => On(request, [.. answers.Select(body => new Answer(200, body))]);

    /// <summary>Never answers.</summary>
    public void Hold(string request) => _held.Add(request);

    public FakeEngine Refuse(string request, int status, string message) =>
        On(request, new Answer(status, new JsonObject { ["message"] = message }.ToJsonString()));

    public FakeEngine On(string request, params Answer[] answers)
    {
        _answers[request] = new(answers);
        return this;
    }

    public Asked Single(string request) => Assert.Single(Requests, asked => asked.Line == request);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/_ping")
        {
            context.Response.Headers["Api-Version"] = "1.45";
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var path = context.Request.Path.Value!;
        Assert.StartsWith("/v1.45/", path);
        var line = $"{context.Request.Method} {path["/v1.45".Length..]}{Uri.UnescapeDataString(context.Request.QueryString.Value ?? "")}";
        lock (_requests)
        {
            _requests.Add(new(line, body, context.Request.Headers["X-Registry-Auth"].FirstOrDefault()));
        }

        if (_held.Contains(line))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        var answer = new Answer(404, """{"message":"no such thing"}""");
        if (_answers.TryGetValue(line, out var queue))
        {
            lock (queue)
            {
                answer = queue.Count > 1 ? queue.Dequeue() : queue.Peek();
            }
        }

        context.Response.StatusCode = answer.Status;
        if (answer.Status is not (204 or 304))
        {
            await context.Response.WriteAsync(answer.Body);
        }
    }
}

/// <summary>One answer of the fake engine.</summary>
internal sealed record Answer(int Status, string Body);

/// <summary>One request to the fake engine.</summary>
internal sealed record Asked(string Line, string Body, string? RegistryAuth)
{
    /// <summary>The body in one form: members by name, two spaces deep.</summary>
    public string Json => Pretty(Body);

    public static string Pretty(string json) =>
        Sorted(JsonNode.Parse(json)!)
            .ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static JsonNode Sorted(JsonNode node) =>
        node switch
        {
            JsonObject map => new JsonObject(
                map.OrderBy(item => item.Key, StringComparer.Ordinal)
                    .Select(item => KeyValuePair.Create(item.Key, item.Value is null ? null : (JsonNode?)Sorted(item.Value)))
            ),
            JsonArray list => new JsonArray([.. list.Select(item => Sorted(item!))]),
            _ => node.DeepClone(),
        };
}
