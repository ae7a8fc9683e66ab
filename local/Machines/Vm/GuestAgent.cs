using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Local.Machines.Computer;

namespace Local.Machines.Vm;

/// <summary>What a command in a guest ended with.</summary>
internal sealed record GuestResult(int ExitCode, string Output, string Error);

/// <summary>
/// Runs commands in a guest over QEMU's agent: a serial line of the hypervisor, so it needs neither network nor keys.
/// </summary>
internal sealed class GuestAgent(string socket)
{
    private static readonly TimeSpan _answerTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _pollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>The line serves one connection at a time.</summary>
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>Runs a program as root, as soon as the agent answers, unless <paramref name="isAlive"/> says that the machine is gone.</summary>
    /// <exception cref="MachineException">The machine is gone, or the agent or the program did not answer within the timeout.</exception>
    public async Task<GuestResult> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        string input,
        Func<bool> isAlive,
        TimeSpan timeout,
        CancellationToken cancellation
    )
    {
        var clock = Stopwatch.StartNew();
        using var turn = await ExclusiveAccess.TakeAsync(_turns.GetOrAdd(socket, _ => new(1)), cancellation);
        while (true)
        {
            try
            {
                await using var lines = await ConnectAsync(cancellation);
                return await RunAsync(lines, program, arguments, input, clock, timeout, cancellation);
            }
            catch (Exception failed) when (IsNoAnswer(failed, cancellation))
            {
                if (!isAlive())
                {
                    throw new MachineException("the machine is not running any more", failed);
                }

                if (!File.Exists(socket))
                {
                    throw new MachineException(
                        $"the machine's socket '{socket}' is gone, as when its directory was cleared; './swarm down' and './swarm up' create the machine again",
                        failed
                    );
                }

                if (clock.Elapsed > timeout)
                {
                    throw new MachineException($"the machine's agent did not answer within {timeout.TotalSeconds:0} s", failed);
                }
            }

            await Task.Delay(_pollInterval, cancellation);
        }
    }

    private static bool IsNoAnswer(Exception failed, CancellationToken cancellation) =>
        failed is SocketException or IOException or JsonException
        || (failed is OperationCanceledException && !cancellation.IsCancellationRequested);

    private async Task<JsonLines> ConnectAsync(CancellationToken cancellation)
    {
        var lines = await JsonLines.ConnectAsync(socket, cancellation);
        try
        {
            // What an earlier connection left unread on the line may come first: skip to the answer of this very question.
            var number = Random.Shared.Next(1, int.MaxValue);
            using var bound = Bound(cancellation);
            await lines.WriteAsync(
                new JsonObject
                {
                    ["execute"] = "guest-sync",
                    ["arguments"] = new JsonObject { ["id"] = number },
                },
                bound.Token
            );
            while (
                (await lines.ReadAsync(bound.Token))["return"] is not JsonValue answer
                || !answer.TryGetValue<int>(out var got)
                || got != number
            ) { }

            return lines;
        }
        catch
        {
            await lines.DisposeAsync();
            throw;
        }
    }

    private static async Task<GuestResult> RunAsync(
        JsonLines lines,
        string program,
        IReadOnlyList<string> arguments,
        string input,
        Stopwatch clock,
        TimeSpan timeout,
        CancellationToken cancellation
    )
    {
        var started = await AskAsync(
            lines,
            "guest-exec",
            new JsonObject
            {
                ["path"] = program,
                ["arg"] = new JsonArray([.. arguments.Select(argument => (JsonNode)argument)]),
                ["input-data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(input)),
                ["capture-output"] = true,
            },
            cancellation
        );
        var process = started["pid"]!.GetValue<int>();
        while (true)
        {
            var status = await AskAsync(lines, "guest-exec-status", new JsonObject { ["pid"] = process }, cancellation);
            if (status["exited"]!.GetValue<bool>())
            {
                return new(status["exitcode"]?.GetValue<int>() ?? -1, Text(status["out-data"]), Text(status["err-data"]));
            }

            if (clock.Elapsed > timeout)
            {
                throw new MachineException($"'{program}' did not end within {timeout.TotalSeconds:0} s in the machine");
            }

            await Task.Delay(_pollInterval, cancellation);
        }
    }

    private static string Text(JsonNode? base64) =>
        base64 is null ? "" : Encoding.UTF8.GetString(Convert.FromBase64String(base64.GetValue<string>()));

    private static async Task<JsonObject> AskAsync(JsonLines lines, string command, JsonObject arguments, CancellationToken cancellation)
    {
        // An emulated machine under load takes its time, but not this long.
        using var bound = Bound(cancellation, 6);
        await lines.WriteAsync(new JsonObject { ["execute"] = command, ["arguments"] = arguments }, bound.Token);
        var answer = await lines.ReadAsync(bound.Token);
        return answer["return"] as JsonObject
            ?? throw new MachineException($"the machine's agent refused '{command}': {answer["error"]?["desc"]}");
    }

    private static CancellationTokenSource Bound(CancellationToken cancellation, int times = 1)
    {
        var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(_answerTimeout * times);
        return bound;
    }
}
