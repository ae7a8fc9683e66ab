using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Local.Providers.Contract;

/// <summary>A resource's inputs or outputs by their wire names; immutable, keys in ordinal order.</summary>
public sealed class PropertyMap : IReadOnlyDictionary<string, PropertyValue>, IEquatable<PropertyMap>
{
    /// <summary>Values that differ in their secret marks alone are equal, but one must be able to take the other's place.</summary>
    private static readonly IEqualityComparer<object?> _byReference = ReferenceEqualityComparer.Instance;

    private readonly ImmutableSortedDictionary<string, PropertyValue> _items;

    public PropertyMap(IEnumerable<KeyValuePair<string, PropertyValue>> items) =>
        _items = items.ToImmutableSortedDictionary(StringComparer.Ordinal, _byReference);

    public static PropertyMap Empty { get; } = new([]);

    public int Count => _items.Count;
    public IEnumerable<string> Keys => _items.Keys;
    public IEnumerable<PropertyValue> Values => _items.Values;

    /// <summary>The value of a key; a missing key reads as <see cref="PropertyValue.Null"/>.</summary>
    public PropertyValue this[string key] => _items.GetValueOrDefault(key, PropertyValue.Null);

    public PropertyMap With(string key, PropertyValue value) => new(_items.SetItem(key, value));

    public PropertyMap Without(string key) => new(_items.Remove(key));

    public PropertyMap Reveal() => new(_items.Select(item => KeyValuePair.Create(item.Key, item.Value.Reveal())));

    public bool ContainsKey(string key) => _items.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out PropertyValue value) => _items.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, PropertyValue>> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(PropertyMap? other) =>
        other is not null
        && Count == other.Count
        && _items.All(item => other.TryGetValue(item.Key, out var value) && item.Value.Equals(value));

    public override bool Equals(object? obj) => Equals(obj as PropertyMap);

    public override int GetHashCode() => _items.Aggregate(Count, (hash, item) => HashCode.Combine(hash, item.Key, item.Value));

    public override string ToString() => "{" + string.Join(", ", _items.Select(item => $"{item.Key}: {item.Value}")) + "}";
}
