using System.Globalization;
using System.Text.Json.Nodes;
using Local.Providers.Contract;

namespace Local.Providers.Docker.Mapping;

/// <summary>How many tasks a service has: <c>replicated.replicas</c> (default 1) or <c>global</c>.</summary>
internal sealed class ModeShape()
    : Block(
        new("global", "", Shapes.Flag) { Default = false },
        new("replicated", "Replicated", Shapes.Block(new Field("replicas", "Replicas", Shapes.Whole) { Default = 1 })) { Computed = true }
    )
{
    public static bool IsGlobal(PropertyValue mode) => mode.Kind == PropertyKind.Map && mode.AsMap.Flag("global") == true;

    // What becomes global is replicated in the state still, and both are sent.
    public override JsonNode? ToApi(PropertyValue value)
    {
        var mode = base.ToApi(value)!.AsObject();
        if (IsGlobal(value))
        {
            mode["Global"] = new JsonObject();
        }

        return mode;
    }

    public override PropertyValue FromApi(JsonNode node) => base.FromApi(node).AsMap.With("global", node["Global"] is not null);

    protected override void CheckInside(PropertyValue value, string path, List<CheckFailure> failures)
    {
        base.CheckInside(value, path, failures);
        if (value.ContainsUnknowns)
        {
            return;
        }

        if (value.AsMap["global"].Kind != PropertyKind.Null && value.AsMap.ContainsKey("replicated"))
        {
            failures.Add(new(path, $"{path} has both global and replicated; set one"));
        }

        if (value.AsMap.Map("replicated")?.Whole("replicas") is { } replicas and < 0)
        {
            failures.Add(new($"{path}.replicated.replicas", $"{path}.replicated.replicas is {replicas}; allowed are 0 and more"));
        }
    }
}

/// <summary>The networks of a service's tasks, by id (or, deprecated, by name). The engine takes either, and tells the id.</summary>
internal sealed class NetworksShape()
    : Blocks(
        set: true,
        new("id", "Target", Shapes.Text) { ForceNew = true },
        new("name", "", Shapes.Text) { ForceNew = true },
        new("aliases", "Aliases", Shapes.TextSet) { ForceNew = true },
        new("driverOpts", "DriverOpts", Shapes.Options) { ForceNew = true }
    )
{
    public override bool Describes(PropertyValue said, PropertyValue found) => base.Describes(ById(said), found);

    public override JsonNode? ToApi(PropertyValue value) => base.ToApi(ById(value));

    protected override void CheckInside(PropertyValue value, string path, List<CheckFailure> failures)
    {
        base.CheckInside(value, path, failures);
        foreach (var (index, item) in value.AsList.Index())
        {
            if (item.Kind == PropertyKind.Map && item.AsMap["id"].Kind == PropertyKind.Null && item.AsMap["name"].Kind == PropertyKind.Null)
            {
                failures.Add(new($"{path}[{index}].id", $"{path}[{index}].id is missing; name the network by its id"));
            }
        }
    }

    private static PropertyValue ById(PropertyValue networks) =>
        PropertyValue.Of(
            networks
                .AsList.Select(item => item.AsMap) // one of the two is there: checked
                .Select(network =>
                    PropertyValue.Of(
                        network.With("id", network["id"].Kind == PropertyKind.Null ? network["name"] : network["id"]).Without("name")
                    )
                )
        );
}

/// <summary>Placement preferences: labels over whose values the tasks are spread.</summary>
internal sealed class SpreadShape() : TextsShape(set: true)
{
    protected override string Expected => "a list of labels, such as \"node.labels.zone\"";

    protected override JsonNode ItemToApi(string item) => new JsonObject { ["Spread"] = new JsonObject { ["SpreadDescriptor"] = item } };

    protected override string ItemFromApi(JsonNode item) => item["Spread"]!["SpreadDescriptor"]!.GetValue<string>();
}

/// <summary>Where credentials come from: the provider sends the registry value as the file, in the place of any file, and an empty one too.</summary>
internal sealed class CredentialSpecShape() : Block(new("file", "File", Shapes.Text), new("registry", "Registry", Shapes.Text))
{
    public override JsonNode? ToApi(PropertyValue value) => new JsonObject { ["File"] = value.AsMap.Text("registry") ?? "" };
}

/// <summary>Resources that a node counts or names by itself: <c>gpu=2</c>, <c>gpu=UUID1</c>.</summary>
internal sealed class GenericResourcesShape()
    : Block(new("discreteResourcesSpecs", "", Shapes.TextSet), new("namedResourcesSpecs", "", Shapes.TextSet))
{
    protected override string Expected => "{discreteResourcesSpecs, namedResourcesSpecs}";

    public override JsonNode? ToApi(PropertyValue value) =>
        new JsonArray([
            .. Pairs(value, "namedResourcesSpecs")
                .Select(pair =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["NamedResourceSpec"] = new JsonObject { ["Kind"] = pair[0], ["Value"] = pair[1] },
                        }
                ),
            .. Pairs(value, "discreteResourcesSpecs")
                .Select(pair =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["DiscreteResourceSpec"] = new JsonObject
                            {
                                ["Kind"] = pair[0],
                                ["Value"] = long.Parse(pair[1], CultureInfo.InvariantCulture),
                            },
                        }
                ),
        ]);

    public override PropertyValue FromApi(JsonNode node) =>
        new PropertyMap(
            new[] { ("namedResourcesSpecs", "NamedResourceSpec"), ("discreteResourcesSpecs", "DiscreteResourceSpec") }
                .Select(kind =>
                    KeyValuePair.Create(
                        kind.Item1,
                        PropertyValue.Of(
                            node.AsArray()
                                .Select(item => item![kind.Item2])
                                .OfType<JsonNode>()
                                .Select(spec => PropertyValue.Of($"{spec["Kind"]}={spec["Value"]}"))
                        )
                    )
                )
                .Where(kind => kind.Value.AsList.Length > 0)
        );

    private static IEnumerable<string[]> Pairs(PropertyValue value, string key) =>
        value.AsMap.Texts(key).Select(text => text.Split('=', 2)).Where(pair => pair.Length == 2);
}
