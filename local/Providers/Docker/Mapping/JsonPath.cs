using System.Text.Json.Nodes;

namespace Local.Providers.Docker.Mapping;

/// <summary>Members of nested JSON objects by dotted paths.</summary>
internal static class JsonPath
{
    public static JsonNode? Get(JsonNode? node, string path) => path.Split('.').Aggregate(node, (at, name) => (at as JsonObject)?[name]);

    public static void Set(JsonObject target, string path, JsonNode? value)
    {
        var names = path.Split('.');
        foreach (var name in names[..^1])
        {
            if (target[name] is not JsonObject inner)
            {
                target[name] = inner = [];
            }

            target = inner;
        }

        // A node has one parent; what came out of the target itself is put back as a copy.
        target[names[^1]] = value?.Parent is null ? value : value.DeepClone();
    }
}
