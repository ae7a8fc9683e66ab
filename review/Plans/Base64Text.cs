using System.Text;

namespace Review.Plans;

/// <summary>The content of a config, which travels in base64.</summary>
internal static class Base64Text
{
    /// <summary>The text; what was given where it is no base64, or no text.</summary>
    public static string Decoded(string data)
    {
        Span<byte> bytes = new byte[data.Length];
        return Convert.TryFromBase64String(data, bytes, out var length) && !bytes[..length].Contains((byte)0)
            ? Encoding.UTF8.GetString(bytes[..length])
            : data;
    }
}
