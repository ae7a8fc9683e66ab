using System.Collections.Immutable;
using Local.Providers.Contract;

namespace Local.Runner.Deployments;

/// <summary>Names every place at which two sets of properties differ.</summary>
internal static class PropertyComparison
{
    /// <summary>The differences below the given top-level keys.</summary>
    public static IReadOnlyList<PropertyChange> Compare(
        PropertyMap old,
        PropertyMap next,
        IEnumerable<string> keys,
        IReadOnlySet<string> replaces
    )
    {
        List<PropertyChange> changes = [];
        foreach (var key in keys.Distinct(StringComparer.Ordinal))
        {
            var before = changes.Count;
            Add(changes, PropertyPath.Join("", key), Get(old, key), Get(next, key), false, replaces.Contains(key));
            if (changes.Count == before)
            {
                // The provider sees a change that the inputs do not show: what is there has drifted.
                changes.Add(new PropertyChange(key, Get(old, key), Get(next, key), replaces.Contains(key)));
            }
        }

        return changes;
    }

    /// <summary>The top-level keys whose values differ.</summary>
    public static IReadOnlyList<string> ChangedKeys(PropertyMap old, PropertyMap next) =>
        [.. old.Keys.Union(next.Keys, StringComparer.Ordinal).Where(key => !Equals(Get(old, key), Get(next, key)))];

    /// <summary>True when the maps hold the same values with the same secret marks.</summary>
    public static bool Identical(PropertyMap one, PropertyMap other) =>
        one.Count == other.Count && one.All(item => other.TryGetValue(item.Key, out var value) && Identical(item.Value, value));

    /// <summary>The same of single values.</summary>
    public static bool Identical(PropertyValue one, PropertyValue other) =>
        one.IsSecret == other.IsSecret
        && one.Kind == other.Kind
        && one.Kind switch
        {
            PropertyKind.Map => Identical(one.AsMap, other.AsMap),
            PropertyKind.List => one.AsList.Length == other.AsList.Length
                && one.AsList.Zip(other.AsList).All(pair => Identical(pair.First, pair.Second)),
            _ => one.Equals(other),
        };

    private static void Add(
        List<PropertyChange> changes,
        string path,
        PropertyValue? old,
        PropertyValue? next,
        bool isSecret,
        bool needsReplace
    )
    {
        isSecret |= old is { IsSecret: true } || next is { IsSecret: true };
        if (Equals(old, next))
        {
            return;
        }

        if (!isSecret && old is { Kind: PropertyKind.Map } && next is { Kind: PropertyKind.Map })
        {
            foreach (var key in old.AsMap.Keys.Union(next.AsMap.Keys, StringComparer.Ordinal))
            {
                Add(changes, PropertyPath.Join(path, key), Get(old.AsMap, key), Get(next.AsMap, key), isSecret, needsReplace);
            }
        }
        else if (!isSecret && old is { Kind: PropertyKind.List } && next is { Kind: PropertyKind.List })
        {
            for (var index = 0; index < Math.Max(old.AsList.Length, next.AsList.Length); index++)
            {
                Add(changes, PropertyPath.Join(path, index), Get(old.AsList, index), Get(next.AsList, index), isSecret, needsReplace);
            }
        }
        else
        {
            changes.Add(new PropertyChange(path, Mark(old, isSecret), Mark(next, isSecret), needsReplace));
        }
    }

    /// <summary>When one side is secret, so is the other: it was or will be.</summary>
    private static PropertyValue? Mark(PropertyValue? value, bool isSecret) => isSecret ? value?.ToSecret() : value;

    private static PropertyValue? Get(PropertyMap map, string key) => map.TryGetValue(key, out var value) ? value : null;

    private static PropertyValue? Get(ImmutableArray<PropertyValue> list, int index) => index < list.Length ? list[index] : null;
}
