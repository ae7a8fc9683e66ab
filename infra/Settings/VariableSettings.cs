using System.Text.Json;

namespace Infra.Settings;

/// <summary>The values of variables in stack files.</summary>
/// <param name="Plain">From swarm:variables: everybody may see them.</param>
/// <param name="Secret">From swarm:secretVariables: kept encrypted, never shown.</param>
internal sealed record VariableSettings(IReadOnlyDictionary<string, string> Plain, IReadOnlyDictionary<string, string> Secret)
{
    /// <summary>Reads both settings, each a mapping of names to texts, numbers or flags.</summary>
    internal static VariableSettings Read(SettingsReader reader)
    {
        var settings = new VariableSettings(Map(reader, SettingsTable.Variables), Map(reader, SettingsTable.SecretVariables));
        foreach (var name in settings.Plain.Keys.Intersect(settings.Secret.Keys))
        {
            reader.Report(
                SettingsTable.Variables,
                $"{name}, which {SettingsTable.SecretVariables.Key} has too",
                "every variable in one of them",
                $"Run `pulumi config rm --path {SettingsTable.Variables.Key}.{name}`."
            );
        }

        return settings;
    }

    // No message shows a value: who puts a secret into the wrong setting should not find it in a log.
    private static Dictionary<string, string> Map(SettingsReader reader, Setting setting)
    {
        var values = new Dictionary<string, string>();
        if (reader.Configured(setting) is not { } text)
        {
            return values;
        }

        if (SettingsReader.Parsed(text) is { ValueKind: JsonValueKind.Object } map)
        {
            foreach (var entry in map.EnumerateObject())
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
                        $"{setting.Key}.{entry.Name}",
                        "no single value",
                        SettingsTable.VariableValue.Allowed,
                        $"Run `pulumi config set --path {setting.Key}.{entry.Name} VALUE`."
                    );
                }
            }

            return values;
        }

        reader.Report(setting, "no mapping", setting.Allowed, $"Run `pulumi config set --path {setting.Key}.NAME VALUE` for each.");
        return values;
    }
}
