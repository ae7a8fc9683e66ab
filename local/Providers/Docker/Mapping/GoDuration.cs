using System.Globalization;
using System.Text.RegularExpressions;

namespace Local.Providers.Docker.Mapping;

/// <summary>Durations in Go's notation, which Docker's tools and provider use: <c>300ms</c>, <c>1m30s</c>, <c>1.5h</c>; never negative.</summary>
internal static partial class GoDuration
{
    private const long Minute = 60_000_000_000;
    private const long Hour = 60 * Minute;

    public static bool TryParse(string text, out long nanoseconds)
    {
        var match = Whole().Match(text);
        nanoseconds = match.Success ? match.Groups["part"].Captures.Sum(part => Nanoseconds(part.Value)) : 0;
        return match.Success;
    }

    /// <summary>As Go itself writes it: <c>1m0s</c>, <c>1h0m0s</c>, <c>1.5s</c>, <c>500ms</c>.</summary>
    public static string Full(long nanoseconds) =>
        nanoseconds switch
        {
            0 => "0s",
            < 1_000 => $"{nanoseconds}ns",
            < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000m:0.###}µs"),
            < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000m:0.######}ms"),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{(nanoseconds >= Hour ? $"{nanoseconds / Hour}h" : "")}{(nanoseconds >= Minute ? $"{nanoseconds / Minute % 60}m" : "")}{nanoseconds % Minute / 1_000_000_000m:0.#########}s"
            ),
        };

    /// <summary>As the provider writes what it reads of a service: as Go does, without <c>0s</c> after minutes and <c>0m</c> after hours.</summary>
    public static string Format(long nanoseconds)
    {
        var full = Full(nanoseconds);
        var text = full.EndsWith("m0s", StringComparison.Ordinal) ? full[..^2] : full;
        return text.EndsWith("h0m", StringComparison.Ordinal) ? text[..^2] : text;
    }

    public static TimeSpan ToTimeSpan(string text) =>
        TryParse(text, out var nanoseconds) ? TimeSpan.FromTicks(nanoseconds / 100) : TimeSpan.Zero;

    private static long Nanoseconds(string part)
    {
        var unit = part.TrimStart([.. "0123456789."]);
        var factor = unit switch
        {
            "ns" => 1L,
            "us" or "µs" => 1_000L,
            "ms" => 1_000_000L,
            "s" => 1_000_000_000L,
            "m" => 60_000_000_000L,
            "h" => 3_600_000_000_000L,
            _ => 0L,
        };
        return (long)(decimal.Parse(part[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * factor);
    }

    [GeneratedRegex(@"^(0|(?<part>(\d+(\.\d+)?)(ns|us|µs|ms|s|m|h))+)$")]
    private static partial Regex Whole();
}
