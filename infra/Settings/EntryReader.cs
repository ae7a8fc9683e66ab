using System.Globalization;
using System.Text.Json;
using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>Reads the keys of a mapping inside a setting.</summary>
/// <param name="reader">Takes what is wrong.</param>
/// <param name="item">The mapping.</param>
/// <param name="where">What its keys are called after.</param>
internal sealed class EntryReader(SettingsReader reader, JsonElement item, string where)
{
    /// <summary>Reports keys that there are not.</summary>
    public void RejectUnknown(IReadOnlyCollection<string> keys)
    {
        foreach (var key in item.EnumerateObject().Select(property => property.Name).Except(keys))
        {
            reader.Report(
                $"{where}.{key}",
                "an unknown key",
                "one of " + string.Join(", ", keys),
                SettingsLoader.Misplaced(key) ?? Suggestion.For(key, keys, "Remove it.")
            );
        }
    }

    /// <summary>A text of a certain form; null, and a problem, when it is none.</summary>
    public string? Text(TextSetting key, bool isRequired = true)
    {
        var found = item.TryGetProperty(key.Name, out var value);
        var text = found && value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : null;
        return text is not null && key.Allows(text) ? text : Missing<string>(found, value, key, isRequired);
    }

    /// <summary>A whole number in a range; null, and a problem, when it is none.</summary>
    public int? Number(IntegerSetting key, bool isRequired = true)
    {
        var found = item.TryGetProperty(key.Name, out var value);
        return found && key.Allows(value.GetRawText())
            ? int.Parse(value.GetRawText(), CultureInfo.InvariantCulture)
            : Missing<int?>(found, value, key, isRequired);
    }

    /// <summary>Yes or no; no, and a problem, when it is neither.</summary>
    public bool Flag(FlagSetting key)
    {
        var found = item.TryGetProperty(key.Name, out var value);
        var word =
            value.ValueKind == JsonValueKind.String ? value.GetString()!
            : found ? value.GetRawText()
            : key.Unset;
        if (!key.Allows(word))
        {
            reader.Report(
                $"{where}.{key.Name}",
                value.GetRawText(),
                key.Allowed,
                $"Write {key.Name}: {FlagSetting.Meant(word) ?? "true or false"}."
            );
        }

        return word == "true";
    }

    private T? Missing<T>(bool found, JsonElement value, Setting key, bool isRequired)
    {
        if (found || isRequired)
        {
            reader.Report(
                $"{where}.{key.Name}",
                found ? value.GetRawText() : "nothing",
                key.Allowed,
                $"For example {key.Name}: {key.Example}."
            );
        }

        return default;
    }
}
