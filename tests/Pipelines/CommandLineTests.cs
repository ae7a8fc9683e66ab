using System.Text.RegularExpressions;
using Local.Cli.Commands;
using Tests.Infra;
using Tests.Local.Providers;
using YamlDotNet.RepresentationModel;

namespace Tests.Pipelines;

/// <summary>What the pipelines and their page call is there, with these options.</summary>
public sealed partial class CommandLineTests
{
    private const string GitLab = ".gitlab-ci.yml";

    public static TheoryData<string> Calls =>
        [
            .. Workflow
                .OfGitHub.Append(GitLab)
                .Append("docs/pipelines.md")
                .SelectMany(file => Call().Matches(File.ReadAllText(Path.Combine(SwarmProgram.Project, file))))
                .Select(call => call.Value.Trim())
                // The entry script's own, and what is only named.
                .Where(call => !call.StartsWith("./swarm test", StringComparison.Ordinal) && call.Contains(' ', StringComparison.Ordinal))
                .Distinct(),
        ];

    public static TheoryData<string, string> Scripts
    {
        get
        {
            var scripts = new TheoryData<string, string>();
            foreach (var file in Workflow.OfGitHub)
            {
                foreach (var run in Workflow.Read(file).Runs)
                {
                    scripts.Add(file, run);
                }
            }

            foreach (var (name, job) in Workflow.Read(GitLab).Root.Children)
            {
                foreach (var part in new[] { "before_script", "script" })
                {
                    if (job is YamlMappingNode node && Workflow.At(node, part) is YamlSequenceNode lines)
                    {
                        scripts.Add($"{GitLab} {name}", string.Concat(lines.Select(line => $"{line}\n")));
                    }
                }
            }

            return scripts;
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void Every_call_is_one_that_the_program_understands(string call)
    {
        var words = Word()
            .Matches(Optional().Replace(call, "$1"))
            .Select(word => word.Value.Trim('"'))
            .Skip(1)
            // As the shell would have put it in.
            .Select(word => word is "$EXIT" or "$status" or "$?" ? "7" : word);

        Assert.Empty(SwarmCommand.Create().Parse([.. words]).Errors.Select(error => $"{call}: {error.Message}"));
    }

    [SkippableTheory]
    [MemberData(nameof(Scripts))]
    public void Shellcheck_finds_nothing(string file, string script)
    {
        Skip.IfNot(Tool.Exists("shellcheck"), "shellcheck is not installed (apt-get install shellcheck).");
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, script);

            Assert.Equal("", Tool.Run("shellcheck", "--shell=bash", path).Replace(path, file, StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void GitLab_deploys_what_was_approved_one_after_another_and_cancels_nothing()
    {
        var job = (YamlMappingNode)Workflow.At(Workflow.Read(GitLab).Root, "deploy")!;

        Assert.Equal(
            ("false", "$STACK", "production"),
            (Workflow.Text(job, "interruptible"), Workflow.Text(job, "resource_group"), Workflow.Text(job, "environment"))
        );
        Assert.Equal(
            [
                "pulumi preview --stack \"$STACK\" --json --show-sames >plan.json",
                "./swarm approved plan.json review.json",
                "pulumi up --stack \"$STACK\" --yes --skip-preview",
            ],
            Lines(job)
        );
    }

    [Theory]
    [InlineData("preview")]
    [InlineData("plan of an empty stack")]
    [InlineData("plan")]
    public void GitLab_gets_the_findings_of_a_merge_request_and_of_the_branch_that_it_goes_to(string name)
    {
        var root = Workflow.Read(GitLab).Root;
        var job = (YamlMappingNode)Workflow.At(root, name)!;
        var reports = Workflow.At((YamlMappingNode)Workflow.At((YamlMappingNode)Workflow.At(root, ".findings")!, "artifacts")!, "reports")!;

        Assert.Equal("codequality.json", Workflow.Text((YamlMappingNode)reports, "codequality"));
        Assert.Contains(".findings", ((YamlSequenceNode)Workflow.At(job, "extends")!).Select(one => $"{one}"));
        Assert.Single(Lines(job), line => line.Contains(" --format codequality >codequality.json", StringComparison.Ordinal));
    }

    // Whether there is drift is for the command to say: with 7 the job goes on, and a preview that failed is told by the command.
    [Fact]
    public void GitLab_keeps_an_issue_about_drift_whatever_the_preview_ended_with()
    {
        var lines = Lines((YamlMappingNode)Workflow.At(Workflow.Read(GitLab).Root, "drift")!).ToList();

        Assert.EndsWith(" || status=$?", lines[1], StringComparison.Ordinal);
        Assert.Equal(
            "./swarm drift plan.json --stack \"$STACK\" --pulumi-exit \"$status\" --report \"$CI_JOB_URL/artifacts/file/review.html\"",
            lines[^1]
        );
    }

    private static IEnumerable<string> Lines(YamlMappingNode job) =>
        ((YamlSequenceNode)Workflow.At(job, "script")!).Select(line => $"{line}");

    [GeneratedRegex("""\./swarm [^>|&;#)`\n]*""")]
    private static partial Regex Call();

    // ${REPORT:+--report "$REPORT"}
    [GeneratedRegex("""\$\{\w+:\+([^}]*)\}""")]
    private static partial Regex Optional();

    [GeneratedRegex(
        """
            "[^"]*"|\S+
            """
    )]
    private static partial Regex Word();
}
