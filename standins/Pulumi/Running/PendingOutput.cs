using System.Collections.Immutable;

namespace Pulumi.Running;

/// <summary>An output property that waits for its value.</summary>
internal interface IPendingOutput
{
    Type ValueType { get; }

    IOutput Output { get; }

    void Set(object? value, bool isKnown, bool isSecret, ImmutableHashSet<Resource> dependencies);

    /// <summary>Ends the waiting where no value came.</summary>
    void SetDefault(bool isKnown);

    /// <summary>Ends the waiting with an error, where no value came.</summary>
    void SetError(Exception error);
}

/// <inheritdoc/>
internal sealed class PendingOutput<T> : IPendingOutput
{
    private readonly TaskCompletionSource<OutputData<T>> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ImmutableHashSet<Resource> _resources;

    public PendingOutput(Resource resource)
    {
        _resources = [resource];
        Output = new(_source.Task);
    }

    public Type ValueType => typeof(T);

    public Output<T> Output { get; }

    IOutput IPendingOutput.Output => Output;

    public void Set(object? value, bool isKnown, bool isSecret, ImmutableHashSet<Resource> dependencies) =>
        _source.SetResult(new(_resources.Union(dependencies), value == null ? default! : (T)value, isKnown, isSecret));

    public void SetDefault(bool isKnown) => _source.TrySetResult(new(_resources, default!, isKnown, IsSecret: false));

    public void SetError(Exception error) => _source.TrySetException(error);
}
