using System.Reflection;
using Pulumirpc;

namespace Pulumi.Running;

/// <summary>Runs a program to its end and reports what went wrong.</summary>
internal static class ProgramRun
{
    /// <summary>The exit code that tells the engine: the errors were reported, show no more.</summary>
    private const int ErrorsReported = 32;

    public static async Task<int> RunAsync(RunContext context, Func<Stack> declare)
    {
        try
        {
            context.Work.Add(declare().Outputs.Data);
        }
        catch (Exception error)
        {
            return await ReportAsync(context, [error]).ConfigureAwait(false);
        }
        var errors = await context.Work.WhenIdleOrFailedAsync().ConfigureAwait(false);
        if (errors.Length > 0)
        {
            return await ReportAsync(context, errors).ConfigureAwait(false);
        }
        if (context.Log.HasErrors)
        {
            return 1;
        }
        try
        {
            await context.Monitor.SignalAndWaitForShutdownAsync().ConfigureAwait(false);
            return 0;
        }
        catch (Exception error)
        {
            return await ReportAsync(context, [error]).ConfigureAwait(false);
        }
    }

    private static async Task<int> ReportAsync(RunContext context, IEnumerable<Exception> errors)
    {
        var reported = false;
        foreach (var error in errors)
        {
            reported |= await ReportAsync(context, error).ConfigureAwait(false);
        }
        // For programs whose Main does not return the exit code.
        return Environment.ExitCode = reported ? ErrorsReported : 1;
    }

    private static async Task<bool> ReportAsync(RunContext context, Exception error)
    {
        if (error is LogException)
        {
            await Console.Error.WriteLineAsync($"Error occurred trying to send logging message to engine:\n{error}").ConfigureAwait(false);
            return false;
        }
        var (message, resource) = error switch
        {
            RunException => (error.Message, null),
            ResourceException about => (about.HideStack ? about.Message : about.ToString(), about.Resource),
            _ => ($"Running program '{Assembly.GetEntryAssembly()?.Location}' failed with an unhandled exception:\n{error}", null),
        };
        await context.Log.WriteAsync(LogSeverity.Error, message, resource).ConfigureAwait(false);
        return true;
    }
}
