using Local.Runner.Settings;

namespace Local.Runner.Deployments;

/// <summary>What a run does between its beginning and its end.</summary>
internal interface IRunWork : IAsyncDisposable
{
    /// <summary>Begins what needs no state, so that it goes on while the state is read and its key derived.</summary>
    Task BeginAsync(StackConfiguration configuration, Reporter reporter);

    Task PerformAsync(Run run);
}

/// <summary>Work on the state alone.</summary>
internal sealed class StateWork(Func<Run, Task> perform) : IRunWork
{
    public Task BeginAsync(StackConfiguration configuration, Reporter reporter) => Task.CompletedTask;

    public Task PerformAsync(Run run) => perform(run);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
