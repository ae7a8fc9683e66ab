using System.ComponentModel;
using System.Diagnostics;
using Local.Providers.Contract;
using Local.Runner.Deployments;
using Local.Runner.Protocol;

namespace Local.Runner.Programs;

/// <summary>Runs the program as a process and watches over it until it ends.</summary>
internal sealed class ProgramProcess(Run run, ProgramSession session)
{
    /// <summary>The exit code of a program that has told the user already what is wrong.</summary>
    private const int HasToldTheUser = 32;

    /// <summary>How much of the program's last words an error repeats.</summary>
    private const int LastWords = 20;

    /// <summary>How long operations that do not give up when they are cancelled are waited for.</summary>
    private static readonly TimeSpan _giveUp = TimeSpan.FromSeconds(15);

    private readonly Queue<string> _errors = new();

    /// <summary>True when the program ran to its end.</summary>
    /// <exception cref="ProgramStartException"/>
    public async Task<bool> RunAsync(IReadOnlyDictionary<string, string> environment)
    {
        using var process = Start(environment);
        try
        {
            var lines = Task.WhenAll(ReadAsync(process.StandardOutput, false), ReadAsync(process.StandardError, true));
            var exit = process.WaitForExitAsync();
            var why = await WatchAsync(exit).ConfigureAwait(false);

            // A Ctrl-C reaches the program too, and it may end before what it asked for has.
            await run.IdleAsync(_giveUp).ConfigureAwait(false);
            if (why is not null || run.Stopped.IsCancellationRequested)
            {
                if (why is not null)
                {
                    run.Reporter.Say(LogLevel.Error, why);
                }

                return false;
            }

            await lines.ConfigureAwait(false);
            return Judge(process.ExitCode);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Start(IReadOnlyDictionary<string, string> environment)
    {
        var program = run.Options.ProgramAssembly;
        if (!File.Exists(program))
        {
            throw new ProgramStartException($"The program {program} is not there. Build it first.");
        }

        var start = new ProcessStartInfo("dotnet", [program])
        {
            WorkingDirectory = run.Configuration.ProgramDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        // A program's start counts more than its speed after minutes.
        start.Environment["DOTNET_TieredPGO"] = "0";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new ProgramStartException($"`dotnet {program}` cannot be started in {start.WorkingDirectory}: {e.Message}. Install the .NET SDK, or put it on the PATH.", e);
        }
    }

    /// <summary>Waits for the end of the program, or for a reason to end it, which is answered; null also when the run is stopped.</summary>
    private async Task<string?> WatchAsync(Task exit)
    {
        var started = run.Clock.GetTimestamp();
        while (await Task.WhenAny(exit, Task.Delay(Run.BetweenLooks)).ConfigureAwait(false) != exit)
        {
            if (!session.Connected && run.Clock.GetElapsedTime(started) > run.Options.ProgramStartLimit)
            {
                return $"The program said nothing for {run.Options.ProgramStartLimit.TotalSeconds:0} s after its start, and was ended. Run it by itself to see why: dotnet {run.Options.ProgramAssembly}";
            }

            if (session.Connected && session.Silence > run.Options.ProgramIdleLimit)
            {
                return $"The program neither ended nor asked for anything for {run.Options.ProgramIdleLimit.TotalSeconds:0} s, and was ended. It may be waiting for something of its own.";
            }

            if (run.Stopped.IsCancellationRequested)
            {
                return null;
            }
        }

        await exit.ConfigureAwait(false);
        return null;
    }

    private bool Judge(int code)
    {
        if (code == 0)
        {
            return true;
        }

        if (!run.Reporter.HasErrors || code != HasToldTheUser)
        {
            lock (_errors)
            {
                run.Reporter.Say(LogLevel.Error, string.Join('\n', _errors.Prepend($"The program ended with exit code {code}.")));
            }
        }

        return false;
    }

    private async Task ReadAsync(StreamReader reader, bool isError)
    {
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            run.Reporter.Output(line, isError);
            if (isError)
            {
                lock (_errors)
                {
                    _errors.Enqueue(line);
                    if (_errors.Count > LastWords)
                    {
                        _errors.Dequeue();
                    }
                }
            }
        }
    }
}
