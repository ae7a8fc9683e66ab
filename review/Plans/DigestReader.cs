using System.Text.Json;

namespace Review.Plans;

/// <summary>Reads the document that <c>pulumi preview --json</c> prints at its end.</summary>
internal static class DigestReader
{
    private static readonly string[] _members = ["steps", "changeSummary", "diagnostics", "duration", "config"];

    public static bool Recognises(JsonElement document) =>
        document.ValueKind == JsonValueKind.Object && _members.Any(member => document.TryGetProperty(member, out _));

    public static Plan Read(JsonElement document)
    {
        var list = new ChangeList();
        if (document.TryGetProperty("steps", out var steps) && steps.ValueKind == JsonValueKind.Array)
        {
            foreach (var step in steps.EnumerateArray())
            {
                list.Add(step, StepNames.Digest);
            }
        }

        List<Diagnostic> diagnostics = [];
        if (document.TryGetProperty("diagnostics", out var said) && said.ValueKind == JsonValueKind.Array)
        {
            diagnostics.AddRange(said.EnumerateArray().Select(DiagnosticReader.Read).OfType<Diagnostic>());
        }

        var (changes, unchanged, leftOver, stack) = list.ToChanges();
        return new Plan
        {
            Form = PlanForm.Digest,
            Outcome = diagnostics.Exists(one => one.IsError) ? PlanOutcome.Failed : PlanOutcome.Succeeded,
            Configuration = document.TextMembersOf("config"),
            Changes = changes,
            Unchanged = unchanged,
            LeftOver = leftOver,
            Stack = stack,
            Diagnostics = diagnostics,
            Counts = Counts(document, "changeSummary"),
        };
    }

    internal static Dictionary<string, int> Counts(JsonElement holder, string name) =>
        holder
            .MembersOf(name)
            .Where(count => count.Value.ValueKind == JsonValueKind.Number)
            .Select(count => KeyValuePair.Create(count.Name, (int)count.Value.GetDouble()))
            .LastOfEach();
}
