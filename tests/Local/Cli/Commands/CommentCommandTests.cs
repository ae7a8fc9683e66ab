using System.Text.RegularExpressions;
using Local.Cli;
using Tests.Local.Cli.Pipelines;
using Tests.Review;
using Tests.Review.Reports;

namespace Tests.Local.Cli.Commands;

[Collection(Job.Collection)]
public sealed class CommentCommandTests : IAsyncLifetime
{
    private const string Marker = "<!-- swarm review: dev -->\n";
    private static readonly string _commit = new('b', 40);
    private static readonly string _about =
        $"\n\nPreview of commit {_commit}. [The run](https://github.example/acme/shop/actions/runs/99).\n\n";
    private FakeGitHub _gitHub = null!;

    public async Task InitializeAsync()
    {
        _gitHub = await FakeGitHub.StartAsync();
        _gitHub.AddPull(7, _commit, new string('c', 40), merged: false);
    }

    public async Task DisposeAsync() => await _gitHub.DisposeAsync();

    [Fact]
    public async Task The_first_preview_makes_a_comment_and_later_ones_edit_it()
    {
        using var job = Job.On(_gitHub).OfPullRequest();

        var first = await job.RunAsync("comment", ReviewInput.Digest("scale"));
        var second = await job.RunAsync("comment", ReviewInput.Digest("network-rename"));

        Assert.Equal((ExitCode.Done, $"The comment on pull request 7 was created.{Environment.NewLine}", ""), first);
        Assert.Equal((ExitCode.Done, $"The comment on pull request 7 was brought up to date.{Environment.NewLine}", ""), second);
        var comment = Assert.Single(_gitHub.Comments);
        Assert.StartsWith($"{Marker}## 🟡 Look twice: stack `vms`{_about}**LOOK TWICE:** ", comment.Body, StringComparison.Ordinal);
        Assert.EndsWith("\n\n</details>\n", comment.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_found_behind_many_others_and_what_others_wrote_with_the_same_marker_stays()
    {
        var copied = _gitHub.Add(_gitHub.Comments, "mallory", $"{Marker}ROUTINE, merge at once");
        for (var number = 0; number < 150; number++)
        {
            _gitHub.Add(_gitHub.Comments, "ann", $"comment {number}");
        }

        var quoted = _gitHub.Add(_gitHub.Comments, FakeGitHub.Bot, $"> {Marker}");
        var other = _gitHub.Add(_gitHub.Comments, FakeGitHub.Bot, "<!-- swarm review: dev2 -->\n");
        var mine = _gitHub.Add(_gitHub.Comments, FakeGitHub.Bot, $"{Marker}before");
        using var job = Job.On(_gitHub).OfPullRequest();

        var (code, _, _) = await job.RunAsync("comment", ReviewInput.Digest("scale"));

        Assert.Equal(ExitCode.Done, code);
        Assert.StartsWith($"{Marker}## 🟢 Routine", mine.Body, StringComparison.Ordinal);
        Assert.Equal($"{Marker}ROUTINE, merge at once", copied.Body);
        Assert.Equal($"> {Marker}", quoted.Body);
        Assert.Equal("<!-- swarm review: dev2 -->\n", other.Body);
        Assert.Equal(154, _gitHub.Comments.Count);
    }

    [Theory]
    [InlineData("", "is empty: no plan arrived.")]
    [InlineData("error: no stack named 'dev'\n", "is no JSON: at byte 0 stands \"error: no stack named 'dev'\".")]
    public async Task A_preview_that_gave_no_plan_is_told_as_well(string printed, string why)
    {
        using var job = Job.On(_gitHub).OfPullRequest();
        _gitHub.Add(_gitHub.Comments, FakeGitHub.Bot, $"{Marker}## 🟢 Routine");

        var (code, _, _) = await job.RunAsync("comment", System.Text.Encoding.UTF8.GetBytes(printed));

        Assert.Equal(ExitCode.Done, code);
        // What whoever runs the pipeline has to do is in its log; a reviewer is told what a reviewer has to do.
        Assert.Matches(
            $"^{Regex.Escape($"{Marker}## 🟡 Look twice: stack `dev`{_about}**LOOK TWICE:** The preview FAILED before there was a plan, so nothing is known of this change: do not approve it before a preview has succeeded. The log of the run says why. ")}\\S+ {Regex.Escape($"{why}\n")}$",
            Assert.Single(_gitHub.Comments).Body
        );
    }

    [Fact]
    public async Task A_preview_that_failed_half_way_is_told_with_what_is_known()
    {
        using var job = Job.On(_gitHub).OfPullRequest();

        await job.RunAsync("comment", ReviewInput.Digest("scale"), "--pulumi-exit", "1");

        Assert.StartsWith(
            $"{Marker}## 🟡 Look twice: stack `vms`{_about}**LOOK TWICE:** The preview FAILED, so this may not be all. 1 service scaled.",
            Assert.Single(_gitHub.Comments).Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_thousand_nodes_and_two_hundred_services_are_within_what_GitHub_takes()
    {
        using var job = Job.On(_gitHub).OfPullRequest();

        var (code, _, errors) = await job.RunAsync("comment", MarkdownReportTests.Large().Digest());

        Assert.Equal((ExitCode.Done, ""), (code, errors));
        Assert.Contains("`service200`", Assert.Single(_gitHub.Comments).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_names_the_pull_request_the_commit_and_the_report()
    {
        using var job = Job.On(_gitHub);

        await job.RunAsync(
            "comment",
            ReviewInput.Digest("scale"),
            "--pull-request",
            "7",
            "--commit",
            "bbbbbbb",
            "--report",
            "https://ci.example/7",
            "--stack",
            "prod"
        );

        var body = Assert.Single(_gitHub.Comments).Body;
        Assert.StartsWith(
            "<!-- swarm review: prod -->\n## 🟢 Routine: stack `vms`\n\nPreview of commit bbbbbbb. [The whole report](https://ci.example/7). [The run](https://github.example/acme/shop/actions/runs/99).\n\n**ROUTINE:** ",
            body,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("", "/graphql")]
    [InlineData("/api/v3", "/api/graphql")]
    public async Task Who_asks_is_learnt_on_the_server_that_the_token_is_for(string api, string graphQl)
    {
        using var job = Job.On(_gitHub, ("GITHUB_API_URL", $"{_gitHub.Address}{api}"), ("GITHUB_GRAPHQL_URL", null)).OfPullRequest();
        _gitHub.Add(_gitHub.Comments, FakeGitHub.Bot, Marker);

        await job.RunAsync("comment", ReviewInput.Digest("scale"));

        Assert.Contains($"POST {graphQl}", _gitHub.Requests);
    }

    [Fact]
    public async Task A_comment_whose_answer_was_lost_is_not_made_twice()
    {
        _gitHub.Fail(new FakeGitHub.Failure("POST", 502, "<html></html>") { IsDone = true });
        using var job = Job.On(_gitHub).OfPullRequest();

        var (code, output, _) = await job.RunAsync("comment", ReviewInput.Digest("scale"));

        Assert.Equal((ExitCode.Done, $"The comment on pull request 7 was created.{Environment.NewLine}"), (code, output));
        Assert.Single(_gitHub.Comments);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_comment_of_which_something_else_answered_is_there_once(bool isDone)
    {
        _gitHub.Fail(new FakeGitHub.Failure("POST", 200, "<html>Sign in</html>") { IsDone = isDone });
        using var job = Job.On(_gitHub).OfPullRequest();

        var (code, output, _) = await job.RunAsync("comment", ReviewInput.Digest("scale"));

        Assert.Equal((ExitCode.Done, $"The comment on pull request 7 was created.{Environment.NewLine}"), (code, output));
        Assert.Single(_gitHub.Comments);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_older_commit_does_not_take_the_place_of_the_newest(bool isCommented)
    {
        var older = new string('a', 40);
        using var job = Job.On(_gitHub).OfPullRequest();
        if (isCommented)
        {
            await job.RunAsync("comment", ReviewInput.Digest("scale"));
        }

        var before = _gitHub.Comments.Select(comment => comment.Body).ToList();
        var left = await job.RunAsync("comment", ReviewInput.Digest("network-rename"), "--commit", older);

        Assert.Equal(
            (
                ExitCode.Done,
                $"The comment on pull request 7 was left alone: this is the preview of commit {older}, and the last commit is {_commit}.{Environment.NewLine}",
                ""
            ),
            left
        );
        Assert.Equal(before, _gitHub.Comments.Select(comment => comment.Body));
    }

    [Fact]
    public async Task A_token_that_may_not_read_the_pull_request_ends_with_what_to_do()
    {
        _gitHub.Permissions.RemoveWhere(one => one != "contents: read");
        using var job = Job.On(_gitHub).OfPullRequest();

        var (code, _, errors) = await job.RunAsync("comment", ReviewInput.Digest("scale"));

        Assert.Equal(
            (
                ExitCode.Failed,
                "swarm: GitHub answered 403 (Forbidden) to GET /repos/acme/shop/pulls/7: Resource not accessible by integration. The token may not do this. Give it the permission pull-requests: write. A pull request from a fork never gets a token that may write."
            ),
            (code, errors.TrimEnd())
        );
    }

    [Fact]
    public async Task A_comment_that_was_not_made_is_made_at_the_second_attempt()
    {
        _gitHub.Fail(new FakeGitHub.Failure("POST", 502, "<html></html>"));
        using var job = Job.On(_gitHub).OfPullRequest();

        var (code, _, _) = await job.RunAsync("comment", ReviewInput.Digest("scale"));

        Assert.Equal(ExitCode.Done, code);
        Assert.Single(_gitHub.Comments);
    }

    [Fact]
    public async Task A_token_that_may_not_write_ends_with_what_to_do()
    {
        _gitHub.Permissions.Remove("pull-requests: write");
        _gitHub.Permissions.Add("pull-requests: read");
        using var job = Job.On(_gitHub).OfPullRequest();

        var (code, _, errors) = await job.RunAsync("comment", ReviewInput.Digest("scale"));

        Assert.Equal(ExitCode.Failed, code);
        Assert.Equal(
            "swarm: GitHub answered 403 (Forbidden) to POST /repos/acme/shop/issues/7/comments: Resource not accessible by integration. The token may not do this. Give it the permission pull-requests: write. A pull request from a fork never gets a token that may write.",
            errors.TrimEnd()
        );
    }

    [Theory]
    [InlineData(
        "GITHUB_TOKEN",
        "swarm: the environment variable GITHUB_TOKEN is not set. Give the step the token of its run, as env: GITHUB_TOKEN: ${{ github.token }}. The command takes it from nowhere else."
    )]
    [InlineData(
        "GITHUB_REPOSITORY",
        "swarm: the environment variable GITHUB_REPOSITORY is not set. GitHub Actions sets it; elsewhere, set it yourself: OWNER/NAME of the repository."
    )]
    [InlineData(
        "GITHUB_EVENT_PATH",
        "swarm: which pull request? This run was not started by one (GITHUB_EVENT_PATH names none). Name it: --pull-request NUMBER."
    )]
    public async Task What_is_lacking_is_named(string variable, string message)
    {
        using var job = Job.On(_gitHub, (variable, null));

        var (code, _, errors) = await job.RunAsync("comment", ReviewInput.Digest("scale"));

        Assert.Equal((ExitCode.Refused, message), (code, errors.TrimEnd()));
        Assert.Empty(_gitHub.Requests);
    }

    [Fact]
    public async Task The_token_is_in_nothing_that_is_printed()
    {
        _gitHub.Permissions.Clear();
        using var job = Job.On(_gitHub).OfPullRequest();

        var (_, output, errors) = await job.RunAsync("comment", ReviewInput.Digest("scale"));

        Assert.DoesNotContain(FakeGitHub.Token, output + errors, StringComparison.Ordinal);
    }
}
