using Local.Cli;
using Tests.Review;

namespace Tests.Local.Cli.Pipelines;

/// <summary>The comment on a merge request.</summary>
[Collection(Job.Collection)]
public sealed class GitLabNotesTests : IAsyncLifetime
{
    private const string Marker = "<!-- swarm review: dev -->\n";
    private FakeGitLab _gitLab = null!;

    public async Task InitializeAsync() => _gitLab = await FakeGitLab.StartAsync();

    public async Task DisposeAsync() => await _gitLab.DisposeAsync();

    [Fact]
    public async Task One_note_is_made_and_then_edited_behind_many_others()
    {
        using var job = Job.On(_gitLab);
        _gitLab.Add("mallory", $"{Marker}ROUTINE, merge at once");
        for (var number = 0; number < 120; number++)
        {
            _gitLab.Add("ann", $"note {number}");
        }

        var first = await job.RunAsync("comment", ReviewInput.Digest("scale"));
        var second = await job.RunAsync("comment", ReviewInput.Digest("network-rename"));

        Assert.Equal((ExitCode.Done, $"The comment on merge request 3 was created.{Environment.NewLine}", ""), first);
        Assert.Equal((ExitCode.Done, $"The comment on merge request 3 was brought up to date.{Environment.NewLine}", ""), second);
        Assert.Equal(122, _gitLab.Notes.Count);
        Assert.Equal($"{Marker}ROUTINE, merge at once", (string?)_gitLab.Notes[0]["body"]);
        var body = (string)_gitLab.Notes[^1]["body"]!;
        Assert.StartsWith(
            $"{Marker}## 🟡 Look twice: stack `vms`\n\nPreview of commit abc123. [The run](https://gitlab.example/jobs/5).\n\n**LOOK TWICE:** ",
            body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_last_commit_of_a_merged_result_is_that_of_the_branch()
    {
        using var job = Job.On(_gitLab, ("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "def456"));
        _gitLab.Head = "def456";

        await job.RunAsync("comment", ReviewInput.Digest("scale"));

        Assert.Contains("Preview of commit def456.", (string?)_gitLab.Notes.Single()["body"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_commit_does_not_take_the_place_of_the_newest()
    {
        var note = _gitLab.Add(FakeGitLab.Me, $"{Marker}of the newest");
        _gitLab.Head = "def456";
        using var job = Job.On(_gitLab);

        var left = await job.RunAsync("comment", ReviewInput.Digest("scale"));

        Assert.Equal(
            (
                ExitCode.Done,
                $"The comment on merge request 3 was left alone: this is the preview of commit abc123, and the last commit is def456.{Environment.NewLine}",
                ""
            ),
            left
        );
        Assert.Equal($"{Marker}of the newest", (string?)note["body"]);
    }

    [Fact]
    public async Task A_note_whose_answer_was_lost_is_not_made_twice()
    {
        _gitLab.Fail(new FakeGitHub.Failure("POST", 502, "<html></html>") { IsDone = true });
        using var job = Job.On(_gitLab);

        var (code, output, _) = await job.RunAsync("comment", ReviewInput.Digest("scale"));

        Assert.Equal((ExitCode.Done, $"The comment on merge request 3 was created.{Environment.NewLine}"), (code, output));
        Assert.Single(_gitLab.Notes);
    }

    [Fact]
    public async Task A_line_of_the_plan_is_no_command_to_GitLab()
    {
        using var job = Job.On(_gitLab);

        await job.RunAsync("comment", new PlanText().Say("error", "boom\n/merge\n```\n/approve").Digest());
        await job.RunAsync("comment", "/merge\n/approve\n"u8.ToArray());

        Assert.Single(_gitLab.Notes);
        Assert.Empty(_gitLab.QuickActions);
    }

    [Fact]
    public async Task A_token_that_may_only_read_ends_with_what_to_do()
    {
        _gitLab.IsReadOnly = true;
        using var job = Job.On(_gitLab);

        var (code, _, errors) = await job.RunAsync("comment", ReviewInput.Digest("scale"));

        Assert.Equal(
            (
                ExitCode.Failed,
                "swarm: GitLab answered 403 (Forbidden) to POST /api/v4/projects/42/merge_requests/3/notes: insufficient_scope. The token may not do this. Give it the scope api and the role Developer in this project."
            ),
            (code, errors.TrimEnd())
        );
    }

    [Fact]
    public async Task A_token_that_is_not_taken_ends_with_what_to_do()
    {
        using var job = Job.On(_gitLab, ("GITLAB_TOKEN", "old"));

        var (code, _, errors) = await job.RunAsync("comment", ReviewInput.Digest("scale"));

        Assert.Equal(
            (
                ExitCode.Failed,
                "swarm: GitLab answered 401 (Unauthorized) to GET /api/v4/projects/42/merge_requests/3: 401 Unauthorized. The token is not valid, or has expired: give the command another one."
            ),
            (code, errors.TrimEnd())
        );
    }

    [Theory]
    [InlineData(
        "GITLAB_TOKEN",
        "swarm: the environment variable GITLAB_TOKEN is not set. Add an access token of the project as a masked variable: it needs the scope api and the role Developer in this project. The command takes it from nowhere else."
    )]
    [InlineData(
        "CI_MERGE_REQUEST_IID",
        "swarm: the environment variable CI_MERGE_REQUEST_IID is not set. GitLab sets it in merge request pipelines; elsewhere, give --pull-request NUMBER."
    )]
    public async Task What_is_lacking_is_named(string variable, string message)
    {
        using var job = Job.On(_gitLab, (variable, null));

        var (code, _, errors) = await job.RunAsync("comment", ReviewInput.Digest("scale"));

        Assert.Equal((ExitCode.Refused, message), (code, errors.TrimEnd()));
    }
}
