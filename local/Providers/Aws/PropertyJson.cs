using System.Text.Json.Nodes;
using Local.Providers.Contract;

namespace Local.Providers.Aws;

/// <summary>Known, public values as JSON.</summary>
internal static class PropertyJson
{
    public static JsonObject ToJson(PropertyMap map) => new(map.Select(item => KeyValuePair.Create(item.Key, ToJson(item.Value))));

    public static PropertyMap ToMap(JsonObject json) => new(json.Select(item => KeyValuePair.Create(item.Key, ToValue(item.Value))));

    private static JsonNode? ToJson(PropertyValue value) =>
        value.Kind switch
        {
            PropertyKind.Null => null,
            PropertyKind.Bool => value.AsBool,
            PropertyKind.Number => value.AsNumber,
            PropertyKind.String => value.AsString,
            PropertyKind.List => new JsonArray([.. value.AsList.Select(ToJson)]),
            PropertyKind.Map => ToJson(value.AsMap),
            _ => throw new InvalidOperationException("an unknown value cannot be recorded"),
        };

    private static PropertyValue ToValue(JsonNode? node) =>
        node switch
        {
            null => PropertyValue.Null,
            JsonObject map => ToMap(map),
            JsonArray list => PropertyValue.Of(list.Select(ToValue)),
            _ when node.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False =>
                node.GetValue<bool>(),
            _ when node.GetValueKind() is System.Text.Json.JsonValueKind.Number => node.GetValue<double>(),
            _ => node.GetValue<string>(),
        };
}
