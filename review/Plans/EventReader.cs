using System.Text.Json;

namespace Review.Plans;

/// <summary>Reads the events of a preview or an update, one after another.</summary>
internal sealed class EventReader
{
    private readonly ChangeList _list = new();
    private readonly List<Diagnostic> _diagnostics = [];
    private Dictionary<string, string> _configuration = [];
    private Dictionary<string, int> _counts = [];
    private bool _isPreview = true;
    private PlanOutcome? _outcome;

    /// <summary>Whether the event that ends a stream has been read.</summary>
    public bool IsWhole { get; private set; }

    public static bool Recognises(JsonElement line) =>
        line.ValueKind == JsonValueKind.Object
        && (
            line.TryGetProperty("sequence", out _)
            || line.EnumerateObject().Any(member => member.Name.EndsWith("Event", StringComparison.Ordinal))
        );

    /// <summary>Takes the next event; one that this version does not know says nothing.</summary>
    public void Add(JsonElement line)
    {
        foreach (var member in line.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object))
        {
            Add(member.Name, member.Value);
        }
    }

    public Plan ToPlan()
    {
        var (changes, unchanged, leftOver, stack) = _list.ToChanges();
        return new Plan
        {
            Form = PlanForm.Stream,
            IsPreview = _isPreview,
            Outcome = _outcome ?? (_diagnostics.Exists(one => one.IsError) ? PlanOutcome.Failed : PlanOutcome.Succeeded),
            Configuration = _configuration,
            Changes = changes,
            Unchanged = unchanged,
            LeftOver = leftOver,
            Stack = stack,
            Diagnostics = _diagnostics,
            Counts = _counts,
        };
    }

    private void Add(string name, JsonElement what)
    {
        switch (name)
        {
            case "preludeEvent":
                _configuration = what.MembersOf("config")
                    .Where(setting => setting.Value.ValueKind == JsonValueKind.String)
                    .ToDictionary(setting => setting.Name, setting => setting.Value.GetString()!);
                break;
            case "resourcePreEvent" when what.TryGetProperty("metadata", out var step):
                _list.Add(step, StepNames.Stream);
                break;
            case "resOpFailedEvent" when what.TryGetProperty("metadata", out var step):
                _list.Add(step, StepNames.Stream);
                _outcome = PlanOutcome.Failed;
                break;
            case "diagnosticEvent":
                if (DiagnosticReader.Read(what) is { } said)
                {
                    _diagnostics.Add(said);
                }

                break;
            case "policyEvent":
                var isMandatory = what.TextOf("enforcementLevel") is "mandatory";
                _diagnostics.Add(
                    new Diagnostic(
                        isMandatory ? "error" : "warning",
                        $"{what.TextOf("policyName")}: {DiagnosticReader.Plain(what.TextOf("message") ?? "")}",
                        what.TextOf("resourceUrn")
                    )
                );
                break;
            case "errorEvent":
                _diagnostics.Add(
                    new Diagnostic("error", DiagnosticReader.Plain(what.TextOf("error") ?? what.TextOf("message") ?? ""), null)
                );
                break;
            case "summaryEvent":
                IsWhole = true;
                _counts = DigestReader.Counts(what, "resourceChanges");
                _isPreview = !what.TryGetProperty("isPreview", out var preview) || preview.ValueKind != JsonValueKind.False;
                _outcome = what.TextOf("result") switch
                {
                    "failed" => PlanOutcome.Failed,
                    "canceled" or "cancelled" => PlanOutcome.Cancelled,
                    _ => _outcome,
                };
                break;
            case "cancelEvent":
                IsWhole = true;
                break;
            default:
                break;
        }
    }
}
