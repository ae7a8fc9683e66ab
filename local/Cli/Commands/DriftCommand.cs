using System.CommandLine;
using Local.Cli.Pipelines;
using Review.Reports;

namespace Local.Cli.Commands;

internal static class DriftCommand
{
    public static Command Create()
    {
        var file = PlanInput.File();
        var exit = PlanInput.PulumiExit();
        var report = PlanInput.Report("issue");
        var command = new Command(
            "drift",
            "Keep one issue open while pulumi preview --refresh --json shows changes, and close it when it shows none (GitHub: GITHUB_TOKEN, GitLab: GITLAB_TOKEN)"
        )
        {
            file,
            exit,
            report,
        };
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var review = await PlanInput.ReviewAsync(parsed.GetRequiredValue(file), parsed.GetValue(exit));
                if (review.Verdict.Trouble is { } trouble)
                {
                    throw new CodeHostException($"{trouble} Whether there is drift is not known, so no issue was opened or closed.");
                }

                var stack = parsed.GetRequiredValue(SwarmCommand.Stack);
                using var host = ICodeHost.Of(new Variables(Environment.GetEnvironmentVariable), parsed.InvocationConfiguration.Error);
                var issue = new DriftIssue(host.Issues, stack);
                await parsed.InvocationConfiguration.Output.WriteLineAsync(
                    review.Plan.HasChanges
                        ? await issue.OpenAsync(
                            CommentText.Of(
                                issue.Marker,
                                $"{Introduction}{MarkdownReport.Render(review)}",
                                host.Commit,
                                parsed.GetValue(report),
                                host.Run
                            )
                        )
                        : await issue.CloseAsync(
                            $"The stack is as commit {host.Commit} declares it.{CommentText.Link("The run", host.Run)}"
                        )
                );
                return ExitCode.Done;
            })
        );
        return command;
    }

    private const string Introduction = """
        The swarm is not as the main branch declares it: somebody has changed it by hand, or a change has not been deployed. This is what the next deployment would do. This issue is closed when nothing is left to do.


        """;
}
