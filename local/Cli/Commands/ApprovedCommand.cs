using System.CommandLine;
using Local.Cli.Pipelines;
using Review.Reports;

namespace Local.Cli.Commands;

internal static class ApprovedCommand
{
    private const int MostLines = 100;

    public static Command Create()
    {
        var file = PlanInput.File();
        var exit = PlanInput.PulumiExit();
        var approved = new Argument<string?>("approved")
        {
            Description =
                "The report that was approved, as ./swarm review --format json printed it. Default: that of the pull request which brought this commit, from GitHub (GITHUB_TOKEN)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(
            "approved",
            "Say whether a plan is the change that was approved. The exit code is 3, and the difference is shown, if it is not"
        )
        {
            file,
            approved,
            exit,
        };
        command.SetAction(
            SwarmCommand.Guarded(async parsed =>
            {
                var review = await PlanInput.ReviewAsync(parsed.GetRequiredValue(file), parsed.GetValue(exit));
                if (review.Verdict.Trouble is { } trouble)
                {
                    throw new RefusedCommandException($"{trouble} A preview that is not whole is not what was approved.");
                }

                var words = parsed.InvocationConfiguration.Error;
                var report = await FindAsync(parsed.GetValue(approved), parsed.GetRequiredValue(SwarmCommand.Stack), words);
                var differences = Compare(report, review);
                var output = parsed.InvocationConfiguration.Output;
                if (differences.Count == 0)
                {
                    await output.WriteLineAsync(
                        $"This is the change that was approved ({report.Source}). {review.Verdict.Line}\n{ReportComparison.NotCompared}"
                    );
                    return ExitCode.Done;
                }

                await output.WriteLineAsync(
                    $"This is NOT the change that was approved ({report.Source}). Approved (-), and what would be done now (+):"
                );
                foreach (var line in differences.Take(MostLines))
                {
                    await output.WriteLineAsync(line);
                }

                if (differences.Count > MostLines)
                {
                    await output.WriteLineAsync($"and {differences.Count - MostLines} more");
                }

                return ExitCode.Broken;
            })
        );
        return command;
    }

    private static IReadOnlyList<string> Compare(ApprovedReport report, ChangeReview review)
    {
        try
        {
            return ReportComparison.Differences(report.Text, JsonReport.Render(review));
        }
        catch (FormatException wrong)
        {
            throw new RefusedCommandException($"{wrong.Message} It is {report.Source}.");
        }
    }

    private static async Task<ApprovedReport> FindAsync(string? file, string stack, TextWriter words)
    {
        var variables = new Variables(Environment.GetEnvironmentVariable);
        var isAgain = RunAgain.Is(variables);
        if (file is not null && !isAgain)
        {
            return await ReadAsync(file);
        }

        using var gitHub = new GitHub(variables, Task.Delay, words);
        if (isAgain)
        {
            await RunAgain.RefuseOldAsync(gitHub);
        }

        return file is null ? await ApprovedReport.FindAsync(gitHub, stack) : await ReadAsync(file);
    }

    private static async Task<ApprovedReport> ReadAsync(string file)
    {
        var path = CalledFrom.PathOf(file);
        return File.Exists(path)
            ? new ApprovedReport(await File.ReadAllTextAsync(path), file)
            : throw new RefusedCommandException($"there is no file {file}, which was named as the approved report.");
    }
}
