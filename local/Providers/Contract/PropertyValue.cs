using System.Collections.Immutable;

namespace Local.Providers.Contract;

/// <summary>What a property value is, secrets apart: a secret is a value of any kind whose <see cref="PropertyValue.IsSecret"/> is set.</summary>
public enum PropertyKind
{
    Null,
    Bool,
    Number,
    String,
    List,
    Map,

    /// <summary>Known only after an operation that a preview does not perform.</summary>
    Unknown,
}

/// <summary>One value of a resource's inputs or outputs, as it crosses the wire and rests in the state.</summary>
public sealed class PropertyValue : IEquatable<PropertyValue>
{
    private readonly object? _value;

    private PropertyValue(PropertyKind kind, object? value, bool isSecret)
    {
        Kind = kind;
        _value = value;
        IsSecret = isSecret;
    }

    public static PropertyValue Null { get; } = new(PropertyKind.Null, null, false);
    public static PropertyValue Unknown { get; } = new(PropertyKind.Unknown, null, false);

    public PropertyKind Kind { get; }

    /// <summary>True when this very value was marked secret; values inside a secret need not be marked themselves.</summary>
    public bool IsSecret { get; }

    public bool AsBool => (bool)Expect(PropertyKind.Bool);
    public double AsNumber => (double)Expect(PropertyKind.Number);
    public string AsString => (string)Expect(PropertyKind.String);
    public ImmutableArray<PropertyValue> AsList => (ImmutableArray<PropertyValue>)Expect(PropertyKind.List);
    public PropertyMap AsMap => (PropertyMap)Expect(PropertyKind.Map);

    public static PropertyValue Of(bool value) => new(PropertyKind.Bool, value, false);

    public static PropertyValue Of(double value) => new(PropertyKind.Number, value, false);

    public static PropertyValue Of(string value) => new(PropertyKind.String, value, false);

    public static PropertyValue Of(IEnumerable<PropertyValue> items) => new(PropertyKind.List, items.ToImmutableArray(), false);

    public static PropertyValue Of(PropertyMap map) => new(PropertyKind.Map, map, false);

    public static implicit operator PropertyValue(bool value) => Of(value);

    public static implicit operator PropertyValue(double value) => Of(value);

    public static implicit operator PropertyValue(string value) => Of(value);

    public static implicit operator PropertyValue(PropertyMap value) => Of(value);

    /// <summary>The same value, marked secret.</summary>
    public PropertyValue ToSecret() => IsSecret ? this : new(Kind, _value, true);

    /// <summary>The same value with no secret mark at any depth: what a provider works with.</summary>
    internal PropertyValue Reveal() =>
        Kind switch
        {
            PropertyKind.List => Of(AsList.Select(item => item.Reveal())),
            PropertyKind.Map => Of(AsMap.Reveal()),
            _ => IsSecret ? new(Kind, _value, false) : this,
        };

    /// <summary>True when this value or one inside it is secret.</summary>
    public bool ContainsSecrets => IsSecret || Any(item => item.ContainsSecrets);

    /// <summary>True when this value or one inside it is unknown.</summary>
    public bool ContainsUnknowns => Kind == PropertyKind.Unknown || Any(item => item.ContainsUnknowns);

    /// <summary>Equality of the values; secret marks do not count.</summary>
    public bool Equals(PropertyValue? other) =>
        other is not null
        && Kind == other.Kind
        && Kind switch
        {
            PropertyKind.List => AsList.SequenceEqual(other.AsList),
            _ => Equals(_value, other._value),
        };

    public override bool Equals(object? obj) => Equals(obj as PropertyValue);

    public override int GetHashCode() =>
        Kind == PropertyKind.List ? AsList.Aggregate(17, (hash, item) => HashCode.Combine(hash, item)) : HashCode.Combine(Kind, _value);

    /// <summary>A form for messages; a secret shows as <c>[secret]</c>, an unknown as <c>[unknown]</c>.</summary>
    public override string ToString() =>
        IsSecret
            ? "[secret]"
            : Kind switch
            {
                PropertyKind.Null => "null",
                PropertyKind.Unknown => "[unknown]",
                PropertyKind.Bool => AsBool ? "true" : "false",
                PropertyKind.Number => AsNumber.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
                PropertyKind.String => AsString,
                PropertyKind.List => "[" + string.Join(", ", AsList) + "]",
                _ => AsMap.ToString(),
            };

    private bool Any(Func<PropertyValue, bool> test) =>
        Kind switch
        {
            PropertyKind.List => AsList.Any(test),
            PropertyKind.Map => AsMap.Values.Any(test),
            _ => false,
        };

    private object Expect(PropertyKind kind) =>
        Kind == kind ? _value! : throw new InvalidOperationException($"expected a value of kind {kind}, found {Kind}");
}
