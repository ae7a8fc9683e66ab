using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Infra.Compose.Format;
using Pulumi;

namespace Infra.Workloads;

/// <summary>A text that changes whenever a service does: a digest of all that the file says of it, and of the objects that it refers to.</summary>
internal static class ServiceDigest
{
    private static readonly JsonSerializerOptions _withoutPositions = new() { Converters = { new NoPosition(), new ConstraintText() } };

    /// <summary>A secret when the service holds one: a weak password could be found by trying.</summary>
    public static Output<string> Of(Service service, EngineObjects objects)
    {
        var said = Said(service);
        var referred = service
            .Configs.Select(reference => objects.Config(reference.Source.Name).Id)
            .Concat(service.Secrets.Select(reference => objects.Secret(reference.Source.Name).Id))
            .Concat(
                service
                    .Mounts.Where(mount => mount is { Type: "volume", Source: not null })
                    .Select(mount => objects.VolumeName(mount.Source!).ToOutput())
            );
        var digest = Output
            .All(referred)
            .Apply(ids => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ids.Prepend(said)))))[..16]);
        return said.Contains("\"IsSecret\":true", StringComparison.Ordinal) ? Output.CreateSecret(digest) : digest;
    }

    /// <summary>All that the file says of it. A change of this form would have every running stack wait for its tasks once more.</summary>
    public static string Said(Service service) => Sorted(JsonSerializer.SerializeToNode(service, _withoutPositions))!.ToJsonString();

    // The order of keys in the file means nothing.
    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject map => new JsonObject(
                map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Sorted(entry.Value)))
            ),
            JsonArray list => new JsonArray([.. list.Select(Sorted)]),
            _ => node?.DeepClone(),
        };

    // Where something is written means nothing either.
    private sealed class NoPosition : JsonConverter<Position>
    {
        public override Position Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Positions are not read.");

        public override void Write(Utf8JsonWriter writer, Position value, JsonSerializerOptions options) => writer.WriteNullValue();
    }

    // As the file has it, so that running services have the digest that they were given.
    private sealed class ConstraintText : JsonConverter<Constraint>
    {
        public override Constraint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Constraints are not read.");

        public override void Write(Utf8JsonWriter writer, Constraint value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Text);
    }
}
