using System.Security.Cryptography;
using System.Text;

namespace Local.Providers.Aws;

/// <summary>Names as Amazon gives them.</summary>
internal static class AwsNames
{
    /// <summary>The account of the examples in Amazon's documentation.</summary>
    public const string Account = "123456789012";

    /// <summary>A new id, such as <c>vpc-0123456789abcdef0</c>.</summary>
    public static string NewId(string prefix) => $"{prefix}-0{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";

    /// <summary>An id that is the same for the same text.</summary>
    public static string IdOf(string prefix, string text) =>
        $"{prefix}-0{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}";

    public static string Arn(string region, string resource) => $"arn:aws:ec2:{region}:{Account}:{resource}";
}
