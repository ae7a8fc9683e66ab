using System.Globalization;
using System.Text.Json;
using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>Reads single settings out of the raw configuration, noting what is wrong and going on with something harmless.</summary>
internal sealed class SettingsReader(IReadOnlyDictionary<string, string> values, ICollection<Problem> problems)
{
    /// <summary>The configured text; null when unset or blank.</summary>
    public string? Configured(Setting setting) =>
        values.TryGetValue(setting.Name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>Whether there is a value of another form than its setting has: what follows from it is not known then.</summary>
    public bool IsWrong(Setting setting) => Configured(setting) is { } text && !setting.Allows(text);

    /// <summary>Reports settings that have a name and no value, as far as nothing has been said of them: that they count as not set would be easy to miss.</summary>
    public void RejectEmpty(IEnumerable<Setting> settings)
    {
        foreach (var setting in settings.Where(setting => values.ContainsKey(setting.Name) && Configured(setting) is null))
        {
            if (problems.All(problem => problem.Where != setting.Key))
            {
                Report(
                    setting,
                    "an empty value",
                    setting.Allowed,
                    $"Write a value, or run `pulumi config rm {setting.Key}` for what holds without one: {setting.Default ?? setting.Unset}."
                );
            }
        }
    }

    /// <summary>The configured text, else the default, else nothing.</summary>
    public string Value(Setting setting) => Configured(setting) ?? setting.Default ?? "";

    /// <summary>A text of a certain form; null when it is unset and has no default.</summary>
    public string? Text(TextSetting setting)
    {
        var text = Configured(setting) ?? setting.Default;
        if (text is null || setting.Allows(text))
        {
            return text;
        }

        var otherwise = setting.Default is { } value
            ? setting.Set(value)
            : $"Run `pulumi config rm {setting.Key}` to have {setting.Unset}.";
        return Refused(setting, text, setting.Remedy ?? otherwise) ?? text;
    }

    /// <summary>A whole number in a range.</summary>
    public int Integer(IntegerSetting setting) => int.Parse(AllowedOrDefault(setting), CultureInfo.InvariantCulture);

    /// <summary>What one of a few words stands for.</summary>
    public T Word<T>(WordSetting<T> setting) => setting.ValueOf(AllowedOrDefault(setting, setting.Words.Select(item => item.Word)));

    /// <summary>Yes or no.</summary>
    public bool Flag(FlagSetting setting)
    {
        var text = Configured(setting) ?? setting.Unset;
        if (!setting.Allows(text))
        {
            var otherwise = Suggestion.For(text, ["true", "false"], $"Write true or false; without the setting it is {setting.Unset}.");
            text = Refused(setting, text, otherwise) ?? text;
        }

        return text == "true";
    }

    /// <summary>An IPv4 range whose prefix length is within bounds.</summary>
    public Cidr Range(RangeSetting setting) => Cidr.Parse(AllowedOrDefault(setting));

    /// <summary>The ranges that may reach something; empty when unset.</summary>
    public IReadOnlyList<Cidr> Sources(SourcesSetting setting)
    {
        var ranges = new List<Cidr>();
        foreach (var text in List(setting))
        {
            if (!Cidr.TryParse(text, out var range) || !setting.Allows(text))
            {
                Report(
                    setting,
                    Quoted(text),
                    setting.Allowed,
                    Cidr.IsAddress(text)
                        ? $"Did you mean \"{text}/32\"?"
                        : $"Name the addresses that you work from: {SetToThisAddress(setting)}."
                );
            }
            else if (ranges.Contains(range))
            {
                Report(setting, $"{Quoted(text)} twice", "every range once", "Remove one of them.");
            }
            else
            {
                ranges.Add(range);
            }
        }

        if (!setting.World && Cidr.Union(ranges) is [{ PrefixLength: 0 }])
        {
            Report(
                setting,
                "ranges that are the whole internet together",
                setting.Allowed,
                $"Name the addresses that you work from: {SetToThisAddress(setting)}."
            );
        }

        return ranges;
    }

    /// <summary>Several words: a JSON list, as a list in Pulumi.&lt;stack&gt;.yaml arrives, or text with commas.</summary>
    public IReadOnlyList<string> List(Setting setting)
    {
        var text = Value(setting);
        if (!text.StartsWith('['))
        {
            return text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }

        var items = Json(setting, text, "a list of texts") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().ToArray()
            : [];
        foreach (var item in items.Where(item => item.ValueKind != JsonValueKind.String))
        {
            Report(setting, item.GetRawText(), "a list of texts", "Put the value between quotes.");
        }

        return [.. items.Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];
    }

    /// <summary>A structured value; null, and a problem, when it is no JSON.</summary>
    public JsonElement? Json(Setting setting, string text, string allowed)
    {
        if (Parsed(text) is { } value)
        {
            return value;
        }

        Report(setting, Quoted(text), allowed, "Write it as a list in Pulumi.<stack>.yaml.");
        return null;
    }

    /// <summary>The value of a structured setting, which Pulumi hands over as JSON; null when it is none.</summary>
    public static JsonElement? Parsed(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The entries of a mapping; null, and a problem, when it is none.</summary>
    public IReadOnlyList<JsonProperty>? Mapping(Setting setting, string text)
    {
        if (Parsed(text) is { ValueKind: JsonValueKind.Object } map)
        {
            return [.. map.EnumerateObject()];
        }

        Report(setting, Quoted(text), setting.Allowed, "Write it as a mapping in Pulumi.<stack>.yaml.");
        return null;
    }

    /// <summary>Notes a problem with a setting.</summary>
    public void Report(Setting setting, string received, string allowed, string fix) => Report(setting.Key, received, allowed, fix);

    /// <summary>Notes a problem with what no row of the table names: an entry of a setting, or an unknown setting.</summary>
    public void Report(string key, string received, string allowed, string fix) => problems.Add(new Problem(key, received, allowed, fix));

    /// <summary>The command that sets a range to the address that this computer shows to the internet.</summary>
    public static string SetToThisAddress(Setting setting) =>
        $"`pulumi config set {setting.Key} $(curl -s https://checkip.amazonaws.com)/32`";

    /// <summary>A value as messages show it.</summary>
    public static string Quoted(string text) => $"\"{text}\"";

    private string AllowedOrDefault(Setting setting, IEnumerable<string>? words = null)
    {
        var (text, other) = (Value(setting), setting.Default!);
        return setting.Allows(text)
            ? text
            : Refused(setting, text, Suggestion.For(text, words ?? [], setting.Remedy ?? setting.Set(other))) ?? other;
    }

    // Reports a value of another form. What it means comes back where that is known, and is the fix then.
    private string? Refused(Setting setting, string text, string otherwise)
    {
        var meant = Meant(setting, text);
        Report(setting, Quoted(text), setting.Allowed, meant is not null ? setting.Set(meant) : otherwise);
        return meant;
    }

    // The value that is not allowed as it was written: in a list, or by another word. Null: it is allowed, or nobody knows what it means.
    private static string? Meant(Setting setting, string text)
    {
        var word = Parsed(text) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 1 ? $"{list[0]}".Trim() : text;
        var meant = setting is FlagSetting ? FlagSetting.Meant(word) : word;
        return !setting.Allows(text) && meant is not null && setting.Allows(meant) ? meant : null;
    }
}
