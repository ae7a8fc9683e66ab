using System.Globalization;
using System.Text.RegularExpressions;

namespace Local.Providers.Docker.Mapping;

/// <summary>Durations in Go's notation, which Docker's tools and provider use: <c>300ms</c>, <c>1m30s</c>, <c>1.5h</c>; never negative.</summary>
internal static partial class GoDuration
{
    public static bool TryParse(string text, out long nanoseconds)
    {
        var match = Whole().Match(text);
        nanoseconds = match.Success ? match.Groups["part"].Captures.Sum(part => Nanoseconds(part.Value)) : 0;
        return match.Success;
    }

    /// <summary>The shortest form: <c>1m30s</c>, <c>10s</c>, <c>500ms</c>, <c>0s</c>.</summary>
    public static string Format(long nanoseconds)
    {
        var seconds = nanoseconds / 1_000_000_000;
        var rest = nanoseconds % 1_000_000_000;
        var (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        var text = (hours > 0 ? $"{hours}h" : "") + (minutes > 0 ? $"{minutes}m" : "") + (seconds % 60 > 0 ? $"{seconds % 60}s" : "")
            + (rest / 1_000_000 > 0 ? $"{rest / 1_000_000}ms" : "") + (rest / 1_000 % 1_000 > 0 ? $"{rest / 1_000 % 1_000}us" : "") + (rest % 1_000 > 0 ? $"{rest % 1_000}ns" : "");
        return text.Length > 0 ? text : "0s";
    }

    public static TimeSpan ToTimeSpan(string text) => TryParse(text, out var nanoseconds) ? TimeSpan.FromTicks(nanoseconds / 100) : TimeSpan.Zero;

    private static long Nanoseconds(string part)
    {
        var unit = part.TrimStart([.. "0123456789."]);
        var factor = unit switch { "ns" => 1L, "us" or "µs" => 1_000L, "ms" => 1_000_000L, "s" => 1_000_000_000L, "m" => 60_000_000_000L, "h" => 3_600_000_000_000L, _ => 0L };
        return (long)(decimal.Parse(part[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * factor);
    }

    [GeneratedRegex(@"^(0|(?<part>(\d+(\.\d+)?)(ns|us|µs|ms|s|m|h))+)$")]
    private static partial Regex Whole();
}
