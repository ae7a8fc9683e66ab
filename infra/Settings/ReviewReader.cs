using System.Text.Json;
using Infra.Diagnostics;

namespace Infra.Settings;

/// <summary>Checks swarm:review, which is for <c>./swarm review</c>: the program itself needs nothing of it.</summary>
internal static class ReviewReader
{
    private static readonly string[] _keys = [.. SettingsTable.ReviewOf.All.Select(key => key.Name)];
    private static readonly string[] _acceptanceKeys = [.. SettingsTable.Acceptance.All.Select(key => key.Name)];

    public static void Check(SettingsReader reader, IReadOnlyCollection<string> secretKeys)
    {
        if (reader.Configured(SettingsTable.Review) is not { } text)
        {
            return;
        }

        if (secretKeys.Contains(SettingsTable.Review.Name))
        {
            reader.Report(
                SettingsTable.Review,
                "a secret",
                "what everybody may read: a report shows what was accepted, and why",
                "Write it without --secret in Pulumi.<stack>.yaml."
            );
        }
        else if (reader.Mapping(SettingsTable.Review, text) is { } entries)
        {
            RejectUnknown(reader, SettingsTable.Review.Key, entries, _keys);
            Check(reader, entries, SettingsTable.ReviewOf.Nodes);
            Check(reader, entries, SettingsTable.ReviewOf.KeyDays);
            foreach (var accept in entries.Where(entry => entry.Name == SettingsTable.ReviewOf.Accept.Name))
            {
                CheckList(reader, accept.Value);
            }
        }
    }

    private static void CheckList(SettingsReader reader, JsonElement list)
    {
        var where = $"{SettingsTable.Review.Key}.{SettingsTable.ReviewOf.Accept.Name}";
        if (list.ValueKind != JsonValueKind.Array)
        {
            reader.Report(
                where,
                "something other than a list",
                SettingsTable.ReviewOf.Accept.Allowed,
                "Write it as a list in Pulumi.<stack>.yaml."
            );
            return;
        }

        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                reader.Report($"{where}[{index}]", item.GetRawText(), SettingsTable.ReviewOf.Accept.Allowed, "Give every entry its keys.");
                continue;
            }

            var entries = item.EnumerateObject().ToList();
            RejectUnknown(reader, $"{where}[{index}]", entries, _acceptanceKeys);
            foreach (var key in SettingsTable.Acceptance.All)
            {
                Check(reader, $"{where}[{index}]", entries, key);
            }
        }
    }

    private static void Check(SettingsReader reader, string where, List<JsonProperty> entries, TextSetting key)
    {
        var found = entries.FirstOrDefault(entry => entry.Name == key.Name).Value;
        var isRequired = key.Unset == "required";
        if (
            found.ValueKind == JsonValueKind.Undefined
                ? isRequired
                : found.ValueKind != JsonValueKind.String || !key.Allows(found.GetString()!)
        )
        {
            reader.Report(
                $"{where}.{key.Name}",
                found.ValueKind == JsonValueKind.Undefined ? "nothing" : found.GetRawText(),
                key.Allowed,
                $"For example {key.Name}: {key.Example}."
            );
        }
    }

    private static void Check(SettingsReader reader, IReadOnlyList<JsonProperty> entries, IntegerSetting key)
    {
        foreach (var entry in entries.Where(entry => entry.Name == key.Name && !key.Allows(entry.Value.GetRawText())))
        {
            reader.Report(
                $"{SettingsTable.Review.Key}.{key.Name}",
                entry.Value.GetRawText(),
                key.Allowed,
                $"For example {key.Name}: {key.Example}."
            );
        }
    }

    private static void RejectUnknown(SettingsReader reader, string where, IEnumerable<JsonProperty> entries, string[] known)
    {
        foreach (var name in entries.Select(entry => entry.Name).Except(known))
        {
            reader.Report(
                $"{where}.{name}",
                "an unknown key",
                "one of " + string.Join(", ", known),
                Suggestion.For(name, known, "Remove it.")
            );
        }
    }
}
