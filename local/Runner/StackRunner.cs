using Local.Runner.Deployments;
using Local.Runner.Deployments.Deleting;
using Local.Runner.Deployments.Refreshing;
using Local.Runner.Programs;
using Local.Runner.Resources;
using Local.Runner.State;

namespace Local.Runner;

/// <summary>
/// Runs a Pulumi program, or walks its recorded state, against providers that are linked in. One object is one run.
/// What is wrong before the run begins is thrown as an <see cref="CannotRunException"/>; what goes wrong within it is told to the observer and ends as
/// <see cref="RunOutcome.Failed"/>.
/// </summary>
/// <param name="options">What the run is about.</param>
/// <param name="observer">Whom the run tells what happens.</param>
public sealed class StackRunner(RunOptions options, IRunObserver observer)
{
    /// <summary>Says what <see cref="UpAsync"/> would do; touches nothing.</summary>
    /// <param name="stop">Ends the preview early.</param>
    public Task<RunResult> PreviewAsync(CancellationToken stop = default) =>
        Session().RunAsync(Purpose.Preview, new ProgramRun(options, isPreview: true), stop, stop);

    /// <summary>
    /// Takes over what is there already under the names that the program gives: records it as it is, and says what <see cref="UpAsync"/> would change about it.
    /// Touches nothing but the state.
    /// </summary>
    /// <param name="stop">Ends the import early; then nothing is recorded.</param>
    public Task<RunResult> ImportAsync(CancellationToken stop = default) =>
        Session().RunAsync(Purpose.Import, new ProgramRun(options, isPreview: true), stop, stop);

    /// <summary>Makes what is there match the program.</summary>
    /// <param name="stop">The first Ctrl-C: nothing new starts; what is under way ends, or is cancelled after <see cref="RunOptions.StopTimeout"/>.</param>
    /// <param name="abort">The second: what is under way is cancelled at once.</param>
    public Task<RunResult> UpAsync(CancellationToken stop = default, CancellationToken abort = default) =>
        Session().RunAsync(Purpose.Up, new ProgramRun(options, isPreview: false), stop, abort);

    /// <summary>Reads what is really there into the state; runs no program and changes nothing else.</summary>
    /// <inheritdoc cref="UpAsync" path="/param"/>
    public Task<RunResult> RefreshAsync(CancellationToken stop = default, CancellationToken abort = default) =>
        Session().RunAsync(Purpose.Refresh, new StateWork(run => new Refresher(run).RunAsync()), stop, abort);

    /// <summary>Deletes everything in the state, dependents first; runs no program. When nothing is left, state and key file go too.</summary>
    /// <inheritdoc cref="UpAsync" path="/param"/>
    public Task<RunResult> DestroyAsync(CancellationToken stop = default, CancellationToken abort = default) =>
        Session().RunAsync(Purpose.Destroy, new StateWork(Removal.DestroyAsync), stop, abort);

    /// <summary>What the state holds now, without its secrets; null when the stack was never brought up. Takes no lock.</summary>
    /// <exception cref="CannotRunException">The state is damaged.</exception>
    public StackView? ReadStack()
    {
        var file = StateFile.Of(options);
        if (!file.Exists)
        {
            return null;
        }

        var state = file.ReadWithoutSecrets();
        var resources = state.Resources.Where(record => !record.Delete).ToList();
        return new StackView(
            [.. resources.Select(record => record.View)],
            resources.Find(record => record.Type == Urn.StackType)?.Outputs ?? Local.Providers.Contract.PropertyMap.Empty,
            [.. state.Pending.Select(operation => operation.Resource.Urn)]
        );
    }

    private RunLifecycle Session() => new(options, observer);
}
