using System.Text.Json.Nodes;
using Local.Providers.Contract;

namespace Local.Providers.Docker.Mapping;

/// <summary>A list of texts, in order; or a set, in any.</summary>
internal class TextsShape(bool set = false) : Shape
{
    protected override string Expected => "a list of texts";
    protected override PropertyKind Kind => PropertyKind.List;

    public override bool IsSet => set;

    public override PropertyValue Normal(PropertyValue value) =>
        set && !value.ContainsUnknowns ? PropertyValue.Of(value.AsList.OrderBy(item => item.AsString, StringComparer.Ordinal)) : value;

    // The provider keeps no order of a set: whoever relies on one must see it go.
    public override JsonNode? ToApi(PropertyValue value) =>
        new JsonArray([.. Normal(value).AsList.Select(item => ItemToApi(item.AsString))]);

    public override PropertyValue FromApi(JsonNode node) =>
        PropertyValue.Of(node.AsArray().Select(item => PropertyValue.Of(ItemFromApi(item!))));

    protected virtual JsonNode ItemToApi(string item) => item;

    protected virtual string ItemFromApi(JsonNode item) => item.GetValue<string>();

    protected override void CheckInside(PropertyValue value, string path, List<CheckFailure> failures) =>
        failures.AddRange(
            value
                .AsList.Select((item, index) => (item, at: $"{path}[{index}]"))
                .Where(entry => entry.item.Kind is not (PropertyKind.String or PropertyKind.Unknown))
                .Select(entry => new CheckFailure(entry.at, $"{entry.at} is {entry.item}; it must be text"))
        );
}

/// <summary>A map of texts. The engine may add entries of its own to those that were asked for.</summary>
internal sealed class TextMapShape(bool engineAdds = false) : Shape
{
    protected override string Expected => "a map of texts";
    protected override PropertyKind Kind => PropertyKind.Map;

    public override bool Describes(PropertyValue said, PropertyValue found) =>
        engineAdds ? said.AsMap.All(item => found.AsMap[item.Key].Equals(item.Value)) : base.Describes(said, found);

    public override JsonNode? ToApi(PropertyValue value) =>
        new JsonObject(value.AsMap.Select(item => KeyValuePair.Create(item.Key, (JsonNode?)item.Value.AsString)));

    public override PropertyValue FromApi(JsonNode node) =>
        new PropertyMap(
            node.AsObject().Select(item => KeyValuePair.Create(item.Key, PropertyValue.Of(item.Value?.GetValue<string>() ?? "")))
        );
}

/// <summary>Environment variables: a map here, a list of <c>NAME=value</c> there.</summary>
internal sealed class EnvironmentShape : Shape
{
    protected override string Expected => "a map of texts";
    protected override PropertyKind Kind => PropertyKind.Map;

    public override JsonNode? ToApi(PropertyValue value) =>
        new JsonArray([.. value.AsMap.Select(item => (JsonNode)$"{item.Key}={item.Value.AsString}")]);

    public override PropertyValue FromApi(JsonNode node) =>
        new PropertyMap(
            node.AsArray()
                .Select(item => item!.GetValue<string>().Split('=', 2))
                .Select(pair => KeyValuePair.Create(pair[0], PropertyValue.Of(pair.ElementAtOrDefault(1) ?? "")))
        );
}

/// <summary>Options: a set of <c>name=value</c> here, a map there.</summary>
internal sealed class OptionsShape : Shape
{
    public override bool IsSet => true;
    protected override string Expected => "a list of name=value";
    protected override PropertyKind Kind => PropertyKind.List;

    public override PropertyValue Normal(PropertyValue value) =>
        value.ContainsUnknowns ? value : PropertyValue.Of(value.AsList.OrderBy(item => item.AsString, StringComparer.Ordinal));

    public override JsonNode? ToApi(PropertyValue value) =>
        new JsonObject(
            value
                .AsList.Select(item => item.AsString.Split('=', 2))
                .Select(pair => KeyValuePair.Create(pair[0], (JsonNode?)(pair.ElementAtOrDefault(1) ?? "")))
        );

    public override PropertyValue FromApi(JsonNode node) =>
        PropertyValue.Of(node.AsObject().Select(item => PropertyValue.Of($"{item.Key}={item.Value}")));
}

/// <summary>Labels: a set of <c>{label, value}</c> here, a map there.</summary>
internal sealed class LabelsShape(bool replaces) : Shape
{
    public override IReadOnlyList<Field> Fields { get; } =
    [
        new("label", "", Shapes.Text) { Required = true, ForceNew = replaces },
        new("value", "", Shapes.Text) { Required = true, ForceNew = replaces },
    ];

    public override bool IsSet => true;

    public override bool Replaces(PropertyValue old, PropertyValue planned) => replaces;

    protected override string Expected => "a list of {label, value}";
    protected override PropertyKind Kind => PropertyKind.List;

    public override PropertyValue Normal(PropertyValue value) =>
        value.ContainsUnknowns ? value : PropertyValue.Of(value.AsList.OrderBy(item => item.AsMap.Text("label"), StringComparer.Ordinal));

    public override JsonNode? ToApi(PropertyValue value) =>
        new JsonObject(value.AsList.Select(item => KeyValuePair.Create(item.AsMap.Text("label")!, (JsonNode?)item.AsMap.Text("value"))));

    public override PropertyValue FromApi(JsonNode node) =>
        PropertyValue.Of(
            node.AsObject()
                .Select(item =>
                    PropertyValue.Of(PropertyMap.Empty.With("label", item.Key).With("value", item.Value?.GetValue<string>() ?? ""))
                )
        );
}

/// <summary>Extra hosts: <c>{host, ip}</c> here, one text there, in the order that the API wants.</summary>
internal sealed class HostsShape(Func<string, string, string> join, Func<string, (string Host, string Ip)> split) : Shape
{
    public override IReadOnlyList<Field> Fields { get; } =
    [new("host", "", Shapes.Text) { Required = true, ForceNew = true }, new("ip", "", Shapes.Text) { Required = true, ForceNew = true }];

    public override bool IsSet => true;

    protected override string Expected => "a list of {host, ip}";
    protected override PropertyKind Kind => PropertyKind.List;

    public override PropertyValue Normal(PropertyValue value) =>
        value.ContainsUnknowns ? value : PropertyValue.Of(value.AsList.OrderBy(item => item.ToString(), StringComparer.Ordinal));

    public override JsonNode? ToApi(PropertyValue value) =>
        new JsonArray([.. value.AsList.Select(item => (JsonNode)join(item.AsMap.Text("host")!, item.AsMap.Text("ip")!))]);

    public override PropertyValue FromApi(JsonNode node) =>
        PropertyValue.Of(
            node.AsArray()
                .Select(item => split(item!.GetValue<string>()))
                .Select(entry => PropertyValue.Of(PropertyMap.Empty.With("host", entry.Host).With("ip", entry.Ip)))
        );
}
