using System.Text.Json.Nodes;
using Local.Providers.Contract;

namespace Local.Providers.Docker.Mapping;

/// <summary>A group of arguments: one object on both sides.</summary>
internal class Block(params Field[] fields) : Shape
{
    private readonly Schema _schema = new(fields);

    public override IReadOnlyList<Field> Fields => _schema.Fields;
    protected override string Expected => "a group of arguments";
    protected override PropertyKind Kind => PropertyKind.Map;

    public PropertyValue Reconcile(PropertyValue said, PropertyValue found, bool byMeaning) =>
        _schema.Reconcile(said.AsMap, found.AsMap, byMeaning);

    public override PropertyValue Normal(PropertyValue value) => _schema.Normal(value.AsMap);

    public override PropertyValue Plan(PropertyValue said, PropertyValue held) => _schema.Plan(said.AsMap, MapOf(held));

    public override bool Replaces(PropertyValue old, PropertyValue planned) =>
        _schema.Compare(MapOf(old), MapOf(planned)).Any(change => change.Replace);

    public override PropertyValue Settle(PropertyValue before, PropertyValue read, bool keepsSets) =>
        before.Kind == PropertyKind.Map ? _schema.Settle(before.AsMap, read.AsMap, keepsSets) : read;

    public override bool Describes(PropertyValue said, PropertyValue found) =>
        !_schema.Compare(_schema.Reconcile(said.AsMap, found.AsMap, byMeaning: true), said.AsMap).Any();

    public override JsonNode? ToApi(PropertyValue value) => _schema.ToApi(value.AsMap);

    public override PropertyValue FromApi(JsonNode node) => _schema.FromApi(node);

    protected override void CheckInside(PropertyValue value, string path, List<CheckFailure> failures) =>
        _schema.Check(value.AsMap, path + ".", failures);

    private static PropertyMap MapOf(PropertyValue value) => value.Kind == PropertyKind.Map ? value.AsMap : PropertyMap.Empty;
}

/// <summary>A list of groups of arguments, in order; or a set, in any.</summary>
internal class Blocks(bool set, params Field[] fields) : Shape
{
    private readonly Block _each = new(fields);

    /// <summary>The provider compares the list without its order, as it does a set.</summary>
    public bool AnyOrder { get; init; }

    public override IReadOnlyList<Field> Fields => _each.Fields;
    public override bool IsSet => set;
    protected override string Expected => "a list of groups of arguments";
    protected override PropertyKind Kind => PropertyKind.List;

    public override PropertyValue Normal(PropertyValue value)
    {
        var items = value.AsList.Select(item => item.Kind == PropertyKind.Map ? _each.Normal(item) : item);
        return PropertyValue.Of(set || AnyOrder ? items.OrderBy(item => item.ToString(), StringComparer.Ordinal) : items);
    }

    public override PropertyValue Plan(PropertyValue said, PropertyValue held) =>
        PropertyValue.Of(
            said.AsList.Select(
                (item, index) =>
                    item.Kind == PropertyKind.Map
                        ? _each.Plan(
                            item,
                            !set && held.Kind == PropertyKind.List && index < held.AsList.Length ? held.AsList[index] : PropertyValue.Null
                        )
                        : item
            )
        );

    // An item that differs is one that goes and one that comes.
    public override bool Replaces(PropertyValue old, PropertyValue planned)
    {
        var (before, after) = (ItemsOf(old), ItemsOf(planned));
        return before
            .Except(after)
            .Concat(after.Except(before))
            .Any(item => item.Kind == PropertyKind.Unknown ? Fields.Any(field => field.ForceNew) : Schema.HoldsReplacing(Fields, item));
    }

    public override bool Describes(PropertyValue said, PropertyValue found)
    {
        var rest = found.AsList.ToList();
        return said.AsList.Length == rest.Count
            && said.AsList.All(item => rest.FindIndex(other => _each.Describes(item, other)) is >= 0 and var at && RemoveAt(rest, at));
    }

    public override JsonNode? ToApi(PropertyValue value) => new JsonArray([.. value.AsList.Select(_each.ToApi)]);

    public override PropertyValue FromApi(JsonNode node) => PropertyValue.Of(node.AsArray().Select(item => _each.FromApi(item!)));

    protected override void CheckInside(PropertyValue value, string path, List<CheckFailure> failures)
    {
        foreach (var (index, item) in value.AsList.Index())
        {
            _each.CheckValue(item, $"{path}[{index}]", failures);
        }
    }

    private PropertyValue[] ItemsOf(PropertyValue value) =>
        value.Kind switch
        {
            PropertyKind.List => [.. Normal(value).AsList],
            PropertyKind.Unknown => [value],
            _ => [],
        };

    private static bool RemoveAt(List<PropertyValue> list, int index)
    {
        list.RemoveAt(index);
        return true;
    }
}
