using System.Globalization;
using System.Text.Json;

namespace Local.Cli.Pipelines;

/// <summary>The comments on a pull request on GitHub.</summary>
/// <param name="gitHub">The repository.</param>
/// <param name="number">The number of the pull request; null: that of the event.</param>
/// <param name="commit">The commit that the comment is about; null: the last one of the pull request.</param>
internal sealed class GitHubComments(GitHub gitHub, int? number, string? commit) : IComments
{
    private const string Permission = "the permission pull-requests: write";
    private readonly int _number = number ?? NumberIn(gitHub.Event);

    public string Place => $"pull request {_number}";

    // The commit that was checked out is a merge that nobody has seen.
    public string Commit { get; } = commit ?? HeadIn(gitHub.Event) ?? gitHub.Commit;

    private string List => $"{gitHub.Repository}/issues/{_number}/comments";

    public async Task<string> NewestCommitAsync() =>
        (await gitHub.Client.GetAsync($"{gitHub.Repository}/pulls/{_number}", Permission))
            .GetProperty("head")
            .GetProperty("sha")
            .GetString()!;

    public async Task<string?> FindAsync(string marker)
    {
        await foreach (var comment in gitHub.Client.ListAsync($"{List}?per_page=100", Permission))
        {
            if (GitHub.IsMarked(comment, marker) && await gitHub.IsMineAsync(comment))
            {
                return comment.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    public async Task CreateAsync(string body) => await gitHub.Client.SendAsync(HttpMethod.Post, List, Permission, new { body });

    public async Task UpdateAsync(string comment, string body) =>
        await gitHub.Client.SendAsync(HttpMethod.Patch, $"{gitHub.Repository}/issues/comments/{comment}", Permission, new { body });

    private static int NumberIn(JsonElement started) =>
        PullRequest(started) is { } request
            ? request.GetProperty("number").GetInt32()
            : throw new RefusedCommandException(
                "which pull request? This run was not started by one (GITHUB_EVENT_PATH names none). Name it: --pull-request NUMBER."
            );

    private static string? HeadIn(JsonElement started) => PullRequest(started)?.GetProperty("head").GetProperty("sha").GetString();

    private static JsonElement? PullRequest(JsonElement started) =>
        started.ValueKind == JsonValueKind.Object && started.TryGetProperty("pull_request", out var request) ? request : null;
}
