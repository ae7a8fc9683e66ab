using System.Text.Json;
using System.Text.RegularExpressions;

namespace Infra.Settings;

/// <summary>Reads swarm:tags, what everything on AWS is tagged with beside what the program says itself.</summary>
internal static partial class TagsReader
{
    // https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html
    private const int MostTags = 50;
    private const int LongestValue = 256;

    /// <summary>The tags that the program sets itself.</summary>
    private static readonly string[] _own = ["Name", "Project", "Stack"];

    /// <summary>The tags; what is wrong with them is reported.</summary>
    public static IReadOnlyDictionary<string, string> Read(SettingsReader reader)
    {
        var setting = SettingsTable.Tags;
        if (reader.Configured(setting) is not { } text || reader.Mapping(setting, text) is not { } entries)
        {
            return new Dictionary<string, string>();
        }

        var most = MostTags - _own.Length;
        if (entries.Count > most)
        {
            reader.Report(
                setting,
                $"{entries.Count} tags",
                $"at most {most}, since AWS takes {MostTags} and the program sets {_own.Length}",
                "Remove the surplus tags."
            );
        }

        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            // IAM, whose roles are tagged too, takes upper and lower case as equal.
            if (tags.Keys.FirstOrDefault(key => IsSame(key, entry.Name)) is { } twin)
            {
                reader.Report(
                    setting,
                    $"{SettingsReader.Quoted(twin)} and {SettingsReader.Quoted(entry.Name)}",
                    "names that differ in more than upper and lower case",
                    "Remove one of them."
                );
            }
            else if (_own.FirstOrDefault(key => IsSame(key, entry.Name)) is { } own)
            {
                reader.Report(
                    setting,
                    $"the tag {SettingsReader.Quoted(entry.Name)}",
                    $"tags other than {string.Join(", ", _own)}, which the program sets itself",
                    $"Choose another name than {own}."
                );
            }
            else if (!Key().IsMatch(entry.Name) || entry.Name.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                reader.Report(
                    setting,
                    $"the tag {SettingsReader.Quoted(entry.Name)}",
                    "1 to 128 letters, digits, spaces and _ . : / = + - @, not beginning with aws:",
                    "Choose another name."
                );
            }
            // Load balancers, whose tags these are too, take no such spaces: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-tags.html.
            else if (entry.Name.Trim() is var name && name != entry.Name)
            {
                reader.Report(
                    setting,
                    $"the tag {SettingsReader.Quoted(entry.Name)}",
                    "names without spaces at the beginning and at the end",
                    name.Length > 0 && !tags.Keys.Concat(_own).Any(key => IsSame(key, name)) ? $"Write {name}." : "Choose another name."
                );
            }
            else if (Value(entry.Value) is { } value)
            {
                if (value.Trim() is var trimmed && trimmed != value)
                {
                    reader.Report(
                        $"{setting.Key}.{entry.Name}",
                        SettingsReader.Quoted(value),
                        "a text without spaces at the beginning and at the end",
                        $"Write {SettingsReader.Quoted(trimmed)}."
                    );
                }

                tags[entry.Name] = value;
            }
            else
            {
                reader.Report(
                    $"{setting.Key}.{entry.Name}",
                    entry.Value.GetRawText(),
                    $"a text of at most {LongestValue} letters, digits, spaces and _ . : / = + - @, a number, true or false",
                    $"For example {entry.Name}: shop."
                );
            }
        }

        return tags;
    }

    private static bool IsSame(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string? Value(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String when value.GetString() is { Length: <= LongestValue } text && Letters().IsMatch(text) => text,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        };

    [GeneratedRegex(@"^[\p{L}\p{Zs}\p{N}_.:/=+\-@]{1,128}\z")]
    private static partial Regex Key();

    [GeneratedRegex(@"^[\p{L}\p{Zs}\p{N}_.:/=+\-@]*\z")]
    private static partial Regex Letters();
}
