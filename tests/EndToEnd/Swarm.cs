using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Xunit.Abstractions;

namespace Tests.EndToEnd;

/// <summary>The command line, run as a user runs it, each time within a bound.</summary>
public sealed class Swarm(string directory, ITestOutputHelper output)
{
    // A first up on two emulated cores, with the base image to be built first.
    private static readonly TimeSpan _timeout = TimeSpan.FromMinutes(30);

    /// <summary>Runs to the end. Any other exit code than the expected one fails with all that was printed.</summary>
    public async Task<string> RunAsync(int exitCode, params string[] arguments)
    {
        using var run = Start(arguments);
        await run.EndAsync();
        Assert.True(
            run.ExitCode == exitCode,
            $"swarm {string.Join(' ', arguments)} ended with {run.ExitCode}, expected {exitCode}:\n{run.Printed}"
        );
        return run.Output;
    }

    /// <summary>An <c>up</c> that has nothing to do. Any other fails with all that it printed.</summary>
    public async Task UpWithoutChangeAsync(params string[] options)
    {
        using var run = Start(["up", "--json", .. options]);
        await run.EndAsync();
        Assert.True(
            run.ExitCode == 0
                && Said.ChangesOf(JsonSerializer.Deserialize<JsonElement>(run.Output))
                    .Select(change => change.Name)
                    .SequenceEqual(["same"]),
            $"an up that should have had nothing to do ended with {run.ExitCode}:\n{run.Printed}"
        );
    }

    /// <summary>Runs until a line holds the text, then kills the process as a power cut would.</summary>
    public async Task KillAtAsync(string text, params string[] arguments)
    {
        using var run = Start(arguments);
        await run.SeeAsync(text);
        run.Kill();
        output.WriteLine($"killed at: {text}");
    }

    /// <summary>Runs to the end, with what it prints in a file, byte for byte.</summary>
    public async Task SaveAsync(string file, params string[] arguments)
    {
        output.WriteLine($"$ swarm {string.Join(' ', arguments)} > {file}");
        using var bound = new CancellationTokenSource(_timeout);
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [Checkout.Program, .. arguments])
            {
                WorkingDirectory = directory,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        process.StandardInput.Close();
        await using (var content = File.Create(file))
        {
            await process.StandardOutput.BaseStream.CopyToAsync(content, bound.Token);
        }

        await process.WaitForExitAsync(bound.Token);
        Assert.Equal(0, process.ExitCode);
    }

    public Run Start(params string[] arguments) => new(directory, arguments, output, _timeout);

    /// <summary>A started command line.</summary>
    public sealed class Run : IDisposable
    {
        private readonly Process _process;
        private readonly string _title;
        private readonly TimeSpan _timeout;
        private readonly StringBuilder _output = new();
        private readonly StringBuilder _printed = new();
        private readonly List<(string Text, TaskCompletionSource Seen)> _waits = [];

        public Run(string directory, string[] arguments, ITestOutputHelper output, TimeSpan timeout)
        {
            _title = $"swarm {string.Join(' ', arguments)}";
            _timeout = timeout;
            output.WriteLine($"$ {_title}");
            _process = new Process
            {
                // A session of its own, as on a terminal: a Ctrl-C reaches all processes of it. What runs in the background, as these tests may, ignores it.
                StartInfo = new ProcessStartInfo("setsid", ["env", "--default-signal=INT", "dotnet", Checkout.Program, .. arguments])
                {
                    WorkingDirectory = directory,
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                },
            };
            _process.OutputDataReceived += (_, line) => Take(line.Data, _output, output);
            _process.ErrorDataReceived += (_, line) => Take(line.Data, null, output);
            _process.Start();
            _process.StandardInput.Close();
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        public int ExitCode => _process.ExitCode;

        /// <summary>Standard output.</summary>
        public string Output => Locked(_output);

        /// <summary>Both outputs.</summary>
        public string Printed => Locked(_printed);

        /// <summary>Waits until a line holds the text.</summary>
        public async Task SeeAsync(string text)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_printed)
            {
                if (_printed.ToString().Contains(text, StringComparison.Ordinal))
                {
                    return;
                }

                _waits.Add((text, seen));
            }

            using var bound = new CancellationTokenSource(_timeout);
            var first = await Task.WhenAny(seen.Task, _process.WaitForExitAsync(bound.Token));
            Assert.True(
                first == seen.Task,
                $"{_title} never printed \"{text}\" ({(_process.HasExited ? "it ended" : $"in {_timeout.TotalMinutes:0} minutes")}):\n{Printed}"
            );
        }

        /// <summary>Waits for the end.</summary>
        public async Task EndAsync()
        {
            using var bound = new CancellationTokenSource(_timeout);
            try
            {
                await _process.WaitForExitAsync(bound.Token);
            }
            catch (OperationCanceledException)
            {
                Kill();
                Assert.Fail($"{_title} did not end within {_timeout.TotalMinutes:0} minutes:\n{Printed}");
            }
        }

        /// <summary>Ctrl-C.</summary>
        public void Interrupt() => Process.Start("bash", ["-c", $"kill -INT -- -{_process.Id}"]).WaitForExit();

        public void Kill()
        {
            _process.Kill();
            _process.WaitForExit();
        }

        public void Dispose()
        {
            if (!_process.HasExited)
            {
                Kill();
            }

            _process.Dispose();
        }

        private void Take(string? line, StringBuilder? kept, ITestOutputHelper live)
        {
            if (line is null)
            {
                return;
            }

            lock (_printed)
            {
                kept?.Append(line).Append('\n');
                _printed.Append(line).Append('\n');
                foreach (var wait in _waits.Where(wait => line.Contains(wait.Text, StringComparison.Ordinal)))
                {
                    wait.Seen.TrySetResult();
                }
            }

            live.WriteLine(line);
        }

        private string Locked(StringBuilder text)
        {
            lock (_printed)
            {
                return text.ToString();
            }
        }
    }
}
