using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tests.Local.Cli.Pipelines;

/// <summary>
/// GitHub's API for the repository acme/shop, on loopback, as strict as the real one: pages of at most 100, tokens and permissions, bodies of at most 65,536 characters,
/// files on another server that refuses the token, and no word to a bot about who it is but through GraphQL.
/// </summary>
internal sealed class FakeGitHub : IAsyncDisposable
{
    public const string Token = "ghs_ofThisRun";
    public const string Bot = "github-actions[bot]";
    private const int RepositoryId = 4711;
    private readonly WebApplication _api;
    private readonly WebApplication _files;
    private readonly List<string> _requests = [];
    private readonly Queue<Failure> _failures = new();
    private readonly List<(JsonObject Json, string[] Commits)> _pulls = [];
    private readonly List<(int Pull, JsonObject Json)> _reviews = [];
    private readonly Dictionary<long, JsonObject> _runs = [];
    private long _lastId = 1000;

    private FakeGitHub()
    {
        _api = Server(AnswerAsync);
        _files = Server(FileAsync);
    }

    public string Address => _api.Urls.Single();

    /// <summary>What the token may do.</summary>
    public HashSet<string> Permissions { get; } =
    ["pull-requests: write", "issues: write", "actions: read", "contents: read", "metadata: read"];

    public List<Text> Comments { get; } = [];

    public List<Text> Issues { get; } = [];

    public List<JsonObject> Artifacts { get; } = [];

    /// <summary>The newest commit of each branch.</summary>
    public Dictionary<string, string> Heads { get; } = [];

    /// <summary>Who may write to the repository.</summary>
    public HashSet<string> Writers { get; } = ["ann", "bob"];

    /// <summary>Who may only read it; nobody else is there.</summary>
    public HashSet<string> Readers { get; } = ["mallory"];

    public Dictionary<long, byte[]> Files { get; } = [];

    /// <summary>What was asked, as <c>POST /repos/acme/shop/issues/7/comments</c>.</summary>
    public IReadOnlyList<string> Requests => _requests;

    public static async Task<FakeGitHub> StartAsync()
    {
        var gitHub = new FakeGitHub();
        await gitHub._api.StartAsync();
        await gitHub._files.StartAsync();
        return gitHub;
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _files.DisposeAsync();
    }

    /// <summary>Fails the next requests with this method, one after another.</summary>
    /// <param name="failure">How.</param>
    public FakeGitHub Fail(Failure failure)
    {
        _failures.Enqueue(failure);
        return this;
    }

    /// <summary>A comment on pull request 7, or an issue.</summary>
    public Text Add(List<Text> where, string login, string body, int number = 7, bool isPullRequest = false)
    {
        var text = new Text(++_lastId, number, login, body) { IsPullRequest = isPullRequest };
        where.Add(text);
        return text;
    }

    /// <summary>When pull requests were merged.</summary>
    private static DateTimeOffset Merged => new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    // What is added is later than what was added before.
    private static DateTimeOffset Morning => Merged.AddHours(-8);

    /// <summary>An artifact with one file, which a run has left: a new one, or one that is there, whose artifact of this name is replaced.</summary>
    public void AddArtifact(
        string name,
        string head,
        string file,
        string content,
        bool expired = false,
        bool ofFork = false,
        bool late = false,
        string workflow = ".github/workflows/preview.yml",
        string started = "pull_request",
        long? again = null
    )
    {
        var id = ++_lastId;
        var run = again ?? id + 5000;
        Artifacts.RemoveAll(one => (string?)one["name"] == name && (long?)one["workflow_run"]!["id"] == run);
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(file).Open();
            entry.Write(Encoding.UTF8.GetBytes(content));
        }

        Files[id] = bytes.ToArray();
        _runs[run] = new JsonObject
        {
            ["id"] = run,
            ["path"] = workflow,
            ["event"] = started,
        };
        Artifacts.Insert(
            0,
            new JsonObject
            {
                ["id"] = id,
                ["name"] = name,
                ["expired"] = expired,
                ["created_at"] = Time(late ? Merged : Morning, id),
                ["workflow_run"] = new JsonObject
                {
                    ["id"] = run,
                    ["repository_id"] = RepositoryId,
                    ["head_repository_id"] = ofFork ? RepositoryId + 1 : RepositoryId,
                    ["head_sha"] = head,
                },
            }
        );
    }

    /// <summary>A pull request, which GitHub names for its commits: the merge, its last one, and those that are given.</summary>
    public void AddPull(int number, string head, string mergeCommit, bool merged = true, string branch = "main", string[]? holds = null) =>
        _pulls.Add(
            (
                new JsonObject
                {
                    ["number"] = number,
                    ["merged_at"] = merged ? Time(Merged, 1000) : null,
                    ["merge_commit_sha"] = mergeCommit,
                    ["head"] = new JsonObject { ["sha"] = head },
                    ["base"] = new JsonObject { ["ref"] = branch },
                },
                [mergeCommit, head, .. holds ?? []]
            )
        );

    /// <summary>A review of a pull request; without a login by somebody whose account was deleted.</summary>
    public void AddReview(int pull, string? login, string state, string commit, bool late = false)
    {
        var id = ++_lastId;
        _reviews.Add(
            (
                pull,
                new JsonObject
                {
                    ["id"] = id,
                    ["user"] = login is null
                        ? null
                        : new JsonObject
                        {
                            ["login"] = login,
                            ["type"] = login.EndsWith("[bot]", StringComparison.Ordinal) ? "Bot" : "User",
                        },
                    ["state"] = state,
                    ["commit_id"] = commit,
                    ["submitted_at"] = Time(late ? Merged : Morning, id),
                }
            )
        );
    }

    private static string Time(DateTimeOffset from, long id) =>
        from.AddMinutes(id - 1000).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static WebApplication Server(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var server = builder.Build();
        server.Run(answer);
        return server;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, path) = (context.Request, context.Request.Path.Value!);
        _requests.Add($"{request.Method} {path}{request.QueryString.Value}");
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync() is { Length: > 0 } text ? JsonNode.Parse(text)!.AsObject() : [];
        var answer = new Answers(context);
        if (request.Headers.UserAgent.Count == 0)
        {
            await answer.RefuseAsync(
                403,
                "Request forbidden by administrative rules. Please make sure your request has a User-Agent header."
            );
            return;
        }

        if (request.Headers.Authorization != $"Bearer {Token}")
        {
            await answer.RefuseAsync(401, "Bad credentials");
            return;
        }

        if (_failures.TryPeek(out var failure) && failure.Method == request.Method)
        {
            _failures.Dequeue();
            if (failure.IsDone)
            {
                await RouteAsync(new Answers(null), request, path, body);
            }

            foreach (var (name, value) in failure.Headers)
            {
                context.Response.Headers[name] = value;
            }

            await answer.RawAsync(failure.Status, failure.Body);
            return;
        }

        await RouteAsync(answer, request, path, body);
    }

    private Task RouteAsync(Answers answer, HttpRequest request, string path, JsonObject body)
    {
        // Links name repositories by their number.
        var parts = path.Replace($"/repositories/{RepositoryId}", "/repos/acme/shop", StringComparison.Ordinal)[1..].Split('/');
        // As an Enterprise Server has it.
        if (parts is ["api", "v3", ..] or ["api", "graphql"])
        {
            parts = parts[(parts[1] == "v3" ? 2 : 1)..];
        }

        return (request.Method, parts) switch
        {
            ("POST", ["graphql"]) => answer.JsonAsync(
                200,
                (string?)body["query"] == "query { viewer { login } }"
                    ? new JsonObject { ["data"] = new JsonObject { ["viewer"] = new JsonObject { ["login"] = Bot } } }
                    : new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["message"] = "Parse error" }) }
            ),
            ("GET", ["user"]) => answer.RefuseAsync(403, "Resource not accessible by integration"),
            (_, not ["repos", "acme", "shop", ..]) => answer.RefuseAsync(404, "Not Found"),
            // A pull request is an issue as well: either permission will do.
            ("GET", [_, _, _, "issues", "7", "comments"]) => Read(
                answer,
                request,
                May("issues: read") ? "issues: read" : "pull-requests: read",
                [.. Comments.Where(one => one.Number == 7).Select(one => one.Json())]
            ),
            ("POST", [_, _, _, "issues", var number, "comments"]) => WriteAsync(
                answer,
                number == "7" ? "pull-requests: write" : "issues: write",
                body,
                "IssueComment",
                () =>
                    number == "7" || Issues.Any(one => $"{one.Number}" == number)
                        ? Add(Comments, Bot, (string)body["body"]!, int.Parse(number, CultureInfo.InvariantCulture))
                        : null,
                201
            ),
            ("PATCH", [_, _, _, "issues", "comments", var id]) => WriteAsync(answer, "pull-requests: write", body, "IssueComment", () =>
                Change(Comments.Find(one => $"{one.Id}" == id), body)
            ),
            ("GET", [_, _, _, "issues"]) => Read(
                answer,
                request,
                "issues: read",
                [.. Issues.Where(one => one.IsOpen || request.Query["state"] == "all").Reverse().Select(one => one.Json())]
            ),
            ("POST", [_, _, _, "issues"]) => WriteAsync(
                answer,
                "issues: write",
                body,
                "Issue",
                () =>
                {
                    var issue = Add(Issues, Bot, (string)body["body"]!, 100 + Issues.Count);
                    issue.Title = (string?)body["title"];
                    return issue;
                },
                201
            ),
            ("PATCH", [_, _, _, "issues", var number]) => WriteAsync(answer, "issues: write", body, "Issue", () =>
                Change(Issues.Find(one => $"{one.Number}" == number), body)
            ),
            ("GET", [_, _, _, "commits", var commit, "pulls"]) => Read(
                answer,
                request,
                "pull-requests: read",
                [.. _pulls.Where(one => one.Commits.Contains(commit)).Select(one => one.Json.DeepClone())]
            ),
            ("GET", [_, _, _, "pulls", var pull]) => One(
                answer,
                "pull-requests: read",
                _pulls.Find(one => $"{one.Json["number"]}" == pull).Json?.DeepClone()
            ),
            ("GET", [_, _, _, "pulls", var pull, "reviews"]) => Read(
                answer,
                request,
                "pull-requests: read",
                [.. _reviews.Where(one => $"{one.Pull}" == pull).Select(one => one.Json.DeepClone())]
            ),
            ("GET", [_, _, _, "collaborators", var login, "permission"]) => !May("metadata: read")
                ? answer.RefuseAsync(403, "Must have push access to view collaborator permission.")
            : Writers.Contains(login) || Readers.Contains(login)
                ? answer.JsonAsync(200, new JsonObject { ["permission"] = Writers.Contains(login) ? "write" : "read" })
            : answer.RefuseAsync(404, $"{login} is not a user"),
            ("GET", [_, _, _, "git", "ref", "heads", .. var branch]) => One(
                answer,
                "contents: read",
                Heads.TryGetValue(string.Join('/', branch), out var head)
                    ? new JsonObject
                    {
                        ["ref"] = $"refs/heads/{string.Join('/', branch)}",
                        ["object"] = new JsonObject { ["sha"] = head },
                    }
                    : null
            ),
            ("GET", [_, _, _, "actions", "runs", var run]) => One(
                answer,
                "actions: read",
                _runs.GetValueOrDefault(long.Parse(run, CultureInfo.InvariantCulture))?.DeepClone()
            ),
            ("GET", [_, _, _, "actions", "artifacts"]) => Read(
                answer,
                request,
                "actions: read",
                [.. Artifacts.Where(one => (string?)one["name"] == request.Query["name"]).Select(one => one.DeepClone())],
                "artifacts"
            ),
            ("GET", [_, _, _, "actions", "artifacts", _, "zip"]) when !May("actions: read") => Refuse(answer),
            ("GET", [_, _, _, "actions", "artifacts", var id, "zip"]) => answer.RedirectAsync($"{_files.Urls.Single()}/{id}?sig=secret"),
            _ => answer.RefuseAsync(404, "Not Found"),
        };
    }

    private Task Read(Answers answer, HttpRequest request, string permission, IReadOnlyList<JsonNode> all, string? member = null) =>
        May(permission) ? Page(answer, request, all, member) : Refuse(answer);

    private Task One(Answers answer, string permission, JsonNode? one) =>
        !May(permission) ? Refuse(answer)
        : one is null ? answer.RefuseAsync(404, "Not Found")
        : answer.JsonAsync(200, one);

    // Who may write may read.
    private bool May(string permission) =>
        Permissions.Contains(permission) || Permissions.Contains(permission.Replace(": read", ": write", StringComparison.Ordinal));

    private static Task Refuse(Answers answer) => answer.RefuseAsync(403, "Resource not accessible by integration");

    // Whatever is asked for, 100 at most.
    private Task Page(Answers answer, HttpRequest request, IReadOnlyList<JsonNode> all, string? member = null)
    {
        var size = Math.Min(100, int.TryParse(request.Query["per_page"], CultureInfo.InvariantCulture, out var asked) ? asked : 30);
        var page = int.TryParse(request.Query["page"], CultureInfo.InvariantCulture, out var number) ? number : 1;
        var last = Math.Max(1, (all.Count + size - 1) / size);
        if (page < last)
        {
            var path = request.Path.Value!.Replace("/repos/acme/shop", $"/repositories/{RepositoryId}", StringComparison.Ordinal);
            var others = string.Concat(
                request.Query.Where(one => one.Key != "page").Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value!)}&")
            );
            answer.Link($"<{Address}{path}?{others}page={page + 1}>; rel=\"next\", <{Address}{path}?{others}page={last}>; rel=\"last\"");
        }

        var list = new JsonArray([.. all.Skip((page - 1) * size).Take(size)]);
        return answer.JsonAsync(200, member is null ? list : new JsonObject { ["total_count"] = all.Count, [member] = list });
    }

    private Task WriteAsync(Answers answer, string permission, JsonObject body, string resource, Func<Text?> write, int status = 200)
    {
        if (!May(permission))
        {
            return Refuse(answer);
        }

        if (((string?)body["body"])?.Length > 65_536)
        {
            return answer.RefuseAsync(
                422,
                "Validation Failed",
                new JsonObject
                {
                    ["resource"] = resource,
                    ["code"] = "unprocessable",
                    ["field"] = "data",
                    ["message"] = "Body is too long (maximum is 65536 characters)",
                }
            );
        }

        return write() is { } text ? answer.JsonAsync(status, text.Json()) : answer.RefuseAsync(404, "Not Found");
    }

    private static Text? Change(Text? text, JsonObject body)
    {
        if (text is not null)
        {
            text.Body = (string?)body["body"] ?? text.Body;
            text.IsOpen = (string?)body["state"] != "closed";
            text.Reason = (string?)body["state_reason"];
        }

        return text;
    }

    // As the storage behind GitHub, which refuses every request that is signed twice.
    private async Task FileAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization.Count > 0 || context.Request.Query["sig"] != "secret")
        {
            context.Response.StatusCode = 403;
            await context.Response.WriteAsync("<Error><Code>AuthenticationFailed</Code></Error>");
            return;
        }

        await context.Response.Body.WriteAsync(Files[long.Parse(context.Request.Path.Value!.Trim('/'), CultureInfo.InvariantCulture)]);
    }

    /// <summary>An answer that is given once, in place of the right one.</summary>
    /// <param name="Method">To what.</param>
    /// <param name="Status">Its status.</param>
    /// <param name="Body">What it says.</param>
    public sealed record Failure(string Method, int Status, string Body)
    {
        public Dictionary<string, string> Headers { get; init; } = [];

        /// <summary>Whether what was asked for is done all the same.</summary>
        public bool IsDone { get; init; }
    }

    public sealed class Text(long id, int number, string login, string body)
    {
        public long Id => id;

        public int Number => number;

        public string Login => login;

        public string? Title { get; set; }

        public string Body { get; set; } = body;

        public bool IsOpen { get; set; } = true;

        public string? Reason { get; set; }

        public bool IsPullRequest { get; init; }

        public JsonObject Json()
        {
            var text = new JsonObject
            {
                ["id"] = id,
                ["number"] = number,
                ["user"] = new JsonObject { ["login"] = login },
                ["body"] = Body,
            };
            if (IsPullRequest)
            {
                text["pull_request"] = new JsonObject();
            }

            return text;
        }
    }

    private sealed class Answers(HttpContext? context)
    {
        public Task JsonAsync(int status, JsonNode body) => RawAsync(status, body.ToJsonString());

        public Task RefuseAsync(int status, string message, JsonObject? error = null)
        {
            var body = new JsonObject { ["message"] = message, ["status"] = $"{status}" };
            if (error is not null)
            {
                body["errors"] = new JsonArray(error);
            }

            return JsonAsync(status, body);
        }

        public async Task RawAsync(int status, string body)
        {
            if (context is not null)
            {
                context.Response.StatusCode = status;
                context.Response.ContentType = "application/json; charset=utf-8";
                await context.Response.WriteAsync(body);
            }
        }

        public Task RedirectAsync(string address)
        {
            context!.Response.Headers.Location = address;
            return RawAsync(302, "");
        }

        public void Link(string link)
        {
            if (context is not null)
            {
                context.Response.Headers["Link"] = link;
            }
        }
    }
}
