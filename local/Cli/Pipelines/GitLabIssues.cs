using System.Globalization;
using System.Text.Json;

namespace Local.Cli.Pipelines;

/// <summary>The issues of a project on GitLab.</summary>
/// <param name="gitLab">The project.</param>
internal sealed class GitLabIssues(GitLab gitLab) : IIssues
{
    private const string Permission = $"{GitLab.Permission}, and switch issues on in its settings";

    private string List => $"{gitLab.Project}/issues";

    public async Task<string?> FindAsync(string marker)
    {
        // The server picks those of the token's own user.
        await foreach (var issue in gitLab.Client.ListAsync($"{List}?state=opened&scope=created_by_me&per_page=100", Permission))
        {
            // One without a description has null.
            if (
                issue.GetProperty("description") is { ValueKind: JsonValueKind.String } text
                && text.GetString()!.StartsWith(marker, StringComparison.Ordinal)
            )
            {
                return Number(issue);
            }
        }

        return null;
    }

    public async Task<string> OpenAsync(string title, string body) =>
        Number(await gitLab.Client.SendAsync(HttpMethod.Post, List, Permission, new { title, description = body }));

    public async Task UpdateAsync(string issue, string body) => await ChangeAsync(issue, new { description = body });

    public async Task CloseAsync(string issue) => await ChangeAsync(issue, new { state_event = "close" });

    public async Task SayAsync(string issue, string word) =>
        await gitLab.Client.SendAsync(HttpMethod.Post, $"{List}/{issue}/notes", Permission, new { body = word });

    private async Task ChangeAsync(string issue, object change) =>
        await gitLab.Client.SendAsync(HttpMethod.Put, $"{List}/{issue}", Permission, change);

    // Within the project, as people see it.
    private static string Number(JsonElement issue) => issue.GetProperty("iid").GetInt32().ToString(CultureInfo.InvariantCulture);
}
