using System.Buffers;
using System.Text;
using System.Text.Json;
using Local.Providers.Contract;
using Local.Runner.Deployments;
using Local.Runner.Resources;
using Local.Runner.State;

namespace Local.Runner;

/// <summary>
/// A result in the form of <c>pulumi preview --json</c>, which shows neither what stays the same (but the stack, unless it is asked for with <c>--show-sames</c>) nor the halves of
/// a replacement.
/// </summary>
internal static class PreviewJson
{
    public static string Render(RunResult result, bool showSames)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, StateJson.WriterOptions with { Indented = true, IndentSize = 4 }))
        {
            json.WriteStartObject();
            WriteConfig(json, result);
            json.WriteStartArray("steps");
            foreach (var step in result.Steps.Where(step => IsShown(step) || (showSames && step.Operation == Operation.Same)))
            {
                WriteStep(json, step);
            }

            json.WriteEndArray();
            WriteDiagnostics(json, result);
            json.WriteNumber("duration", (long)result.Elapsed.TotalNanoseconds);
            json.WriteStartObject("changeSummary");
            foreach (var (operation, count) in result.Changes.OrderBy(change => change.Key))
            {
                json.WriteNumber(Word(operation), count);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static bool IsShown(ResourceStep step) =>
        step.Type == Urn.StackType || step.Operation is not (Operation.Same or Operation.Read or Operation.DeleteReplaced);

    private static void WriteConfig(Utf8JsonWriter json, RunResult result)
    {
        if (result.Config.Count == 0)
        {
            return;
        }

        json.WriteStartObject("config");
        foreach (var (key, value) in result.Config.OrderBy(setting => setting.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteStep(Utf8JsonWriter json, ResourceStep step)
    {
        json.WriteStartObject();
        json.WriteString("op", Word(step.Operation));
        json.WriteString("urn", step.Urn);
        if ((step.NewRecord ?? step.OldRecord)!.Provider is { Length: > 0 } provider)
        {
            json.WriteString("provider", provider);
        }

        WriteState(json, "oldState", step.OldRecord);
        WriteState(json, "newState", step.NewRecord);
        WriteList(
            json,
            "diffReasons",
            step.Changes.Select(change => PropertyPath.Parse(change.Path).Parts[0]).Distinct(StringComparer.Ordinal)
        );
        WriteList(json, "replaceReasons", step.ReplaceReasons);
        if (step.Changes.Count == 0)
        {
            json.WriteNull("detailedDiff");
        }
        else
        {
            json.WriteStartObject("detailedDiff");
            foreach (var change in step.Changes.DistinctBy(change => change.Path))
            {
                json.WriteStartObject(change.Path);
                json.WriteString("kind", Kind(change));
                json.WriteBoolean("inputDiff", true);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteState(Utf8JsonWriter json, string name, ResourceRecord? record)
    {
        if (record is not null)
        {
            json.WritePropertyName(name);
            StateJson.WriteResource(json, record, null);
        }
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> items)
    {
        var list = items.ToList();
        if (list.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        list.ForEach(json.WriteStringValue);
        json.WriteEndArray();
    }

    private static void WriteDiagnostics(Utf8JsonWriter json, RunResult result)
    {
        if (result.Diagnostics.Count == 0)
        {
            return;
        }

        json.WriteStartArray("diagnostics");
        foreach (var diagnostic in result.Diagnostics)
        {
            json.WriteStartObject();
            if (diagnostic.Urn is { } urn)
            {
                json.WriteString("urn", urn);
            }

            json.WriteString("message", diagnostic.Message);
            json.WriteString(
                "severity",
                diagnostic.Severity switch
                {
                    LogLevel.Error => "error",
                    LogLevel.Warning => "warning",
                    _ => "info",
                }
            );
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Kind(PropertyChange change) =>
        (
            change.Old is null ? "add"
            : change.New is null ? "delete"
            : "update"
        ) + (change.NeedsReplace ? "-replace" : "");

    private static string Word(Operation operation) =>
        operation switch
        {
            Operation.DeleteReplaced => "delete-replaced",
            _ => operation.ToString().ToLowerInvariant(),
        };
}
