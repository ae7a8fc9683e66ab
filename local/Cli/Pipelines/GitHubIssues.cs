using System.Globalization;

namespace Local.Cli.Pipelines;

/// <summary>The issues of a repository on GitHub.</summary>
/// <param name="gitHub">The repository.</param>
internal sealed class GitHubIssues(GitHub gitHub) : IIssues
{
    private const string Permission = "the permission issues: write";

    private string List => $"{gitHub.Repository}/issues";

    public async Task<string?> FindAsync(string marker)
    {
        await foreach (var issue in gitHub.Client.ListAsync($"{List}?state=open&per_page=100", Permission))
        {
            // Pull requests are in the list as well.
            if (!issue.TryGetProperty("pull_request", out _) && GitHub.IsMarked(issue, marker) && await gitHub.IsMineAsync(issue))
            {
                return issue.GetProperty("number").GetInt32().ToString(CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    public async Task<string> OpenAsync(string title, string body) =>
        (await gitHub.Client.SendAsync(HttpMethod.Post, List, Permission, new { title, body }))
            .GetProperty("number")
            .GetInt32()
            .ToString(CultureInfo.InvariantCulture);

    public async Task UpdateAsync(string issue, string body) =>
        await gitHub.Client.SendAsync(HttpMethod.Patch, $"{List}/{issue}", Permission, new { body });

    public async Task CloseAsync(string issue) =>
        await gitHub.Client.SendAsync(
            HttpMethod.Patch,
            $"{List}/{issue}",
            Permission,
            new { state = "closed", state_reason = "completed" }
        );

    public async Task SayAsync(string issue, string word) =>
        await gitHub.Client.SendAsync(HttpMethod.Post, $"{List}/{issue}/comments", Permission, new { body = word });
}
