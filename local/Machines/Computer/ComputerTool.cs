using CliWrap;
using CliWrap.EventStream;

namespace Local.Machines.Computer;

/// <summary>Runs a program of this computer to its end.</summary>
internal static class ComputerTool
{
    private const int KeptErrorLines = 20;

    /// <summary>The Debian and Ubuntu package that holds each program used here.</summary>
    private static readonly Dictionary<string, string> _packages = new(StringComparer.Ordinal)
    {
        ["qemu-system-x86_64"] = "qemu-system-x86",
        ["qemu-img"] = "qemu-utils",
        ["mmdebstrap"] = "mmdebstrap",
        ["fakeroot"] = "fakeroot",
    };

    /// <summary>Runs it; its standard error goes line by line to <paramref name="onError"/>.</summary>
    /// <remarks>It runs in a session of its own: a Ctrl-C on the terminal lets what is under way end.</remarks>
    /// <exception cref="MachineException">It is not installed, failed, or took longer than <paramref name="timeout"/>.</exception>
    public static async Task RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        TimeSpan timeout,
        Action<string>? onError,
        CancellationToken cancellation
    )
    {
        if (!IsInstalled(program))
        {
            throw new MachineException(
                $"the program '{program}' is not installed; install it with: sudo apt-get install {_packages.GetValueOrDefault(program, program)}"
            );
        }

        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(timeout);
        var errors = new Queue<string>();
        var exitCode = 0;
        try
        {
            var command = Cli.Wrap("setsid").WithArguments([program, .. arguments]).WithValidation(CommandResultValidation.None);
            await foreach (var message in command.ListenAsync(bound.Token))
            {
                switch (message)
                {
                    case StandardErrorCommandEvent line:
                        errors.Enqueue(line.Text);
                        if (errors.Count > KeptErrorLines)
                        {
                            errors.Dequeue();
                        }

                        onError?.Invoke(line.Text);
                        break;
                    case ExitedCommandEvent exited:
                        exitCode = exited.ExitCode;
                        break;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new MachineException(
                $"'{program}' did not finish within {timeout.TotalMinutes:0} minutes; its last words:\n{string.Join('\n', errors)}"
            );
        }

        if (exitCode != 0)
        {
            throw new MachineException($"'{program}' failed with exit code {exitCode}; its last words:\n{string.Join('\n', errors)}");
        }
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
