using Local.Providers.Contract;
using Local.Runner.Deployments;
using Local.Runner.Deployments.Deleting;
using Local.Runner.Deployments.Registering;
using Local.Runner.Protocol;
using Local.Runner.Settings;

namespace Local.Runner.Programs;

/// <summary>A run of the program, for a preview or in earnest: it registers, then what it did not register goes.</summary>
internal sealed class ProgramRun(RunOptions options, bool isPreview) : IRunWork
{
    private ProgramSession? _session;
    private ProgramServer? _server;
    private ProgramProcess? _process;

    /// <summary>Starts the program, whose first calls wait until the state is there.</summary>
    public async Task BeginAsync(StackConfiguration configuration, Reporter reporter)
    {
        _session = new ProgramSession(reporter, options.Clock);
        _server = await ProgramServer.StartAsync(_session);
        _process = ProgramProcess.Start(
            options,
            configuration.ProgramDirectory,
            ProgramEnvironment.Of(options, configuration, _server.Address, isPreview),
            reporter
        );
    }

    public async Task PerformAsync(Run run)
    {
        var registrations = new Registrations(run);
        _session!.Serve(registrations);
        var ended = await _process!.RunToEndAsync(run, _session);
        await FinishAsync(run, registrations, ended);
    }

    public async ValueTask DisposeAsync()
    {
        _process?.Dispose();
        _session?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>What follows when the program has said all.</summary>
    /// <param name="run">The run.</param>
    /// <param name="registrations">What the program registered.</param>
    /// <param name="ended">False when the program did not get to its end, so that what it did not register says nothing.</param>
    internal static async Task FinishAsync(Run run, Registrations registrations, bool ended)
    {
        if (registrations.Skipped > 0)
        {
            run.Reporter.Say(
                LogLevel.Warning,
                $"{registrations.Skipped} resources were not started, because something that they depend on failed."
            );
        }

        if (ended && !run.Reporter.HasErrors && !run.Stopped.IsCancellationRequested)
        {
            await Removal.DeleteUnseenAsync(run, registrations.IsSeen);
        }
    }
}
