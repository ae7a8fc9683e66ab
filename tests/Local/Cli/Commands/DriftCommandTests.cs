using Local.Cli;
using Tests.Local.Cli.Pipelines;
using Tests.Review;

namespace Tests.Local.Cli.Commands;

[Collection(Job.Collection)]
public sealed class DriftCommandTests : IAsyncLifetime
{
    private const string Marker = "<!-- swarm drift: dev -->\n";
    private static readonly string _commit = new('c', 40);
    private FakeGitHub _gitHub = null!;

    public async Task InitializeAsync() => _gitHub = await FakeGitHub.StartAsync();

    public async Task DisposeAsync() => await _gitHub.DisposeAsync();

    [Fact]
    public async Task Drift_opens_one_issue_which_is_kept_up_to_date_and_closed_when_it_is_gone()
    {
        using var job = Job.On(_gitHub);

        var opened = await job.RunAsync("drift", ReviewInput.Digest("scale"), "--pulumi-exit", "7");
        var updated = await job.RunAsync("drift", ReviewInput.Digest("image-change"), "--pulumi-exit", "7");
        var issue = Assert.Single(_gitHub.Issues);

        Assert.Equal((ExitCode.Done, $"Drift of the stack dev: issue 100 was opened.{Environment.NewLine}", ""), opened);
        Assert.Equal((ExitCode.Done, $"Drift of the stack dev: issue 100 was brought up to date.{Environment.NewLine}", ""), updated);
        Assert.Equal("Drift: the stack dev is not as it is declared", issue.Title);
        Assert.StartsWith(
            $"{Marker}The swarm is not as the main branch declares it: somebody has changed it by hand, or a change has not been deployed. This is what the next deployment would do. This issue is closed when nothing is left to do.\n\nPreview of commit {_commit}. [The run](https://github.example/acme/shop/actions/runs/99).\n\n## ",
            issue.Body,
            StringComparison.Ordinal
        );
        Assert.Contains("rolled", issue.Body, StringComparison.Ordinal);

        var closed = await job.RunAsync("drift", ReviewInput.Digest("no-change"));

        Assert.Equal((ExitCode.Done, $"No drift of the stack dev any more: issue 100 was closed.{Environment.NewLine}", ""), closed);
        Assert.False(issue.IsOpen);
        Assert.Equal("completed", issue.Reason);
        var word = Assert.Single(_gitHub.Comments);
        Assert.Equal(
            (100, $"The stack is as commit {_commit} declares it. [The run](https://github.example/acme/shop/actions/runs/99)."),
            (word.Number, word.Body)
        );
    }

    [Fact]
    public async Task Drift_that_comes_again_opens_another_one()
    {
        using var job = Job.On(_gitHub);

        await job.RunAsync("drift", ReviewInput.Digest("scale"));
        await job.RunAsync("drift", ReviewInput.Digest("no-change"));
        await job.RunAsync("drift", ReviewInput.Digest("scale"));

        Assert.Equal([false, true], _gitHub.Issues.Select(issue => issue.IsOpen));
    }

    [Fact]
    public async Task It_is_found_behind_many_others_and_what_others_opened_with_the_same_marker_stays()
    {
        var mine = _gitHub.Add(_gitHub.Issues, FakeGitHub.Bot, $"{Marker}before", 3);
        var copied = _gitHub.Add(_gitHub.Issues, "mallory", $"{Marker}copied", 4);
        var pull = _gitHub.Add(_gitHub.Issues, FakeGitHub.Bot, $"{Marker}a pull request", 5, isPullRequest: true);
        var other = _gitHub.Add(_gitHub.Issues, FakeGitHub.Bot, "<!-- swarm drift: prod -->\n", 6);
        for (var number = 10; number < 160; number++)
        {
            _gitHub.Add(_gitHub.Issues, "ann", "", number);
        }

        using var job = Job.On(_gitHub);
        await job.RunAsync("drift", ReviewInput.Digest("no-change"));

        Assert.False(mine.IsOpen);
        Assert.All([copied, pull, other], one => Assert.True(one.IsOpen));
    }

    [Fact]
    public async Task Where_all_is_well_nothing_is_written()
    {
        using var job = Job.On(_gitHub);

        var (code, output, _) = await job.RunAsync("drift", ReviewInput.Digest("no-change"));

        Assert.Equal((ExitCode.Done, $"No drift of the stack dev, and no issue is open.{Environment.NewLine}"), (code, output));
        Assert.Equal(["GET /repos/acme/shop/issues?state=open&per_page=100"], _gitHub.Requests);
    }

    [Fact]
    public async Task A_word_that_fails_is_not_said_twice_since_the_issue_is_closed_by_then()
    {
        var issue = _gitHub.Add(_gitHub.Issues, FakeGitHub.Bot, $"{Marker}before", 3);
        _gitHub.Fail(new FakeGitHub.Failure("POST", 200, """{"data":{"viewer":{"login":"github-actions[bot]"}}}"""));
        _gitHub.Fail(new FakeGitHub.Failure("POST", 502, "") { IsDone = true });
        using var job = Job.On(_gitHub);

        var (code, _, errors) = await job.RunAsync("drift", ReviewInput.Digest("no-change"));
        var again = await job.RunAsync("drift", ReviewInput.Digest("no-change"));

        Assert.Equal(
            (
                ExitCode.Failed,
                "swarm: GitHub answered 502 (Bad Gateway) to POST /repos/acme/shop/issues/3/comments. The fault is GitHub's. Start the command again later."
            ),
            (code, errors.TrimEnd())
        );
        Assert.Equal((ExitCode.Done, $"No drift of the stack dev, and no issue is open.{Environment.NewLine}", ""), again);
        Assert.False(issue.IsOpen);
        Assert.Single(_gitHub.Comments);
    }

    [Fact]
    public async Task An_issue_that_cannot_be_closed_gets_no_word()
    {
        _gitHub.Permissions.Remove("issues: write");
        _gitHub.Permissions.Add("issues: read");
        _gitHub.Add(_gitHub.Issues, FakeGitHub.Bot, $"{Marker}before", 3);
        using var job = Job.On(_gitHub);

        var (code, _, errors) = await job.RunAsync("drift", ReviewInput.Digest("no-change"));

        Assert.Equal(
            (
                ExitCode.Failed,
                "swarm: GitHub answered 403 (Forbidden) to PATCH /repos/acme/shop/issues/3: Resource not accessible by integration. The token may not do this. Give it the permission issues: write. A pull request from a fork never gets a token that may write."
            ),
            (code, errors.TrimEnd())
        );
        Assert.Empty(_gitHub.Comments);
    }

    [Fact]
    public async Task A_token_that_may_not_read_issues_ends_with_what_to_do()
    {
        _gitHub.Permissions.Remove("issues: write");
        using var job = Job.On(_gitHub);

        var (code, _, errors) = await job.RunAsync("drift", ReviewInput.Digest("no-change"));

        Assert.Equal(
            (
                ExitCode.Failed,
                "swarm: GitHub answered 403 (Forbidden) to GET /repos/acme/shop/issues?state=open&per_page=100: Resource not accessible by integration. The token may not do this. Give it the permission issues: write. A pull request from a fork never gets a token that may write."
            ),
            (code, errors.TrimEnd())
        );
    }

    [Fact]
    public async Task A_preview_that_failed_neither_opens_nor_closes()
    {
        _gitHub.Add(_gitHub.Issues, FakeGitHub.Bot, $"{Marker}before", 3);
        using var job = Job.On(_gitHub);

        var (code, _, errors) = await job.RunAsync("drift", ReviewInput.Digest("no-change"), "--pulumi-exit", "1");

        Assert.Equal(
            (
                ExitCode.Failed,
                "swarm: The preview FAILED, so this may not be all. Whether there is drift is not known, so no issue was opened or closed."
            ),
            (code, errors.TrimEnd())
        );
        Assert.Empty(_gitHub.Requests);
    }

    [Fact]
    public async Task A_summary_that_names_no_properties_neither_opens_nor_closes()
    {
        _gitHub.Add(_gitHub.Issues, FakeGitHub.Bot, $"{Marker}before", 3);
        using var job = Job.On(_gitHub);

        var (code, _, errors) = await job.RunAsync(
            "drift",
            """{"result":"succeeded","duration":1234567,"summary":{"delete":3,"same":20}}"""u8.ToArray()
        );

        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains(
            "holds JSON, but no plan. It is the summary of --output json, which names no properties. Give it the whole output of pulumi preview --json,",
            errors,
            StringComparison.Ordinal
        );
        Assert.Empty(_gitHub.Requests);
    }

    [Theory]
    [InlineData("docker:index/volume:Volume")]
    [InlineData("docker:index/network:Network")]
    public async Task What_an_earlier_change_has_left_over_is_still_to_be_done(string type)
    {
        _gitHub.Add(_gitHub.Issues, FakeGitHub.Bot, $"{Marker}before", 3);
        using var job = Job.On(_gitHub);
        var plan = new PlanText().Nodes("node1 manager").Step("delete-replaced", "", type, "old", "{}");

        var (code, output, errors) = await job.RunAsync("drift", plan.Digest(), "--pulumi-exit", "7");

        Assert.Equal(
            (ExitCode.Done, $"Drift of the stack dev: issue 3 was brought up to date.{Environment.NewLine}", ""),
            (code, output, errors)
        );
    }
}
