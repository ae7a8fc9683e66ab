using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tests.Local.Cli.Pipelines;

/// <summary>GitLab's API for the notes on merge request 3 of project 42, on loopback, as strict as the real one: pages of at most 100, and tokens.</summary>
internal sealed class FakeGitLab : IAsyncDisposable
{
    public const string Token = "glpat-ofTheProject";
    public const string Me = "project_42_bot";
    private readonly WebApplication _server;
    private int _lastId;

    private FakeGitLab()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    public string Address => $"{_server.Urls.Single()}/api/v4";

    /// <summary>The last commit of the merge request.</summary>
    public string Head { get; set; } = "abc123";

    public List<JsonObject> Notes { get; } = [];

    public static async Task<FakeGitLab> StartAsync()
    {
        var gitLab = new FakeGitLab();
        await gitLab._server.StartAsync();
        return gitLab;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public JsonObject Add(string author, string body)
    {
        var note = new JsonObject
        {
            ["id"] = ++_lastId,
            ["author"] = new JsonObject { ["username"] = author },
            ["body"] = body,
        };
        Notes.Add(note);
        return note;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync() is { Length: > 0 } text ? JsonNode.Parse(text)!.AsObject() : [];
        var (status, answer) = (request.Headers["PRIVATE-TOKEN"] == Token, request.Method, request.Path.Value!["/api/v4".Length..]) switch
        {
            (false, _, _) => (401, new JsonObject { ["message"] = "401 Unauthorized" }),
            (_, "GET", "/user") => (200, new JsonObject { ["username"] = Me }),
            (_, "GET", "/projects/42/merge_requests/3") => (200, new JsonObject { ["sha"] = Head }),
            (_, "GET", "/projects/42/merge_requests/3/notes") => (200, Page(context)),
            (_, "POST", "/projects/42/merge_requests/3/notes") when ((string)body["body"]!).Length > 1_000_000 => (
                400,
                new JsonObject { ["message"] = new JsonObject { ["note"] = new JsonArray("is too long (maximum is 1000000 characters)") } }
            ),
            (_, "POST", "/projects/42/merge_requests/3/notes") => (201, Add(Me, (string)body["body"]!).DeepClone()),
            (_, "PUT", var path)
                when path.StartsWith("/projects/42/merge_requests/3/notes/", StringComparison.Ordinal)
                    && Notes.Find(note => $"{note["id"]}" == path.Split('/')[^1]) is { } note => (200, Change(note, body)),
            _ => (404, (JsonNode)new JsonObject { ["message"] = "404 Not found" }),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    private JsonArray Page(HttpContext context)
    {
        var query = context.Request.Query;
        var size = Math.Min(100, int.TryParse(query["per_page"], CultureInfo.InvariantCulture, out var asked) ? asked : 20);
        var page = int.TryParse(query["page"], CultureInfo.InvariantCulture, out var number) ? number : 1;
        if (page * size < Notes.Count)
        {
            context.Response.Headers.Link =
                $"<{_server.Urls.Single()}{context.Request.Path}?page={page + 1}&per_page={size}&sort={query["sort"]}>; rel=\"next\", <{_server.Urls.Single()}{context.Request.Path}?page=1>; rel=\"first\"";
        }

        var all = query["sort"] == "asc" ? Notes : [.. Enumerable.Reverse(Notes)];
        return new JsonArray([.. all.Skip((page - 1) * size).Take(size).Select(note => note.DeepClone())]);
    }

    private static JsonNode Change(JsonObject note, JsonObject body)
    {
        note["body"] = (string?)body["body"];
        return note.DeepClone();
    }
}
