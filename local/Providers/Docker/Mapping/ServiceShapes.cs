using System.Globalization;
using System.Text.Json.Nodes;
using Local.Providers.Contract;

namespace Local.Providers.Docker.Mapping;

/// <summary>How many tasks a service has: <c>replicated.replicas</c> (default 1) or <c>global</c>.</summary>
internal sealed class ModeShape : Shape
{
    protected override string Expected => "{replicated: {replicas}} or {global: true}";
    protected override PropertyKind Kind => PropertyKind.Map;

    public static bool IsGlobal(PropertyValue mode) => mode.Kind == PropertyKind.Map && mode.AsMap.Flag("global") == true;

    public override PropertyValue Normal(PropertyValue value) => value.ContainsUnknowns ? value : IsGlobal(value) ? Global() : Replicated(ReplicasOf(value));

    public override JsonNode? ToApi(PropertyValue value) => IsGlobal(value)
        ? new JsonObject { ["Global"] = new JsonObject() }
        : new JsonObject { ["Replicated"] = new JsonObject { ["Replicas"] = ReplicasOf(value) } };

    public override PropertyValue FromApi(JsonNode node) => node["Global"] is not null ? Global() : Replicated(node["Replicated"]?["Replicas"]?.GetValue<int>() ?? 1);

    private static int ReplicasOf(PropertyValue mode) => mode.AsMap.Map("replicated")?.Whole("replicas") ?? 1;

    private static PropertyValue Global() => PropertyMap.Empty.With("global", true);

    private static PropertyValue Replicated(int replicas) => PropertyMap.Empty.With("replicated", PropertyMap.Empty.With("replicas", replicas));

    protected override void CheckInside(PropertyValue value, string path, List<CheckFailure> failures)
    {
        if (value.ContainsUnknowns)
        {
            return;
        }

        if (IsGlobal(value) && value.AsMap.ContainsKey("replicated"))
        {
            failures.Add(new(path, $"{path} has both global and replicated; set one"));
        }

        if (value.AsMap.Map("replicated")?.Whole("replicas") is { } replicas and < 0)
        {
            failures.Add(new($"{path}.replicated.replicas", $"{path}.replicated.replicas is {replicas}; allowed are 0 and more"));
        }
    }
}

/// <summary>The networks of a service's tasks, by id (or, deprecated, by name). The engine knows them by id alone.</summary>
internal sealed class NetworksShape : Shape
{
    protected override string Expected => "a list of networks";
    protected override PropertyKind Kind => PropertyKind.List;

    private readonly Blocks _blocks = new(
        set: true,
        new("id", "Target", Shapes.Text),
        new("name", "", Shapes.Text),
        new("aliases", "Aliases", Shapes.TextSet),
        new("driverOpts", "DriverOpts", Shapes.Options));

    public override PropertyValue Normal(PropertyValue value) => _blocks.Normal(value);

    public override bool Describes(PropertyValue said, PropertyValue found) => _blocks.Describes(ById(said), found);

    public override JsonNode? ToApi(PropertyValue value) => _blocks.ToApi(ById(value));

    public override PropertyValue FromApi(JsonNode node) => _blocks.FromApi(node);

    protected override void CheckInside(PropertyValue value, string path, List<CheckFailure> failures)
    {
        _blocks.CheckValue(value, path, failures);
        foreach (var (index, item) in value.AsList.Index())
        {
            if (item.Kind == PropertyKind.Map && item.AsMap["id"].Kind == PropertyKind.Null && item.AsMap["name"].Kind == PropertyKind.Null)
            {
                failures.Add(new($"{path}[{index}].id", $"{path}[{index}].id is missing; name the network by its id"));
            }
        }
    }

    // The engine takes a name where it takes an id.
    private static PropertyValue ById(PropertyValue networks) => PropertyValue.Of(networks.AsList.Select(item => item.AsMap) // one of the two is there: checked
        .Select(network => PropertyValue.Of(network.With("id", network["id"].Kind == PropertyKind.Null ? network["name"] : network["id"]).Without("name"))));
}

/// <summary>Placement preferences: labels over whose values the tasks are spread.</summary>
internal sealed class SpreadShape : Shape
{
    protected override string Expected => "a list of labels, such as \"node.labels.zone\"";
    protected override PropertyKind Kind => PropertyKind.List;

    public override JsonNode? ToApi(PropertyValue value) => new JsonArray([.. value.AsList
        .Select(item => (JsonNode)new JsonObject { ["Spread"] = new JsonObject { ["SpreadDescriptor"] = item.AsString } })]);

    public override PropertyValue FromApi(JsonNode node) => PropertyValue.Of(node.AsArray().Select(item => PropertyValue.Of(item!["Spread"]!["SpreadDescriptor"]!.GetValue<string>())));
}

/// <summary>Resources that a node counts or names by itself: <c>gpu=2</c>, <c>gpu=UUID1</c>.</summary>
internal sealed class GenericResourcesShape : Shape
{
    protected override string Expected => "{discreteResourcesSpecs, namedResourcesSpecs}";
    protected override PropertyKind Kind => PropertyKind.Map;

    public override JsonNode? ToApi(PropertyValue value) => new JsonArray([
        .. Pairs(value, "namedResourcesSpecs").Select(pair => (JsonNode)new JsonObject { ["NamedResourceSpec"] = new JsonObject { ["Kind"] = pair[0], ["Value"] = pair[1] } }),
        .. Pairs(value, "discreteResourcesSpecs").Select(pair => (JsonNode)new JsonObject
        {
            ["DiscreteResourceSpec"] = new JsonObject { ["Kind"] = pair[0], ["Value"] = long.Parse(pair[1], CultureInfo.InvariantCulture) },
        })]);

    public override PropertyValue FromApi(JsonNode node) => new PropertyMap(new[] { ("namedResourcesSpecs", "NamedResourceSpec"), ("discreteResourcesSpecs", "DiscreteResourceSpec") }
        .Select(kind => KeyValuePair.Create(kind.Item1, PropertyValue.Of(node.AsArray().Select(item => item![kind.Item2]).OfType<JsonNode>().Select(spec => PropertyValue.Of($"{spec["Kind"]}={spec["Value"]}")))))
        .Where(kind => kind.Value.AsList.Length > 0));

    private static IEnumerable<string[]> Pairs(PropertyValue value, string key) => value.AsMap.Texts(key).Select(text => text.Split('=', 2)).Where(pair => pair.Length == 2);
}
