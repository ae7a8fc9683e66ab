using Local.Cli.Progress;
using Local.Cli.Reports;
using Local.Runner;

namespace Local.Cli;

/// <summary>One run, shown while it lasts and summed up at its end.</summary>
internal sealed class RunSession(Terminal terminal, TimeProvider clock)
{
    public Timeline Timeline { get; } = new(clock);

    /// <summary>Runs, shows progress, and reports failures whole.</summary>
    public async Task<RunResult> RunAsync(RunOptions options, Func<StackRunner, Interrupts, Task<RunResult>> operation)
    {
        using var interrupts = new Interrupts(terminal.Lines.WriteLine);
        var result = terminal.IsLive
            ? await RunInTreeAsync(options, operation, interrupts)
            : await RunInLinesAsync(options, operation, interrupts);
        return Report(result, isPlan: false);
    }

    /// <summary>Plans: shows remarks only, for the plan itself is the report.</summary>
    public Task<RunResult> PreviewAsync(RunOptions options) => PlanAsync(options, (runner, stop) => runner.PreviewAsync(stop));

    /// <summary>Takes over what is there, and plans what would change about it.</summary>
    public Task<RunResult> ImportAsync(RunOptions options) => PlanAsync(options, (runner, stop) => runner.ImportAsync(stop));

    private async Task<RunResult> PlanAsync(RunOptions options, Func<StackRunner, CancellationToken, Task<RunResult>> plan)
    {
        using var interrupts = new Interrupts(terminal.Lines.WriteLine);
        using var lines = new PlainProgress(terminal.Lines, clock);
        var result = await plan(new StackRunner(options, new RemarksOnly(lines)), interrupts.Stop);
        return Report(result, isPlan: true);
    }

    private RunResult Report(RunResult result, bool isPlan)
    {
        FailureReport.Write(terminal.Console, result, isPlan);
        foreach (var error in terminal.IsGitHub ? GitHubActions.Errors(result) : [])
        {
            terminal.Lines.WriteLine(error);
        }

        return result;
    }

    /// <summary>The exit code of a run.</summary>
    public static int ExitCodeOf(RunResult result) =>
        result.Outcome switch
        {
            RunOutcome.Succeeded => ExitCode.Done,
            RunOutcome.Stopped => ExitCode.Stopped,
            _ when result.IsRefused => ExitCode.Refused,
            _ => ExitCode.Failed,
        };

    private async Task<RunResult> RunInLinesAsync(
        RunOptions options,
        Func<StackRunner, Interrupts, Task<RunResult>> operation,
        Interrupts interrupts
    )
    {
        if (terminal.IsGitHub)
        {
            await terminal.Lines.WriteLineAsync(GitHubActions.Group($"Progress of the stack {options.Stack}"));
        }

        try
        {
            using var progress = new PlainProgress(terminal.Lines, clock).Ticking();
            return await operation(new StackRunner(options, new Observers(Timeline, progress)), interrupts);
        }
        finally
        {
            if (terminal.IsGitHub)
            {
                await terminal.Lines.WriteLineAsync(GitHubActions.EndGroup);
            }
        }
    }

    private async Task<RunResult> RunInTreeAsync(
        RunOptions options,
        Func<StackRunner, Interrupts, Task<RunResult>> operation,
        Interrupts interrupts
    )
    {
        var progress = new TreeProgress(terminal.Console, clock);
        return await progress.ShowAsync(operation(new StackRunner(options, new Observers(Timeline, progress)), interrupts));
    }
}
