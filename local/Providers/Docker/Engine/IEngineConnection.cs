namespace Local.Providers.Docker.Engine;

/// <summary>A way to an engine's socket.</summary>
internal interface IEngineConnection : IAsyncDisposable
{
    /// <summary>The Unix socket on this computer behind which the engine answers; opens the way if it is not open.</summary>
    Task<string> OpenAsync(CancellationToken cancellation);

    /// <summary>What is known about a request that got no answer, as a sentence.</summary>
    Task<string> ExplainAsync(string problem);
}

/// <summary>An engine on this computer.</summary>
internal sealed class LocalSocket(string path) : IEngineConnection
{
    public Task<string> OpenAsync(CancellationToken cancellation) => Task.FromResult(path);

    public Task<string> ExplainAsync(string problem) =>
        Task.FromResult(
            $"the Docker engine at unix://{path} does not answer: {problem}. Is it running, and may this user use it (group docker)?"
        );

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
