using System.Text.Json;

namespace Local.Cli.Pipelines;

/// <summary>A repository on GitHub, as a run of GitHub Actions sees it.</summary>
internal sealed class GitHub : ICodeHost
{
    private const string SetInActions = "GitHub Actions sets it; elsewhere, set it yourself";
    private const string Branches = "refs/heads/";
    private readonly Variables _variables;
    private string? _login;

    /// <param name="variables">The environment.</param>
    /// <param name="wait">Waits.</param>
    /// <param name="words">Where it says that it waits.</param>
    public GitHub(Variables variables, Func<TimeSpan, Task> wait, TextWriter words)
    {
        _variables = variables;
        var name = variables.Required("GITHUB_REPOSITORY", $"{SetInActions}: OWNER/NAME of the repository.");
        Repository = $"/repos/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}";
        var token = variables.Required(
            "GITHUB_TOKEN",
            "Give the step the token of its run, as env: GITHUB_TOKEN: ${{ github.token }}. The command takes it from nowhere else."
        );
        Client = new CodeHostClient("GitHub", Api, new("Authorization", $"Bearer {token}"), wait, words)
        {
            WhenForbidden = "A pull request from a fork never gets a token that may write.",
        };
        Event = variables.Event();
    }

    public CodeHostClient Client { get; }

    /// <summary>The path of the repository in the API.</summary>
    public string Repository { get; }

    /// <summary>The event that started the run; undefined outside of one.</summary>
    public JsonElement Event { get; }

    public string? Run =>
        _variables.Of("GITHUB_RUN_ID") is { } run
            ? $"{_variables.Of("GITHUB_SERVER_URL") ?? "https://github.com"}/{_variables.Of("GITHUB_REPOSITORY")}/actions/runs/{run}"
            : null;

    private string Api => (_variables.Of("GITHUB_API_URL") ?? "https://api.github.com").TrimEnd('/');

    public string Commit => _variables.Required("GITHUB_SHA", $"{SetInActions}: the commit.");

    public IIssues Issues => new GitHubIssues(this);

    /// <summary>The branch that the run is of.</summary>
    public string Branch =>
        _variables.Required("GITHUB_REF", $"{SetInActions}: the branch, as {Branches}NAME.") is var name
        && name.StartsWith(Branches, StringComparison.Ordinal)
            ? name[Branches.Length..]
            : throw new RefusedCommandException(
                $"the environment variable GITHUB_REF is {name}, which is no branch. Set it to that of the branch, as {Branches}NAME."
            );

    public void Dispose() => Client.Dispose();

    public IComments CommentsOn(int? request, string? commit) => new GitHubComments(this, request, commit);

    /// <summary>Whether the token's own user wrote it. The token of a run is a bot's, which the REST API does not name to itself.</summary>
    public async Task<bool> IsMineAsync(JsonElement text)
    {
        _login ??= await LoginAsync();
        return text.TryGetProperty("user", out var user)
            && user.ValueKind == JsonValueKind.Object
            && user.GetProperty("login").GetString() == _login;
    }

    /// <summary>Whether its body begins with the marker.</summary>
    public static bool IsMarked(JsonElement text, string marker) =>
        text.TryGetProperty("body", out var body)
        && body.ValueKind == JsonValueKind.String
        && body.GetString()!.StartsWith(marker, StringComparison.Ordinal);

    private async Task<string> LoginAsync()
    {
        // On the same server: the token is for no other.
        var address = new Uri(
            _variables.Of("GITHUB_GRAPHQL_URL")
                ?? (Api.EndsWith("/api/v3", StringComparison.Ordinal) ? $"{Api[..^"/v3".Length]}/graphql" : $"{Api}/graphql")
        );
        var answer = await Client.QueryAsync(address, new { query = "query { viewer { login } }" });
        return
            answer.TryGetProperty("data", out var data)
            && data.ValueKind == JsonValueKind.Object
            && data.TryGetProperty("viewer", out var viewer)
            && viewer.TryGetProperty("login", out var login)
            ? login.GetString()!
            : throw new CodeHostException(
                $"GitHub did not say whose token this is: {answer}. Look at the address of its GraphQL API, {address}."
            );
    }
}
