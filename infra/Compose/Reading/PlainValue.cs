using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace Infra.Compose.Reading;

/// <summary>
/// What a value without quotes is to docker's YAML (go-yaml v3), and the text that docker makes of it: 022 is 18, 1.10 is 1.1, 1e3 is 1000, and a date has a time.
/// </summary>
internal static partial class PlainValue
{
    private static readonly string[] _notFinite =
    [
        ".nan",
        ".NaN",
        ".NAN",
        ".inf",
        ".Inf",
        ".INF",
        "+.inf",
        "+.Inf",
        "+.INF",
        "-.inf",
        "-.Inf",
        "-.INF",
    ];

    private static readonly string[] _times =
    [
        "yyyy-M-d",
        "yyyy-M-d H:m:s.FFFFFFF",
        "yyyy-M-d H:m:s",
        "yyyy-M-d'T'H:m:s.FFFFFFFK",
        "yyyy-M-d't'H:m:s.FFFFFFFK",
        "yyyy-M-d'T'H:m:sK",
        "yyyy-M-d't'H:m:sK",
    ];

    /// <summary>The text; that of the file itself for whatever is no number and no date. Null for what is no number to JSON, which docker refuses.</summary>
    public static string? Text(string plain)
    {
        if (plain.Length == 0 || !(char.IsAsciiDigit(plain[0]) || plain[0] is '+' or '-' or '.'))
        {
            return plain;
        }

        if (_notFinite.Contains(plain))
        {
            return null;
        }

        if (plain[0] == '.')
        {
            return Fraction().IsMatch(plain) ? Decimal(plain) ?? plain : plain;
        }

        return Time(plain)
            ?? Whole(plain.Replace("_", "", StringComparison.Ordinal))
            ?? Decimal(plain.Replace("_", "", StringComparison.Ordinal))
            ?? plain;
    }

    private static string? Time(string plain) =>
        Date().IsMatch(plain)
        && DateTimeOffset.TryParseExact(plain, _times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{time:yyyy-MM-dd HH:mm:ss.FFFFFFF} {time.Offset.ToString(time.Offset < TimeSpan.Zero ? @"\-hhmm" : @"\+hhmm", CultureInfo.InvariantCulture)} {(time.Offset == TimeSpan.Zero ? "UTC" : time.Offset.ToString(time.Offset < TimeSpan.Zero ? @"\-hhmm" : @"\+hhmm", CultureInfo.InvariantCulture))}"
            )
            : null;

    // A leading zero is octal, as 0o is; 0x and 0b as everywhere.
    private static string? Whole(string text)
    {
        var match = WholePattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var (digits, radix) = match.Groups["prefix"].Value.ToLowerInvariant() switch
        {
            "0x" => (match.Groups["digits"].Value, 16),
            "0b" => (match.Groups["digits"].Value, 2),
            "0o" or "0" => (match.Groups["digits"].Value, 8),
            _ => (match.Groups["digits"].Value, 10),
        };
        var number = BigInteger.Zero;
        foreach (var digit in digits)
        {
            var value = Convert.ToInt32($"{digit}", 16);
            if (value >= radix)
            {
                return null;
            }

            number = (number * radix) + value;
        }

        number = match.Groups["sign"].Value == "-" ? -number : number;
        return number >= long.MinValue && number <= ulong.MaxValue && !(number > long.MaxValue && match.Groups["sign"].Length > 0)
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;
    }

    // As Go prints a float: the fewest digits that say it, with an exponent below 1e-4 and from a million on.
    private static string? Decimal(string text)
    {
        if (
            !DecimalPattern().IsMatch(text)
            || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || double.IsInfinity(number)
        )
        {
            return null;
        }

        var scientific = number.ToString("E16", CultureInfo.InvariantCulture);
        for (var digits = 0; digits < 16; digits++)
        {
            var shorter = number.ToString($"E{digits}", CultureInfo.InvariantCulture);
            if (double.Parse(shorter, CultureInfo.InvariantCulture).Equals(number))
            {
                scientific = shorter;
                break;
            }
        }

        var (mantissa, exponent) = scientific.Split('E') is [var left, var right]
            ? (left, int.Parse(right, CultureInfo.InvariantCulture))
            : (scientific, 0);
        var sign = mantissa.StartsWith('-') ? "-" : "";
        var all = mantissa.TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        if (exponent < -4 || exponent >= 6)
        {
            return $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }

        var result = new StringBuilder(sign);
        if (exponent < 0)
        {
            return result.Append("0.").Append('0', -exponent - 1).Append(all).ToString();
        }

        result.Append(all.AsSpan(0, Math.Min(all.Length, exponent + 1))).Append('0', Math.Max(0, exponent + 1 - all.Length));
        return all.Length > exponent + 1 ? result.Append('.').Append(all.AsSpan(exponent + 1)).ToString() : result.ToString();
    }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ]|$)")]
    private static partial Regex Date();

    [GeneratedRegex(@"^\.[0-9][0-9_]*([eE][-+]?[0-9]+)?$")]
    private static partial Regex Fraction();

    [GeneratedRegex("^(?<sign>[-+]?)(?<prefix>0[xX]|0[bB]|0[oO]|0(?=[0-7]+$))?(?<digits>[0-9a-fA-F]+)$")]
    private static partial Regex WholePattern();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex DecimalPattern();
}
