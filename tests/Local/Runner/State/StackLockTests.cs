using System.Diagnostics;
using System.Globalization;
using Local.Runner;
using Local.Runner.State;

namespace Tests.Local.Runner.State;

public sealed class StackLockTests : IDisposable
{
    private readonly TestStack _stack = new();

    public void Dispose() => _stack.Dispose();

    [Fact]
    public async Task A_second_run_at_the_same_time_is_refused_with_the_holder_named()
    {
        StackLockedException? error = null;

        await _stack.UpAsync(async _ => error = await Assert.ThrowsAsync<StackLockedException>(() => _stack.DestroyAsync()));

        Assert.Matches(
            $"^Another run is in progress on the stack \"dev\" \\(process {Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}, since [0-9-]{{10}} [0-9:]{{8}} [+-][0-9:]{{5}}\\). Wait until it ends, or stop it \\(Ctrl-C there\\), and run this again.$",
            error!.Message
        );
    }

    [Fact]
    public async Task What_comes_before_a_run_happens_while_the_stack_is_held_and_not_in_a_preview()
    {
        var refusals = new List<string>();
        _stack.Options = _stack.Options with
        {
            Before = (say, _) =>
            {
                say("first things first");
                refusals.Add(Assert.Throws<StackLockedException>(() => StackLock.Take(_stack.Options.StateDirectory, "dev")).Message);
                return Task.CompletedTask;
            },
        };

        await _stack.PreviewAsync(program => program.ThingAsync("a"));
        var result = await _stack.UpAsync(program => program.ThingAsync("a"));

        Assert.Single(refusals);
        Assert.Equal(["first things first"], result.Diagnostics.Select(diagnostic => diagnostic.Message));
    }

    [Fact]
    public async Task A_preview_needs_no_lock()
    {
        RunResult? preview = null;

        await _stack.UpAsync(async _ => preview = await _stack.PreviewAsync(program => program.ThingAsync("a")));

        Assert.Equal(RunOutcome.Succeeded, preview!.Outcome);
    }

    [SkippableFact]
    public async Task The_lock_of_a_killed_process_is_taken_over()
    {
        Skip.IfNot(File.Exists("/usr/bin/flock"), "needs flock(1) of util-linux");
        Directory.CreateDirectory(_stack.Options.StateDirectory);
        var path = Path.Combine(_stack.Options.StateDirectory, "lock");
        using var holder = Process.Start(
            new ProcessStartInfo("flock", ["--no-fork", path, "sh", "-c", "echo held; exec sleep 60"]) { RedirectStandardOutput = true }
        )!;
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync());
        Assert.Throws<StackLockedException>(() => StackLock.Take(_stack.Options.StateDirectory, "dev"));

        holder.Kill();
        await holder.WaitForExitAsync();

        using var taken = StackLock.Take(_stack.Options.StateDirectory, "dev");
        Assert.NotNull(taken);
    }
}
