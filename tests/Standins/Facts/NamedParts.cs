using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tests.Standins.Facts;

/// <summary>What an assembly names of a whole description: its types, and of these the members that it has.</summary>
internal sealed class NamedParts(Assembly assembly)
{
    // A class of a package may stand for a type's arguments, its outputs, or both.
    private static readonly string[] _suffixes = ["", "Args", "InputArgs", "InvokeArgs", "Result"];

    private static readonly string[] _sections = ["resources", "functions", "types"];

    // What the checks read of a definition, besides its properties.
    private static readonly string[] _propertyParts = ["properties", "inputProperties"];
    private static readonly string[] _nameParts = ["required", "requiredInputs"];

    private static readonly JsonSerializerOptions _format = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly ILookup<string, string> _members = assembly
        .GetTypes()
        .SelectMany(type =>
            type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Select(property => (type.Name, Member: property.Name))
        )
        .Concat(assembly.GetTypes().SelectMany(type => type.GetFields().Select(field => (type.Name, Member: field.Name))))
        .ToLookup(pair => pair.Name, pair => pair.Member);

    private readonly HashSet<string> _types = [.. assembly.GetTypes().Select(type => type.Name)];

    /// <summary>Of a provider's schema.</summary>
    public string Of(JsonObject schema)
    {
        var part = new JsonObject();
        foreach (var key in (string[])["name", "version", "language"])
        {
            part[key] = schema[key]?.DeepClone();
        }

        part["provider"] = Members(schema["provider"]!.AsObject(), "Provider");
        foreach (var section in _sections)
        {
            var kept = new JsonObject();
            foreach (var (token, definition) in schema[section]!.AsObject().OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                var name = PackageSchema.ClassName(token);
                if (_suffixes.Any(suffix => _types.Contains(name + suffix)))
                {
                    kept[token] = Members(definition!.AsObject(), name);
                }
            }

            part[section] = kept;
        }

        return part.ToJsonString(_format) + "\n";
    }

    /// <summary>Of a listing of a package's public API.</summary>
    public static string Of(IEnumerable<string> listing, Assembly core)
    {
        var named = PublicApi.VisibleTypes(core).Select(type => ApiListing.NameIn(PublicApi.Header(type))).ToHashSet();
        var keeps = false;
        var lines = new List<string>();
        foreach (var line in listing.Where(line => line.Length > 0))
        {
            keeps = line.StartsWith(' ') ? keeps : named.Contains(ApiListing.NameIn(line.Split("  [Obsolete")[0]));
            if (keeps)
            {
                lines.Add(line);
            }
        }

        return string.Join('\n', lines) + "\n";
    }

    private JsonObject Members(JsonObject definition, string name)
    {
        var named = _suffixes.SelectMany(suffix => _members[name + suffix]).ToHashSet();
        // A secret is a secret although the stand-in has no member for it.
        bool IsNamed(string property, JsonNode? description) =>
            description?["secret"]?.GetValue<bool>() == true
            || named.Contains(PackageSchema.PropertyName(property, JsonSerializer.SerializeToElement(description)));

        var part = (JsonObject)definition.DeepClone();
        var dropped = new HashSet<string>();
        foreach (var properties in Objects(part))
        {
            foreach (var (property, description) in properties.ToList())
            {
                if (!IsNamed(property, description))
                {
                    properties.Remove(property);
                    dropped.Add(property);
                }
            }
        }

        foreach (var names in Lists(part))
        {
            foreach (var lost in names.Where(found => dropped.Contains(found!.GetValue<string>())).ToList())
            {
                names.Remove(lost);
            }
        }

        return part;
    }

    private static IEnumerable<JsonObject> Objects(JsonObject definition) =>
        Parts(definition).SelectMany(part => _propertyParts.Select(key => part[key]).OfType<JsonObject>());

    private static IEnumerable<JsonArray> Lists(JsonObject definition) =>
        Parts(definition).SelectMany(part => _nameParts.Select(key => part[key]).OfType<JsonArray>());

    // A function's are one level below, under inputs and outputs.
    private static IEnumerable<JsonObject> Parts(JsonObject definition) =>
        [definition, .. definition.Select(pair => pair.Value).OfType<JsonObject>()];
}
