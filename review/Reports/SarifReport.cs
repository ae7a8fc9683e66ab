using System.Text.Json;
using Review.Rules;

namespace Review.Reports;

/// <summary>The findings in SARIF 2.1.0, which code hosts show at the lines of the files: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.</summary>
public static class SarifReport
{
    private const string Root = "%SRCROOT%";

    private static readonly Dictionary<string, int> _indexes = RuleCatalogue
        .All.Index()
        .ToDictionary(rule => rule.Item.Id, rule => rule.Index);

    /// <summary>Renders it. Paths are relative to the project.</summary>
    public static string Render(ChangeReview review)
    {
        ArgumentNullException.ThrowIfNull(review);
        return JsonDocumentText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            WriteRun(json, review);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void WriteRun(Utf8JsonWriter json, ChangeReview review)
    {
        json.WriteStartObject();
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "swarm review");
        json.WriteStartArray("rules");
        foreach (var rule in RuleCatalogue.All)
        {
            Write(json, rule);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        // The findings of several stacks stand beside each other.
        json.WriteStartObject("automationDetails");
        json.WriteString("id", $"swarm-review/{review.Stack}/");
        json.WriteEndObject();
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", review.Verdict.Trouble is null);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("results");
        foreach (var placed in PlacedFinding.Of(review))
        {
            Write(json, placed);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Rule rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        WriteText(json, "shortDescription", rule.Title);
        WriteText(json, "fullDescription", rule.Reason);
        WriteText(json, "help", $"{rule.Reason} {rule.Fix}");
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", Level(rule.Severity));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("severity", FindingLine.Word(rule.Severity));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlacedFinding placed)
    {
        var finding = placed.Finding;
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Id);
        json.WriteNumber("ruleIndex", _indexes[finding.Rule.Id]);
        json.WriteString("level", Level(finding.Rule.Severity));
        WriteText(json, "message", placed.Message);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        WritePhysical(json, placed);
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("fullyQualifiedName", finding.Scope);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("swarmFinding/v1", placed.Fingerprint);
        json.WriteEndObject();
        json.WriteStartArray("suppressions");
        if (finding is { IsOpen: false, Acceptance: { } acceptance })
        {
            json.WriteStartObject();
            json.WriteString("kind", acceptance.IsBesideTheThing ? "inSource" : "external");
            json.WriteString("status", "accepted");
            json.WriteString("justification", $"{acceptance.Reason} ({acceptance.Terms})");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("properties");
        json.WriteBoolean("new", finding.IsNew);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WritePhysical(Utf8JsonWriter json, PlacedFinding placed)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', placed.Path.Split('/').Select(Uri.EscapeDataString)));
        json.WriteString("uriBaseId", Root);
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", placed.Line);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(Severity severity) =>
        severity switch
        {
            Severity.Critical or Severity.High => "error",
            Severity.Medium => "warning",
            _ => "note",
        };
}
