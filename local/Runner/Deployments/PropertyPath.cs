using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Local.Providers.Contract;

namespace Local.Runner.Deployments;

/// <summary>A path into property values, such as <c>tags.Name</c>, <c>ports[0].external</c>, <c>labels["a.b"]</c> or <c>ports[*]</c>.</summary>
/// <param name="Parts">Keys of maps and indices of lists, as text; <see cref="Any"/> is every one.</param>
internal sealed record PropertyPath(ImmutableArray<string> Parts)
{
    public const string Any = "*";

    /// <exception cref="UnsupportedException">It is not a path.</exception>
    public static PropertyPath Parse(string text)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == '[')
            {
                parts.Add(ReadBracket(text, ref at));
            }
            else
            {
                at += parts.Count > 0 && text[at] == '.' ? 1 : 0;
                var end = text.AsSpan(at).IndexOfAny('.', '[') is var length and >= 0 ? at + length : text.Length;
                parts.Add(end > at ? text[at..end] : throw Invalid(text));
                at = end;
            }
        }

        return parts.Count > 0 ? new PropertyPath(parts.ToImmutable()) : throw Invalid(text);
    }

    /// <summary>The path as text, as Pulumi prints it.</summary>
    public static string Join(string path, string key) =>
        key.AsSpan().IndexOfAny(".[]\"") >= 0 ? $"{path}[\"{key}\"]"
        : path.Length == 0 ? key
        : $"{path}.{key}";

    public static string Join(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    /// <summary>True when one of the two lies within the other: a change at this place is a change of both.</summary>
    public bool Touches(PropertyPath other) =>
        Parts.Zip(other.Parts).All(pair => pair.First == pair.Second || pair.First == Any || pair.Second == Any);

    /// <summary>Sets what lies at this path in <paramref name="value"/> to what lies there in <paramref name="source"/>; where the source has nothing, it is taken away.</summary>
    public PropertyMap Copy(PropertyMap source, PropertyMap value) => CopyMap(source, value, 0);

    private PropertyMap CopyMap(PropertyMap source, PropertyMap value, int depth)
    {
        var keys = Parts[depth] == Any ? source.Keys.Union(value.Keys, StringComparer.Ordinal) : [Parts[depth]];
        return keys.Aggregate(value, (map, key) =>
            (
                CopyValue(
                    source.TryGetValue(key, out var theirs) ? theirs : null,
                    map.TryGetValue(key, out var ours) ? ours : null,
                    depth + 1
                ) is
                { } next
            )
                ? map.With(key, next)
                : map.Without(key)
        );
    }

    private PropertyValue? CopyValue(PropertyValue? source, PropertyValue? value, int depth)
    {
        if (depth == Parts.Length)
        {
            return source;
        }

        var copied = (source?.Kind, value?.Kind) switch
        {
            (PropertyKind.Map, PropertyKind.Map) => CopyMap(source!.AsMap, value!.AsMap, depth),
            (PropertyKind.List, PropertyKind.List) => CopyList(source!.AsList, value!.AsList, depth),
            _ => value,
        };
        return value is { IsSecret: true } ? copied!.ToSecret() : copied;
    }

    private PropertyValue CopyList(ImmutableArray<PropertyValue> source, ImmutableArray<PropertyValue> value, int depth) =>
        PropertyValue.Of(
            value.Select(
                (item, index) =>
                    index < source.Length && (Parts[depth] == Any || Parts[depth] == index.ToString(CultureInfo.InvariantCulture))
                        ? CopyValue(source[index], item, depth + 1)!
                        : item
            )
        );

    private static string ReadBracket(string text, ref int at)
    {
        if (at + 1 < text.Length && text[at + 1] == '"')
        {
            var key = new StringBuilder();
            for (var end = at + 2; end < text.Length; end++)
            {
                if (text[end] == '"')
                {
                    at = end + 2;
                    return end + 1 < text.Length && text[end + 1] == ']' ? key.ToString() : throw Invalid(text);
                }

                end += text[end] == '\\' && end + 1 < text.Length ? 1 : 0;
                key.Append(text[end]);
            }

            throw Invalid(text);
        }

        var close = text.IndexOf(']', at);
        var part = close > at ? text[(at + 1)..close] : "";
        at = close + 1;
        return part == Any || (part.Length > 0 && part.All(char.IsAsciiDigit)) ? part : throw Invalid(text);
    }

    private static UnsupportedException Invalid(string text) =>
        new($"\"{text}\" is not a property path such as a.b, a[0], a[\"b\"] or a[*]. Correct it in the resource's options.");
}
