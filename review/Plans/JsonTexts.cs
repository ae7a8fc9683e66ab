using System.Text.Json;

namespace Review.Plans;

/// <summary>Looks into JSON of which nothing is certain: what is missing, or of another kind than expected, is simply not there.</summary>
internal static class JsonTexts
{
    public static string? TextOf(this JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String
            ? found.GetString()
            : null;

    public static double? NumberOf(this JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Number
            ? found.GetDouble()
            : null;

    public static IEnumerable<JsonElement> ItemsOf(this JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Array ? found.EnumerateArray() : [];

    public static IReadOnlyList<string> TextsOf(this JsonElement holder, string name) =>
        [.. holder.ItemsOf(name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];

    public static IEnumerable<JsonProperty> MembersOf(this JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Object ? found.EnumerateObject() : [];

    /// <summary>By name. Of a name that is there twice, which JSON does not forbid, the last counts.</summary>
    public static Dictionary<string, T> LastOfEach<T>(this IEnumerable<KeyValuePair<string, T>> members)
    {
        Dictionary<string, T> found = [];
        foreach (var (name, value) in members)
        {
            found[name] = value;
        }

        return found;
    }

    /// <summary>The members that are texts.</summary>
    public static Dictionary<string, string> TextMembersOf(this JsonElement holder, string name) =>
        holder
            .MembersOf(name)
            .Where(member => member.Value.ValueKind == JsonValueKind.String)
            .Select(member => KeyValuePair.Create(member.Name, member.Value.GetString()!))
            .LastOfEach();
}
