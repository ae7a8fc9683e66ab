using System.Globalization;
using System.Text.Json;

namespace Local.Cli.Pipelines;

/// <summary>The one issue on GitHub that is open while a stack is not as it is declared.</summary>
/// <param name="gitHub">The repository.</param>
/// <param name="stack">The stack.</param>
internal sealed class DriftIssue(GitHub gitHub, string stack)
{
    private const string Permission = "the permission issues: write";

    /// <summary>The first line of its text.</summary>
    public string Marker { get; } = CommentText.Marker("drift", stack);

    private string List => $"{gitHub.Repository}/issues";

    /// <summary>Opens it, or brings it up to date.</summary>
    /// <returns>What was done, as a sentence.</returns>
    public async Task<string> OpenAsync(string body)
    {
        JsonElement? issue = null;
        var made = await MadeOnce.EnsureAsync(
            async () => (issue = await FindAsync()) is { } there ? Number(there) : null,
            async () =>
                issue = await gitHub.Client.SendAsync(
                    HttpMethod.Post,
                    List,
                    Permission,
                    new { title = $"Drift: the stack {stack} is not as it is declared", body }
                ),
            number => gitHub.Client.SendAsync(HttpMethod.Patch, $"{List}/{number}", Permission, new { body })
        );
        return $"Drift of the stack {stack}: issue {Number(issue!.Value)} was {(made ? "opened" : "brought up to date")}.";
    }

    /// <summary>Closes it with a word.</summary>
    /// <returns>What was done, as a sentence.</returns>
    public async Task<string> CloseAsync(string word)
    {
        if (await FindAsync() is not { } issue)
        {
            return $"No drift of the stack {stack}, and no issue is open.";
        }

        var number = Number(issue);
        // Closed first: were it the other way round, a failure in between would say the word again the next time.
        await gitHub.Client.SendAsync(
            HttpMethod.Patch,
            $"{List}/{number}",
            Permission,
            new { state = "closed", state_reason = "completed" }
        );
        await gitHub.Client.SendAsync(HttpMethod.Post, $"{List}/{number}/comments", Permission, new { body = word });
        return $"No drift of the stack {stack} any more: issue {number} was closed.";
    }

    private async Task<JsonElement?> FindAsync()
    {
        await foreach (var issue in gitHub.Client.ListAsync($"{List}?state=open&per_page=100", Permission))
        {
            // Pull requests are in the list as well.
            if (!issue.TryGetProperty("pull_request", out _) && GitHub.IsMarked(issue, Marker) && await gitHub.IsMineAsync(issue))
            {
                return issue;
            }
        }

        return null;
    }

    private static string Number(JsonElement issue) => issue.GetProperty("number").GetInt32().ToString(CultureInfo.InvariantCulture);
}
