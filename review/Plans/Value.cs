using System.Runtime.InteropServices;
using System.Text.Json;

namespace Review.Plans;

/// <summary>
/// A property's value as a plan holds it. Both forms of a plan read alike here: a secret is a text in one and an object in the other. It is looked at when it is asked for,
/// since most of what a plan holds is never asked for.
/// </summary>
public sealed class Value : IEquatable<Value>
{
    private const string Signature = "4dabf18193072939515e22adb298388d";
    private const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";
    private const string OutputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
    private const string BytesSignature = "803fd329";
    private const string SecretText = "[secret]";

    // One for each type that a value can have when it is known.
    private static readonly string[] _unknown =
    [
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        "030794c1-ac77-496b-92df-f27374a8bd58",
        "e48ece36-62e2-4504-bad9-02848725956a",
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    ];

    private readonly JsonElement _element;

    private Value(ValueKind kind, JsonElement element = default) => (Kind, _element) = (kind, element);

    /// <summary>What is not there.</summary>
    public static Value Absent { get; } = new(ValueKind.Absent);

    /// <summary>Reads what the plan holds.</summary>
    public static Value Of(JsonElement element)
    {
        var kind = KindOf(element);
        if (kind != ValueKind.Map || !element.TryGetProperty(Signature, out var signature) || signature.ValueKind != JsonValueKind.String)
        {
            return new Value(kind, element);
        }

        switch (signature.GetString()!)
        {
            case SecretSignature:
            case OutputSignature when element.TryGetProperty("secret", out var secret) && secret.ValueKind == JsonValueKind.True:
                return new Value(ValueKind.Secret, element);
            case OutputSignature:
                return element.TryGetProperty("value", out var inner) ? Of(inner) : new Value(ValueKind.Unknown, element);
            case { } bytes when bytes.StartsWith(BytesSignature, StringComparison.Ordinal):
                // As the other form has it.
                var content = element.TryGetProperty("value", out var encoded) ? encoded.ToString() : "";
                return Of(JsonSerializer.SerializeToElement($"b\"{content}\""));
            default:
                // Assets, archives and references: what they are is their text.
                return Of(
                    JsonSerializer.SerializeToElement(
                        string.Join(
                            ' ',
                            element
                                .EnumerateObject()
                                .Where(part => part.Name != Signature && part.Value.ValueKind == JsonValueKind.String)
                                .Select(part => part.Value.GetString())
                        )
                    )
                );
        }
    }

    /// <summary>What it is.</summary>
    public ValueKind Kind { get; }

    /// <summary>Whether there is a value.</summary>
    public bool IsPresent => Kind != ValueKind.Absent;

    /// <summary>The text, or null where it is none.</summary>
    public string? Text => Kind == ValueKind.Text ? _element.GetString() : null;

    /// <summary>The number, or null where it is none.</summary>
    public long? Whole => Kind == ValueKind.Number && _element.TryGetDouble(out var number) ? (long)number : null;

    /// <summary>Whether it is the truth value "true".</summary>
    public bool IsTrue => Kind == ValueKind.Truth && _element.ValueKind == JsonValueKind.True;

    /// <summary>The values of a list; none where it is no list.</summary>
    public IEnumerable<Value> Items => Kind == ValueKind.List ? _element.EnumerateArray().Select(Of) : [];

    /// <summary>The values of a map in the plan's order, without what Pulumi keeps there for itself; none where it is no map.</summary>
    public IEnumerable<NamedValue> Properties =>
        Kind == ValueKind.Map
            ? _element
                .EnumerateObject()
                .Where(property => !property.Name.StartsWith("__", StringComparison.Ordinal))
                .Select(property => new NamedValue(property.Name, Of(property.Value)))
            : [];

    /// <summary>The value of that name; an absent one where there is none.</summary>
    public Value this[string name] => Kind == ValueKind.Map && _element.TryGetProperty(name, out var found) ? Of(found) : Absent;

    /// <summary>Whether there is a value that the plan does not tell: a secret, or one that only the change itself brings.</summary>
    internal bool IsUntold => Kind is ValueKind.Secret or ValueKind.Unknown;

    /// <summary>Whether it is a secret, or holds one.</summary>
    public bool HasSecret =>
        Kind == ValueKind.Secret || Items.Any(item => item.HasSecret) || Properties.Any(property => property.Value.HasSecret);

    public static bool operator ==(Value? left, Value? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(Value? left, Value? right) => !(left == right);

    public bool Equals(Value? other) =>
        other is not null
        && Kind == other.Kind
        && Kind switch
        {
            ValueKind.Text => Raw(_element).SequenceEqual(Raw(other._element)) || _element.GetString() == other._element.GetString(),
            ValueKind.Number or ValueKind.Truth => Raw(_element).SequenceEqual(Raw(other._element)),
            ValueKind.List => Items.SequenceEqual(other.Items),
            ValueKind.Map => SameProperties(other),
            _ => true,
        };

    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    public override int GetHashCode() => Kind.GetHashCode();

    /// <summary>Such as <c>3</c>, <c>nginx:1.29</c>, <c>[80, 443]</c> or <c>{order: start-first}</c>; never a secret.</summary>
    public override string ToString() => ToString("", (_, text) => text);

    /// <summary>The same, where a text in it is shown otherwise.</summary>
    /// <param name="name">The name of the value.</param>
    /// <param name="shown">What to show of a text, from its name and from the text. That of a label is what labels the value, and that of a word after an option is the option.</param>
    internal string ToString(string name, Func<string, string, string> shown) =>
        Kind switch
        {
            ValueKind.Absent => "(not set)",
            ValueKind.Secret => "(secret)",
            ValueKind.Unknown => "(known after the change)",
            ValueKind.Text => _element.GetString() is { Length: > 0 } text ? shown(name, text) : "''",
            ValueKind.List => $"[{string.Join(", ", NamedItems(name).Select(one => one.Value.ToString(one.Name, shown)))}]",
            ValueKind.Map => $"{{{string.Join(", ", Named(shown))}}}",
            _ => _element.GetRawText(),
        };

    /// <summary>The values of a list, each with its name: that of a word after an option is the option, and that of any other is the list's.</summary>
    internal IEnumerable<NamedValue> NamedItems(string name)
    {
        var before = name;
        foreach (var item in Items)
        {
            yield return new NamedValue(before, item);
            before = item.Text is ['-', ..] option && !option.Contains('=', StringComparison.Ordinal) ? option.TrimStart('-') : name;
        }
    }

    private IEnumerable<string> Named(Func<string, string, string> shown)
    {
        var label = this["label"].Text;
        return Properties.Select(property =>
            $"{property.Name}: {property.Value.ToString(property.Name == "value" && label is not null ? label : property.Name, shown)}"
        );
    }

    // Most texts are long scripts, which are only read when they are to be shown.
    private static bool IsUnknown(JsonElement text) => Raw(text).Length == 38 && _unknown.Contains(text.GetString());

    private static ValueKind KindOf(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => ValueKind.Truth,
            JsonValueKind.Number => ValueKind.Number,
            JsonValueKind.String when element.ValueEquals(SecretText) => ValueKind.Secret,
            JsonValueKind.String when IsUnknown(element) => ValueKind.Unknown,
            JsonValueKind.String => ValueKind.Text,
            JsonValueKind.Array => ValueKind.List,
            JsonValueKind.Object => ValueKind.Map,
            _ => ValueKind.Absent,
        };

    private static ReadOnlySpan<byte> Raw(JsonElement element) => JsonMarshal.GetRawUtf8Value(element);

    // Of a name that is there twice, which JSON does not forbid, the last counts.
    private bool SameProperties(Value other)
    {
        var mine = Properties.Reverse().DistinctBy(property => property.Name).ToList();
        var theirs = other.Properties.Reverse().DistinctBy(property => property.Name).ToDictionary(property => property.Name);
        return mine.Count == theirs.Count
            && mine.TrueForAll(property => theirs.TryGetValue(property.Name, out var one) && one.Value == property.Value);
    }
}
