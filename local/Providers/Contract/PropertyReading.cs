namespace Local.Providers.Contract;

/// <summary>Reads typed values out of a property map; a missing or null property reads as null.</summary>
public static class PropertyReading
{
    public static string? Text(this PropertyMap map, string key) =>
        map[key] is { Kind: not PropertyKind.Null } value ? value.AsString : null;

    public static bool? Flag(this PropertyMap map, string key) => map[key] is { Kind: not PropertyKind.Null } value ? value.AsBool : null;

    internal static double? Number(this PropertyMap map, string key) =>
        map[key] is { Kind: not PropertyKind.Null } value ? value.AsNumber : null;

    public static int? Whole(this PropertyMap map, string key) => (int?)map.Number(key);

    public static PropertyMap? Map(this PropertyMap map, string key) =>
        map[key] is { Kind: not PropertyKind.Null } value ? value.AsMap : null;

    internal static IReadOnlyList<PropertyValue> List(this PropertyMap map, string key) =>
        map[key] is { Kind: not PropertyKind.Null } value ? value.AsList : [];

    internal static IReadOnlyList<string> Texts(this PropertyMap map, string key) => [.. map.List(key).Select(item => item.AsString)];
}
