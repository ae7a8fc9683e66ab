using System.Globalization;

namespace Local.Cli.Pipelines;

/// <summary>The notes on a merge request on GitLab.</summary>
/// <param name="gitLab">The project.</param>
/// <param name="number">The number of the merge request.</param>
/// <param name="commit">The commit that the note is about.</param>
internal sealed class GitLabNotes(GitLab gitLab, string number, string commit) : IComments
{
    public string Place => $"merge request {number}";

    public string Commit => commit;

    private string Request => $"{gitLab.Project}/merge_requests/{Uri.EscapeDataString(number)}";

    private string List => $"{Request}/notes";

    public async Task<string> NewestCommitAsync() =>
        (await gitLab.Client.GetAsync(Request, GitLab.Permission)).GetProperty("sha").GetString()!;

    public async Task<string?> FindAsync(string marker)
    {
        string? mine = null;
        await foreach (var note in gitLab.Client.ListAsync($"{List}?per_page=100&sort=asc", GitLab.Permission))
        {
            if (!note.GetProperty("body").GetString()!.StartsWith(marker, StringComparison.Ordinal))
            {
                continue;
            }

            mine ??= (await gitLab.Client.GetAsync("/user", GitLab.Permission)).GetProperty("username").GetString();
            if (note.GetProperty("author").GetProperty("username").GetString() == mine)
            {
                return note.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    public async Task CreateAsync(string body) => await gitLab.Client.SendAsync(HttpMethod.Post, List, GitLab.Permission, new { body });

    public async Task UpdateAsync(string comment, string body) =>
        await gitLab.Client.SendAsync(HttpMethod.Put, $"{List}/{comment}", GitLab.Permission, new { body });
}
