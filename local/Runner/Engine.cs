namespace Local.Runner;

/// <summary>
/// Runs a Pulumi program, or walks its recorded state, against providers that are linked in. One object is one run.
/// What is wrong before the run begins is thrown as an <see cref="EngineException"/>; what goes wrong within it is told to the observer and ends as
/// <see cref="EngineOutcome.Failed"/>.
/// </summary>
/// <param name="options">What the run is about.</param>
/// <param name="observer">Whom the run tells what happens.</param>
public sealed class Engine(EngineOptions options, IEngineObserver observer)
{
    public EngineOptions Options { get; } = options;
    public IEngineObserver Observer { get; } = observer;

    /// <summary>Says what <see cref="UpAsync"/> would do; touches nothing.</summary>
    /// <param name="stop">Ends the preview early.</param>
    public Task<EngineResult> PreviewAsync(CancellationToken stop = default) => throw new NotImplementedException();

    /// <summary>Makes what is there match the program.</summary>
    /// <param name="stop">The first Ctrl-C: nothing new starts; what is under way ends, or is cancelled after <see cref="EngineOptions.StopGrace"/>.</param>
    /// <param name="abort">The second: what is under way is cancelled at once.</param>
    public Task<EngineResult> UpAsync(CancellationToken stop = default, CancellationToken abort = default) => throw new NotImplementedException();

    /// <summary>Reads what is really there into the state; runs no program and changes nothing else.</summary>
    /// <inheritdoc cref="UpAsync" path="/param"/>
    public Task<EngineResult> RefreshAsync(CancellationToken stop = default, CancellationToken abort = default) => throw new NotImplementedException();

    /// <summary>Deletes everything in the state, dependents first; runs no program.</summary>
    /// <inheritdoc cref="UpAsync" path="/param"/>
    public Task<EngineResult> DestroyAsync(CancellationToken stop = default, CancellationToken abort = default) => throw new NotImplementedException();

    /// <summary>What the state holds now, secrets decrypted; null when the stack was never brought up. Takes no lock.</summary>
    public StackView? ReadStack() => throw new NotImplementedException();
}
