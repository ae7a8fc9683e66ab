using System.Security.Cryptography;
using System.Text;

namespace Infra.Remote;

/// <summary>Names for what is known by its content.</summary>
internal static class Digest
{
    /// <summary>The first digits of the text's SHA-256.</summary>
    public static string Of(string text, int digits) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..digits];
}
