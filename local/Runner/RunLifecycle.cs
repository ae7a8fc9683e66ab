using System.Diagnostics;
using Local.Providers.Contract;
using Local.Runner.Deployments;
using Local.Runner.Deployments.Importing;
using Local.Runner.Deployments.Recovering;
using Local.Runner.Secrets;
using Local.Runner.Settings;
using Local.Runner.State;

namespace Local.Runner;

/// <summary>What a run is for.</summary>
internal enum Purpose
{
    Preview,
    Import,
    Up,
    Refresh,
    Destroy,
}

/// <summary>What every run begins and ends with: configuration, lock, state, secrets, what was interrupted; then the report.</summary>
internal sealed class RunLifecycle(RunOptions options, IRunObserver observer)
{
    public async Task<RunResult> RunAsync(Purpose purpose, IRunWork work, CancellationToken stop, CancellationToken abort)
    {
        var watch = Stopwatch.StartNew();
        var reporter = new Reporter(observer);
        var configuration = purpose is Purpose.Preview or Purpose.Import or Purpose.Up
            ? StackConfiguration.Load(options)
            : StackConfiguration.None;
        if (
            purpose == Purpose.Up
            && options.RefuseConfiguration(configuration.Values.ToDictionary(value => value.Key, value => value.Value.Text)) is { } why
        )
        {
            throw new ConfigurationException(why);
        }

        var plansOnly = purpose is Purpose.Preview or Purpose.Import;
        using var held = purpose == Purpose.Preview ? null : StackLock.Hold(options);
        try
        {
            await (held is null ? Task.CompletedTask : options.Before(text => reporter.Say(LogLevel.Info, text), abort));
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return reporter.Finish(stopped: true, plansOnly, watch.Elapsed, new Dictionary<string, string>());
        }

        await using var ending = work;
        await work.BeginAsync(configuration, reporter);
        var store = Open(plansOnly, configuration);
        using var interrupted = CancellationTokenSource.CreateLinkedTokenSource(abort);
        await using var stopping = stop.Register(() => interrupted.CancelAfter(options.StopTimeout));
        await using var providers = new ProviderPool(options.Providers, store);
        using var run = new Run(options)
        {
            Configuration = configuration,
            Store = store,
            Reporter = reporter,
            Providers = providers,
            Clock = options.Clock,
            IsPreview = plansOnly,
            Stopped = stop,
            Interrupted = interrupted.Token,
            Before = store.Look(state => state.Resources.Where(record => !record.Delete).Select(record => record.View).ToList()),
        };
        var adoption = purpose == Purpose.Import ? new Adoption(run) : null;
        run.FindExisting = adoption is null ? null : adoption.FindAsync;
        foreach (var value in configuration.Values.Values.Where(value => value.IsSecret))
        {
            reporter.Secrets.Learn(value.Text);
        }

        // What a deletion or a refresh works with was met by a run before.
        if (purpose is Purpose.Refresh or Purpose.Destroy)
        {
            foreach (var record in store.Look(state => state.Resources.ToList()))
            {
                reporter.Secrets.Learn(record.Inputs);
                reporter.Secrets.Learn(record.Outputs);
            }
        }

        foreach (var taken in configuration.Taken)
        {
            reporter.Say(LogLevel.Info, taken);
        }

        if (await new Recovery(run, purpose == Purpose.Destroy).RunAsync())
        {
            await work.PerformAsync(run);
        }

        await FlushAsync(store, reporter);
        if (adoption is { Found.Count: > 0 } && !reporter.HasErrors && !stop.IsCancellationRequested)
        {
            await adoption.RecordAsync(Open(inMemory: false, configuration));
            reporter.TakenOver(adoption.Found);
        }

        if (stop.IsCancellationRequested)
        {
            reporter.Say(
                LogLevel.Warning,
                "The run was stopped. What it did is recorded; running the same command again continues from there."
            );
        }

        if (purpose == Purpose.Destroy && !reporter.HasErrors && store.Look(state => !state.Resources.Any() && state.Pending.Count == 0))
        {
            File.Delete(StateFile.Of(options).Path);
            File.Delete(PassphraseSource.KeyFile(options.StateDirectory));
        }

        return reporter.Finish(
            stop.IsCancellationRequested,
            plansOnly,
            watch.Elapsed,
            configuration.Values.ToDictionary(value => value.Key, value => value.Value.IsSecret ? "[secret]" : value.Value.Text)
        );
    }

    private static async Task FlushAsync(StateStore store, Reporter reporter)
    {
        try
        {
            await store.FlushAsync();
        }
        catch (StateWriteException e)
        {
            reporter.Say(LogLevel.Error, e.Message);
        }
    }

    private StateStore Open(bool inMemory, StackConfiguration configuration)
    {
        if (inMemory && options.FromNothing)
        {
            return StateStore.InMemory(new StackState([], []));
        }

        var file = StateFile.Of(options);
        var salt = file.ReadSalt();
        var crypter =
            salt is not null ? StackSecrets.Open(salt, $"The state file {file.Path}", options)
            : inMemory ? null
            : configuration.Salt is { } configured ? StackSecrets.Open(configured, $"Pulumi.{options.Stack}.yaml", options)
            : StackSecrets.Create(options);
        var state = file.Read(crypter);
        return inMemory ? StateStore.InMemory(state) : StateStore.OnDisk(state, file, crypter!, options.Clock);
    }
}
