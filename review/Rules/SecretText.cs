using System.Text.RegularExpressions;

namespace Review.Rules;

/// <summary>Whether a plain text is likely a secret: by what it is called, by what it begins with, and by how random it is.</summary>
internal static partial class SecretText
{
    // Random letters and digits have more than four bits each; words, addresses and digests have fewer.
    private const double LeastBits = 4;
    private const int ShortestRandom = 20;
    private const int ShortestNamed = 4;

    /// <summary>Whether a value is a secret, under the name that it has.</summary>
    public static bool IsSecret(string name, string value) =>
        IsSecretValue(value) || (SecretName().IsMatch(name) && !NameOfSomethingElse().IsMatch(name) && IsLiteral(value));

    /// <summary>Whether a value is a secret whatever it is called.</summary>
    public static bool IsSecretValue(string value) =>
        KnownForm().IsMatch(value)
        || (value.Length >= ShortestRandom && Word().IsMatch(value) && HasAllKinds(value) && BitsOf(value) > LeastBits);

    /// <summary>The names of what a text sets to a secret, line by line, and whether a key is in it.</summary>
    public static IEnumerable<string> In(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            if (Assignment().Match(line) is { Success: true } match && IsSecret(match.Groups["name"].Value, match.Groups["value"].Value))
            {
                yield return match.Groups["name"].Value;
            }
            else if (KnownForm().Match(line) is { Success: true })
            {
                yield return "a line without a name";
            }
        }
    }

    /// <summary>Shannon's entropy of a text, in bits for each character.</summary>
    public static double BitsOf(string text) =>
        text.GroupBy(letter => letter)
            .Sum(group => -((double)group.Count() / text.Length) * Math.Log2((double)group.Count() / text.Length));

    // No path, no reference to something else, no word that turns something on or off.
    private static bool IsLiteral(string value) =>
        value.Length >= ShortestNamed
        && value[0] is not ('/' or '$' or '<' or '{' or '%')
        && !Switch().IsMatch(value)
        && !Address().IsMatch(value);

    private static bool HasAllKinds(string text) =>
        text.Any(char.IsAsciiDigit) && text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiLetterUpper);

    [GeneratedRegex("(?i)(passw(or)?d|passphrase|secret|token|api_?-?key|private_?-?key|credential)")]
    private static partial Regex SecretName();

    // It names where the secret is, or how long it lasts.
    [GeneratedRegex("(?i)[_-](file|path|url|uri|name|dir|ttl|expiry|length|algorithm|id)$")]
    private static partial Regex NameOfSomethingElse();

    [GeneratedRegex(
        @"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bxox[bap]-[A-Za-z0-9-]{10,}|\bglpat-[A-Za-z0-9_-]{20,}|\bSWMTKN-1-[a-z0-9-]+|://[^/\s:@]+:[^/\s:@${]+@"
    )]
    private static partial Regex KnownForm();

    [GeneratedRegex(@"\A[A-Za-z0-9+/_=-]+\z")]
    private static partial Regex Word();

    [GeneratedRegex("(?i)^(true|false|none|null|required|optional|enabled|disabled|[0-9]+[a-z]?)$")]
    private static partial Regex Switch();

    [GeneratedRegex("^[a-z]+://")]
    private static partial Regex Address();

    [GeneratedRegex("""^\s*-?\s*["']?(?<name>[A-Za-z][\w.-]*)["']?\s*[:=]\s*["']?(?<value>[^\s"',;]+)""")]
    private static partial Regex Assignment();
}
