using Local.Providers.Contract;
using Local.Runner.Programs;
using Local.Runner.Protocol;

namespace Local.Runner.Deployments;

/// <summary>A run of the program, for a preview or in earnest: it registers, then what it did not register goes.</summary>
internal static class ProgramRun
{
    public static async Task RunAsync(Run run)
    {
        var registrations = new Registrations(run);
        var session = new ProgramSession(registrations, run.Reporter, run.Clock);
        bool ended;
        await using (var server = await ProgramServer.StartAsync(session).ConfigureAwait(false))
        {
            ended = await new ProgramProcess(run, session)
                .RunAsync(ProgramEnvironment.Of(run.Options, run.Configuration, server.Address, run.IsPreview)).ConfigureAwait(false);
        }

        await FinishAsync(run, registrations, ended).ConfigureAwait(false);
    }

    /// <summary>What follows when the program has said all.</summary>
    /// <param name="run">The run.</param>
    /// <param name="registrations">What the program registered.</param>
    /// <param name="ended">False when the program did not get to its end, so that what it did not register says nothing.</param>
    internal static async Task FinishAsync(Run run, Registrations registrations, bool ended)
    {
        if (registrations.Skipped > 0)
        {
            run.Reporter.Say(LogLevel.Warning, $"{registrations.Skipped} resources were not started, because something that they depend on failed.");
        }

        if (ended && !run.Reporter.HasErrors && !run.Stopped.IsCancellationRequested)
        {
            await Removal.DeleteUnseenAsync(run, registrations.IsSeen).ConfigureAwait(false);
        }
    }
}
