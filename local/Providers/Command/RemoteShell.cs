using Local.Machines;
using Local.Providers.Contract;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Local.Providers.Command;

/// <summary>
/// Runs commands by SSH. Each one logs in anew: a login is where a user's group membership is read, and installing Docker changes it.
/// </summary>
internal sealed class RemoteShell(IEndpointResolver endpoints) : IShell
{
    /// <summary>How long a cancelled command may take to die before the connection is cut.</summary>
    private static readonly TimeSpan _cancelTimeout = TimeSpan.FromSeconds(5);

    private static readonly Dictionary<string, int> _signals = new()
    {
        ["ABRT"] = 6,
        ["ALRM"] = 14,
        ["FPE"] = 8,
        ["HUP"] = 1,
        ["ILL"] = 4,
        ["INT"] = 2,
        ["KILL"] = 9,
        ["PIPE"] = 13,
        ["QUIT"] = 3,
        ["SEGV"] = 11,
        ["TERM"] = 15,
    };

    public IReadOnlySet<string> Inputs { get; } =
        new HashSet<string> { "create", "update", "delete", "triggers", "stdin", "logging", "addPreviousOutputInEnv", "connection" };

    public PropertyMap Check(PropertyMap inputs, List<CheckFailure> failures)
    {
        if (inputs["connection"].Kind == PropertyKind.Null)
        {
            failures.Add(new("connection", "connection is missing; name at least host, user, privateKey and hostKey"));
        }

        return inputs["connection"].Kind == PropertyKind.Map
            ? inputs.With("connection", PropertyValue.Of(RemoteConnection.Check(inputs["connection"].AsMap, failures)).ToSecret())
            : inputs;
    }

    public async Task<Printed> RunAsync(string text, PropertyMap state, ResourceOperation operation, CancellationToken cancellation)
    {
        var connection = RemoteConnection.Of(state);
        var transcript = new Transcript(state, operation);
        WarnOfPreviousOutput(state, operation);
        using var bound = CommandTimeout.On(operation, cancellation);
        try
        {
            using var dialer = new SshDialer(endpoints, operation);
            var client = await dialer.DialAsync(connection, bound.Token);
            operation.Status($"running on {connection.Host}");
            var stdin = state.Text("stdin") ?? "";
            // SSH.NET sends no end of input when it was given none, and a command that reads would wait for ever.
            using var command = client.CreateCommand(stdin.Length > 0 ? text : "exec </dev/null\n" + text);
            await ExecuteAsync(client, command, stdin, transcript, bound.Token);
            return (command.ExitStatus, command.ExitSignal) switch
            {
                (0, null) => transcript.Printed,
                (_, { Length: > 0 } signal) => throw transcript.Failure(
                    $"Process exited with status {128 + _signals.GetValueOrDefault(signal)} from signal {signal}",
                    text
                ),
                ({ } status, _) => throw transcript.Failure($"Process exited with status {status}", text),
                _ => throw transcript.Failure("wait: remote command exited without exit status or exit signal", text),
            };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw transcript.Failure(bound.Message, text);
        }
        catch (SshException cause)
        {
            throw transcript.Failure($"Connection lost ({cause.Message})", text, cause);
        }
    }

    private static async Task ExecuteAsync(
        SshClient client,
        SshCommand command,
        string stdin,
        Transcript transcript,
        CancellationToken cancellation
    )
    {
        // The streams end with the command, so only the command needs watching.
        var running = Task.WhenAll(
            command.ExecuteAsync(CancellationToken.None),
            transcript.ReadStdoutAsync(command.OutputStream, CancellationToken.None),
            transcript.ReadStderrAsync(command.ExtendedOutputStream, CancellationToken.None)
        );
        if (stdin.Length > 0)
        {
            using var input = command.CreateInputStream();
            await input.WriteAsync(System.Text.Encoding.UTF8.GetBytes(stdin), CancellationToken.None);
        }

        if (await Task.WhenAny(running, Task.Delay(Timeout.InfiniteTimeSpan, cancellation)) != running)
        {
            using var bound = new CancellationTokenSource(_cancelTimeout);
            await Task.WhenAny(KillAsync(client, bound.Token), Task.Delay(Timeout.InfiniteTimeSpan, bound.Token));
            await Task.WhenAny(running, Task.Delay(Timeout.InfiniteTimeSpan, bound.Token));
            cancellation.ThrowIfCancellationRequested();
        }

        await running;
    }

    /// <summary>
    /// Ends every other command of this connection: the children of its sshd, with all that they started. (SSH's own signal request will not do:
    /// sshd refuses it for root, and a command without a terminal outlives its connection.)
    /// </summary>
    private static async Task KillAsync(SshClient client, CancellationToken cancellation)
    {
        using var kill = client.CreateCommand(
            "for c in $(cat /proc/$PPID/task/$PPID/children); do [ \"$c\" = $$ ] || sudo -n kill -s TERM -- -\"$c\" || kill -s TERM -- -\"$c\"; done"
        );
        await kill.ExecuteAsync(cancellation);
    }

    private static void WarnOfPreviousOutput(PropertyMap state, ResourceOperation operation)
    {
        if (
            (state.Flag("addPreviousOutputInEnv") ?? true)
            && !(string.IsNullOrEmpty(state.Text("stdout")) && string.IsNullOrEmpty(state.Text("stderr")))
        )
        {
            operation.Log(
                LogLevel.Warning,
                "PULUMI_COMMAND_STDOUT and PULUMI_COMMAND_STDERR are not set: a stock sshd accepts no such variables. Set addPreviousOutputInEnv to false."
            );
        }
    }
}
