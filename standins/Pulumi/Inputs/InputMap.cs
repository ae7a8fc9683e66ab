using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A map argument, whose values may be plain values, inputs or outputs; filled by a collection initialiser or converted.</summary>
public sealed class InputMap<TValue>
    : Input<ImmutableDictionary<string, TValue>>,
        IInput,
        IEnumerable,
        IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>
{
    private Output<ImmutableDictionary<string, Input<TValue>>> _elements;

    /// <summary>An empty map.</summary>
    public InputMap()
        : this(Output.Create(ImmutableDictionary<string, Input<TValue>>.Empty)) { }

    private InputMap(Output<ImmutableDictionary<string, Input<TValue>>> elements)
        : base(null) => _elements = elements;

    /// <inheritdoc cref="Add(string, Input{TValue})"/>
    public Input<TValue> this[string key]
    {
        set => Add(key, value);
    }

    private protected override Output<ImmutableDictionary<string, TValue>> Value => _elements.Apply(Flatten);

    /// <summary>The entries of both; the second map's value wins where both have a key.</summary>
    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second) =>
        new(Output.Tuple(first._elements, second._elements).Apply(both => both.Item1.SetItems(both.Item2)));

    /// <summary>Adds an entry; a key that is there with another value is an error.</summary>
    public void Add(string key, Input<TValue> value) =>
        _elements = _elements.Apply(elements =>
            elements.SetItem(key, elements.TryGetValue(key, out var there) ? SameOrError(key, there, value) : value)
        );

    /// <summary>Adds the entries of the other map.</summary>
    public void Add(InputMap<TValue> values) => AddRange(values);

    /// <summary>Adds the entries of the other map.</summary>
    public void AddRange(InputMap<TValue> values) =>
        _elements = Output.Tuple(_elements, values._elements).Apply(both => both.Item1.AddRange(both.Item2));

    /// <summary>The entries, once known; none while the map itself is unknown.</summary>
    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        foreach (var entry in await Value.GetValueAsync(ImmutableDictionary<string, TValue>.Empty).ConfigureAwait(false))
        {
            yield return entry;
        }
    }

    IOutput IInput.ToElements() => _elements;

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException(
            $"A {GetType().FullName} cannot be synchronously enumerated. Use {nameof(GetAsyncEnumerator)} instead."
        );

    private static Output<ImmutableDictionary<string, TValue>> Flatten(ImmutableDictionary<string, Input<TValue>> elements) =>
        elements == null
            ? Output.Create(default(ImmutableDictionary<string, TValue>)!)
            : Output
                .All(elements.Select(entry => entry.Value.Apply(value => KeyValuePair.Create(entry.Key, value))))
                .Apply(entries => entries.ToImmutableDictionary());

    private static Output<TValue> SameOrError(string key, Input<TValue> there, Input<TValue> value) =>
        Output
            .Tuple(there, value)
            .Apply(both =>
                EqualityComparer<TValue>.Default.Equals(both.Item1, both.Item2)
                    ? both.Item1
                    : throw new ArgumentException($"Key '{key}' already exists in the map with a different value.")
            );

    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) => Output.Create(values);

    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) => Output.Create(values);

    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values) =>
        values.Apply(all => all.ToImmutableDictionary());

    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values) =>
        values.Apply(all => all.ToImmutableDictionary());

    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values) =>
        new(values.Apply(all => all?.ToImmutableDictionary(entry => entry.Key, entry => (Input<TValue>)entry.Value)!));
}
