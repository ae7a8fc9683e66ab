using System.Text.Json;
using Review.Acceptances;
using Review.Differences;
using Review.Plans;
using Review.Rules;

namespace Review.Reports;

/// <summary>The report for another program: nothing is left out, and secrets are in none of it.</summary>
public static class JsonReport
{
    /// <summary>Renders it.</summary>
    public static string Render(ChangeReview review)
    {
        ArgumentNullException.ThrowIfNull(review);
        return JsonDocumentText.Of(json => Write(json, review));
    }

    private static void Write(Utf8JsonWriter json, ChangeReview review)
    {
        json.WriteStartObject();
        json.WriteString("stack", review.Stack);
        json.WriteBoolean("preview", review.Plan.IsPreview);
        json.WriteString("outcome", Camel(review.Plan.Outcome));
        json.WriteStartObject("verdict");
        json.WriteString("care", Camel(review.Verdict.Care));
        json.WriteString("line", review.Verdict.Line);
        json.WriteString("changes", review.Verdict.Changes);
        json.WriteString("riskiest", review.Verdict.Riskiest);
        json.WriteString("trouble", review.Verdict.Trouble);
        json.WriteEndObject();
        json.WriteStartArray("effects");
        foreach (var effect in review.Effects)
        {
            json.WriteStartObject();
            json.WriteString("area", Camel(effect.Area));
            json.WriteString("subject", effect.Subject);
            json.WriteString("text", effect.Text);
            json.WriteString("care", Camel(effect.Care));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in review.Findings)
        {
            Write(json, finding);
        }

        json.WriteEndArray();
        PictureJson.Write(json, review.Picture);
        json.WriteStartArray("changes");
        var hidden = new Hidden();
        foreach (var change in review.Plan.Changes)
        {
            Write(json, change, hidden);
        }

        json.WriteEndArray();
        json.WriteStartArray("diagnostics");
        foreach (var said in review.Plan.Diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("severity", said.Severity);
            json.WriteString("message", said.Message);
            json.WriteString("urn", said.Urn);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (var note in review.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule.Id);
        json.WriteString("severity", Camel(finding.Rule.Severity));
        json.WriteString("title", finding.Title);
        json.WriteString("scope", finding.Scope);
        json.WriteString("detail", finding.Detail);
        json.WriteString("at", finding.At);
        json.WriteBoolean("new", finding.IsNew);
        json.WriteString("reason", finding.Rule.Reason);
        json.WriteString("fix", finding.Fix);
        json.WriteBoolean("open", finding.IsOpen);
        Write(json, finding.Place);
        if (finding.Acceptance is { } acceptance)
        {
            json.WriteStartObject("accepted");
            json.WriteString("reason", acceptance.Reason);
            json.WriteString("until", acceptance.Until);
            json.WriteString("by", acceptance.By);
            json.WriteBoolean("expired", finding.IsExpired);
            Write(json, acceptance.Place);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Place? place)
    {
        json.WriteString("file", place?.File);
        json.WriteNumber("line", place?.Line ?? 0);
    }

    private static void Write(Utf8JsonWriter json, Change change, Hidden hidden)
    {
        json.WriteStartObject();
        json.WriteString("kind", Camel(change.Kind));
        json.WriteString("operation", change.Operation);
        json.WriteString("type", change.Type);
        json.WriteString("name", change.Name);
        json.WriteString("urn", change.Urn);
        json.WriteStartArray("replaceReasons");
        foreach (var reason in change.ReplaceReasons)
        {
            json.WriteStringValue(reason);
        }

        json.WriteEndArray();
        json.WriteStartArray("properties");
        foreach (var difference in PropertiesOf(change))
        {
            json.WriteStartObject();
            json.WriteString("path", difference.Path);
            json.WriteString("old", difference.Old.IsPresent ? hidden.Shown(change, difference.Path, difference.Old) : null);
            json.WriteString("new", difference.New.IsPresent ? hidden.Shown(change, difference.Path, difference.New) : null);
            json.WriteBoolean("secret", difference.IsChangedSecret);
            json.WriteBoolean("replaces", difference.IsReason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Of what is new, all that is asked for: whoever compares two reports must find another command or mount in it.
    private static IEnumerable<PropertyDifference> PropertiesOf(Change change) =>
        change is { Kind: ChangeKind.Created or ChangeKind.Imported, New.Inputs: { Kind: ValueKind.Map } inputs }
            ? inputs.Properties.Select(property => new PropertyDifference(property.Name, Value.Absent, property.Value, IsReason: false))
            : PropertyDifferences.Of(change);

    private static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
