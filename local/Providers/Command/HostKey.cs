using System.Security.Cryptography;

namespace Local.Providers.Command;

/// <summary>A pinned host key: the type and key of an authorized_keys line, such as <c>ssh-ed25519 AAAA…</c>.</summary>
internal sealed record HostKey(string Type, byte[] Blob)
{
    /// <summary>Null when the line is no public key.</summary>
    public static HostKey? Parse(string line)
    {
        var parts = line.Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        var blob = new byte[parts.Length > 1 ? parts[1].Length : 0];
        return parts.Length > 1 && Convert.TryFromBase64String(parts[1], blob, out var length) && length > 4
            ? new(parts[0], blob[..length])
            : null;
    }

    public bool Is(byte[] offered) => CryptographicOperations.FixedTimeEquals(Blob, offered);

    /// <summary>Whether a server that uses this signature algorithm shows a key of this type (RSA keys sign by several).</summary>
    public bool SignsBy(string algorithm) => algorithm == Type || (Type == "ssh-rsa" && algorithm is "rsa-sha2-256" or "rsa-sha2-512");

    public static string Fingerprint(byte[] blob) => "SHA256:" + Convert.ToBase64String(SHA256.HashData(blob)).TrimEnd('=');
}
