using System.Globalization;

namespace Local.Cli.Pipelines;

/// <summary>A project on GitLab, as a job of its pipelines sees it.</summary>
internal sealed class GitLab : ICodeHost
{
    /// <summary>What its token must be allowed.</summary>
    public const string Permission = "the scope api and the role Developer in this project";

    private const string SetInJobs = "GitLab sets it in every job";
    private readonly Variables _variables;

    /// <param name="variables">The environment.</param>
    /// <param name="wait">Waits.</param>
    /// <param name="words">Where it says that it waits.</param>
    public GitLab(Variables variables, Func<TimeSpan, Task> wait, TextWriter words)
    {
        _variables = variables;
        Project = $"/projects/{Uri.EscapeDataString(variables.Required("CI_PROJECT_ID", $"{SetInJobs}."))}";
        // The token of a job may write neither notes nor issues: https://docs.gitlab.com/ci/jobs/ci_job_token/#job-token-access
        var token = variables.Required(
            "GITLAB_TOKEN",
            $"Add an access token of the project as a masked variable: it needs {Permission}. The command takes it from nowhere else."
        );
        Client = new CodeHostClient(
            "GitLab",
            variables.Required("CI_API_V4_URL", $"{SetInJobs}."),
            new("PRIVATE-TOKEN", token),
            wait,
            words
        );
    }

    public CodeHostClient Client { get; }

    /// <summary>The path of the project in the API.</summary>
    public string Project { get; }

    public string Commit => _variables.Required("CI_COMMIT_SHA", $"{SetInJobs}; elsewhere, set it yourself: the commit.");

    public string? Run => _variables.Of("CI_JOB_URL");

    public IIssues Issues => new GitLabIssues(this);

    public void Dispose() => Client.Dispose();

    public IComments CommentsOn(int? request, string? commit) =>
        new GitLabNotes(
            this,
            request?.ToString(CultureInfo.InvariantCulture)
                ?? _variables.Required(
                    "CI_MERGE_REQUEST_IID",
                    "GitLab sets it in merge request pipelines; elsewhere, give --pull-request NUMBER."
                ),
            // With merged results, the commit that was checked out is a merge that nobody has seen.
            commit ?? _variables.Of("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") ?? Commit
        );
}
