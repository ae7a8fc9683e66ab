using System.Text.Json.Nodes;
using Local.Cli;
using Tests.Review;
using Tests.Review.Reports;

namespace Tests.Local.Cli.Pipelines;

/// <summary>The issue about drift on GitLab.</summary>
[Collection(Job.Collection)]
public sealed class GitLabIssuesTests : IAsyncLifetime
{
    private const string Marker = "<!-- swarm drift: dev -->\n";
    private const string Issues = "/api/v4/projects/42/issues";
    private const string About = "abc123. [The run](https://gitlab.example/jobs/5).";
    private FakeGitLab _gitLab = null!;

    public async Task InitializeAsync() => _gitLab = await FakeGitLab.StartAsync();

    public async Task DisposeAsync() => await _gitLab.DisposeAsync();

    [Fact]
    public async Task Drift_opens_one_issue_which_is_kept_up_to_date_and_closed_when_it_is_gone()
    {
        using var job = Job.On(_gitLab);

        var opened = await job.RunAsync("drift", ReviewInput.Digest("scale"), "--pulumi-exit", "7");
        var updated = await job.RunAsync("drift", ReviewInput.Digest("image-change"), "--pulumi-exit", "7");
        var issue = Assert.Single(_gitLab.Issues);

        Assert.Equal((ExitCode.Done, $"Drift of the stack dev: issue 1 was opened.{Environment.NewLine}", ""), opened);
        Assert.Equal((ExitCode.Done, $"Drift of the stack dev: issue 1 was brought up to date.{Environment.NewLine}", ""), updated);
        Assert.Equal("Drift: the stack dev is not as it is declared", (string?)issue["title"]);
        var text = (string)issue["description"]!;
        Assert.StartsWith(
            $"{Marker}The swarm is not as the main branch declares it: somebody has changed it by hand, or a change has not been deployed. This is what the next deployment would do. This issue is closed when nothing is left to do.\n\nPreview of commit {About}\n\n## ",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("rolled", text, StringComparison.Ordinal);

        var closed = await job.RunAsync("drift", ReviewInput.Digest("no-change"));
        var again = await job.RunAsync("drift", ReviewInput.Digest("no-change"));

        Assert.Equal((ExitCode.Done, $"No drift of the stack dev any more: issue 1 was closed.{Environment.NewLine}", ""), closed);
        Assert.Equal((ExitCode.Done, $"No drift of the stack dev, and no issue is open.{Environment.NewLine}", ""), again);
        Assert.Equal("closed", (string?)issue["state"]);
        var word = Assert.Single(_gitLab.Words);
        Assert.Equal(
            (1, "The stack is as commit abc123 declares it. [The run](https://gitlab.example/jobs/5)."),
            ((int)word["issue"]!, (string?)word["body"])
        );
    }

    [Fact]
    public async Task Drift_that_comes_again_opens_another_one()
    {
        using var job = Job.On(_gitLab);

        await job.RunAsync("drift", ReviewInput.Digest("scale"));
        await job.RunAsync("drift", ReviewInput.Digest("no-change"));
        await job.RunAsync("drift", ReviewInput.Digest("scale"));

        Assert.Equal(["closed", "opened"], _gitLab.Issues.Select(issue => (string?)issue["state"]));
    }

    [Fact]
    public async Task It_is_found_behind_many_others_and_what_others_opened_with_the_same_marker_stays()
    {
        var mine = _gitLab.AddIssue(FakeGitLab.Me, $"{Marker}before");
        var copied = _gitLab.AddIssue("mallory", $"{Marker}copied");
        var other = _gitLab.AddIssue(FakeGitLab.Me, "<!-- swarm drift: prod -->\n");
        for (var number = 0; number < 250; number++)
        {
            _gitLab.AddIssue(FakeGitLab.Me, number % 2 == 0 ? null : $"> {Marker}");
        }

        using var job = Job.On(_gitLab);
        var (code, output, _) = await job.RunAsync("drift", ReviewInput.Digest("no-change"));

        Assert.Equal((ExitCode.Done, $"No drift of the stack dev any more: issue 1 was closed.{Environment.NewLine}"), (code, output));
        Assert.Equal(["closed", "opened", "opened"], ((JsonObject[])[mine, copied, other]).Select(one => (string?)one["state"]));
        Assert.Equal(
            [
                $"GET {Issues}?state=opened&scope=created_by_me&per_page=100",
                $"GET {Issues}?page=2&per_page=100&state=opened&scope=created_by_me",
                $"GET {Issues}?page=3&per_page=100&state=opened&scope=created_by_me",
                $"PUT {Issues}/1",
                $"POST {Issues}/1/notes",
            ],
            _gitLab.Requests
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_issue_whose_answer_was_lost_is_there_once(bool isDone)
    {
        _gitLab.Fail(new FakeGitHub.Failure("POST", 502, "<html></html>") { IsDone = isDone });
        using var job = Job.On(_gitLab);

        var (code, output, _) = await job.RunAsync("drift", ReviewInput.Digest("scale"));

        Assert.Equal((ExitCode.Done, $"Drift of the stack dev: issue 1 was opened.{Environment.NewLine}"), (code, output));
        Assert.Single(_gitLab.Issues);
    }

    [Fact]
    public async Task What_is_asked_too_fast_waits_as_long_as_GitLab_says()
    {
        _gitLab.Fail(
            new FakeGitHub.Failure(
                "POST",
                429,
                """{"message":{"error":"This endpoint has been requested too many times. Try again later."}}"""
            )
            {
                Headers = { ["Retry-After"] = "1" },
            }
        );
        using var job = Job.On(_gitLab);

        var (code, _, errors) = await job.RunAsync("drift", ReviewInput.Digest("scale"));

        Assert.Equal(
            (ExitCode.Done, $"GitLab answered 429 to POST {Issues}. Trying again in 1 s (2 of 4).{Environment.NewLine}"),
            (code, errors)
        );
        Assert.Single(_gitLab.Issues);
    }

    [Fact]
    public async Task A_thousand_nodes_and_two_hundred_services_are_within_what_GitLab_takes()
    {
        using var job = Job.On(_gitLab);

        var (code, _, errors) = await job.RunAsync("drift", MarkdownReportTests.Large().Digest());

        Assert.Equal((ExitCode.Done, ""), (code, errors));
        Assert.Contains("`service200`", (string?)Assert.Single(_gitLab.Issues)["description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_that_is_too_long_is_refused_in_the_words_of_GitLab()
    {
        using var job = Job.On(_gitLab);

        var (code, _, errors) = await job.RunAsync("drift", ReviewInput.Digest("scale"), "--stack", new string('x', 300));

        Assert.Equal(
            (
                ExitCode.Failed,
                $$"""swarm: GitLab answered 400 (Bad Request) to POST {{Issues}}: {"title":["is too long (maximum is 255 characters)"]}. What was sent is not accepted as it is."""
            ),
            (code, errors.TrimEnd())
        );
        Assert.Empty(_gitLab.Issues);
    }

    [Fact]
    public async Task A_word_that_fails_is_not_said_twice_since_the_issue_is_closed_by_then()
    {
        var issue = _gitLab.AddIssue(FakeGitLab.Me, $"{Marker}before");
        _gitLab.Fail(new FakeGitHub.Failure("POST", 500, """{"message":"500 Internal Server Error"}""") { IsDone = true });
        using var job = Job.On(_gitLab);

        var (code, _, errors) = await job.RunAsync("drift", ReviewInput.Digest("no-change"));
        var again = await job.RunAsync("drift", ReviewInput.Digest("no-change"));

        Assert.Equal(
            (
                ExitCode.Failed,
                $"swarm: GitLab answered 500 (Internal Server Error) to POST {Issues}/1/notes: 500 Internal Server Error. The fault is GitLab's. Start the command again later."
            ),
            (code, errors.TrimEnd())
        );
        Assert.Equal((ExitCode.Done, $"No drift of the stack dev, and no issue is open.{Environment.NewLine}", ""), again);
        Assert.Equal("closed", (string?)issue["state"]);
        Assert.Single(_gitLab.Words);
    }

    [Fact]
    public async Task An_issue_that_cannot_be_closed_gets_no_word()
    {
        _gitLab.AddIssue(FakeGitLab.Me, $"{Marker}before");
        _gitLab.IsReadOnly = true;
        using var job = Job.On(_gitLab);

        var (code, _, errors) = await job.RunAsync("drift", ReviewInput.Digest("no-change"));

        Assert.Equal(
            (
                ExitCode.Failed,
                $"swarm: GitLab answered 403 (Forbidden) to PUT {Issues}/1: insufficient_scope. The token may not do this. Give it the scope api and the role Developer in this project, and switch issues on in its settings."
            ),
            (code, errors.TrimEnd())
        );
        Assert.Empty(_gitLab.Words);
    }

    [Fact]
    public async Task A_project_without_issues_ends_with_what_to_do()
    {
        _gitLab.HasIssues = false;
        using var job = Job.On(_gitLab);

        var (code, _, errors) = await job.RunAsync("drift", ReviewInput.Digest("scale"));

        Assert.Equal(
            (
                ExitCode.Failed,
                $"swarm: GitLab answered 403 (Forbidden) to POST {Issues}: 403 Forbidden. The token may not do this. Give it the scope api and the role Developer in this project, and switch issues on in its settings."
            ),
            (code, errors.TrimEnd())
        );
    }

    [Fact]
    public async Task A_preview_that_failed_neither_opens_nor_closes()
    {
        _gitLab.AddIssue(FakeGitLab.Me, $"{Marker}before");
        using var job = Job.On(_gitLab);

        var (code, _, errors) = await job.RunAsync("drift", ReviewInput.Digest("no-change"), "--pulumi-exit", "1");

        Assert.Equal(
            (
                ExitCode.Failed,
                "swarm: The preview FAILED, so this may not be all. Whether there is drift is not known, so no issue was opened or closed."
            ),
            (code, errors.TrimEnd())
        );
        Assert.Empty(_gitLab.Requests);
    }

    [Theory]
    [InlineData(
        "GITLAB_TOKEN",
        "swarm: the environment variable GITLAB_TOKEN is not set. Add an access token of the project as a masked variable: it needs the scope api and the role Developer in this project. The command takes it from nowhere else."
    )]
    [InlineData("CI_PROJECT_ID", "swarm: the environment variable CI_PROJECT_ID is not set. GitLab sets it in every job.")]
    [InlineData(
        "CI_COMMIT_SHA",
        "swarm: the environment variable CI_COMMIT_SHA is not set. GitLab sets it in every job; elsewhere, set it yourself: the commit."
    )]
    public async Task What_is_lacking_is_named(string variable, string message)
    {
        using var job = Job.On(_gitLab, (variable, null));

        var (code, _, errors) = await job.RunAsync("drift", ReviewInput.Digest("scale"));

        Assert.Equal((ExitCode.Refused, message), (code, errors.TrimEnd()));
        Assert.Empty(_gitLab.Requests);
    }

    [Fact]
    public async Task The_token_is_in_nothing_that_is_printed()
    {
        _gitLab.IsReadOnly = true;
        using var job = Job.On(_gitLab);

        var (_, output, errors) = await job.RunAsync("drift", ReviewInput.Digest("scale"));

        Assert.DoesNotContain(FakeGitLab.Token, output + errors, StringComparison.Ordinal);
    }
}
