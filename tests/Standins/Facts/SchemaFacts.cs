using System.Text.Json;

namespace Tests.Standins.Facts;

/// <summary>The classes that the genuine package has, by its schema.</summary>
internal sealed class SchemaFacts(PackageSchema schema)
{
    private readonly SchemaType _types = new(schema);

    public Dictionary<string, ClassFacts> All() =>
        schema
            .Resources.SelectMany(Resource)
            .Concat(schema.Functions.SelectMany(Function))
            .Concat(schema.Types.SelectMany(Nested))
            .Concat(Provider())
            .DistinctBy(facts => facts.Name)
            .ToDictionary(facts => facts.Name);

    private static ClassFacts Class(
        string name,
        IEnumerable<KeyValuePair<string, string>> facts,
        IEnumerable<string>? indispensable = null
    ) => new(name, new Dictionary<string, string>(facts), (indispensable ?? []).ToHashSet());

    private IEnumerable<ClassFacts> Resource((string Token, JsonElement Definition) resource)
    {
        var (token, definition) = resource;
        var name = $"{schema.Namespace(token)}.{PackageSchema.ClassName(token)}";
        var options = Options(token, PackageSchema.Properties(definition, "properties"), definition);
        var outputs = Outputs(PackageSchema.Properties(definition, "properties"), PackageSchema.Names(definition, "required"));
        yield return Class(name, options.Concat(outputs), options.Keys);
        yield return Arguments($"{name}Args", definition, "inputProperties", "requiredInputs", "Args", false);
        if (definition.TryGetProperty("stateInputs", out var state))
        {
            yield return Arguments($"{name}State", state, "properties", "required", "GetArgs", false);
        }
    }

    private IEnumerable<ClassFacts> Provider()
    {
        var name = $"Pulumi.{PackageSchema.Pascal(schema.Name)}.Provider";
        // Outputs of a provider are the texts among its arguments.
        var inputs = PackageSchema
            .Properties(schema.Provider, "inputProperties")
            .ToDictionary(input => input.Name, input => input.Definition);
        var texts = PackageSchema
            .Properties(schema.Provider, "properties")
            .Where(property => property.Definition.TryGetProperty("type", out var type) && type.GetString() == "string")
            .Select(property => inputs.TryGetValue(property.Name, out var input) ? (property.Name, input) : property)
            .ToList();
        var options = Options($"pulumi:providers:{schema.Name}", texts, schema.Provider);
        yield return Class(name, options.Concat(Outputs(texts, [])), options.Keys);
        yield return Arguments($"{name}Args", schema.Provider, "inputProperties", "requiredInputs", "Args", true);
    }

    private IEnumerable<ClassFacts> Function((string Token, JsonElement Definition) function)
    {
        var (token, definition) = function;
        if (token.StartsWith("pulumi:", StringComparison.Ordinal))
        {
            // A method of the provider.
            yield break;
        }

        var name = $"{schema.Namespace(token)}.{PackageSchema.ClassName(token)}";
        var inputs = definition.TryGetProperty("inputs", out var found) ? found : default;
        yield return Class(name, [new("token", token)], ["token"]);
        yield return Arguments($"{name}InvokeArgs", inputs, "properties", "required", "InputArgs", false);
        yield return Plain($"{name}Args", inputs);
        yield return Result($"{name}Result", definition.GetProperty("outputs"), "Result");
    }

    private IEnumerable<ClassFacts> Nested((string Token, JsonElement Definition) type)
    {
        var (token, definition) = type;
        var name = PackageSchema.ClassName(token);
        var space = schema.Namespace(token);
        if (schema.IsEnum(token))
        {
            yield return Class($"{space}.{name}", definition.GetProperty("enum").EnumerateArray().Select(Value));
            yield break;
        }

        if (token.Split(':')[2].StartsWith("get", StringComparison.Ordinal))
        {
            yield return Plain($"{space}.Inputs.{name}Args", definition);
            yield return Arguments($"{space}.Inputs.{name}InputArgs", definition, "properties", "required", "InputArgs", false);
            yield return Result($"{space}.Outputs.{name}Result", definition, "Result");
        }
        else
        {
            yield return Arguments($"{space}.Inputs.{name}Args", definition, "properties", "required", "Args", false);
            yield return Arguments($"{space}.Inputs.{name}GetArgs", definition, "properties", "required", "GetArgs", false);
            yield return Result($"{space}.Outputs.{name}", definition, "");
        }
    }

    private static KeyValuePair<string, string> Value(JsonElement value)
    {
        var text = value.GetProperty("value").GetString()!;
        return new($"value {(value.TryGetProperty("name", out var name) ? name.GetString() : PackageSchema.Pascal(text))}", text);
    }

    // What the class adds to the program's options.
    private Dictionary<string, string> Options(
        string token,
        IEnumerable<(string Name, JsonElement Definition)> outputs,
        JsonElement definition
    )
    {
        var properties = outputs.ToList();
        var secrets = properties.Where(property => PackageSchema.Has(property.Definition, "secret")).Select(property => property.Name);
        var replacing = properties
            .Where(property => PackageSchema.Has(property.Definition, "replaceOnChanges"))
            .Select(property => property.Name + (property.Definition.GetProperty("type").GetString() == "array" ? "[*]" : ""));
        var aliases = definition.TryGetProperty("aliases", out var found)
            ? found
                .EnumerateArray()
                .Select(alias => alias.ValueKind == JsonValueKind.String ? alias.GetString()! : alias.GetProperty("type").GetString()!)
            : [];
        return new()
        {
            ["token"] = token,
            ["version"] = schema.Version,
            ["secret outputs"] = string.Join(", ", secrets.Order(StringComparer.Ordinal)),
            ["replacing changes"] = string.Join(", ", replacing.Order(StringComparer.Ordinal)),
            ["aliases"] = string.Join(", ", aliases.Order(StringComparer.Ordinal)),
        };
    }

    private IEnumerable<KeyValuePair<string, string>> Outputs(
        IEnumerable<(string Name, JsonElement Definition)> properties,
        HashSet<string> required
    ) =>
        properties.Select(property => new KeyValuePair<string, string>(
            $"output {property.Name}",
            $"Pulumi.Output<{_types.Result(property.Definition, required.Contains(property.Name), "")}> {PackageSchema.PropertyName(property.Name, property.Definition)}"
        ));

    private ClassFacts Arguments(string name, JsonElement definition, string part, string requiredPart, string suffix, bool isProvider)
    {
        if (definition.ValueKind == JsonValueKind.Undefined)
        {
            return Class(name, []);
        }

        var required = PackageSchema.Names(definition, requiredPart);
        var arguments = PackageSchema
            .Properties(definition, part)
            .ToDictionary(
                argument => $"argument {argument.Name}",
                argument => Argument(argument.Name, argument.Definition, required.Contains(argument.Name), suffix, isProvider)
            );
        return Class(name, arguments, required.Select(argument => $"argument {argument}"));
    }

    private string Argument(string argument, JsonElement definition, bool required, string suffix, bool isProvider)
    {
        var name = PackageSchema.PropertyName(argument, definition);
        return _types.Argument(definition, required, suffix) is not { } type
            ? name
            : new ArgumentFacts
            {
                Type = type,
                Name = name,
                Required = required,
                Secret = PackageSchema.Has(definition, "secret"),
                Json = isProvider && !(definition.TryGetProperty("type", out var kind) && kind.GetString() == "string"),
                Default = definition.TryGetProperty("default", out var value) ? value.ToString() : null,
            }.ToString();
    }

    private ClassFacts Plain(string name, JsonElement definition) =>
        Class(
            name,
            definition.ValueKind == JsonValueKind.Undefined
                ? []
                : PackageSchema
                    .Properties(definition, "properties")
                    .Select(argument => new KeyValuePair<string, string>(
                        $"argument {argument.Name}",
                        PackageSchema.PropertyName(argument.Name, argument.Definition)
                    ))
        );

    private ClassFacts Result(string name, JsonElement definition, string suffix)
    {
        var required = PackageSchema.Names(definition, "required");
        return Class(
            name,
            PackageSchema
                .Properties(definition, "properties")
                .Select(property => new KeyValuePair<string, string>(
                    $"result {property.Name}",
                    $"{_types.Result(property.Definition, required.Contains(property.Name), suffix)} {PackageSchema.PropertyName(property.Name, property.Definition)}"
                ))
        );
    }
}
