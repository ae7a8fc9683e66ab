using System.Text.Json;

namespace Tests.Standins.Facts;

/// <summary>A provider's schema: what the genuine package's classes are generated from.</summary>
internal sealed class PackageSchema
{
    private readonly JsonElement _root;

    public PackageSchema(string json) => _root = JsonDocument.Parse(json).RootElement;

    public string Name => _root.GetProperty("name").GetString()!;

    public string Version => _root.GetProperty("version").GetString()!;

    public IEnumerable<(string Token, JsonElement Definition)> Resources => Section("resources");

    public IEnumerable<(string Token, JsonElement Definition)> Functions => Section("functions");

    public IEnumerable<(string Token, JsonElement Definition)> Types => Section("types");

    public JsonElement Provider => _root.GetProperty("provider");

    /// <summary>The environment variables that the provider's arguments take their defaults from.</summary>
    public IEnumerable<string> EnvironmentVariables =>
        from argument in Properties(Provider, "inputProperties")
        where argument.Definition.TryGetProperty("defaultInfo", out _)
        from name in argument.Definition.GetProperty("defaultInfo").GetProperty("environment").EnumerateArray()
        select name.GetString();

    /// <summary>The C# name of a property.</summary>
    public static string PropertyName(string name, JsonElement property) =>
        property.TryGetProperty("language", out var language) && language.TryGetProperty("csharp", out var csharp)
            ? csharp.GetProperty("name").GetString()!
            : Pascal(name);

    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>The names and definitions in one part of a definition; none where it has not that part.</summary>
    public static IEnumerable<(string Name, JsonElement Definition)> Properties(JsonElement definition, string part) =>
        definition.TryGetProperty(part, out var properties)
            ? properties.EnumerateObject().Select(property => (property.Name, property.Value))
            : [];

    public static HashSet<string> Names(JsonElement definition, string part) =>
        definition.TryGetProperty(part, out var names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];

    public static bool Has(JsonElement definition, string flag) =>
        definition.TryGetProperty(flag, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>The C# namespace of a token such as docker:index/service:Service or command:remote:Command.</summary>
    public string Namespace(string token)
    {
        var parts = token.Split(':');
        var module = parts[1].Split('/')[0];
        return $"Pulumi.{Pascal(parts[0])}" + (module is "index" or "" ? "" : $".{ModuleName(module)}");
    }

    // Where the capitals of a module are not those of its token, such as LB, the schema says so.
    private string ModuleName(string module) =>
        _root.TryGetProperty("language", out var language)
        && language.TryGetProperty("csharp", out var csharp)
        && csharp.TryGetProperty("namespaces", out var names)
        && names.TryGetProperty(module, out var name)
            ? name.GetString()!
            : Pascal(module);

    /// <summary>The C# class name of a token.</summary>
    public static string ClassName(string token) => Pascal(token.Split(':')[2]);

    public bool IsEnum(string token) =>
        _root.GetProperty("types").TryGetProperty(token, out var type) && type.TryGetProperty("enum", out _);

    private IEnumerable<(string Token, JsonElement Definition)> Section(string name) => Properties(_root, name);
}
