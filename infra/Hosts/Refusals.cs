using Pulumi;
using Pulumi.Utilities;

namespace Infra.Hosts;

/// <summary>What ends a run with one message.</summary>
internal static class Refusals
{
    /// <summary>
    /// The same value. When there is none because it was refused, whatever wants it waits for the end of the run, which is near: otherwise each of these
    /// would report the same once more.
    /// </summary>
    public static Output<T> OrNothingMore<T>(this Output<T> value) => Output.Create(ValueAsync(OutputUtilities.GetValueAsync(value)));

    /// <summary>Never comes back.</summary>
    public static Task ForEver { get; } = new TaskCompletionSource().Task;

    private static async Task<T> ValueAsync<T>(Task<T> value)
    {
        await value.ContinueWith(_ => { }, TaskScheduler.Default);
        if (!value.IsCompletedSuccessfully)
        {
            await ForEver;
        }

        return await value;
    }
}
