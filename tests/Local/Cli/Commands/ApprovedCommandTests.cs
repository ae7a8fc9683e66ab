using System.Text;
using Local.Cli;
using Review.Reports;
using Tests.Local.Cli.Pipelines;
using Tests.Review;

namespace Tests.Local.Cli.Commands;

[Collection(Job.Collection)]
public sealed class ApprovedCommandTests : IAsyncLifetime
{
    private const string Name = "swarm-review-dev";
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
            $"This is the change that was approved (the artifact {Name} of run 6001, for pull request 7 at commit {_head}). ROUTINE: 1 service scaled.\n"
                + "Not compared: messages and notes of the preview, what the rules find, and what stays as it is. Values of secrets are in no report.\n",
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
            $"This is NOT the change that was approved (the artifact {Name} of run 6001, for pull request 7 at commit {_head}). Approved (-), and what would be done now (+):\n"
                + "+ services: whoami: scaled from 1 to 3: 2 tasks more, the others go on\n"
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
        Approve(Report("scale"), pull: false);
        // Made later, and all of them worth nothing here.
        _gitHub.AddArtifact(Name, new string('a', 40), ApprovedFile, Report("no-change"));
        _gitHub.AddArtifact(Name, _head, ApprovedFile, Report("no-change"), expired: true);
        _gitHub.AddArtifact(Name, _head, ApprovedFile, Report("no-change"), ofFork: true);
        _gitHub.AddArtifact(Name, _head, ApprovedFile, Report("no-change"), late: true);
        _gitHub.AddArtifact("swarm-review-prod", _head, ApprovedFile, Report("no-change"));
        for (var number = 0; number < 120; number++)
        {
            _gitHub.AddArtifact(Name, new string('d', 40), ApprovedFile, "{}");
        }

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
        var (code, _, errors) = await job.RunAsync("approved", ReviewInput.Digest("scale"));

        Assert.Equal(
            (
                ExitCode.Refused,
                $"swarm: pull request 7, which brought the commit {_merge}, has no artifact {Name} of its last commit {_head}, so no report was approved.{others} To deploy without one, start the deployment by hand: then its own report is what is approved."
            ),
            (code, errors.TrimEnd())
        );
    }

    [Fact]
    public async Task A_commit_that_no_pull_request_has_brought_was_not_approved()
    {
        // Open, and merged elsewhere.
        _gitHub.AddPull(7, _head, _merge, merged: false);
        _gitHub.AddPull(8, _head, new string('e', 40));
        using var job = Job.On(_gitHub);

        var (code, _, errors) = await job.RunAsync("approved", ReviewInput.Digest("scale"));

        Assert.Equal(
            (
                ExitCode.Refused,
                $"swarm: no merged pull request has brought the commit {_merge}, so nothing was approved. To deploy without one, start the deployment by hand: then its own report is what is approved."
            ),
            (code, errors.TrimEnd())
        );
    }

    [Fact]
    public async Task An_artifact_without_the_report_is_refused()
    {
        _gitHub.AddPull(7, _head, _merge);
        _gitHub.AddArtifact(Name, _head, "other.json", "{}");
        using var job = Job.On(_gitHub);

        var (code, _, errors) = await job.RunAsync("approved", ReviewInput.Digest("scale"));

        Assert.Equal(
            (
                ExitCode.Refused,
                $"swarm: the artifact {Name} holds no review.json, but other.json. Upload what ./swarm review --format json printed under that name."
            ),
            (code, errors.TrimEnd())
        );
    }

    [Fact]
    public async Task A_token_that_may_not_read_artifacts_ends_with_what_to_do()
    {
        Approve(Report("scale"));
        _gitHub.Permissions.Remove("actions: read");
        using var job = Job.On(_gitHub);

        var (code, _, errors) = await job.RunAsync("approved", ReviewInput.Digest("scale"));

        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains(" 403 (Forbidden) ", errors, StringComparison.Ordinal);
        Assert.Contains("Give it the permission actions: read.", errors, StringComparison.Ordinal);
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

    private static string Report(string name) => JsonReport.Render(ReviewInput.Review(ReviewInput.Digest(name)));

    private void Approve(string report, bool pull = true)
    {
        if (pull)
        {
            _gitHub.AddPull(7, _head, _merge);
        }

        _gitHub.AddArtifact(Name, _head, ApprovedFile, report);
    }
}
