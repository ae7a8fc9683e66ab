using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Review.Rules;

namespace Review.Reports;

/// <summary>
/// The findings that count as a Code Quality report, which GitLab shows on merge requests in every tier; it takes no SARIF:
/// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.
/// </summary>
public static class CodeQualityReport
{
    /// <summary>Renders it. Paths are relative to the project. What is accepted is left out, since the format knows no acceptance.</summary>
    public static string Render(ChangeReview review)
    {
        ArgumentNullException.ThrowIfNull(review);
        return JsonDocumentText.Of(json =>
        {
            json.WriteStartArray();
            foreach (var placed in PlacedFinding.Of(review).Where(placed => placed.Finding.IsOpen))
            {
                Write(json, placed);
            }

            json.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter json, PlacedFinding placed)
    {
        json.WriteStartObject();
        json.WriteString("description", placed.Message);
        json.WriteString("check_name", placed.Finding.Rule.Id);
        json.WriteString("fingerprint", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(placed.Fingerprint))));
        json.WriteString("severity", Word(placed.Finding.Rule.Severity));
        json.WriteStartObject("location");
        json.WriteString("path", placed.Path);
        json.WriteStartObject("lines");
        json.WriteNumber("begin", placed.Line);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // There is also blocker, and nothing that would mean more than critical.
    private static string Word(Severity severity) =>
        severity switch
        {
            Severity.Critical => "critical",
            Severity.High => "major",
            Severity.Medium => "minor",
            _ => "info",
        };
}
