using System.Text.Json;

namespace Tests.Standins.Facts;

/// <summary>The C# types that the genuine package gives to properties of a schema.</summary>
/// <param name="schema">The schema that names are looked up in.</param>
internal sealed class SchemaType(PackageSchema schema)
{
    private const string Any = "pulumi.json#/Any";

    /// <summary>
    /// As an argument; <paramref name="suffix"/> ends the names of nested argument classes. Null where the package has a plain object: a union is of two types at most
    /// (pulumi-dotnet, pulumi-language-dotnet/codegen/gen.go, unionTypeString).
    /// </summary>
    public string? Argument(JsonElement property, bool required, string suffix)
    {
        if (property.TryGetProperty("oneOf", out var alternatives))
        {
            var types = alternatives.EnumerateArray().Select(alternative => Element(alternative, suffix)).Distinct().ToList();
            var union = types.Count switch
            {
                1 => $"Pulumi.Input<{types[0]}>",
                2 => $"Pulumi.InputUnion<{string.Join(", ", types)}>",
                _ => null,
            };
            return union is null || required ? union : union + "?";
        }

        return Kind(property) switch
        {
            "array" => $"Pulumi.InputList<{Element(property.GetProperty("items"), suffix)}>",
            "object" => $"Pulumi.InputMap<{ValueElement(property, suffix)}>",
            _ => $"Pulumi.Input<{Element(property, suffix)}>" + (required && !PackageSchema.Has(property, "secret") ? "" : "?"),
        };
    }

    /// <summary>As an output or a part of one; <paramref name="suffix"/> ends the names of nested result classes.</summary>
    public string Result(JsonElement property, bool required, string suffix)
    {
        var mark = required ? "" : "?";
        return Kind(property) switch
        {
            "array" => $"System.Collections.Immutable.ImmutableArray<{Result(property.GetProperty("items"), true, suffix)}>",
            "object" => $"System.Collections.Immutable.ImmutableDictionary<string, {ValueElement(property, suffix)}>{mark}",
            _ => Element(property, suffix) + mark,
        };
    }

    private static string Kind(JsonElement property) =>
        property.TryGetProperty("$ref", out _) || !property.TryGetProperty("type", out var type) ? "" : type.GetString()!;

    private string ValueElement(JsonElement property, string suffix) =>
        property.TryGetProperty("additionalProperties", out var value) ? Element(value, suffix) : "string";

    private string Element(JsonElement property, string suffix)
    {
        if (property.TryGetProperty("$ref", out var reference))
        {
            return reference.GetString() switch
            {
                Any => "object",
                "pulumi.json#/Archive" => "Pulumi.Archive",
                "pulumi.json#/Asset" => "Pulumi.AssetOrArchive",
                { } token => Class(token["#/types/".Length..], suffix),
                null => throw new JsonException("A $ref is a text."),
            };
        }

        return Kind(property) switch
        {
            "boolean" => "bool",
            "integer" => "int",
            "number" => "double",
            "string" => "string",
            "array" => $"System.Collections.Immutable.ImmutableArray<{Element(property.GetProperty("items"), suffix)}>",
            _ => "object",
        };
    }

    private string Class(string token, string suffix)
    {
        var name = PackageSchema.ClassName(token);
        var folder = suffix.EndsWith("Args", StringComparison.Ordinal) ? "Inputs" : "Outputs";
        return schema.IsEnum(token) ? $"{schema.Namespace(token)}.{name}" : $"{schema.Namespace(token)}.{folder}.{name}{suffix}";
    }
}
