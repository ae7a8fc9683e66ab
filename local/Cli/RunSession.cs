using Local.Cli.Progress;
using Local.Cli.Reports;
using Local.Runner;

namespace Local.Cli;

/// <summary>One run of the engine, shown while it lasts and summed up at its end.</summary>
internal sealed class RunSession(Terminal terminal, TimeProvider clock)
{
    public Timeline Timeline { get; } = new(clock);

    /// <summary>Runs, shows progress, and reports failures whole.</summary>
    public async Task<EngineResult> RunAsync(EngineOptions options, Func<Engine, Interrupts, Task<EngineResult>> operation)
    {
        using var interrupts = new Interrupts(terminal.Lines.WriteLine);
        var result = terminal.IsLive
            ? await RunInTreeAsync(options, operation, interrupts)
            : await RunInLinesAsync(options, operation, interrupts);
        FailureReport.Write(terminal.Console, result);
        return result;
    }

    /// <summary>Plans: shows remarks only, for the plan itself is the report.</summary>
    public Task<EngineResult> PreviewAsync(EngineOptions options) => PlanAsync(options, (engine, stop) => engine.PreviewAsync(stop));

    /// <summary>Takes over what is there, and plans what would change about it.</summary>
    public Task<EngineResult> ImportAsync(EngineOptions options) => PlanAsync(options, (engine, stop) => engine.ImportAsync(stop));

    private async Task<EngineResult> PlanAsync(EngineOptions options, Func<Engine, CancellationToken, Task<EngineResult>> plan)
    {
        using var interrupts = new Interrupts(terminal.Lines.WriteLine);
        using var lines = new PlainProgress(terminal.Lines, clock);
        var result = await plan(new Engine(options, new RemarksOnly(lines)), interrupts.Stop);
        FailureReport.Write(terminal.Console, result, isPlan: true);
        return result;
    }

    /// <summary>The exit code of a run.</summary>
    public static int ExitCodeOf(EngineResult result) => result.Outcome switch
    {
        EngineOutcome.Succeeded => ExitCode.Done,
        EngineOutcome.Stopped => ExitCode.Stopped,
        _ when result.IsRefused => ExitCode.Refused,
        _ => ExitCode.Failed,
    };

    private async Task<EngineResult> RunInLinesAsync(EngineOptions options, Func<Engine, Interrupts, Task<EngineResult>> operation, Interrupts interrupts)
    {
        using var progress = new PlainProgress(terminal.Lines, clock).Ticking();
        return await operation(new Engine(options, new Observers(Timeline, progress)), interrupts);
    }

    private async Task<EngineResult> RunInTreeAsync(EngineOptions options, Func<Engine, Interrupts, Task<EngineResult>> operation, Interrupts interrupts)
    {
        var progress = new TreeProgress(terminal.Console, clock);
        return await progress.ShowAsync(operation(new Engine(options, new Observers(Timeline, progress)), interrupts));
    }
}
