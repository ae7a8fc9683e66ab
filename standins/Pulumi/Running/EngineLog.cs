using Pulumirpc;

namespace Pulumi.Running;

/// <summary>Sends the program's messages to the engine, and remembers whether there were errors.</summary>
internal sealed class EngineLog(IEngine engine, PendingWork work)
{
    private int _errors;

    public bool HasErrors => Volatile.Read(ref _errors) > 0;

    public Task WriteAsync(LogSeverity severity, string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
    {
        if (severity == LogSeverity.Error)
        {
            Interlocked.Increment(ref _errors);
        }
        // Not on the caller's thread: a constructor that logs about itself must go on, or its URN never comes.
        var task = Task.Run(() => SendAsync(severity, message, resource, streamId ?? 0, ephemeral ?? false));
        work.Add(task);
        return task;
    }

    private async Task SendAsync(LogSeverity severity, string message, Resource? resource, int streamId, bool ephemeral)
    {
        try
        {
            await engine
                .LogAsync(
                    new()
                    {
                        Severity = severity,
                        Message = message,
                        Urn = await UrnAsync(resource).ConfigureAwait(false),
                        StreamId = streamId,
                        Ephemeral = ephemeral,
                    }
                )
                .ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Interlocked.Increment(ref _errors);
            throw new LogException(error);
        }
    }

    private static async Task<string> UrnAsync(Resource? resource)
    {
        try
        {
            return resource == null ? "" : await resource.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The resource itself failed; the message is about the stack then.
            return "";
        }
    }
}
