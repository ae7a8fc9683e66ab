using System.Text.RegularExpressions;
using Local.Cli.Pipelines;
using Tests.Infra;
using YamlDotNet.RepresentationModel;

namespace Tests.Pipelines;

/// <summary>What docs/pipelines.md promises of the workflows.</summary>
public sealed partial class WorkflowTests
{
    // What a run can be given that is worth stealing, and who can start one without being trusted.
    private const string Role = "vars.SWARM_PREVIEW_ROLE != ''";
    private const string OwnBranch = "github.event.pull_request.head.repo.full_name == github.repository";
    private const string NotDependabot = "github.event.pull_request.user.login != 'dependabot[bot]'";
    private const string MainBranch = "github.ref == 'refs/heads/main'";

    public static TheoryData<string> Workflows => [.. Workflow.OfGitHub];

    [Fact]
    public void There_is_one_for_tests_previews_deployments_and_drift() =>
        Assert.Equal(
            [".github/workflows/deploy.yml", ".github/workflows/drift.yml", ".github/workflows/preview.yml", ".github/workflows/test.yml"],
            Workflow.OfGitHub
        );

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Every_action_is_pinned_by_commit_with_its_version_beside_it(string name)
    {
        var workflow = Workflow.Read(name);
        var uses = workflow.Steps.Select(step => Workflow.At(step, "uses")).OfType<YamlScalarNode>().ToList();

        Assert.NotEmpty(uses);
        Assert.All(uses, use => Assert.Matches(Pinned(), workflow.Line(use)));
    }

    [Fact]
    public void An_action_has_the_same_version_everywhere()
    {
        var lines = Workflow
            .OfGitHub.Select(Workflow.Read)
            .SelectMany(workflow => workflow.Steps.Select(step => Workflow.At(step, "uses")).OfType<YamlScalarNode>().Select(workflow.Line))
            .Select(line => Pinned().Match(line))
            .GroupBy(pin => pin.Groups["action"].Value);

        Assert.All(lines, action => Assert.Single(action.Select(pin => pin.Groups["pin"].Value).Distinct()));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_workflow_may_nothing_and_each_job_what_it_says_why(string name)
    {
        var workflow = Workflow.Read(name);

        Assert.Empty(Assert.IsType<YamlMappingNode>(Workflow.At(workflow.Root, "permissions")).Children);
        Assert.All(workflow.Jobs, job =>
        {
            var permissions = Assert.IsType<YamlMappingNode>(Workflow.At(job.Job, "permissions"));
            Assert.NotEmpty(permissions.Children);
            Assert.All(permissions.Children.Keys, permission => Assert.Matches(Explained(), workflow.Line(permission)));
        });
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void No_expression_stands_in_a_script(string name) =>
        Assert.All(Workflow.Read(name).Runs, run => Assert.DoesNotContain("${{", run, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void The_token_is_not_kept_in_the_checkout(string name)
    {
        var checkouts = Workflow
            .Read(name)
            .Steps.Where(step => Workflow.Text(step, "uses")?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true)
            .ToList();

        Assert.NotEmpty(checkouts);
        Assert.All(checkouts, step =>
            Assert.Equal("false", Workflow.Text(Assert.IsType<YamlMappingNode>(Workflow.At(step, "with")), "persist-credentials"))
        );
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Nothing_runs_for_a_fork_with_the_rights_of_the_repository(string name)
    {
        var events = Assert
            .IsType<YamlMappingNode>(Workflow.At(Workflow.Read(name).Root, "on"))
            .Children.Keys.Select(key => $"{key}")
            .ToList();

        Assert.Empty(events.Except(["push", "pull_request", "schedule", "workflow_dispatch"]));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Credentials_are_only_in_jobs_that_a_fork_and_a_repository_without_roles_do_not_start(string name)
    {
        var jobs = Workflow.Read(name).Jobs.ToDictionary();
        foreach (var (job, node) in jobs)
        {
            var text = Text(node);
            if (text.Contains("secrets.", StringComparison.Ordinal) || text.Contains("id-token", StringComparison.Ordinal))
            {
                Assert.True(IsGuarded(node), $"{name}: {job}: {Workflow.Text(node, "if")}");
            }
        }

        bool IsGuarded(YamlMappingNode node)
        {
            var condition = Workflow.Text(node, "if") ?? "";
            return condition.Contains(Role, StringComparison.Ordinal)
                    && (
                        (
                            condition.Contains(OwnBranch, StringComparison.Ordinal)
                            && condition.Contains(NotDependabot, StringComparison.Ordinal)
                        ) || condition.Contains(MainBranch, StringComparison.Ordinal)
                    )
                    && !condition.Contains("||", StringComparison.Ordinal)
                // A job that needs another one is skipped with it, unless its condition asks how that ended.
                || Workflow.Text(node, "needs") is { } needed && IsGuarded(jobs[needed]) && !HowItEnded().IsMatch(condition);
        }
    }

    [Fact]
    public void A_pull_request_is_previewed_with_the_role_or_without_it_and_never_by_both()
    {
        var jobs = Workflow.Read(".github/workflows/preview.yml").Jobs.ToDictionary();

        Assert.Equal(["stack", "program"], jobs.Keys);
        Assert.Equal($"{Role} && {OwnBranch} && {NotDependabot}", Workflow.Text(jobs["stack"], "if"));
        Assert.Equal(
            $"{Role} && {OwnBranch} && {NotDependabot}"
                .Replace("!=", "<>", StringComparison.Ordinal)
                .Replace("==", "!=", StringComparison.Ordinal)
                .Replace("<>", "==", StringComparison.Ordinal)
                .Replace("&&", "||", StringComparison.Ordinal),
            Workflow.Text(jobs["program"], "if")
        );
        Assert.DoesNotContain("secrets.", Text(jobs["program"]), StringComparison.Ordinal);
        Assert.Equal(
            ["contents"],
            Assert.IsType<YamlMappingNode>(Workflow.At(jobs["program"], "permissions")).Children.Keys.Select(key => $"{key}")
        );
    }

    [Fact]
    public void A_report_has_the_name_that_the_deployment_looks_for()
    {
        var (preview, deploy) = (Workflow.Read(".github/workflows/preview.yml"), Workflow.Read(".github/workflows/deploy.yml"));

        Assert.Single(preview.Runs, run =>
            run.Contains("\necho \"artifact=swarm-review-${STACK//\\//-}-$NUMBER\" >>\"$GITHUB_OUTPUT\"\n", StringComparison.Ordinal)
        );
        Assert.Equal("swarm-review-acme-dev-7", ApprovedReport.ArtifactOf("acme/dev", 7));
        Assert.Single(deploy.Runs, run =>
            run.Contains("\necho \"artifact=swarm-review-${STACK//\\//-}\" >>\"$GITHUB_OUTPUT\"\n", StringComparison.Ordinal)
        );
        // Where there is no plan, the step has ended before it says that there is a report.
        Assert.All(preview.Runs.Concat(deploy.Runs).Where(run => run.Contains("artifact=", StringComparison.Ordinal)), run =>
            Assert.True(
                run.IndexOf("./swarm review", StringComparison.Ordinal) is >= 0 and var report
                    && report < run.IndexOf("artifact=", StringComparison.Ordinal)
            )
        );
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Every_job_has_a_limit_and_a_runner_that_stays_what_it_is(string name) => Assert.All(Workflow.Read(name).Jobs, job =>
        {
            Assert.InRange(
                int.Parse(Workflow.Text(job.Job, "timeout-minutes")!, System.Globalization.CultureInfo.InvariantCulture),
                1,
                180
            );
            Assert.DoesNotContain("latest", Workflow.Text(job.Job, "runs-on"), StringComparison.Ordinal);
        });

    [Theory]
    [MemberData(nameof(Workflows))]
    public void An_update_is_never_cancelled_runs_alone_and_is_compared_with_what_was_approved(string name)
    {
        var workflow = Workflow.Read(name);
        var concurrency = Assert.IsType<YamlMappingNode>(Workflow.At(workflow.Root, "concurrency"));
        var updates = workflow.Jobs.Where(job => Text(job.Job).Contains("pulumi up", StringComparison.Ordinal)).ToList();

        Assert.Equal(name == ".github/workflows/deploy.yml", updates.Count == 1);
        if (updates.Count > 0)
        {
            Assert.Equal("false", Workflow.Text(concurrency, "cancel-in-progress"));
            Assert.Equal("deploy", Workflow.Text(concurrency, "group"));
            Assert.Equal("production", Workflow.Text(updates[0].Job, "environment"));
            Assert.Equal(
                [
                    "pulumi preview --stack \"$STACK\" --json --show-sames >plan.json",
                    "./swarm approved plan.json approved/review.json",
                    "pulumi up --stack \"$STACK\" --yes --skip-preview",
                ],
                Steps(updates[0].Job).Select(step => Workflow.Text(step, "run")).OfType<string>()
            );
            // None of them is left out, or goes on after one that failed.
            Assert.All(Steps(updates[0].Job), step =>
                Assert.Empty(step.Children.Keys.Select(key => $"{key}").Except(["name", "uses", "with", "env", "run"]))
            );
        }
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void The_token_is_only_given_to_the_one_command_that_takes_it(string name)
    {
        var workflow = Workflow.Read(name);
        var given = workflow.Steps.Where(step => Text(step).Contains("github.token", StringComparison.Ordinal)).ToList();

        Assert.Equal(given.Count, Token().Count(File.ReadAllText(Path.Combine(SwarmProgram.Project, name))));
        Assert.All(given, step => Assert.DoesNotContain("pulumi ", Workflow.Text(step, "run"), StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_main_branch_runs_on_a_runner_of_ones_own()
    {
        var own = Workflow
            .OfGitHub.Select(Workflow.Read)
            .SelectMany(workflow => workflow.Jobs.Select(job => (workflow.Name, job.Name, Runner: Workflow.Text(job.Job, "runs-on")!)))
            .Where(job => job.Runner.Contains("SWARM_RUNNER", StringComparison.Ordinal))
            .Select(job => (job.Item1, job.Item2));

        Assert.Equal([(".github/workflows/deploy.yml", "deploy"), (".github/workflows/drift.yml", "drift")], own);
    }

    [Fact]
    public void The_variables_are_those_that_the_page_lists()
    {
        var used = Workflow
            .OfGitHub.SelectMany(name => Setting().Matches(File.ReadAllText(Path.Combine(SwarmProgram.Project, name))))
            .Select(setting => setting.Groups["name"].Value)
            .Distinct()
            .Order(StringComparer.Ordinal);
        var listed = Listed()
            .Matches(File.ReadAllText(Path.Combine(SwarmProgram.Project, "docs", "pipelines.md")))
            .Select(setting => setting.Groups["name"].Value)
            .Order(StringComparer.Ordinal);

        Assert.Equal(listed, used);
    }

    private static IEnumerable<YamlMappingNode> Steps(YamlMappingNode job) =>
        ((YamlSequenceNode)Workflow.At(job, "steps")!).Cast<YamlMappingNode>();

    // As text, comments left out.
    private static string Text(YamlNode node)
    {
        using var text = new StringWriter();
        new YamlStream(new YamlDocument(node)).Save(text, assignAnchors: false);
        return text.ToString();
    }

    [GeneratedRegex(@"uses: (?<action>[\w./-]+)@(?<pin>[0-9a-f]{40} # v\d+\.\d+\.\d+)$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"^ +[a-z-]+: (read|write) # \w.{10,}$")]
    private static partial Regex Explained();

    [GeneratedRegex(@"\b(always|cancelled|failure)\(")]
    private static partial Regex HowItEnded();

    [GeneratedRegex(@"github\.token|secrets\.GITHUB_TOKEN")]
    private static partial Regex Token();

    [GeneratedRegex(@"(vars|secrets)\.(?<name>[A-Z_]+)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"^ +\| `(?<name>[A-Z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Listed();
}
