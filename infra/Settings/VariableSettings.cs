using System.Text.Json;

namespace Infra.Settings;

/// <summary>The values of variables in stack files.</summary>
/// <param name="Plain">From swarm:variables: everybody may see them.</param>
/// <param name="Secret">From swarm:secretVariables: kept encrypted, never shown.</param>
public sealed record VariableSettings(IReadOnlyDictionary<string, string> Plain, IReadOnlyDictionary<string, string> Secret)
{
    /// <summary>Reads both settings, each a mapping of names to texts, numbers or flags.</summary>
    internal static VariableSettings Read(SettingsReader reader)
    {
        var settings = new VariableSettings(Map(reader, "variables"), Map(reader, "secretVariables"));
        foreach (var name in settings.Plain.Keys.Intersect(settings.Secret.Keys))
        {
            reader.Report(
                "variables",
                $"{name}, which swarm:secretVariables has too",
                "every variable in one of them",
                $"Run `pulumi config rm --path swarm:variables.{name}`."
            );
        }

        return settings;
    }

    // No message shows a value: who puts a secret into the wrong setting should not find it in a log.
    private static Dictionary<string, string> Map(SettingsReader reader, string setting)
    {
        var values = new Dictionary<string, string>();
        if (reader.Configured(setting) is not { } text)
        {
            return values;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                foreach (var entry in json.RootElement.EnumerateObject())
                {
                    if (entry.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                    {
                        // As it is written: a flag is true, not True.
                        values[entry.Name] =
                            entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString()! : entry.Value.GetRawText();
                    }
                    else
                    {
                        reader.Report(
                            $"{setting}.{entry.Name}",
                            "no single value",
                            "a text, a number, true or false",
                            $"Run `pulumi config set --path swarm:{setting}.{entry.Name} VALUE`."
                        );
                    }
                }

                return values;
            }
        }
        catch (JsonException)
        {
            // Told below, with every other value that is no mapping.
        }

        reader.Report(setting, "no mapping", "names and values", $"Run `pulumi config set --path swarm:{setting}.NAME VALUE` for each.");
        return values;
    }
}
