using System.Buffers.Binary;
using System.Text;

namespace Tests.Infra.Settings;

/// <summary>Files in OpenSSH's format for private keys, whose private half is nobody's.</summary>
internal static class OpenSshKey
{
    private static readonly byte[] _publicBlob = [.. Field("ssh-ed25519"), .. Field(new byte[32])];

    public static string PublicLine { get; } = $"ssh-ed25519 {Convert.ToBase64String(_publicBlob)}";

    public static string Text(string cipher = "none")
    {
        byte[] body =
        [
            .. "openssh-key-v1\0"u8,
            .. Field(cipher),
            .. Field(cipher == "none" ? "none" : "bcrypt"),
            .. Field(""),
            .. Number(1),
            .. Field(_publicBlob),
            .. Field(new byte[64]),
        ];
        return $"-----BEGIN OPENSSH PRIVATE KEY-----\n{Convert.ToBase64String(body, Base64FormattingOptions.InsertLineBreaks)}\n-----END OPENSSH PRIVATE KEY-----\n";
    }

    private static byte[] Field(string text) => Field(Encoding.ASCII.GetBytes(text));

    private static byte[] Field(byte[] bytes) => [.. Number(bytes.Length), .. bytes];

    private static byte[] Number(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
