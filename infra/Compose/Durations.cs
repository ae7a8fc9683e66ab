using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Compose;

/// <summary>Durations as Go writes them, which both Compose and the Docker provider use.</summary>
internal static partial class Durations
{
    /// <summary>Reads 1h2m3s, 90s, 1.5s, .5s, 500ms or 0; false for anything else.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text is "0" or "+0")
        {
            return true;
        }

        var match = Pattern().Match(text);
        if (!match.Success)
        {
            return false;
        }

        var numbers = match.Groups["number"].Captures;
        var units = match.Groups["unit"].Captures;
        var ticks = 0m;
        for (var i = 0; i < numbers.Count; i++)
        {
            if (
                !decimal.TryParse(numbers[i].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || number > 1_000_000
            )
            {
                return false;
            }

            ticks += number * Ticks(units[i].Value);
        }

        duration = new TimeSpan((long)ticks);
        return true;
    }

    /// <summary>
    /// Writes 1h, 1m30s, 500ms or 0s, exactly as the provider reads it back from the engine: any other spelling of the same time would be a difference in
    /// every preview after a refresh.
    /// </summary>
    public static string Render(TimeSpan duration)
    {
        if (duration < TimeSpan.FromSeconds(1))
        {
            return duration == TimeSpan.Zero ? "0s"
                : duration < TimeSpan.FromMilliseconds(1)
                    ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMicroseconds:0.###}µs")
                : string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.####}ms");
        }

        var hours = (long)duration.TotalHours;
        var seconds = duration.Seconds + (duration.Ticks % TimeSpan.TicksPerSecond / (decimal)TimeSpan.TicksPerSecond);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(hours > 0 ? $"{hours}h" : "")}{(duration.Minutes > 0 || (hours > 0 && seconds > 0) ? $"{duration.Minutes}m" : "")}{(seconds > 0 ? $"{seconds:0.#######}s" : "")}"
        );
    }

    private static decimal Ticks(string unit) =>
        unit switch
        {
            "h" => TimeSpan.TicksPerHour,
            "m" => TimeSpan.TicksPerMinute,
            "s" => TimeSpan.TicksPerSecond,
            "ms" => TimeSpan.TicksPerMillisecond,
            "ns" => 1m / TimeSpan.NanosecondsPerTick,
            _ => TimeSpan.TicksPerMicrosecond,
        };

    [GeneratedRegex(@"^\+?((?<number>[0-9]+\.?[0-9]*|\.[0-9]+)(?<unit>ns|us|µs|μs|ms|s|m|h))+$")]
    private static partial Regex Pattern();
}
