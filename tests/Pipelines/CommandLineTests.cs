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
            ((YamlSequenceNode)Workflow.At(job, "script")!).Select(line => $"{line}")
        );
    }

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
