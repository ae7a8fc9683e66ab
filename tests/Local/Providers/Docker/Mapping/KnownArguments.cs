using System.Text.Json;
using Local.Providers.Contract;
using Local.Providers.Docker.Mapping;

namespace Tests.Local.Providers.Docker.Mapping;

/// <summary>The arguments that the local provider knows, each in one line that says what the genuine provider's schema says of it.</summary>
internal static class KnownArguments
{
    private static readonly (string Type, Schema Schema)[] _schemas =
    [
        (Given.Network, NetworkSchema.Value),
        (Given.Service, ServiceSchema.Value),
        (Given.Container, ContainerSchema.Value),
        (Given.Volume, SmallSchemas.Volume),
        (Given.Secret, SmallSchemas.Secret),
        (Given.Config, SmallSchemas.Config),
    ];

    // What a name's own rules make optional: Pulumi gives one where the program gives none.
    private static readonly string[] _named = ["name"];

    /// <summary>As the tables of the local provider have them.</summary>
    public static SortedDictionary<string, string> Local()
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (type, schema) in _schemas)
        {
            Add(all, $"{type} ", schema.Fields);
        }

        return all;
    }

    /// <summary>As a description of the genuine provider (docker-behaviour.json) has those that are named.</summary>
    public static SortedDictionary<string, string> Genuine(string json, IReadOnlyCollection<string> paths)
    {
        using var document = JsonDocument.Parse(json);
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (type, _) in _schemas)
        {
            foreach (
                var argument in document
                    .RootElement.GetProperty(type)
                    .EnumerateObject()
                    .Where(argument => paths.Contains($"{type} {argument.Name}"))
            )
            {
                all[$"{type} {argument.Name}"] = Said(argument.Name, argument.Value);
            }
        }

        return all;
    }

    private static void Add(SortedDictionary<string, string> all, string prefix, IReadOnlyList<Field> fields)
    {
        foreach (var field in fields)
        {
            all[prefix + field.Name] = Said(prefix, field);
            Add(all, $"{prefix}{field.Name}{(field.Shape is Block ? "" : "[]")}.", field.Shape.Fields);
        }
    }

    private static string Said(string prefix, Field field) =>
        Line(
            TypeOf(field.Shape),
            field.Required,
            field.Computed && !IsName(prefix, field.Name),
            field.ForceNew,
            field.Default.Kind == PropertyKind.Null ? null : field.Default.ToString(),
            field.Shape is TextShape { Allowed.Count: > 0 } one ? one.Allowed : [],
            field.MayGo || field.Shape is Blocks { AnyOrder: true } || field.Shape is DecimalTextShape { IsRatio: true }
        );

    private static string Said(string path, JsonElement facts) =>
        Line(
            Has(facts, "flattened") ? "group" : Text(facts, "type"),
            Has(facts, "req") && !_named.Contains(path),
            Has(facts, "comp") && !_named.Contains(path),
            Has(facts, "forceNew"),
            facts.TryGetProperty("default", out var value)
                ? value.ValueKind is JsonValueKind.True or JsonValueKind.False
                    ? value.ToString().ToLowerInvariant()
                    : value.ToString()
                : null,
            Text(facts, "validation") is var rule && rule.StartsWith("one of: ", StringComparison.Ordinal)
                ? rule["one of: ".Length..].Split(" (")[0].Split(", ")
                : [],
            facts.TryGetProperty("suppress", out _)
        );

    private static bool IsName(string prefix, string name) => prefix.EndsWith(' ') && _named.Contains(name);

    private static string Line(
        string type,
        bool required,
        bool computed,
        bool replaces,
        string? value,
        IEnumerable<string> allowed,
        bool suppresses
    ) =>
        string.Join(
            ' ',
            new[]
            {
                type,
                required ? "required" : "",
                computed ? "computed" : "",
                replaces ? "replaces" : "",
                value is null ? "" : $"default={value}",
                string.Join('|', allowed.Order(StringComparer.Ordinal)),
                suppresses ? "suppresses" : "",
            }.Where(word => word.Length > 0)
        );

    private static string TypeOf(Shape shape) =>
        shape switch
        {
            Block => "group",
            FlagShape => "Bool",
            WholeShape => "Int",
            TextShape or DurationShape or DecimalTextShape => "String",
            TextMapShape or EnvironmentShape => "Map",
            _ => shape.IsSet ? "Set" : "List",
        };

    private static string Text(JsonElement facts, string key) => facts.TryGetProperty(key, out var value) ? value.ToString() : "";

    private static bool Has(JsonElement facts, string key) =>
        facts.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.True;
}
