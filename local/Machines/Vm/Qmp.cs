using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Local.Machines.Vm;

/// <summary>The hypervisor's control socket: QEMU's machine protocol, one connection a question.</summary>
internal static class Qmp
{
    private static readonly TimeSpan _answerTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Begins to forward a port.</summary>
    public static Task AddForwardAsync(string socket, string forward, CancellationToken cancellation) =>
        MonitorAsync(socket, $"hostfwd_add {QemuCommandLine.OutsideNetwork} {forward}", cancellation);

    /// <summary>Ends it; one that is not there is no error.</summary>
    public static Task RemoveForwardAsync(string socket, string forward, CancellationToken cancellation) =>
        MonitorAsync(socket, $"hostfwd_remove {QemuCommandLine.OutsideNetwork} {forward}", cancellation);

    private static async Task MonitorAsync(string socket, string command, CancellationToken cancellation)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bound.CancelAfter(_answerTimeout);
        try
        {
            await using var lines = await JsonLines.ConnectAsync(socket, bound.Token);
            await lines.ReadAsync(bound.Token); // the greeting
            await AskAsync(lines, new JsonObject { ["execute"] = "qmp_capabilities" }, bound.Token);
            var answer = await AskAsync(
                lines,
                new JsonObject
                {
                    ["execute"] = "human-monitor-command",
                    ["arguments"] = new JsonObject { ["command-line"] = command },
                },
                bound.Token
            );
            // The monitor answers in words, and with none when all is well; its only good words tell that a forward was there, or was not.
            var words = (answer?.GetValue<string>() ?? "").Trim();
            if (words.Length > 0 && !words.StartsWith("host forwarding rule for", StringComparison.Ordinal))
            {
                throw new MachineException($"the hypervisor refused '{command}': {words}");
            }
        }
        catch (Exception failed)
            when (failed is SocketException or IOException or JsonException
                || (failed is OperationCanceledException && !cancellation.IsCancellationRequested)
            )
        {
            throw new MachineException($"the hypervisor does not answer at '{socket}'", failed);
        }
    }

    private static async Task<JsonNode?> AskAsync(JsonLines lines, JsonObject question, CancellationToken cancellation)
    {
        await lines.WriteAsync(question, cancellation);
        while (true)
        {
            // Events come in between; an answer has one of these two.
            var answer = await lines.ReadAsync(cancellation);
            if (answer["error"] is { } error)
            {
                throw new MachineException($"the hypervisor refused a command: {error["desc"]}");
            }

            if (answer.ContainsKey("return"))
            {
                return answer["return"] is JsonValue value ? value : null;
            }
        }
    }
}
