using Local.Runner;
using Pulumirpc;

namespace Tests.Local.Runner.Deployments;

public sealed class StopTests : IDisposable
{
    private readonly TestStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task A_stop_lets_what_is_under_way_end_and_starts_nothing_new()
    {
        using var stop = new CancellationTokenSource();
        _stack.Cloud.After = _ => stop.CancelAsync();
        List<Result> results = [];

        var result = await _stack.UpAsync(
            async program =>
            {
                results.Add((await program.ThingAsync("a")).Result);
                results.Add((await program.ThingAsync("b")).Result);
            },
            stop.Token
        );

        Assert.Equal(RunOutcome.Stopped, result.Outcome);
        Assert.Equal([Result.Success, Result.Skip], results);
        Assert.Equal(["create a"], _stack.Calls());
        Assert.Equal(
            "The run was stopped. What it did is recorded; running the same command again continues from there.",
            Assert.Single(result.Diagnostics).Message
        );
        Assert.Equal(["proj-dev", "default", "a"], _stack.Names);
    }

    [Fact]
    public async Task After_its_grace_a_stop_cancels_what_is_under_way_and_the_next_run_looks_for_it()
    {
        using var stop = new CancellationTokenSource();
        _stack.Options = _stack.Options with { StopTimeout = TimeSpan.FromMilliseconds(50) };
        _stack.Cloud.Before = async (_, cancellation) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellation);
        };

        var result = await _stack.UpAsync(program => program.ThingAsync("a"), stop.Token);

        Assert.Equal(RunOutcome.Stopped, result.Outcome);
        Assert.Equal(["It was interrupted. The next run checks what it left behind and continues from there."], TestStack.Errors(result));
        _stack.Cloud.Before = (_, _) => Task.CompletedTask;
        _stack.Calls();
        await _stack.UpAsync(program => program.ThingAsync("a"));
        Assert.Equal(["recover a", "create a"], _stack.Calls());
    }

    [Fact]
    public async Task A_second_stop_cancels_at_once()
    {
        using var stop = new CancellationTokenSource();
        using var abort = new CancellationTokenSource();
        _stack.Options = _stack.Options with { StopTimeout = TimeSpan.FromHours(1) };
        _stack.Cloud.Before = async (_, cancellation) =>
        {
            await stop.CancelAsync();
            await abort.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellation);
        };

        var result = await _stack.UpAsync(program => program.ThingAsync("a"), stop.Token, abort.Token);

        Assert.Equal(RunOutcome.Stopped, result.Outcome);
        Assert.Single(_stack.Deployment.GetProperty("pending_operations").EnumerateArray());
    }
}
