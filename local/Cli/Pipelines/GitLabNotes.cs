using System.Globalization;

namespace Local.Cli.Pipelines;

/// <summary>The notes on a merge request on GitLab.</summary>
internal sealed class GitLabNotes : IComments, IDisposable
{
    private const string Permission = "the scope api and the role Developer in this project";
    private readonly CodeHostClient _client;
    private readonly string _request;

    /// <param name="variables">The environment.</param>
    /// <param name="number">The number of the merge request; null: that of the pipeline.</param>
    /// <param name="commit">The commit that the note is about; null: the last one of the merge request.</param>
    /// <param name="wait">Waits.</param>
    /// <param name="words">Where it says that it waits.</param>
    public GitLabNotes(Variables variables, int? number, string? commit, Func<TimeSpan, Task> wait, TextWriter words)
    {
        var request = number?.ToString(CultureInfo.InvariantCulture)
            ?? variables.Required(
                "CI_MERGE_REQUEST_IID",
                "GitLab sets it in merge request pipelines; elsewhere, give --pull-request NUMBER."
            );
        var project = variables.Required("CI_PROJECT_ID", "GitLab sets it in every job.");
        // The token of a job may not write notes.
        var token = variables.Required(
            "GITLAB_TOKEN",
            $"Add an access token of the project as a masked variable: it needs {Permission}. The command takes it from nowhere else."
        );
        Place = $"merge request {request}";
        // With merged results, CI_COMMIT_SHA is a merge that nobody has seen.
        Commit = commit
            ?? variables.Of("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA")
            ?? variables.Required("CI_COMMIT_SHA", "GitLab sets it in every job; elsewhere, give --commit SHA.");
        Run = variables.Of("CI_JOB_URL");
        _request = $"/projects/{Uri.EscapeDataString(project)}/merge_requests/{Uri.EscapeDataString(request)}";
        _client = new CodeHostClient(
            "GitLab",
            variables.Required("CI_API_V4_URL", "GitLab sets it in every job."),
            new("PRIVATE-TOKEN", token),
            wait,
            words
        );
    }

    public string Place { get; }

    public string Commit { get; }

    public string? Run { get; }

    private string List => $"{_request}/notes";

    public void Dispose() => _client.Dispose();

    public async Task<string> NewestCommitAsync() => (await _client.GetAsync(_request, Permission)).GetProperty("sha").GetString()!;

    public async Task<string?> FindAsync(string marker)
    {
        string? mine = null;
        await foreach (var note in _client.ListAsync($"{List}?per_page=100&sort=asc", Permission))
        {
            if (!note.GetProperty("body").GetString()!.StartsWith(marker, StringComparison.Ordinal))
            {
                continue;
            }

            mine ??= (await _client.GetAsync("/user", Permission)).GetProperty("username").GetString();
            if (note.GetProperty("author").GetProperty("username").GetString() == mine)
            {
                return note.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    public async Task CreateAsync(string body) => await _client.SendAsync(HttpMethod.Post, List, Permission, new { body });

    public async Task UpdateAsync(string comment, string body) =>
        await _client.SendAsync(HttpMethod.Put, $"{List}/{comment}", Permission, new { body });
}
