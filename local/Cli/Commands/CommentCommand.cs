using System.CommandLine;
using Local.Cli.Pipelines;
using Review.Plans;
using Review.Reports;

namespace Local.Cli.Commands;

internal static class CommentCommand
{
    public static Command Create()
    {
        var file = PlanInput.File();
        var exit = PlanInput.PulumiExit();
        var pullRequest = new Option<int?>("--pull-request") { Description = "The number of the pull request. Default: that of this run" };
        var commit = new Option<string?>("--commit")
        {
            Description = "The commit that was previewed. Default: the last one of the pull request",
        };
        var report = PlanInput.Report("comment");
        var command = new Command(
            "comment",
            "Keep one comment with the report on a plan on its pull request (GitHub: GITHUB_TOKEN) or merge request (GitLab: GITLAB_TOKEN); also when the preview failed"
        )
        {
            file,
            exit,
            pullRequest,
            commit,
            report,
        };
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var stack = parsed.GetRequiredValue(SwarmCommand.Stack);
                var text = await ReportAsync(parsed.GetRequiredValue(file), parsed.GetValue(exit), stack);
                using var host = ICodeHost.Of(new Variables(Environment.GetEnvironmentVariable), parsed.InvocationConfiguration.Error);
                var comments = host.CommentsOn(parsed.GetValue(pullRequest), parsed.GetValue(commit));
                var output = parsed.InvocationConfiguration.Output;
                // A run that is started again is still about the commit that it began with.
                var newest = await comments.NewestCommitAsync();
                if (!newest.StartsWith(comments.Commit, StringComparison.OrdinalIgnoreCase))
                {
                    await output.WriteLineAsync(
                        $"The comment on {comments.Place} was left alone: this is the preview of commit {comments.Commit}, and the last commit is {newest}."
                    );
                    return ExitCode.Done;
                }

                var marker = CommentText.Marker("review", stack);
                var body = CommentText.Of(marker, text, comments.Commit, parsed.GetValue(report), host.Run);
                var isNew = await MadeOnce.EnsureAsync(
                    () => comments.FindAsync(marker),
                    () => comments.CreateAsync(body),
                    there => comments.UpdateAsync(there, body)
                );
                await output.WriteLineAsync($"The comment on {comments.Place} was {(isNew ? "created" : "brought up to date")}.");
                return ExitCode.Done;
            })
        );
        return command;
    }

    private static async Task<string> ReportAsync(string file, int? exit, string stack)
    {
        try
        {
            return MarkdownReport.Render(await PlanInput.ReviewAsync(file, exit));
        }
        catch (PlanFormatException none)
        {
            return MarkdownReport.WithoutPlan(stack, none.Fault);
        }
    }
}
