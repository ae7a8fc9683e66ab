using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Local.Providers.Contract;
using Local.Runner.Secrets;

namespace Local.Runner.State;

/// <summary>Resources and operations in the words of a deployment of version 3.</summary>
internal static class StateJson
{
    /// <summary>Characters beyond ASCII stay readable; this is a file, not a web page.</summary>
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Fields that say how a resource came about and that this runner may leave out when it writes.</summary>
    private static readonly ImmutableHashSet<string> _passed = ["aliases", "stackTrace", "importID"];

    public static void WriteResource(Utf8JsonWriter json, ResourceRecord record, PassphraseCrypter? crypter)
    {
        json.WriteStartObject();
        json.WriteString("urn", record.Urn);
        json.WriteBoolean("custom", record.Custom);
        WriteIf(json, "delete", record.Delete);
        WriteIf(json, "id", record.Id);
        json.WriteString("type", record.Type);
        json.WritePropertyName("inputs");
        ValueJson.Write(json, record.Inputs, crypter);
        json.WritePropertyName("outputs");
        ValueJson.Write(json, record.Outputs, crypter);
        WriteIf(json, "parent", record.Parent);
        WriteIf(json, "protect", record.Protect);
        WriteIf(json, "external", record.External);
        WriteIf(json, "dependencies", record.Dependencies);
        WriteIf(json, "initErrors", record.InitErrors);
        WriteIf(json, "provider", record.Provider);
        if (!record.PropertyDependencies.IsEmpty)
        {
            json.WriteStartObject("propertyDependencies");
            foreach (var (property, urns) in record.PropertyDependencies)
            {
                WriteList(json, property, urns);
            }

            json.WriteEndObject();
        }

        WriteIf(json, "pendingReplacement", record.PendingReplacement);
        WriteIf(json, "additionalSecretOutputs", record.AdditionalSecretOutputs);
        if (record.CustomTimeouts is { } timeouts)
        {
            json.WriteStartObject("customTimeouts");
            WriteIf(json, "create", timeouts.Create);
            WriteIf(json, "update", timeouts.Update);
            WriteIf(json, "delete", timeouts.Delete);
            WriteIf(json, "read", timeouts.Read);
            json.WriteEndObject();
        }

        WriteIf(json, "retainOnDelete", record.RetainOnDelete);
        WriteIf(json, "deletedWith", record.DeletedWith);
        WriteIf(json, "created", record.Created);
        WriteIf(json, "modified", record.Modified);
        WriteIf(json, "sourcePosition", record.SourcePosition);
        WriteIf(json, "ignoreChanges", record.IgnoreChanges);
        WriteIf(json, "replaceOnChanges", record.ReplaceOnChanges);
        if (record.ReplacementTrigger.Kind != PropertyKind.Null)
        {
            json.WritePropertyName("replacementTrigger");
            ValueJson.Write(json, record.ReplacementTrigger, crypter);
        }

        json.WriteEndObject();
    }

    /// <exception cref="FormatException">A field is not known, or not of its type.</exception>
    public static ResourceRecord ReadResource(JsonElement json, Func<string, string> decrypt)
    {
        var record = new ResourceRecord { Urn = json.GetProperty("urn").GetString()!, Type = json.GetProperty("type").GetString()! };
        return json.EnumerateObject()
            .Aggregate(record, (sofar, field) => field.Name switch
                {
                    "urn" or "type" => sofar,
                    "custom" => sofar with { Custom = field.Value.GetBoolean() },
                    "delete" => sofar with { Delete = field.Value.GetBoolean() },
                    "id" => sofar with { Id = field.Value.GetString()! },
                    "inputs" => sofar with { Inputs = ValueJson.ReadMap(field.Value, decrypt) },
                    "outputs" => sofar with { Outputs = ValueJson.ReadMap(field.Value, decrypt) },
                    "parent" => sofar with { Parent = field.Value.GetString()! },
                    "protect" => sofar with { Protect = field.Value.GetBoolean() },
                    "external" => sofar with { External = field.Value.GetBoolean() },
                    "dependencies" => sofar with { Dependencies = Strings(field.Value) },
                    "initErrors" => sofar with { InitErrors = Strings(field.Value) },
                    "provider" => sofar with { Provider = field.Value.GetString()! },
                    "propertyDependencies" => sofar with
                    {
                        PropertyDependencies = field
                            .Value.EnumerateObject()
                            .ToImmutableSortedDictionary(
                                property => property.Name,
                                property => Strings(property.Value),
                                StringComparer.Ordinal
                            ),
                    },
                    "pendingReplacement" => sofar with { PendingReplacement = field.Value.GetBoolean() },
                    "additionalSecretOutputs" => sofar with { AdditionalSecretOutputs = Strings(field.Value) },
                    "customTimeouts" => sofar with
                    {
                        CustomTimeouts = new CustomTimeouts(
                            Seconds(field.Value, "create"),
                            Seconds(field.Value, "update"),
                            Seconds(field.Value, "delete"),
                            Seconds(field.Value, "read")
                        ),
                    },
                    "retainOnDelete" => sofar with { RetainOnDelete = field.Value.GetBoolean() },
                    "deletedWith" => sofar with { DeletedWith = field.Value.GetString()! },
                    "created" => sofar with { Created = field.Value.GetDateTimeOffset() },
                    "modified" => sofar with { Modified = field.Value.GetDateTimeOffset() },
                    "sourcePosition" => sofar with { SourcePosition = field.Value.GetString()! },
                    "ignoreChanges" => sofar with { IgnoreChanges = Strings(field.Value) },
                    "replaceOnChanges" => sofar with { ReplaceOnChanges = Strings(field.Value) },
                    "replacementTrigger" => sofar with { ReplacementTrigger = ValueJson.Read(field.Value, decrypt) },
                    var passed when _passed.Contains(passed) => sofar,
                    var unknown => throw new FormatException($"the field \"{unknown}\" of {record.Urn} is not known to the local runner"),
                });
    }

    public static string Word(PendingKind kind) =>
        kind switch
        {
            PendingKind.Creating => "creating",
            PendingKind.Updating => "updating",
            PendingKind.Deleting => "deleting",
            _ => "reading",
        };

    public static PendingKind ReadKind(string? word) =>
        word switch
        {
            "creating" => PendingKind.Creating,
            "updating" => PendingKind.Updating,
            "deleting" => PendingKind.Deleting,
            "reading" => PendingKind.Reading,
            _ => throw new FormatException($"the pending operation \"{word}\" is not known to the local runner"),
        };

    private static ImmutableArray<string> Strings(JsonElement json) => [.. json.EnumerateArray().Select(item => item.GetString()!)];

    private static double? Seconds(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetDouble() : null;

    private static void WriteIf(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, true);
        }
    }

    private static void WriteIf(Utf8JsonWriter json, string name, string value)
    {
        if (value.Length > 0)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteIf(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static void WriteIf(Utf8JsonWriter json, string name, DateTimeOffset? value)
    {
        if (value is { } time)
        {
            json.WriteString(name, time.UtcDateTime);
        }
    }

    private static void WriteIf(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        if (!values.IsEmpty)
        {
            WriteList(json, name, values);
        }
    }

    private static void WriteList(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
