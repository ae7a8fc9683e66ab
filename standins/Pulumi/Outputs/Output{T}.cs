namespace Pulumi;

/// <summary>A value that a resource has or will have; it carries its secrecy and its dependencies along.</summary>
public sealed class Output<T> : IOutput
{
    internal Output(Task<OutputData<T>> data)
    {
        Data = data;
        // The program ends only when every output has its value, so that a failing Apply is never lost.
        Deployment.Current?.Work.Add(data);
    }

    internal Output(OutputData<T> data)
        : this(Task.FromResult(data)) { }

    internal Task<OutputData<T>> Data { get; }

    /// <summary>An output that has the value of the task.</summary>
    public static Output<T> Create(Task<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(FromAsync(value, isSecret: false));
    }

    /// <summary>Waits for the task, once the value is known.</summary>
    public Output<ValueTuple> Apply(Func<T, Task> func) =>
        Apply(async value =>
        {
            await func(value).ConfigureAwait(false);
            return default(ValueTuple);
        });

    /// <summary>Transforms the value once it is known; the result keeps its secrecy and dependencies.</summary>
    public Output<TResult> Apply<TResult>(Func<T, TResult> func) => Apply(value => Output.Create(func(value)));

    /// <summary>Transforms the value by a task once it is known; the result keeps its secrecy and dependencies.</summary>
    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func) => Apply(value => Output.Create(func(value)));

    /// <summary>Transforms the value into another input once it is known; the result has both their secrecy and dependencies.</summary>
    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func) => Apply(value => func(value).ToOutput());

    /// <summary>Transforms the value into another output once it is known; the result has both their secrecy and dependencies.</summary>
    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func) => new(ApplyAsync(func));

    /// <summary>Says how to get at the value; an output has no text of its own.</summary>
    public override string ToString() => OutputToString.Answer();

    internal static async Task<OutputData<T>> FromAsync(Task<T> value, bool isSecret) =>
        new([], await value.ConfigureAwait(false), IsKnown: true, isSecret);

    internal async Task<T> GetValueAsync(T whenUnknown)
    {
        var data = await Data.ConfigureAwait(false);
        return data.IsKnown ? data.Value : whenUnknown;
    }

    /// <summary>The same output with its data seen through <paramref name="change"/>.</summary>
    internal Output<T> With(Func<OutputData<T>, OutputData<T>> change)
    {
        return new(ChangeAsync());

        async Task<OutputData<T>> ChangeAsync() => change(await Data.ConfigureAwait(false));
    }

    async Task<OutputData<object?>> IOutput.GetDataAsync() => (await Data.ConfigureAwait(false)).Untyped();

    private async Task<OutputData<TResult>> ApplyAsync<TResult>(Func<T, Output<TResult>?> func)
    {
        var data = await Data.ConfigureAwait(false);
        if (!data.IsKnown)
        {
            return new(data.Resources, default!, IsKnown: false, data.IsSecret);
        }
        if (func(data.Value) is not { } result)
        {
            return new(data.Resources, default!, IsKnown: true, data.IsSecret);
        }
        var inner = await result.Data.ConfigureAwait(false);
        return new(data.Resources.Union(inner.Resources), inner.Value, inner.IsKnown, data.IsSecret || inner.IsSecret);
    }
}
