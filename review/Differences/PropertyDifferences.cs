using System.Runtime.CompilerServices;
using Review.Plans;

namespace Review.Differences;

/// <summary>
/// What differs between two states of a resource. It is worked out from what the program asks for before and after, and not taken from what the provider says: that counts
/// positions in lists, and names properties that nobody changed. What the provider says tells which secrets changed, and what a resource is replaced for.
/// </summary>
public static class PropertyDifferences
{
    /// <summary>By which a thing in a list is known, whatever its position.</summary>
    private static readonly string[] _keys = ["label", "fileName", "target", "id", "name"];

    // Several parts of a report ask for them.
    private static readonly ConditionalWeakTable<Change, IReadOnlyList<PropertyDifference>> _known = [];

    /// <summary>The differences, in the order of the properties.</summary>
    public static IReadOnlyList<PropertyDifference> Of(Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _known.GetValue(change, Between);
    }

    private static IReadOnlyList<PropertyDifference> Between(Change change)
    {
        if (change is not { Old: { } old, New: { } next } || change.Kind is ChangeKind.Created or ChangeKind.Deleted)
        {
            return [];
        }

        List<Found> found = [];
        Compare("", "", old.Inputs, next.Inputs);
        // What only the provider knows of: computed by it, or found to be otherwise, as where the inputs are as before and something has changed what is there.
        var isRead = change.Kind == ChangeKind.Refreshed;
        var isUnseen = change.Kind == ChangeKind.Updated && found.Count == 0;
        foreach (var mark in change.Marks.Where(mark => !mark.Path.StartsWith("__", StringComparison.Ordinal)))
        {
            if (found.Exists(one => one.Difference.IsWithin(mark.Path) || IsEither(one.Counted, mark.Path)))
            {
                continue;
            }

            var before = isRead || (isUnseen && old.Outputs.At(mark.Path).IsPresent) ? old.Outputs.At(mark.Path) : Either(old, mark.Path);
            var after =
                isRead ? next.Outputs.At(mark.Path)
                : isUnseen ? next.Inputs.At(mark.Path)
                : Either(next, mark.Path);
            if ((mark.Replaces || isRead || isUnseen) && before != after)
            {
                found.Add(new Found(new PropertyDifference(mark.Path, before, after, mark.Replaces), mark.Path));
            }
        }

        return [.. found.Select(one => one.Difference)];

        void Compare(string path, string counted, Value before, Value after)
        {
            if (before.Kind == ValueKind.Map && after.Kind == ValueKind.Map)
            {
                foreach (var name in before.Properties.Concat(after.Properties).Select(property => property.Name).Distinct().ToList())
                {
                    Compare(PropertyPaths.Join(path, name), PropertyPaths.Join(counted, name), before[name], after[name]);
                }
            }
            else if (ByKey(before) is { } first && ByKey(after) is { } second && (first.Count > 0 || second.Count > 0))
            {
                foreach (var key in first.Keys.Union(second.Keys).ToList())
                {
                    var (had, has) = (first.GetValueOrDefault(key, Keyed.None), second.GetValueOrDefault(key, Keyed.None));
                    var named = $"[\"{key}\"]";
                    // Of what has moved the provider speaks at two positions, where it means other things as well.
                    var isMoved = had.Item.IsPresent && has.Item.IsPresent && had.Index != has.Index;
                    var index = has.Item.IsPresent ? has.Index : had.Index;
                    Compare(path + named, counted + (isMoved ? named : $"[{index}]"), ValueOf(had.Item), ValueOf(has.Item));
                }
            }
            else if (before.Items.Concat(after.Items).Any(item => item.Kind is ValueKind.Map or ValueKind.List))
            {
                var (left, right) = (before.Items.ToList(), after.Items.ToList());
                for (var index = 0; index < Math.Max(left.Count, right.Count); index++)
                {
                    Compare(
                        $"{path}[{index}]",
                        $"{counted}[{index}]",
                        left.ElementAtOrDefault(index) ?? Value.Absent,
                        right.ElementAtOrDefault(index) ?? Value.Absent
                    );
                }
            }
            // Secrets are all alike, alone or in a list of words.
            else if (before == after ? before.HasSecret && IsMarked(change, counted) : !(IsEmpty(before) && IsEmpty(after)))
            {
                found.Add(new Found(new PropertyDifference(path, before, after, IsReason(path) || IsReason(counted)), counted));
            }
        }

        bool IsReason(string path) =>
            change.Marks.Any(mark => mark.Replaces && IsEither(path, mark.Path))
            || (change.Marks.Count == 0 && change.ReplaceReasons.Any(reason => IsEither(path, reason)));
    }

    private static bool IsEither(string path, string other) => PropertyPaths.IsWithin(path, other) || PropertyPaths.IsWithin(other, path);

    private static bool IsMarked(Change change, string path) =>
        change.Marks.Count > 0
            ? change.Marks.Any(mark => IsEither(path, mark.Path))
            : change.DifferenceReasons.Any(reason => PropertyPaths.IsWithin(path, reason));

    private static Value Either(ResourceState state, string path) =>
        state.Inputs.At(path) is { IsPresent: true } given ? given : state.Outputs.At(path);

    private static bool IsEmpty(Value value) =>
        value.Kind switch
        {
            ValueKind.Absent => true,
            ValueKind.Map => !value.Properties.Any(),
            ValueKind.List => !value.Items.Any(),
            _ => false,
        };

    // Each with its position. Null: a list of other things.
    private static Dictionary<string, Keyed>? ByKey(Value list)
    {
        if (list.Kind is not (ValueKind.List or ValueKind.Absent))
        {
            return null;
        }

        var items = list.Items.ToList();
        var key = _keys.FirstOrDefault(key => items.TrueForAll(item => item[key].Kind == ValueKind.Text));
        return key is not null && items.DistinctBy(item => item[key].Text).Count() == items.Count
            ? items.Select((item, index) => new Keyed(index, item)).ToDictionary(one => one.Item[key].Text!)
            : null;
    }

    // A label is its value.
    private static Value ValueOf(Value item) => item["label"].IsPresent ? item["value"] : item;

    // With the path as the provider counts positions in lists.
    private sealed record Found(PropertyDifference Difference, string Counted);

    private sealed record Keyed(int Index, Value Item)
    {
        public static Keyed None { get; } = new(0, Value.Absent);
    }
}
