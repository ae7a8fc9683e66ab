using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Settings;

/// <summary>A whole number.</summary>
internal sealed record IntegerSetting(string Name, int Least, int Most, string Description) : Setting(Name, "integer", Description)
{
    public override string Allowed => $"a whole number from {Least} to {Most}";

    public override bool Allows(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= Least
        && number <= Most;
}

/// <summary>An IPv4 range; the bounds are prefix lengths.</summary>
internal sealed record RangeSetting(string Name, int Shortest, int Longest, string Description) : Setting(Name, "string", Description)
{
    public override string Allowed => $"an IPv4 range from /{Shortest} to /{Longest} without bits beyond its prefix";

    public override bool Allows(string text) =>
        Cidr.TryParse(text, out var range) && range.PrefixLength >= Shortest && range.PrefixLength <= Longest;
}

/// <summary>One of a few words, each of which stands for a value.</summary>
internal sealed record WordSetting<T>(string Name, string Description, params (string Word, T Value)[] Words)
    : Setting(Name, "string", Description)
{
    public override string Allowed => string.Join(" or ", Words.Select(item => SettingsReader.Quoted(item.Word)));

    public override bool Allows(string text) => Words.Any(item => item.Word == text);

    public T ValueOf(string word) => Words.Single(item => item.Word == word).Value;

    public string WordFor(T value) => Words.Single(item => Equals(item.Value, value)).Word;
}

/// <summary>Yes or no; <see cref="Setting.Unset"/> says which it is when nothing is configured.</summary>
internal sealed record FlagSetting(string Name, string Description) : Setting(Name, "boolean", Description)
{
    public override string Allowed => "true or false";

    public override bool Allows(string text) => text is "true" or "false";

    /// <summary>What another word for it means; null: nothing that is known.</summary>
    public static string? Meant(string text) =>
        text.ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "ON" or "Y" or "1" or "ENABLED" => "true",
            "FALSE" or "NO" or "OFF" or "N" or "0" or "NONE" or "DISABLED" => "false",
            _ => null,
        };
}

/// <summary>What a sentence describes, and a pattern if it has one.</summary>
internal abstract record DescribedSetting(string Name, string Type, string Allowed, string Description) : Setting(Name, Type, Description)
{
    public override string Allowed { get; } = Allowed;

    public Regex? Pattern { get; init; }

    public override bool Allows(string text) => Pattern?.IsMatch(text) ?? true;
}

/// <summary>A text.</summary>
internal sealed record TextSetting(string Name, string Allowed, string Description)
    : DescribedSetting(Name, "string", Allowed, Description);

/// <summary>Several texts: a list, or one text with commas.</summary>
internal sealed record ListSetting(string Name, string Allowed, string Description) : DescribedSetting(Name, "array", Allowed, Description);

/// <summary>The IPv4 ranges that may reach something: a list, or one text with commas.</summary>
/// <param name="Name">Its name.</param>
/// <param name="World">Whether the whole internet may be meant: for a public service, never for SSH.</param>
/// <param name="Description">What it decides.</param>
internal sealed record SourcesSetting(string Name, bool World, string Description) : Setting(Name, "array", Description)
{
    public override string Allowed =>
        World
            ? "one or more IPv4 ranges, such as 203.0.113.7/32"
            : "one or more IPv4 ranges, each narrower than the whole internet, such as 203.0.113.7/32";

    public override bool Allows(string text) => Cidr.TryParse(text, out var range) && (World || range.PrefixLength > 0);
}

/// <summary>A list or mapping whose entries are described by <see cref="Setting.Entries"/>.</summary>
internal sealed record StructuredSetting(string Name, string Type, string Allowed, string Description)
    : DescribedSetting(Name, Type, Allowed, Description);
