using System.Globalization;

namespace Review.Effects;

/// <summary>Times as a person says them.</summary>
internal static class Durations
{
    /// <summary>So many times as long, or as long as a time can be.</summary>
    public static TimeSpan Times(long count, TimeSpan each) => count * each.TotalSeconds < _longest.TotalSeconds ? each * count : _longest;

    // Two of them can be added.
    private static readonly TimeSpan _longest = TimeSpan.MaxValue / 4;

    /// <summary>Such as <c>45 s</c>, <c>2 min 30 s</c> or <c>3 h</c>.</summary>
    public static string Say(TimeSpan time)
    {
        List<string> parts = [];
        if (time.TotalHours >= 1)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h"));
        }

        if (time.Minutes > 0)
        {
            parts.Add($"{time.Minutes} min");
        }

        if ((time.Seconds > 0 && time.TotalHours < 1) || parts.Count == 0)
        {
            parts.Add($"{time.Seconds} s");
        }

        return string.Join(' ', parts);
    }
}
