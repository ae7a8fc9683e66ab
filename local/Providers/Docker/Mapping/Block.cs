using System.Text.Json.Nodes;
using Local.Providers.Contract;

namespace Local.Providers.Docker.Mapping;

/// <summary>A group of arguments: one object on both sides.</summary>
internal sealed class Block(params Field[] fields) : Shape
{
    private readonly Schema _schema = new(fields);

    protected override string Expected => "a group of arguments";
    protected override PropertyKind Kind => PropertyKind.Map;

    public IEnumerable<(string Name, bool Replace)> Compare(PropertyValue old, PropertyValue now) => _schema.Compare(MapOf(old), MapOf(now));
    public PropertyValue Reconcile(PropertyValue said, PropertyValue found) => _schema.Reconcile(said.AsMap, found.AsMap);
    public override PropertyValue Normal(PropertyValue value) => _schema.Normal(value.AsMap);
    public override bool Describes(PropertyValue said, PropertyValue found) => !_schema.Compare(_schema.Reconcile(said.AsMap, found.AsMap), said.AsMap).Any();
    public override JsonNode? ToApi(PropertyValue value) => _schema.ToApi(value.AsMap);
    public override PropertyValue FromApi(JsonNode node) => _schema.FromApi(node);
    public override JsonNode? Apply(PropertyValue value, JsonNode? current) => _schema.Apply(value.AsMap, current as JsonObject ?? []);
    protected override void CheckInside(PropertyValue value, string path, List<CheckFailure> failures) => _schema.Check(value.AsMap, path + ".", failures);

    private static PropertyMap MapOf(PropertyValue value) => value.Kind == PropertyKind.Map ? value.AsMap : PropertyMap.Empty;
}

/// <summary>A list of groups of arguments, in order; or a set, in any.</summary>
internal sealed class Blocks(bool set, params Field[] fields) : Shape
{
    private readonly Block _each = new(fields);

    protected override string Expected => "a list of groups of arguments";
    protected override PropertyKind Kind => PropertyKind.List;

    public override PropertyValue Normal(PropertyValue value)
    {
        var items = value.AsList.Select(item => item.Kind == PropertyKind.Map ? _each.Normal(item) : item);
        return PropertyValue.Of(set ? items.OrderBy(item => item.ToString(), StringComparer.Ordinal) : items);
    }

    public override bool Describes(PropertyValue said, PropertyValue found)
    {
        var rest = found.AsList.ToList();
        return said.AsList.Length == rest.Count && said.AsList.All(item => rest.FindIndex(other => _each.Describes(item, other)) is >= 0 and var at && RemoveAt(rest, at));
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

    private static bool RemoveAt(List<PropertyValue> list, int index)
    {
        list.RemoveAt(index);
        return true;
    }
}
