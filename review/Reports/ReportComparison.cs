using System.Text.Json;

namespace Review.Reports;

/// <summary>
/// Whether two reports in JSON tell of the same change: the same stack, the same outcome, the same effects on the swarm, and the same resources with the same properties.
/// </summary>
public static class ReportComparison
{
    /// <summary>What may differ in reports on the same change.</summary>
    public const string NotCompared =
        "Not compared: messages and notes of the preview, what the rules find, and what stays as it is. Values of secrets, and of what looks like one, are in no report.";

    private const int LongestValue = 120;

    /// <summary>What only one of them tells, as lines that begin with <c>-</c> (the approved one) or <c>+</c> (the other).</summary>
    /// <param name="approved">The report that was approved.</param>
    /// <param name="now">The report that is to be the same.</param>
    /// <exception cref="FormatException">One of them is no report.</exception>
    public static IReadOnlyList<string> Differences(string approved, string now)
    {
        var (before, after) = (Told(approved, "The approved report"), Told(now, "The report"));
        return [.. before.Except(after).Select(told => $"- {told.Shown}"), .. after.Except(before).Select(told => $"+ {told.Shown}")];
    }

    private static List<Statement> Told(string report, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(report);
            return [.. Told(document.RootElement)];
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"{name} is not one that ./swarm review --format json printed: {failure.Message}", failure);
        }
    }

    private static IEnumerable<Statement> Told(JsonElement report)
    {
        yield return Whole($"stack {report.GetProperty("stack")}");
        yield return Whole($"outcome of the preview: {report.GetProperty("outcome")}");
        foreach (var effect in report.GetProperty("effects").EnumerateArray())
        {
            var (area, subject, text) = (effect.GetProperty("area"), effect.GetProperty("subject"), effect.GetProperty("text"));
            // What stays as it is follows from the rest.
            if ($"{area}" != "unchanged")
            {
                yield return Whole($"{subject}" is { Length: > 0 } about ? $"{area}: {about}: {text}" : $"{area}: {text}");
            }
        }

        foreach (var change in report.GetProperty("changes").EnumerateArray())
        {
            var (urn, name) = ($"{change.GetProperty("urn")}", $"{change.GetProperty("type")} {change.GetProperty("name")}");
            yield return new Statement($"{urn} {change.GetProperty("kind")}", $"{name}: {change.GetProperty("kind")}");
            foreach (var reason in change.GetProperty("replaceReasons").EnumerateArray())
            {
                yield return new Statement($"{urn} replaced for {reason}", $"{name}: replaced for {reason}");
            }

            foreach (var property in change.GetProperty("properties").EnumerateArray())
            {
                var (path, old, value) = (
                    $"{property.GetProperty("path")}",
                    Said(property.GetProperty("old")),
                    Said(property.GetProperty("new"))
                );
                var isSecret = property.GetProperty("secret").GetBoolean();
                yield return new Statement(
                    $"{urn} {path} {isSecret} {property.GetProperty("replaces")} {old} => {value}",
                    $"{name}: {path}: {(isSecret ? "a changed secret" : $"{Short(old)} => {Short(value)}")}"
                );
            }
        }
    }

    private static Statement Whole(string text) => new(text, text);

    private static string Said(JsonElement value) => value.ValueKind == JsonValueKind.Null ? "(none)" : value.GetString()!;

    private static string Short(string value)
    {
        var text = value.ReplaceLineEndings(" ");
        return text.Length <= LongestValue ? text : $"{text[..LongestValue]}…";
    }

    // Two statements are one when all of them is the same, though little of it may be shown.
    private sealed record Statement(string Key, string Shown)
    {
        public bool Equals(Statement? other) => other is not null && Key == other.Key;

        public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
    }
}
