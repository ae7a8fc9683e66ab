using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi.Running;

/// <summary>Everything that one run of a program shares.</summary>
internal sealed class RunContext : IDisposable
{
    private readonly ConcurrentDictionary<string, Task<bool>> _features = new();

    private RunContext(IMonitor monitor, IEngine engine)
    {
        Monitor = monitor;
        Engine = engine;
        Log = new EngineLog(engine, Work);
    }

    public required string Organization { get; init; }

    public required string Project { get; init; }

    public required string StackName { get; init; }

    public required string? RootDirectory { get; init; }

    public required bool IsDryRun { get; init; }

    /// <summary>The stack's configuration: full keys ("project:key") and texts.</summary>
    public ImmutableDictionary<string, string> Config { get; } = Configuration.FromEnvironment();

    public IMonitor Monitor { get; }

    public IEngine Engine { get; }

    /// <summary>What the program has begun and not finished.</summary>
    public PendingWork Work { get; } = new();

    public EngineLog Log { get; }

    /// <summary>The root resource.</summary>
    public Stack Stack
    {
        get => field ?? throw new InvalidOperationException("Trying to acquire Deployment.Stack before 'Run' was called.");
        set;
    }

    /// <summary>A run that the Pulumi CLI, or whoever speaks its protocol, started.</summary>
    /// <exception cref="InvalidOperationException">Nobody did.</exception>
    public static RunContext FromEnvironment()
    {
        if (
            Variable("PULUMI_MONITOR") is not { } monitor
            || Variable("PULUMI_ENGINE") is not { } engine
            || Variable("PULUMI_PROJECT") is not { } project
            || Variable("PULUMI_STACK") is not { } stack
            || !bool.TryParse(Variable("PULUMI_DRY_RUN"), out var isDryRun)
            || !bool.TryParse(Variable("PULUMI_QUERY_MODE"), out _)
            || !int.TryParse(Variable("PULUMI_PARALLEL"), out _)
        )
        {
            throw new InvalidOperationException("Program run without the Pulumi engine available; re-run using the `pulumi` CLI");
        }
        return new(new GrpcMonitor(monitor), new GrpcEngine(engine))
        {
            Organization = Variable("PULUMI_ORGANIZATION") ?? "organization",
            Project = project,
            StackName = stack,
            RootDirectory = Variable("PULUMI_ROOT_DIRECTORY"),
            IsDryRun = isDryRun,
        };
    }

    /// <summary>A run against mocks.</summary>
    public static RunContext ForTest(IMonitor monitor, IEngine engine, TestOptions options) =>
        new(monitor, engine)
        {
            Organization = options.OrganizationName ?? "organization",
            Project = options.ProjectName ?? "project",
            StackName = options.StackName ?? "stack",
            RootDirectory = options.RootDirectory,
            IsDryRun = options.IsPreview ?? true,
        };

    /// <summary>Whether the engine knows a feature of the protocol; asked once.</summary>
    public Task<bool> SupportsAsync(string feature) => _features.GetOrAdd(feature, Monitor.SupportsAsync);

    /// <summary>Fails where the engine does not know a feature that an option needs.</summary>
    public async Task RequireAsync(string feature, string option)
    {
        if (!await SupportsAsync(feature).ConfigureAwait(false))
        {
            throw new InvalidOperationException($"The Pulumi CLI does not support the {option} option. Please update the Pulumi CLI.");
        }
    }

    public void Dispose()
    {
        (Monitor as IDisposable)?.Dispose();
        (Engine as IDisposable)?.Dispose();
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
