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
    private bool _hasPrelude;
    private bool _hasSummary;
    private double _sequence = -1;

    /// <summary>Whether the event that ends a stream has been read.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Whether it is the record of an update.</summary>
    public bool IsRecord => IsWhole && !_isPreview;

    public static bool Recognises(JsonElement line) =>
        line.ValueKind == JsonValueKind.Object
        && (
            line.TryGetProperty("sequence", out _)
            || line.EnumerateObject().Any(member => member.Name.EndsWith("Event", StringComparison.Ordinal))
        );

    /// <summary>Whether the next event is of another stream: it begins again, or counts from the beginning after the end of this one.</summary>
    public bool IsOfAnother(JsonElement line) =>
        (_hasPrelude && line.TryGetProperty("preludeEvent", out _)) || (IsWhole && line.NumberOf("sequence") <= _sequence);

    /// <summary>Takes the next event; one that this version does not know says nothing.</summary>
    public void Add(JsonElement line)
    {
        _sequence = line.NumberOf("sequence") ?? _sequence;
        foreach (var member in line.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object))
        {
            Add(member.Name, member.Value);
        }
    }

    public Plan ToPlan() =>
        _list.In(
            new Plan
            {
                Form = PlanForm.Stream,
                IsPreview = _isPreview,
                // What ends without its summary was stopped: there may be more than was told.
                Outcome = _outcome
                    ?? (
                        _diagnostics.Exists(one => one.IsError) ? PlanOutcome.Failed
                        : _hasSummary ? PlanOutcome.Succeeded
                        : PlanOutcome.Cancelled
                    ),
                Configuration = _configuration,
                Diagnostics = _diagnostics,
                Counts = _counts,
            }
        );

    private void Add(string name, JsonElement what)
    {
        switch (name)
        {
            case "preludeEvent":
                _hasPrelude = true;
                _configuration = what.TextMembersOf("config");
                break;
            case "resourcePreEvent" when what.TryGetProperty("metadata", out var step):
                // Until the summary says so; an update does not write it.
                _isPreview = what.TryGetProperty("planning", out var planning) && planning.ValueKind == JsonValueKind.True;
                _list.AddBeginning(step, StepNames.Stream);
                break;
            case "resOutputsEvent" when what.TryGetProperty("metadata", out var step):
                _list.AddEnd(step, StepNames.Stream);
                break;
            case "resOpFailedEvent" when what.TryGetProperty("metadata", out var step):
                // The engine's status "partial failure": there is something, and not as it should be.
                _list.AddFailure(step, StepNames.Stream, isPartial: what.NumberOf("status") == 1);
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
                IsWhole = _hasSummary = true;
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
