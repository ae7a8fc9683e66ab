using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tests.Local.Cli.Pipelines;

/// <summary>
/// GitLab's API for project 42 with its merge request 3, on loopback, as strict as the real one: pages of 20 unless more are asked for and of at most 100, tokens and their scopes,
/// titles and texts with a limit, a change that must change something, and quick actions, which it carries out.
/// </summary>
internal sealed class FakeGitLab : IAsyncDisposable
{
    public const string Token = "glpat-ofTheProject";
    public const string Me = "project_42_bot";
    private const string Project = "/api/v4/projects/42";
    private readonly WebApplication _server;
    private readonly List<string> _requests = [];
    private readonly Queue<FakeGitHub.Failure> _failures = new();
    private int _lastId = 100;

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

    /// <summary>Whether the token's scope is read_api.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>Whether the project has issues.</summary>
    public bool HasIssues { get; set; } = true;

    /// <summary>Those on merge request 3.</summary>
    public List<JsonObject> Notes { get; } = [];

    public List<JsonObject> Issues { get; } = [];

    /// <summary>Those on issues, with their number as <c>issue</c>.</summary>
    public List<JsonObject> Words { get; } = [];

    /// <summary>What was carried out because a text said so, such as <c>/close</c>.</summary>
    public List<string> QuickActions { get; } = [];

    /// <summary>What was asked, as <c>POST /api/v4/projects/42/issues</c>.</summary>
    public IReadOnlyList<string> Requests => _requests;

    public static async Task<FakeGitLab> StartAsync()
    {
        var gitLab = new FakeGitLab();
        await gitLab._server.StartAsync();
        return gitLab;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>Fails the next requests with this method, one after another.</summary>
    public FakeGitLab Fail(FakeGitHub.Failure failure)
    {
        _failures.Enqueue(failure);
        return this;
    }

    public JsonObject Add(string author, string body) => Note(Notes, author, body);

    public JsonObject AddIssue(string author, string? description, string title = "Something")
    {
        var issue = new JsonObject
        {
            ["id"] = ++_lastId,
            ["iid"] = Issues.Count + 1,
            ["author"] = new JsonObject { ["username"] = author },
            ["title"] = title,
            ["description"] = description,
            ["state"] = "opened",
        };
        Issues.Add(issue);
        return issue;
    }

    private JsonObject Note(List<JsonObject> where, string author, string body)
    {
        var note = new JsonObject
        {
            ["id"] = ++_lastId,
            ["author"] = new JsonObject { ["username"] = author },
            ["body"] = body,
        };
        where.Add(note);
        return note;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        _requests.Add($"{request.Method} {request.Path}{request.QueryString.Value}");
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync() is { Length: > 0 } text ? JsonNode.Parse(text)!.AsObject() : [];
        if (_failures.TryPeek(out var failure) && failure.Method == request.Method)
        {
            _failures.Dequeue();
            if (failure.IsDone)
            {
                Route(context, body);
            }

            foreach (var (name, value) in failure.Headers)
            {
                context.Response.Headers[name] = value;
            }

            await WriteAsync(context, failure.Status, failure.Body);
            return;
        }

        var (status, answer) = Route(context, body);
        await WriteAsync(context, status, answer.ToJsonString());
    }

    private static async Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body);
    }

    private (int Status, JsonNode Answer) Route(HttpContext context, JsonObject body)
    {
        var (request, path) = (context.Request, context.Request.Path.Value!);
        if (request.Headers["PRIVATE-TOKEN"] != Token)
        {
            return Refuse(401, "401 Unauthorized");
        }

        if (IsReadOnly && request.Method != "GET")
        {
            return (
                403,
                new JsonObject
                {
                    ["error"] = "insufficient_scope",
                    ["error_description"] = "The request requires higher privileges than provided by the access token.",
                    ["scope"] = "api",
                }
            );
        }

        if (path == "/api/v4/user")
        {
            return request.Method == "GET" ? (200, new JsonObject { ["username"] = Me }) : Refuse(405, "405 Method Not Allowed");
        }

        if (!path.StartsWith($"{Project}/", StringComparison.Ordinal))
        {
            return Refuse(404, "404 Project Not Found");
        }

        return (request.Method, path[(Project.Length + 1)..].Split('/')) switch
        {
            ("GET", ["merge_requests", "3"]) => (200, new JsonObject { ["sha"] = Head }),
            ("GET", ["merge_requests", "3", "notes"]) => (
                200,
                Page(context, request.Query["sort"] == "asc" ? Notes : [.. Enumerable.Reverse(Notes)])
            ),
            ("POST", ["merge_requests", "3", "notes"]) => Say(body, Notes),
            ("PUT", ["merge_requests", "3", "notes", var id]) => Notes.Find(note => $"{note["id"]}" == id) is { } note
                ? Write(note, "body", body, "body", 1_000_000, "note")
                : Refuse(404, "404 Note Not Found"),
            ("GET", ["issues"]) => (200, Page(context, [.. Listed(request.Query)])),
            (_, ["issues", ..]) when !HasIssues => Refuse(403, "403 Forbidden"),
            ("POST", ["issues"]) when $"{body["title"]}".Length == 0 => (400, new JsonObject { ["error"] = "title is missing" }),
            ("POST", ["issues"]) when $"{body["title"]}".Length > 255 => TooLong("title", 255),
            ("POST", ["issues"]) => Open(body),
            ("PUT", ["issues", var number]) => Issues.Find(issue => $"{issue["iid"]}" == number) is { } issue
                ? Change(issue, body)
                : Refuse(404, "404 Not found"),
            ("POST", ["issues", var number, "notes"]) when Issues.Exists(issue => $"{issue["iid"]}" == number) => SayOn(number, body),
            _ => Refuse(404, "404 Not found"),
        };
    }

    // All of the project, unless the query says less.
    private IEnumerable<JsonObject> Listed(IQueryCollection query) =>
        Issues
            .Where(_ => HasIssues)
            .Where(issue => query["state"] != "opened" || (string?)issue["state"] == "opened")
            .Where(issue => query["scope"] != "created_by_me" || (string?)issue["author"]!["username"] == Me)
            .Reverse();

    private (int Status, JsonNode Answer) Open(JsonObject body)
    {
        var issue = AddIssue(Me, null, (string)body["title"]!);
        var written = Write(issue, "description", body, "description", 1_048_576, "description");
        if (written.Status != 200)
        {
            Issues.Remove(issue);
        }

        return written.Status == 200 ? (201, written.Answer) : written;
    }

    private (int Status, JsonNode Answer) Change(JsonObject issue, JsonObject body)
    {
        if (!body.ContainsKey("description") && !body.ContainsKey("state_event") && !body.ContainsKey("title"))
        {
            return (
                400,
                new JsonObject { ["error"] = "title, description, state_event are missing, at least one parameter must be provided" }
            );
        }

        if (body["state_event"] is { } what)
        {
            if ((string?)what is not ("close" or "reopen"))
            {
                return (400, new JsonObject { ["error"] = "state_event does not have a valid value" });
            }

            issue["state"] = (string?)what == "close" ? "closed" : "opened";
        }

        return body.ContainsKey("description")
            ? Write(issue, "description", body, "description", 1_048_576, "description")
            : (200, issue.DeepClone());
    }

    private (int Status, JsonNode Answer) SayOn(string number, JsonObject body)
    {
        var said = Say(body, Words);
        if (said.Status == 201)
        {
            Words[^1]["issue"] = int.Parse(number, CultureInfo.InvariantCulture);
        }

        return said;
    }

    private (int Status, JsonNode Answer) Say(JsonObject body, List<JsonObject> where)
    {
        if (!body.ContainsKey("body"))
        {
            return (400, new JsonObject { ["error"] = "body is missing" });
        }

        var note = Note(where, Me, "");
        var written = Write(note, "body", body, "body", 1_000_000, "note");
        if (written.Status != 200)
        {
            where.Remove(note);
        }

        return written.Status == 200 ? (201, written.Answer) : written;
    }

    private (int Status, JsonNode Answer) Write(JsonObject where, string member, JsonObject body, string given, int most, string calls)
    {
        var text = (string?)body[given] ?? "";
        if (text.Length > most)
        {
            return TooLong(calls, most);
        }

        // A line that begins with a slash, outside of a block of code, is a command. https://docs.gitlab.com/user/project/quick_actions/
        var fence = 0;
        foreach (var line in text.Split('\n'))
        {
            var ticks = line.Length - line.TrimStart('`').Length;
            if (fence == 0 && ticks >= 3)
            {
                fence = ticks;
            }
            else if (fence > 0 && ticks >= fence && line.Trim('`').Length == 0)
            {
                fence = 0;
            }
            else if (fence == 0 && line.StartsWith('/'))
            {
                QuickActions.Add(line);
            }
        }

        where[member] = text;
        return (200, where.DeepClone());
    }

    private static (int Status, JsonNode Answer) TooLong(string what, int most) =>
        (
            400,
            new JsonObject
            {
                ["message"] = new JsonObject
                {
                    [what] = new JsonArray(string.Create(CultureInfo.InvariantCulture, $"is too long (maximum is {most} characters)")),
                },
            }
        );

    private static (int Status, JsonNode Answer) Refuse(int status, string message) => (status, new JsonObject { ["message"] = message });

    private JsonArray Page(HttpContext context, IReadOnlyList<JsonObject> all)
    {
        var query = context.Request.Query;
        var size = Math.Min(100, int.TryParse(query["per_page"], CultureInfo.InvariantCulture, out var asked) ? asked : 20);
        var page = int.TryParse(query["page"], CultureInfo.InvariantCulture, out var number) ? number : 1;
        if (page * size < all.Count)
        {
            var path = $"{_server.Urls.Single()}{context.Request.Path}";
            var others = string.Concat(
                query.Where(one => one.Key is not ("page" or "per_page")).Select(one => $"&{one.Key}={Uri.EscapeDataString(one.Value!)}")
            );
            context.Response.Headers.Link =
                $"<{path}?page={page + 1}&per_page={size}{others}>; rel=\"next\", <{path}?page=1&per_page={size}{others}>; rel=\"first\"";
        }

        return new JsonArray([.. all.Skip((page - 1) * size).Take(size).Select(one => one.DeepClone())]);
    }
}
