using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Local.Cli.Pipelines;

/// <summary>An answer of a code host that is not the one that was asked for.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Reason">The status in words.</param>
/// <param name="Message">What the host says of it; empty: nothing.</param>
internal sealed record Refusal(HttpStatusCode Status, string? Reason, string Message)
{
    /// <summary>Whether too much was asked in a short time.</summary>
    public bool IsLimit { get; private init; }

    /// <summary>How long the host wants to be left alone; null: it does not say.</summary>
    public TimeSpan? Pause { get; private init; }

    /// <summary>Whether it is the host's own fault, so that it may or may not have done what it was asked for.</summary>
    public bool IsFault => Status >= HttpStatusCode.InternalServerError;

    /// <summary>The message as the end of a sentence.</summary>
    public string Words => Message.Length > 0 ? $": {Message.TrimEnd('.')}." : ".";

    public override string ToString() => $"{(int)Status} ({Reason})";

    /// <summary>Reads it.</summary>
    public static async Task<Refusal> ReadAsync(HttpResponseMessage answer)
    {
        var (headers, message) = (answer.Headers, await MessageAsync(answer));
        var isLimit =
            answer.StatusCode == HttpStatusCode.TooManyRequests
            || (
                answer.StatusCode == HttpStatusCode.Forbidden
                && (
                    headers.RetryAfter is not null
                    || Header(headers, "x-ratelimit-remaining") == "0"
                    || message.Contains("rate limit", StringComparison.OrdinalIgnoreCase)
                )
            );
        var after = isLimit || answer.StatusCode >= HttpStatusCode.InternalServerError ? RetryAfter(headers) : null;
        return new Refusal(answer.StatusCode, answer.ReasonPhrase, message)
        {
            IsLimit = isLimit,
            // GitHub asks for a minute where it names no time.
            Pause = isLimit ? after ?? Reset(headers) ?? TimeSpan.FromMinutes(1) : after,
        };
    }

    private static TimeSpan? RetryAfter(HttpResponseHeaders headers) =>
        headers.RetryAfter is { } after ? after.Delta ?? Until(after.Date!.Value) : null;

    private static TimeSpan? Reset(HttpResponseHeaders headers) =>
        Header(headers, "x-ratelimit-remaining") == "0"
        && long.TryParse(Header(headers, "x-ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? Until(DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;

    private static TimeSpan Until(DateTimeOffset time) =>
        TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling((time - DateTimeOffset.UtcNow).TotalSeconds)));

    private static string? Header(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    // {message, errors: [{resource, field, code, message}]} on GitHub; {message} or {error} on GitLab, where a message may be an object.
    private static async Task<string> MessageAsync(HttpResponseMessage answer)
    {
        try
        {
            var said = await JsonSerializer.DeserializeAsync<JsonElement>(await answer.Content.ReadAsStreamAsync());
            if (said.ValueKind != JsonValueKind.Object)
            {
                return "";
            }

            var message = said.TryGetProperty("message", out var one) || said.TryGetProperty("error", out one) ? $"{one}" : "";
            return said.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
                ? string.Join("; ", errors.EnumerateArray().Select(Text).Prepend(message))
                : message;
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static string Text(JsonElement error) =>
        error.ValueKind == JsonValueKind.Object
            ? string.Join(
                ' ',
                error.EnumerateObject().Where(part => part.Name is "field" or "code" or "message").Select(part => $"{part.Value}")
            )
            : $"{error}";
}
