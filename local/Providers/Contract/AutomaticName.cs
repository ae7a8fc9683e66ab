using System.Security.Cryptography;

namespace Local.Providers.Contract;

/// <summary>The name that Pulumi gives where the program gives none: the logical one, a dash, and seven random hexadecimal digits.</summary>
internal static class AutomaticName
{
    private const int Digits = 7;

    /// <summary>A new one.</summary>
    public static string Of(string logicalName) => $"{logicalName}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))[..Digits]}";

    /// <summary>True for a name that <see cref="Of"/> could have given: a successor gets another one.</summary>
    public static bool IsOne(string name, string logicalName) =>
        name.Length == logicalName.Length + 1 + Digits
        && name.StartsWith(logicalName + "-", StringComparison.Ordinal)
        && name[^Digits..].All(char.IsAsciiHexDigitLower);
}
