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

    public static IReadOnlyList<string> TextsOf(this JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Array
            ? [.. found.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];

    public static IEnumerable<JsonProperty> MembersOf(this JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Object ? found.EnumerateObject() : [];
}
