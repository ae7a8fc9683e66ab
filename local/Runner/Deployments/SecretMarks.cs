using Local.Providers.Contract;

namespace Local.Runner.Deployments;

/// <summary>Providers work with plain values; this puts the secret marks back on what they answer.</summary>
internal static class SecretMarks
{
    /// <summary>Marks whatever is secret at the same place in <paramref name="marked"/>, and the outputs that the program names.</summary>
    public static PropertyMap Restore(PropertyMap plain, PropertyMap marked, IEnumerable<string> alsoSecret)
    {
        var restored = RestoreMap(plain, marked);
        return alsoSecret.Where(restored.ContainsKey).Aggregate(restored, (map, key) => map.With(key, map[key].ToSecret()));
    }

    private static PropertyMap RestoreMap(PropertyMap plain, PropertyMap marked) =>
        marked.Values.Any(value => value.ContainsSecrets)
            ? new PropertyMap(
                plain.Select(item =>
                    KeyValuePair.Create(item.Key, marked.TryGetValue(item.Key, out var mark) ? RestoreValue(item.Value, mark) : item.Value)
                )
            )
            : plain;

    private static PropertyValue RestoreValue(PropertyValue plain, PropertyValue marked)
    {
        var restored = (plain.Kind, marked.Kind) switch
        {
            (PropertyKind.Map, PropertyKind.Map) => PropertyValue.Of(RestoreMap(plain.AsMap, marked.AsMap)),
            (PropertyKind.List, PropertyKind.List) => PropertyValue.Of(
                plain.AsList.Select((item, index) => index < marked.AsList.Length ? RestoreValue(item, marked.AsList[index]) : item)
            ),
            _ => plain,
        };
        return plain.IsSecret || marked.IsSecret ? restored.ToSecret() : restored;
    }
}
