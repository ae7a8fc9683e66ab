using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Workloads.Reading;

/// <summary>Amounts of memory as Compose writes them: 64m, 1.5g, 1073741824b, 512kb.</summary>
internal static partial class Bytes
{
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var match = Pattern().Match(text);
        if (!match.Success || !decimal.TryParse(match.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > int.MaxValue)
        {
            return false;
        }

        var power = match.Groups["unit"].Value.ToLowerInvariant() switch { "k" => 1, "m" => 2, "g" => 3, _ => 0 };
        bytes = (long)(number * (decimal)Math.Pow(1024, power));
        return true;
    }

    [GeneratedRegex("^(?<number>[0-9]+(\\.[0-9]+)?)(?<unit>[kKmMgG]?)[bB]?$")]
    private static partial Regex Pattern();
}
