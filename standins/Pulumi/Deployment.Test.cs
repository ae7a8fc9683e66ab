using System.Collections.Immutable;
using Pulumi.Running;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    /// <summary>Runs a stack against mocks; nothing real is created.</summary>
    /// <returns>All resources, the stack among them.</returns>
    /// <exception cref="RunException">The program logged an error or failed.</exception>
    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new() => TestInAsync(mocks, options, Construct<TStack>);

    /// <summary>Runs a stack that the service provider makes against mocks.</summary>
    /// <inheritdoc cref="TestAsync{TStack}"/>
    public static Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(
        IMocks mocks,
        IServiceProvider serviceProvider,
        TestOptions? options = null
    )
        where TStack : Stack => TestInAsync(mocks, options, () => Resolve<TStack>(serviceProvider));

    /// <summary>Runs a function that declares resources against mocks.</summary>
    /// <returns>The resources that it declared.</returns>
    /// <exception cref="RunException">The program logged an error or failed.</exception>
    public static Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources) =>
        TestAsync(testMocks, testOptions, () =>
        {
            createResources();
            return Task.CompletedTask;
        });

    /// <inheritdoc cref="TestAsync(IMocks, TestOptions, Action)"/>
    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Func<Task> createResources)
    {
        var result = await TestAsync(testMocks, testOptions, async () =>
            {
                await createResources().ConfigureAwait(false);
                return NoOutputs();
            })
            .ConfigureAwait(false);
        return result.Resources;
    }

    /// <summary>Runs a function that declares resources and returns outputs against mocks.</summary>
    /// <returns>The resources that it declared, and what it returned.</returns>
    /// <exception cref="RunException">The program logged an error or failed.</exception>
    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks,
        TestOptions testOptions,
        Func<IDictionary<string, object?>> createResources
    ) => TestAsync(testMocks, testOptions, () => Task.FromResult(createResources()));

    /// <inheritdoc cref="TestAsync(IMocks, TestOptions, Func{IDictionary{string, object}})"/>
    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks,
        TestOptions testOptions,
        Func<Task<IDictionary<string, object?>>> createResources
    )
    {
        TestStack? stack = null;
        var resources = await TestInAsync(testMocks, testOptions, () => WithOutputs(stack = new TestStack(createResources)))
            .ConfigureAwait(false);
        return (resources.RemoveAll(resource => resource is TestStack), stack?.Returned ?? NoOutputs());
    }

    private static async Task<ImmutableArray<Resource>> TestInAsync(IMocks mocks, TestOptions? options, Func<Stack> declare)
    {
        var engine = new MockEngine();
        var monitor = new MockMonitor(mocks);
        await RunInAsync(() => RunContext.ForTest(monitor, engine, options ?? new TestOptions()), declare).ConfigureAwait(false);
        var errors = engine.Errors.Select(message => new RunException(message)).ToList();
        return errors.Count switch
        {
            0 => monitor.Resources,
            1 => throw errors[0],
            _ => throw new AggregateException(errors),
        };
    }
}
