using System.ComponentModel;
using System.Diagnostics;
using Local.Providers.Contract;
using Local.Runner.Deployments;
using Local.Runner.Protocol;

namespace Local.Runner.Programs;

/// <summary>The program as a process, watched over until it ends.</summary>
internal sealed class ProgramProcess : IDisposable
{
    /// <summary>The exit code of a program that has told the user already what is wrong.</summary>
    private const int HasToldTheUser = 32;

    /// <summary>How much of the program's last words an error repeats.</summary>
    private const int LastWords = 20;

    /// <summary>How long operations that do not give up when they are cancelled are waited for.</summary>
    private static readonly TimeSpan _exitTimeout = TimeSpan.FromSeconds(15);

    private readonly Queue<string> _errors = new();
    private readonly Process _process;
    private readonly Reporter _reporter;
    private readonly Task _lines;

    private ProgramProcess(Process process, Reporter reporter)
    {
        _process = process;
        _reporter = reporter;
        _lines = Task.WhenAll(ReadAsync(process.StandardOutput, false), ReadAsync(process.StandardError, true));
    }

    /// <exception cref="ProgramStartException"/>
    public static ProgramProcess Start(
        RunOptions options,
        string directory,
        IReadOnlyDictionary<string, string> environment,
        Reporter reporter
    )
    {
        var program = options.ProgramAssembly;
        if (!File.Exists(program))
        {
            throw new ProgramStartException($"The program {program} does not exist. Build it first.");
        }

        var start = new ProcessStartInfo("dotnet", [program])
        {
            WorkingDirectory = directory,
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
            return new ProgramProcess(Process.Start(start)!, reporter);
        }
        catch (Win32Exception e)
        {
            throw new ProgramStartException(
                $"`dotnet {program}` cannot be started in {directory}: {e.Message}. Install the .NET SDK, or put it on the PATH.",
                e
            );
        }
    }

    /// <summary>Waits for the program's end and for that of everything it began; true when it ran to its end and all is well with it.</summary>
    public async Task<bool> RunToEndAsync(Run run, ProgramSession session)
    {
        var why = await WatchAsync(run, session);

        // A Ctrl-C reaches the program too, and it may end before what it asked for has.
        await run.IdleAsync(_exitTimeout);
        if (why is not null)
        {
            _reporter.Say(LogLevel.Error, why);
        }

        if (why is not null || run.Stopped.IsCancellationRequested)
        {
            return false;
        }

        await _lines;
        return Judge(_process.ExitCode);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    /// <summary>Waits for the end of the program, or for a reason to end it, which is answered; null also when the run is stopped.</summary>
    private async Task<string?> WatchAsync(Run run, ProgramSession session)
    {
        var exit = _process.WaitForExitAsync();
        var started = run.Clock.GetTimestamp();
        while (await Task.WhenAny(exit, Task.Delay(Run.LookInterval)) != exit)
        {
            if (!session.Connected && run.Clock.GetElapsedTime(started) > run.Options.ProgramStartTimeout)
            {
                return $"The program said nothing for {run.Options.ProgramStartTimeout.TotalSeconds:0} s after its start, and was ended. Run it by itself to see why: dotnet {run.Options.ProgramAssembly}";
            }

            if (session.Connected && session.SilenceTimeout > run.Options.ProgramIdleTimeout)
            {
                return $"The program neither ended nor asked for anything for {run.Options.ProgramIdleTimeout.TotalSeconds:0} s, and was ended. It may be waiting for something of its own.";
            }

            if (run.Stopped.IsCancellationRequested)
            {
                return null;
            }
        }

        await exit;
        return null;
    }

    private bool Judge(int code)
    {
        if (code == 0)
        {
            return true;
        }

        if (!_reporter.HasErrors || code != HasToldTheUser)
        {
            lock (_errors)
            {
                _reporter.Say(LogLevel.Error, string.Join('\n', _errors.Prepend($"The program ended with exit code {code}.")));
            }
        }

        return false;
    }

    private async Task ReadAsync(StreamReader reader, bool isError)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            _reporter.Output(line, isError);
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
