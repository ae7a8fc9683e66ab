using System.Text.Json;

namespace Review.Plans;

/// <summary>Reads the document that <c>pulumi preview --json</c> prints at its end.</summary>
internal static class DigestReader
{
    /// <summary>
    /// Whether it is such a document. None of its members is always there, and other documents have some of them too. But it names at least the stack, or says why it does not.
    /// </summary>
    public static bool Recognises(JsonElement document) =>
        document.ValueKind == JsonValueKind.Object
        && (
            document.ItemsOf("steps").Any(step => step.TextOf("op") is not null && step.TextOf("urn") is not null)
            || document.ItemsOf("diagnostics").Any()
        );

    public static Plan Read(JsonElement document)
    {
        var list = new ChangeList();
        foreach (var step in document.ItemsOf("steps"))
        {
            list.Add(step, StepNames.Digest);
        }

        List<Diagnostic> diagnostics = [.. document.ItemsOf("diagnostics").Select(DiagnosticReader.Read).OfType<Diagnostic>()];
        var counts = Counts(document, "changeSummary");
        return list.In(
            new Plan
            {
                Form = PlanForm.Digest,
                // What was not counted did not come to its end: the stack itself is counted too.
                Outcome =
                    diagnostics.Exists(one => one.IsError) ? PlanOutcome.Failed
                    : counts.Count > 0 ? PlanOutcome.Succeeded
                    : PlanOutcome.Cancelled,
                Configuration = document.TextMembersOf("config"),
                Diagnostics = diagnostics,
                Counts = counts,
            }
        );
    }

    internal static Dictionary<string, int> Counts(JsonElement holder, string name) =>
        holder
            .MembersOf(name)
            .Where(count => count.Value.ValueKind == JsonValueKind.Number)
            .Select(count => KeyValuePair.Create(count.Name, (int)count.Value.GetDouble()))
            .LastOfEach();
}
