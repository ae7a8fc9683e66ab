using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Local.Runner.Settings;

/// <summary>YAML values as Pulumi hands configuration to programs: scalars as text, lists and maps as JSON.</summary>
internal static class YamlValues
{
    private const string Secure = "secure";

    /// <summary>The value and whether any part of it was encrypted.</summary>
    /// <param name="node">The value.</param>
    /// <param name="decrypt">Decrypts the text of <c>secure:</c>.</param>
    public static ConfigValue Read(YamlNode node, Func<string, string> decrypt)
    {
        var isSecret = false;
        var json = ToJson(node, text =>
        {
            isSecret = true;
            return decrypt(text);
        });
        var value = json is JsonValue scalar ? ScalarText(scalar) : json?.ToJsonString() ?? "";
        return new ConfigValue(value, isSecret);
    }

    public static bool HoldsSecrets(YamlNode node) =>
        node switch
        {
            YamlMappingNode map => IsSecure(map, out _) || map.Children.Values.Any(HoldsSecrets),
            YamlSequenceNode list => list.Any(HoldsSecrets),
            _ => false,
        };

    private static JsonNode? ToJson(YamlNode node, Func<string, string> decrypt) =>
        node switch
        {
            YamlMappingNode map when IsSecure(map, out var text) => JsonValue.Create(decrypt(text)),
            // The CLI passes objects on with their keys sorted, and what is made of them is compared with what it made.
            YamlMappingNode map => new JsonObject(
                map.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, ToJson(child.Value, decrypt)))
                    .OrderBy(member => member.Key, StringComparer.Ordinal)
            ),
            YamlSequenceNode list => new JsonArray([.. list.Select(item => ToJson(item, decrypt))]),
            YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value ?? ""),
            _ => JsonValue.Create(((YamlScalarNode)node).Value),
        };

    /// <summary>A scalar without quotes, by the core schema of YAML 1.2.</summary>
    private static JsonValue? Plain(string text) =>
        text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(
                whole
            ),
            _ when char.IsAsciiDigit(text[^1]) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };

    private static string ScalarText(JsonValue scalar) => scalar.TryGetValue<string>(out var text) ? text : scalar.ToJsonString();

    private static bool IsSecure(YamlMappingNode map, out string text)
    {
        text =
            map.Children is [var only] && only.Key is YamlScalarNode { Value: Secure } && only.Value is YamlScalarNode { Value: { } value }
                ? value
                : "";
        return text.Length > 0;
    }
}

/// <summary>One configuration value as a program gets it.</summary>
/// <param name="Text">Text, or JSON for lists and maps.</param>
/// <param name="IsSecret">Set when it, or a part of it, was encrypted or declared secret.</param>
internal sealed record ConfigValue(string Text, bool IsSecret);
