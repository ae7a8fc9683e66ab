using System.Globalization;
using System.Text.Json;
using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>Reads single settings out of the raw configuration, noting what is wrong and going on with something harmless.</summary>
public sealed class SettingsReader(IReadOnlyDictionary<string, string> values, ICollection<Problem> problems)
{
    /// <summary>What is allowed where the whole internet is not.</summary>
    public const string NarrowRanges = "one or more IPv4 ranges, each narrower than the whole internet, such as 203.0.113.7/32";

    private const string SomeRanges = "one or more IPv4 ranges, such as 203.0.113.7/32";

    /// <summary>The configured text; null when unset or blank.</summary>
    public string? Configured(string name) =>
        values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>The configured text or the default.</summary>
    public string Text(string name) => Configured(name) ?? Defaults.All[name];

    /// <summary>A whole number in a range.</summary>
    public int Integer(string name, int least, int most)
    {
        var text = Text(name);
        if (
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
        {
            return number;
        }

        Report(name, Quoted(text), $"a whole number from {least} to {most}", Set(name, Defaults.All[name]));
        return int.Parse(Defaults.All[name], CultureInfo.InvariantCulture);
    }

    /// <summary>One of a few words.</summary>
    public T OneOf<T>(string name, IReadOnlyDictionary<string, T> words)
    {
        var text = Text(name);
        if (words.TryGetValue(text, out var value))
        {
            return value;
        }

        Report(
            name,
            Quoted(text),
            string.Join(" or ", words.Keys.Select(Quoted)),
            Suggestion.For(text, words.Keys, Set(name, Defaults.All[name]))
        );
        return words[Defaults.All[name]];
    }

    /// <summary>An IPv4 range whose prefix length is within bounds.</summary>
    public Cidr Range(string name, int shortest, int longest)
    {
        var text = Text(name);
        if (Cidr.TryParse(text, out var range) && range.PrefixLength >= shortest && range.PrefixLength <= longest)
        {
            return range;
        }

        Report(
            name,
            Quoted(text),
            $"an IPv4 range from /{shortest} to /{longest} without bits beyond its prefix",
            Set(name, Defaults.All[name])
        );
        return Cidr.Parse(Defaults.All[name]);
    }

    /// <summary>The ranges that may reach something; empty when unset.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="world">Whether the whole internet may be meant: for a public service, never for SSH.</param>
    public IReadOnlyList<Cidr> Sources(string name, bool world)
    {
        var ranges = new List<Cidr>();
        foreach (var text in List(name))
        {
            if (!Cidr.TryParse(text, out var range) || (range.PrefixLength == 0 && !world))
            {
                Report(
                    name,
                    Quoted(text),
                    world ? SomeRanges : NarrowRanges,
                    Cidr.IsAddress(text)
                        ? $"Did you mean \"{text}/32\"?"
                        : $"Name the addresses that you work from: {SetToThisAddress(name)}."
                );
            }
            else if (ranges.Contains(range))
            {
                Report(name, $"{Quoted(text)} twice", "every range once", "Remove one of them.");
            }
            else
            {
                ranges.Add(range);
            }
        }

        if (!world && Cidr.Union(ranges) is [{ PrefixLength: 0 }])
        {
            Report(
                name,
                "ranges that are the whole internet together",
                NarrowRanges,
                $"Name the addresses that you work from: {SetToThisAddress(name)}."
            );
        }

        return ranges;
    }

    /// <summary>Several words: a JSON list, as a list in Pulumi.&lt;stack&gt;.yaml arrives, or text with commas.</summary>
    public IReadOnlyList<string> List(string name)
    {
        var text = Configured(name) ?? (Defaults.All.TryGetValue(name, out var value) ? value : "");
        if (!text.StartsWith('['))
        {
            return text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }

        var items = Json(name, text, "a list of texts") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToArray() : [];
        foreach (var item in items.Where(item => item.ValueKind != JsonValueKind.String))
        {
            Report(name, item.GetRawText(), "a list of texts", "Put the value between quotes.");
        }

        return [.. items.Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];
    }

    /// <summary>A structured value; null, and a problem, when it is no JSON.</summary>
    public JsonElement? Json(string name, string text, string allowed)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            Report(name, Quoted(text), allowed, "Write it as a list in Pulumi.<stack>.yaml.");
            return null;
        }
    }

    /// <summary>Notes a problem with a setting.</summary>
    public void Report(string name, string received, string allowed, string fix) =>
        problems.Add(new Problem($"swarm:{name}", received, allowed, fix));

    /// <summary>The advice to set a value.</summary>
    public static string Set(string name, string value) => $"Run `pulumi config set swarm:{name} {value}`.";

    /// <summary>The command that sets a range to the address that this computer shows to the internet.</summary>
    public static string SetToThisAddress(string name) => $"`pulumi config set swarm:{name} $(curl -s https://checkip.amazonaws.com)/32`";

    /// <summary>A value as messages show it.</summary>
    public static string Quoted(string text) => $"\"{text}\"";
}
