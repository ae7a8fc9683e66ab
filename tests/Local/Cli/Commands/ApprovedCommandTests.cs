using System.Text;
using Local.Cli;
using Review.Reports;
using Tests.Local.Cli.Pipelines;
using Tests.Review;

namespace Tests.Local.Cli.Commands;

[Collection(Job.Collection)]
public sealed class ApprovedCommandTests : IAsyncLifetime
{
    private const string Name = "swarm-review-dev-7";
    private const string ByHand = "To deploy without one, start the deployment by hand: then its own report is what is approved.";
    private static readonly string _head = new('b', 40);
    private static readonly string _merge = new('c', 40);
    private FakeGitHub _gitHub = null!;

    public async Task InitializeAsync() => _gitHub = await FakeGitHub.StartAsync();

    public async Task DisposeAsync() => await _gitHub.DisposeAsync();

    [Fact]
    public async Task The_change_that_was_approved_is_let_through()
    {
        Approve(Report("scale"));
        using var job = Job.On(_gitHub);

        var (code, output, errors) = await job.RunAsync("approved", ReviewInput.Stream("scale"));

        Assert.Equal((ExitCode.Done, ""), (code, errors));
        Assert.Equal(
            $"This is the change that was approved (the artifact {Name} of run 6001, for pull request 7 at commit {_head}, approved by ann). ROUTINE: 1 service scaled. Time: until the tasks of whoami run.\n"
                + "Not compared: messages and notes of the preview, what the rules find, and what stays as it is. Values of secrets, and of what looks like one, are in no report.\n",
            output
        );
    }

    [Fact]
    public async Task Another_change_is_refused_with_the_difference()
    {
        Approve(Report("no-change"));
        using var job = Job.On(_gitHub);

        var (code, output, _) = await job.RunAsync("approved", ReviewInput.Digest("scale"));

        Assert.Equal(ExitCode.Broken, code);
        Assert.Equal(
            $"This is NOT the change that was approved (the artifact {Name} of run 6001, for pull request 7 at commit {_head}, approved by ann). Approved (-), and what would be done now (+):\n"
                + "+ services: whoami: scaled from 1 to 3: 2 tasks more, the others go on\n"
                + "+ time: until the tasks of whoami run\n"
                + "+ docker:index/service:Service whoami: updated\n"
                + "+ docker:index/service:Service whoami: mode.replicated.replicas: 1 => 3\n",
            output.ReplaceLineEndings("\n")
        );
    }

    [Fact]
    public async Task What_is_new_is_compared_with_all_that_is_asked_for()
    {
        Approve(Report("create-all"));
        using var job = Job.On(_gitHub);
        var other = Encoding
            .UTF8.GetString(ReviewInput.Digest("create-all"))
            .Replace("\"order\": \"start-first\"", "\"order\": \"stop-first\"", StringComparison.Ordinal);

        Assert.Equal(ExitCode.Done, (await job.RunAsync("approved", ReviewInput.Digest("create-all"))).Code);
        var (code, output, _) = await job.RunAsync("approved", Encoding.UTF8.GetBytes(other));

        Assert.Equal(ExitCode.Broken, code);
        Assert.Contains("\n- docker:index/service:Service web: updateConfig: (none) => {", output, StringComparison.Ordinal);
        Assert.Contains("\n+ docker:index/service:Service web: updateConfig: (none) => {", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_report_of_the_last_commit_counts_and_no_other()
    {
        Approve(Report("no-change"));
        _gitHub.AddArtifact(Name, _head, ApprovedFile, Report("scale"));
        // Made later, and all of them worth nothing here.
        _gitHub.AddArtifact(Name, new string('a', 40), ApprovedFile, Report("no-change"));
        _gitHub.AddArtifact(Name, _head, ApprovedFile, Report("no-change"), expired: true);
        _gitHub.AddArtifact(Name, _head, ApprovedFile, Report("no-change"), ofFork: true);
        _gitHub.AddArtifact(Name, _head, ApprovedFile, Report("no-change"), late: true);
        _gitHub.AddArtifact("swarm-review-prod-7", _head, ApprovedFile, Report("no-change"));
        _gitHub.AddArtifact("swarm-review-dev-8", _head, ApprovedFile, Report("no-change"));
        _gitHub.AddArtifact(Name, _head, ApprovedFile, Report("no-change"), started: "workflow_dispatch");
        _gitHub.AddArtifact(Name, _head, ApprovedFile, Report("no-change"), workflow: ".github/workflows/deploy.yml");
        for (var number = 0; number < 120; number++)
        {
            _gitHub.AddArtifact(Name, new string('d', 40), ApprovedFile, "{}");
            _gitHub.AddReview(7, "ann", "COMMENTED", _head);
        }

        _gitHub.AddReview(7, "ann", "APPROVED", _head);
        using var job = Job.On(_gitHub);

        Assert.Equal(ExitCode.Done, (await job.RunAsync("approved", ReviewInput.Digest("scale"))).Code);
    }

    [Theory]
    [InlineData(false, false, false, "")]
    [InlineData(true, false, false, " One was there, and has expired.")]
    [InlineData(false, true, false, " One is there that a fork's run has left, which is not trusted.")]
    [InlineData(false, false, true, " One is there that was made after the merge, which nobody has approved.")]
    public async Task Where_no_report_was_approved_it_says_so(bool expired, bool ofFork, bool late, string others)
    {
        _gitHub.AddPull(7, _head, _merge);
        if (expired || ofFork || late)
        {
            _gitHub.AddArtifact(Name, _head, ApprovedFile, Report("scale"), expired, ofFork, late);
        }

        using var job = Job.On(_gitHub);
        await AssertEndsAsync(
            job,
            ExitCode.Refused,
            $"swarm: pull request 7, which brought the commit {_merge}, has no artifact {Name} of its last commit {_head}, so no report was approved.{others} {ByHand}"
        );
    }

    [Theory]
    [InlineData("ann", "COMMENTED")]
    [InlineData("bob", "DISMISSED")]
    [InlineData("mallory", "CHANGES_REQUESTED")]
    // An outsider, a machine, and somebody who is gone.
    [InlineData("mallory", "APPROVED")]
    [InlineData("helper[bot]", "APPROVED")]
    [InlineData(null, "APPROVED")]
    public async Task A_report_that_was_made_after_the_approval_is_none_whatever_else_is_said_of_it(string? login, string state)
    {
        _gitHub.AddPull(7, _head, _merge);
        _gitHub.AddReview(7, "ann", "APPROVED", _head);
        _gitHub.AddArtifact(Name, _head, ApprovedFile, Report("scale"));
        _gitHub.AddReview(7, login, state, _head);
        using var job = Job.On(_gitHub);
        await AssertEndsAsync(
            job,
            ExitCode.Refused,
            $"swarm: pull request 7, which brought the commit {_merge}, has no artifact {Name} of its last commit {_head}, so no report was approved. One is there that was made after the approval by ann, and that nobody has approved since. {ByHand}"
        );
    }

    [Fact]
    public async Task The_report_that_was_there_at_the_last_approval_counts_though_another_was_made_later()
    {
        Approve(Report("scale"));
        _gitHub.AddArtifact(Name, _head, ApprovedFile, Report("no-change"));
        using var job = Job.On(_gitHub);

        Assert.Equal(ExitCode.Done, (await job.RunAsync("approved", ReviewInput.Digest("scale"))).Code);
    }

    [Fact]
    public async Task An_artifact_that_a_second_attempt_of_its_run_has_replaced_must_be_approved_again()
    {
        Approve(Report("scale"));
        _gitHub.AddArtifact(Name, _head, ApprovedFile, Report("scale"), again: 6001);
        using var job = Job.On(_gitHub);

        await AssertEndsAsync(
            job,
            ExitCode.Refused,
            $"swarm: pull request 7, which brought the commit {_merge}, has no artifact {Name} of its last commit {_head}, so no report was approved. One is there that was made after the approval by ann, and that nobody has approved since. {ByHand}"
        );

        _gitHub.AddReview(7, "ann", "APPROVED", _head);
        Assert.Equal(ExitCode.Done, (await job.RunAsync("approved", ReviewInput.Digest("scale"))).Code);
    }

    [Theory]
    [InlineData("ann", false, false)]
    [InlineData("bob", false, false)]
    // Of another commit, and after the merge.
    [InlineData("ann", true, false)]
    [InlineData("bob", true, false)]
    [InlineData("ann", false, true)]
    [InlineData("bob", false, true)]
    public async Task Where_somebody_who_may_write_requests_changes_nothing_was_approved(string login, bool isOld, bool late)
    {
        Approve(Report("scale"));
        _gitHub.AddReview(7, login, "CHANGES_REQUESTED", isOld ? new string('a', 40) : _head, late);
        // What says no more than that, and what comes too late to take it back.
        _gitHub.AddReview(7, login, "COMMENTED", _head, late);
        _gitHub.AddReview(7, login, "APPROVED", _head, late: true);
        using var job = Job.On(_gitHub);

        await AssertEndsAsync(
            job,
            ExitCode.Refused,
            $"swarm: {login}, who may write to the repository, has requested changes to pull request 7, which brought the commit {_merge}, and has not approved it since, so no report was approved. {ByHand}"
        );
    }

    [Theory]
    [InlineData("bob", "APPROVED", "bob")]
    [InlineData("bob", "DISMISSED", "ann")]
    public async Task Requested_changes_that_were_taken_back_are_none(string login, string state, string by)
    {
        Approve(Report("scale"));
        _gitHub.AddReview(7, login, "CHANGES_REQUESTED", _head);
        _gitHub.AddReview(7, login, state, _head);
        using var job = Job.On(_gitHub);

        var (code, output, _) = await job.RunAsync("approved", ReviewInput.Digest("scale"));

        Assert.Equal(ExitCode.Done, code);
        Assert.StartsWith(
            $"This is the change that was approved (the artifact {Name} of run 6001, for pull request 7 at commit {_head}, approved by {by}). ",
            output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_approval_after_the_merge_approves_no_report()
    {
        _gitHub.AddPull(7, _head, _merge);
        _gitHub.AddReview(7, "ann", "APPROVED", _head);
        _gitHub.AddArtifact(Name, _head, ApprovedFile, Report("scale"));
        _gitHub.AddReview(7, "ann", "APPROVED", _head, late: true);
        _gitHub.AddReview(7, "bob", "APPROVED", _head, late: true);
        using var job = Job.On(_gitHub);

        await AssertEndsAsync(
            job,
            ExitCode.Refused,
            $"swarm: pull request 7, which brought the commit {_merge}, has no artifact {Name} of its last commit {_head}, so no report was approved. One is there that was made after the approval by ann, and that nobody has approved since. {ByHand}"
        );
    }

    [Theory]
    [InlineData("ann", "APPROVED", true)]
    [InlineData("ann", "DISMISSED", false)]
    // Who could write once and cannot any more, and somebody who is gone.
    [InlineData("mallory", "APPROVED", false)]
    [InlineData("mallory", "CHANGES_REQUESTED", false)]
    [InlineData(null, "APPROVED", false)]
    public async Task Where_the_last_commit_was_reviewed_and_not_approved_nothing_was(string? login, string state, bool isOld)
    {
        _gitHub.AddPull(7, _head, _merge);
        _gitHub.AddReview(7, login, state, isOld ? new string('a', 40) : _head);
        _gitHub.AddArtifact(Name, _head, ApprovedFile, Report("scale"));
        using var job = Job.On(_gitHub);

        await AssertEndsAsync(
            job,
            ExitCode.Refused,
            $"swarm: pull request 7, which brought the commit {_merge}, was reviewed, but nobody who may write to the repository has approved its last commit {_head}, so no report was approved. {ByHand}"
        );
    }

    [Fact]
    public async Task Where_nobody_reviews_the_merge_is_the_approval()
    {
        _gitHub.AddPull(7, _head, _merge);
        _gitHub.AddReview(7, "helper[bot]", "CHANGES_REQUESTED", _head);
        _gitHub.AddReview(7, "ann", "COMMENTED", _head);
        _gitHub.AddArtifact(Name, _head, ApprovedFile, Report("scale"));
        _gitHub.AddReview(7, "ann", "APPROVED", _head, late: true);
        using var job = Job.On(_gitHub);

        var (code, output, _) = await job.RunAsync("approved", ReviewInput.Digest("scale"));

        Assert.Equal(ExitCode.Done, code);
        Assert.StartsWith(
            $"This is the change that was approved (the artifact {Name} of run 6003, for pull request 7 at commit {_head}, merged without a review). ",
            output,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(".github/workflows/preview.yml", "workflow_dispatch")]
    [InlineData(".github/workflows/other.yml", "pull_request")]
    public async Task Only_what_the_preview_of_a_pull_request_has_left_is_a_report(string workflow, string started)
    {
        _gitHub.AddPull(7, _head, _merge);
        _gitHub.AddArtifact(Name, _head, ApprovedFile, Report("scale"), workflow: $"{workflow}@refs/heads/main", started: started);
        _gitHub.AddReview(7, "ann", "APPROVED", _head);
        using var job = Job.On(_gitHub);

        await AssertEndsAsync(
            job,
            ExitCode.Refused,
            $"swarm: pull request 7, which brought the commit {_merge}, has no artifact {Name} of its last commit {_head}, so no report was approved. One is there that {workflow} has left, started by {started}; only what .github/workflows/preview.yml leaves for a pull request counts. {ByHand}"
        );
    }

    [Fact]
    public async Task Of_two_pull_requests_with_one_commit_that_to_this_branch_counts()
    {
        _gitHub.AddPull(6, _head, _merge, branch: "release/1");
        Approve(Report("scale"));
        using var job = Job.On(_gitHub);

        Assert.Equal(ExitCode.Done, (await job.RunAsync("approved", ReviewInput.Digest("scale"))).Code);

        using var release = Job.On(_gitHub, ("GITHUB_REF", "refs/heads/release/2"));
        var (code, _, errors) = await release.RunAsync("approved", ReviewInput.Digest("scale"));
        Assert.Equal(
            (
                ExitCode.Refused,
                $"swarm: no merged pull request has brought the commit {_merge} to the branch release/2, so nothing was approved. {ByHand}"
            ),
            (code, errors.TrimEnd())
        );
    }

    [Fact]
    public async Task A_stack_of_an_organisation_has_a_report_too()
    {
        _gitHub.AddPull(7, _head, _merge);
        _gitHub.AddArtifact("swarm-review-acme-dev-7", _head, ApprovedFile, Report("scale"));
        _gitHub.AddReview(7, "ann", "APPROVED", _head);
        using var job = Job.On(_gitHub);

        Assert.Equal(ExitCode.Done, (await job.RunAsync("approved", ReviewInput.Digest("scale"), "--stack", "acme/dev")).Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_old_commit_is_not_deployed_again_by_a_run_that_is_started_again(bool isFile)
    {
        Approve(Report("scale"));
        var (file, newest) = (Path.GetTempFileName(), new string('e', 40));
        try
        {
            await File.WriteAllTextAsync(file, Report("scale"));
            using var job = Job.On(_gitHub, ("GITHUB_RUN_ATTEMPT", "2"));
            string[] more = isFile ? [file] : [];

            _gitHub.Heads["main"] = _merge;
            Assert.Equal(ExitCode.Done, (await job.RunAsync("approved", ReviewInput.Digest("scale"), more)).Code);

            _gitHub.Heads["main"] = newest;
            var (code, _, errors) = await job.RunAsync("approved", ReviewInput.Digest("scale"), more);
            Assert.Equal(
                (
                    ExitCode.Refused,
                    $"swarm: this run was started again, and its commit {_merge} is not the newest of the branch main any more, which is {newest}: it would take back what has come since. Start the deployment of {newest} instead. To go back, revert the change in a pull request."
                ),
                (code, errors.TrimEnd())
            );
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task The_first_attempt_of_a_run_may_be_overtaken()
    {
        Approve(Report("scale"));
        _gitHub.Heads["main"] = new string('e', 40);
        using var job = Job.On(_gitHub, ("GITHUB_RUN_ATTEMPT", "1"));

        Assert.Equal(ExitCode.Done, (await job.RunAsync("approved", ReviewInput.Digest("scale"))).Code);
    }

    [Theory]
    [InlineData(
        null,
        "swarm: the environment variable GITHUB_REF is not set. GitHub Actions sets it; elsewhere, set it yourself: the branch, as refs/heads/NAME."
    )]
    [InlineData(
        "refs/pull/7/merge",
        "swarm: the environment variable GITHUB_REF is refs/pull/7/merge, which is no branch. Set it to that of the branch, as refs/heads/NAME."
    )]
    public async Task Without_a_branch_nothing_was_approved(string? reference, string message)
    {
        Approve(Report("scale"));
        using var job = Job.On(_gitHub, ("GITHUB_REF", reference));

        var (code, _, errors) = await job.RunAsync("approved", ReviewInput.Digest("scale"));

        Assert.Equal((ExitCode.Refused, message), (code, errors.TrimEnd()));
    }

    [Fact]
    public async Task A_commit_that_no_pull_request_has_brought_was_not_approved()
    {
        // Open, merged elsewhere, and merged with other commits before it.
        _gitHub.AddPull(7, _head, _merge, merged: false);
        _gitHub.AddPull(8, _head, _merge, branch: "release");
        _gitHub.AddPull(9, _head, new string('e', 40), holds: [_merge]);
        using var job = Job.On(_gitHub);

        await AssertEndsAsync(
            job,
            ExitCode.Refused,
            $"swarm: no merged pull request has brought the commit {_merge} to the branch main, so nothing was approved. {ByHand}"
        );
    }

    [Fact]
    public async Task An_artifact_without_the_report_is_refused()
    {
        _gitHub.AddPull(7, _head, _merge);
        _gitHub.AddArtifact(Name, _head, "other.json", "{}");
        using var job = Job.On(_gitHub);

        await AssertEndsAsync(
            job,
            ExitCode.Refused,
            $"swarm: the artifact {Name} holds no review.json, but other.json. Upload what ./swarm review --format json printed under that name."
        );
    }

    [Fact]
    public async Task A_token_that_may_not_read_artifacts_ends_with_what_to_do()
    {
        Approve(Report("scale"));
        _gitHub.Permissions.Remove("actions: read");
        using var job = Job.On(_gitHub);

        await AssertEndsAsync(
            job,
            ExitCode.Failed,
            $"swarm: GitHub answered 403 (Forbidden) to GET /repos/acme/shop/actions/artifacts?name={Name}&per_page=100: Resource not accessible by integration. The token may not do this. Give it the permission actions: read. A pull request from a fork never gets a token that may write."
        );
    }

    [Theory]
    [InlineData(true, "404 (Not Found)", "ann is not a user. It is not there, or the token may not see it.", "")]
    [InlineData(
        false,
        "403 (Forbidden)",
        "Must have push access to view collaborator permission. The token may not do this.",
        " A pull request from a fork never gets a token that may write."
    )]
    public async Task A_token_that_may_not_see_who_may_write_ends_with_what_to_do(bool may, string status, string why, string more)
    {
        Approve(Report("scale"));
        _gitHub.Writers.Clear();
        if (!may)
        {
            _gitHub.Permissions.Remove("metadata: read");
        }

        using var job = Job.On(_gitHub);

        await AssertEndsAsync(
            job,
            ExitCode.Failed,
            $"swarm: GitHub answered {status} to GET /repos/acme/shop/collaborators/ann/permission: {why} Give it the right to see who may write: the token of a workflow always has it, and a person's token has it where that person may push.{more}"
        );
    }

    [Fact]
    public async Task Anywhere_else_the_report_is_a_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Report("scale"));
            using var job = new Job();

            var same = await job.RunAsync("approved", ReviewInput.Digest("scale"), file);
            var other = await job.RunAsync("approved", ReviewInput.Digest("image-change"), file);
            await File.WriteAllTextAsync(file, "{}");
            var none = await job.RunAsync("approved", ReviewInput.Digest("scale"), file);

            Assert.StartsWith($"This is the change that was approved ({file}). ", same.Output, StringComparison.Ordinal);
            Assert.Equal((ExitCode.Done, ExitCode.Broken, ExitCode.Refused), (same.Code, other.Code, none.Code));
            Assert.Equal(
                $"swarm: The approved report is not one that ./swarm review --format json printed: The given key was not present in the dictionary. It is {file}.",
                none.Errors.TrimEnd()
            );
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_preview_that_failed_is_nothing_that_was_approved()
    {
        using var job = Job.On(_gitHub);

        var (code, _, errors) = await job.RunAsync("approved", ReviewInput.Digest("scale"), "--pulumi-exit", "1");

        Assert.Equal(
            (ExitCode.Refused, "swarm: The preview FAILED, so this may not be all. A preview that is not whole is not what was approved."),
            (code, errors.TrimEnd())
        );
    }

    private const string ApprovedFile = "review.json";

    // How the command ends, with the whole of what it says.
    private static async Task AssertEndsAsync(Job job, int code, string errors, string plan = "scale")
    {
        var ended = await job.RunAsync("approved", ReviewInput.Digest(plan));
        Assert.Equal((code, errors), (ended.Code, ended.Errors.TrimEnd()));
    }

    private static string Report(string name) => JsonReport.Render(ReviewInput.Review(ReviewInput.Digest(name)));

    private void Approve(string report)
    {
        _gitHub.AddPull(7, _head, _merge);
        _gitHub.AddArtifact(Name, _head, ApprovedFile, report);
        _gitHub.AddReview(7, "ann", "APPROVED", _head);
    }
}
