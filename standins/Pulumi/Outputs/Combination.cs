using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Gathers the data of several inputs into that of one output.</summary>
internal sealed class Combination
{
    private readonly ImmutableHashSet<Resource>.Builder _resources = ImmutableHashSet.CreateBuilder<Resource>();
    private bool _isKnown = true;
    private bool _isSecret;

    /// <summary>An output of what <paramref name="combine"/> makes of the parts that it takes.</summary>
    public static Output<TResult> Of<TResult>(Func<Combination, Task<TResult>> combine)
    {
        return new(CombineAsync());

        async Task<OutputData<TResult>> CombineAsync()
        {
            var parts = new Combination();
            var value = await combine(parts).ConfigureAwait(false);
            return new(parts._resources.ToImmutable(), value, parts._isKnown, parts._isSecret);
        }
    }

    /// <summary>The input's value; the default while it is unknown.</summary>
    public async Task<T> Take<T>(Input<T> input)
    {
        var data = await input.ToOutput().Data.ConfigureAwait(false);
        _resources.UnionWith(data.Resources);
        _isKnown &= data.IsKnown;
        _isSecret |= data.IsSecret;
        return data.Value;
    }
}
