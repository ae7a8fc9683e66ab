using System.Text;
using System.Text.Json;

namespace Review.Plans;

/// <summary>Reads a plan in whichever form it is.</summary>
public static class PlanReader
{
    private const string Fix =
        "Give it the whole output of pulumi preview --json, pulumi up --json or ./swarm preview --json, and nothing else: errors and progress go to another file.";

    private const int MaxDepth = 256;

    /// <summary>Reads a plan.</summary>
    /// <param name="input">The bytes of the file.</param>
    /// <param name="name">What to call it in an error.</param>
    /// <exception cref="PlanFormatException">It is no plan, ends too early, or something else is mixed into it.</exception>
    public static Plan Read(ReadOnlyMemory<byte> input, string name)
    {
        try
        {
            var plan = ReadWhole(LenientText.Of(input), name);
            return plan.Outcome == PlanOutcome.Succeeded && UnnamedChanges.Of(plan).Length > 0
                ? plan with
                {
                    Outcome = PlanOutcome.Unnamed,
                }
                : plan;
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException or FormatException)
        {
            throw new PlanFormatException($"{name} holds something that cannot be read: {failure.Message}", Fix, failure);
        }
    }

    private static Plan ReadWhole(ReadOnlyMemory<byte> input, string name)
    {
        var start = input.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var at = SkipSpace(input.Span, start);
        if (at == input.Length)
        {
            throw new PlanFormatException($"{name} is empty: no plan arrived.", Fix, null);
        }

        if (Whole(input[at..]) is { } whole && DigestReader.Recognises(whole) && !EventReader.Recognises(whole))
        {
            return DigestReader.Read(whole);
        }

        EventReader? events = null;
        // What is wrong, unless what follows is the record of an update: pulumi up and destroy print their preview before it.
        string? two = null;
        while (at < input.Length)
        {
            var (document, end) = Next(input, at, name, events is not null);
            if (EventReader.Recognises(document))
            {
                if (events?.IsOfAnother(document) == true)
                {
                    var second = $"{name}: at byte {at} begins a second stream of events. A report is of one change.";
                    if (two is not null || events.IsRecord)
                    {
                        throw new PlanFormatException(second, Fix, null);
                    }

                    (two, events) = (second, null);
                }

                events ??= new EventReader();
                events.Add(document);
            }
            else if (events is not null)
            {
                throw new PlanFormatException(
                    $"{name}: at byte {at} stands something that is no event of the stream before it.",
                    Fix,
                    null
                );
            }
            else if (two is null && DigestReader.Recognises(document))
            {
                var rest = SkipSpace(input.Span, end);
                if (rest == input.Length)
                {
                    return DigestReader.Read(document);
                }

                two = $"{name}: the plan ends at byte {end}, and something else follows at byte {rest}.";
                if (!IsEvent(input, rest))
                {
                    throw new PlanFormatException(two, Fix, null);
                }
            }
            else
            {
                throw new PlanFormatException($"{name} holds JSON, but no plan.{Kind(document)}", Fix, null);
            }

            at = SkipSpace(input.Span, end);
        }

        return two is not null && !events!.IsRecord ? throw new PlanFormatException(two, Fix, null)
            : events!.IsWhole ? events.ToPlan()
            : throw new PlanFormatException(
                $"{name} ends at byte {input.Length} without the event that ends a stream: the plan was cut off, or still runs.",
                Fix,
                null
            );
    }

    private static bool IsEvent(ReadOnlyMemory<byte> input, int at)
    {
        try
        {
            return EventReader.Recognises(Next(input, at, "", isStream: false).Document);
        }
        catch (PlanFormatException)
        {
            return false;
        }
    }

    // A digest is one document, and a large one may have many megabytes: read as a whole it is neither copied nor read twice. Null: it is something else, or broken, of which
    // the reading one after another tells more.
    private static JsonElement? Whole(ReadOnlyMemory<byte> input)
    {
        try
        {
            return JsonDocument.Parse(input, new JsonDocumentOptions { MaxDepth = MaxDepth }).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (JsonElement Document, int End) Next(ReadOnlyMemory<byte> input, int at, string name, bool isStream)
    {
        var reader = new Utf8JsonReader(input.Span[at..], new JsonReaderOptions { MaxDepth = MaxDepth, AllowMultipleValues = true });
        try
        {
            return (JsonElement.ParseValue(ref reader), at + (int)reader.BytesConsumed);
        }
        catch (JsonException failure)
        {
            var where = at + Offset(input.Span[at..], failure);
            var what = isStream ? "the stream of events" : "the plan";
            throw new PlanFormatException(
                where >= input.Length ? $"{name} ends at byte {input.Length}, in the middle of {what}: it was cut off."
                    : where == at && !isStream ? $"{name} is no JSON: at byte {where} stands {Excerpt(input.Span[where..])}."
                    : $"{name}: at byte {where} stands {Excerpt(input.Span[where..])}, which is no part of {what}.",
                Fix,
                failure
            );
        }
    }

    // The exception counts lines, and bytes within the line.
    private static int Offset(ReadOnlySpan<byte> text, JsonException failure)
    {
        var offset = 0;
        for (var line = failure.LineNumber ?? 0; line > 0; line--)
        {
            offset += text[offset..].IndexOf((byte)'\n') + 1;
        }

        return offset + (int)(failure.BytePositionInLine ?? 0);
    }

    private static int SkipSpace(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        return at;
    }

    private static string Excerpt(ReadOnlySpan<byte> text)
    {
        var line = text[..Math.Min(text.Length, 40)];
        var end = line.IndexOf((byte)'\n');
        return $"\"{Encoding.UTF8.GetString(end < 0 ? line : line[..end]).Trim()}\"";
    }

    private static string Kind(JsonElement document) =>
        document.ValueKind != JsonValueKind.Object ? ""
        : document.TryGetProperty("deployment", out _) || document.TryGetProperty("checkpoint", out _)
            ? " It is a state: what is there, not what would change."
        : document.TextOf("result") is not null && document.NumberOf("duration") is not null
            ? " It is the summary of --output json, which names no properties."
        : "";
}
