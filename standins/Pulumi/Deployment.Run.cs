using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Running;

namespace Pulumi;

public sealed partial class Deployment
{
    /// <summary>Runs a program that declares its resources in an action.</summary>
    /// <returns>The exit code: 0; 32 after errors that were reported; 1 otherwise.</returns>
    public static Task<int> RunAsync(Action action) =>
        RunAsync(() =>
        {
            action();
            return NoOutputs();
        });

    /// <summary>Runs a program that declares its resources in a function and returns the stack's outputs.</summary>
    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RunAsync(() => Task.FromResult(func()));

    /// <summary>Runs a program that declares its resources in an asynchronous function.</summary>
    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task<int> RunAsync(Func<Task> func) =>
        RunAsync(async () =>
        {
            await func().ConfigureAwait(false);
            return NoOutputs();
        });

    /// <summary>Runs a program that declares its resources in an asynchronous function and returns the stack's outputs.</summary>
    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) =>
        RunInAsync(RunContext.FromEnvironment, () => new Stack(func, options));

    /// <summary>Runs a program that declares its resources in the constructor of a stack.</summary>
    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new() => RunInAsync(RunContext.FromEnvironment, Construct<TStack>);

    /// <summary>Runs a program whose stack is made by the service provider.</summary>
    /// <inheritdoc cref="RunAsync(Action)"/>
    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack => RunInAsync(RunContext.FromEnvironment, () => Resolve<TStack>(serviceProvider));

    private static IDictionary<string, object?> NoOutputs() => ImmutableDictionary<string, object?>.Empty;

    /// <summary>A new stack with its outputs; an exception of its constructor comes out as it is.</summary>
    private static Stack Construct<TStack>()
        where TStack : Stack =>
        WithOutputs(
            (TStack)Activator.CreateInstance(typeof(TStack), BindingFlags.DoNotWrapExceptions, binder: null, args: null, culture: null)!
        );

    private static Stack Resolve<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        return WithOutputs(
            serviceProvider.GetService(typeof(TStack)) as TStack
                ?? throw new InvalidOperationException(
                    $"Failed to resolve instance of type {typeof(TStack)} from service provider. "
                        + $"Register the type with the service provider before calling {nameof(RunAsync)}."
                )
        );
    }

    private static Stack WithOutputs(Stack stack)
    {
        stack.RegisterPropertyOutputs();
        return stack;
    }
}
