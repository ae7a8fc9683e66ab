using System.Diagnostics;

namespace Local.Cli.Verify;

/// <summary>Runs checks, all at once, each within a bound.</summary>
/// <param name="bound">How long a check may take.</param>
internal sealed class Verifier(TimeSpan bound)
{
    /// <summary>The results in the order of the checks.</summary>
    public async Task<IReadOnlyList<CheckResult>> RunAsync(IReadOnlyList<ICheck> checks, RunningSwarm swarm, CancellationToken cancellation)
        => await Task.WhenAll(checks.Select(check => RunAsync(check, swarm, cancellation)));

    private async Task<CheckResult> RunAsync(ICheck check, RunningSwarm swarm, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bounded.CancelAfter(bound);
        try
        {
            return Result(true, await check.RunAsync(swarm, bounded.Token));
        }
        catch (CheckFailedException failure)
        {
            return Result(false, failure.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Result(false, $"no answer within {bound.TotalSeconds:0} s");
        }

        CheckResult Result(bool passed, string detail)
            => new(check.Name, passed, detail, passed ? null : check.LookAt, Math.Round(clock.Elapsed.TotalSeconds, 1));
    }
}
