using System.Diagnostics;

namespace Local.Cli.Verify;

/// <summary>
/// Runs checks, all at once, each within a timeout. What fails is looked at once more, with fresh eyes: a swarm that has just moved a task is not broken.
/// </summary>
/// <param name="timeout">How long a check may take each time.</param>
internal sealed class Verifier(TimeSpan timeout)
{
    /// <summary>The results in the order of the checks.</summary>
    /// <param name="checks">What is to be proven.</param>
    /// <param name="look">Looks at the swarm anew, which has bounds of its own.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<CheckOutcome>> RunAsync(
        IReadOnlyList<ICheck> checks,
        Func<CancellationToken, Task<RunningSwarm>> look,
        CancellationToken cancellation
    )
    {
        var first = await RunAsync(checks, await look(cancellation), cancellation);
        if (!first.Any(result => result.Passed == false))
        {
            return first;
        }

        ICheck[] failed = [.. checks.Where((_, index) => first[index].Passed != true)];
        var second = new Queue<CheckOutcome>(await RunAsync(failed, await look(cancellation), cancellation));
        return [.. first.Select(result => result.Passed == true ? result : Join(result, second.Dequeue()))];
    }

    private static CheckOutcome Join(CheckOutcome first, CheckOutcome second) =>
        second with
        {
            Detail = second.Passed == true ? $"{second.Detail} (not at the first look: {first.Detail})" : second.Detail,
            Seconds = Math.Round(first.Seconds + second.Seconds, 1),
        };

    private async Task<IReadOnlyList<CheckOutcome>> RunAsync(
        IReadOnlyList<ICheck> checks,
        RunningSwarm swarm,
        CancellationToken cancellation
    ) => await Task.WhenAll(checks.Select(check => RunAsync(check, swarm, cancellation)));

    private async Task<CheckOutcome> RunAsync(ICheck check, RunningSwarm swarm, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(timeout);
        try
        {
            return Result(true, await check.RunAsync(swarm, bound.Token));
        }
        catch (CheckFailedException failure)
        {
            return Result(false, failure.Message, failure.Fix);
        }
        catch (NotMadeException cause)
        {
            return Result(null, cause.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Result(false, $"no answer within {timeout.TotalSeconds:0} s");
        }

        CheckOutcome Result(bool? passed, string detail, IReadOnlyList<string>? fix = null) =>
            new(
                check.Name,
                passed,
                detail,
                passed == false && fix is not { Count: > 0 } ? check.LookAt : null,
                fix ?? [],
                Math.Round(clock.Elapsed.TotalSeconds, 1)
            );
    }
}
