using System.Text.Json;
using System.Text.RegularExpressions;

namespace Review.Plans;

/// <summary>Reads what was said. The prefix stands in the message in one form and beside it in the other.</summary>
internal static partial class DiagnosticReader
{
    /// <summary>Null: it is for a screen, or for a search for faults.</summary>
    public static Diagnostic? Read(JsonElement diagnostic)
    {
        var severity = diagnostic.TextOf("severity") ?? "info";
        var isPassing = diagnostic.TryGetProperty("ephemeral", out var ephemeral) && ephemeral.ValueKind == JsonValueKind.True;
        var message = Plain(diagnostic.TextOf("message") ?? "");
        if (severity == "debug" || isPassing || message.Length == 0)
        {
            return null;
        }

        var kind = severity.Split('#')[0] == "info" && severity.Contains("err", StringComparison.Ordinal) ? "info" : severity;
        return new Diagnostic(kind, message, diagnostic.TextOf("urn") is { Length: > 0 } urn ? urn : null);
    }

    /// <summary>A text without colours and prefix.</summary>
    public static string Plain(string text) => Prefix().Replace(Colours().Replace(text, ""), "").Trim();

    [GeneratedRegex(@"\A\s*(?:error|warning|info|debug): ")]
    private static partial Regex Prefix();

    // Pulumi's own marks, and those of terminals.
    [GeneratedRegex(@"<\{%[^%]*%\}>|\x1b\[[0-9;]*m")]
    private static partial Regex Colours();
}
