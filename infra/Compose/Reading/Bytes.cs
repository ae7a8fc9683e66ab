using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Compose.Reading;

/// <summary>Amounts of memory as Compose writes them: 64m, 1.5g, 1073741824b, 512kb, 4 GiB; every unit is a power of 1024.</summary>
internal static partial class Bytes
{
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var match = Pattern().Match(text);
        if (
            !match.Success
            || !decimal.TryParse(
                match.Groups["number"].Value,
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
        {
            return false;
        }

        var power = match.Groups["unit"].Value.ToLowerInvariant() switch
        {
            "k" => 1,
            "m" => 2,
            "g" => 3,
            "t" => 4,
            "p" => 5,
            _ => 0,
        };
        var unit = 1L << (10 * power);
        if (number > long.MaxValue / unit)
        {
            return false;
        }

        bytes = (long)(number * unit);
        return true;
    }

    [GeneratedRegex(
        "^\\+?(?<number>([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?) ?((?<unit>[kKmMgGtTpP])[iI]?[bB]|(?<unit>[kKmMgGtTpP]?)|[bB])$"
    )]
    private static partial Regex Pattern();
}
