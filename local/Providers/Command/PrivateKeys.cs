using System.Text;
using Local.Providers.Contract;
using Local.Providers.Tls;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Local.Providers.Command;

/// <summary>Reads private keys as text.</summary>
internal static class PrivateKeys
{
    public static PrivateKeyFile Read(string text, string? password)
    {
        try
        {
            return new PrivateKeyFile(new MemoryStream(Encoding.ASCII.GetBytes(Understood(text))), password);
        }
        catch (Exception cause)
            when (cause is SshException or InvalidOperationException or ArgumentException or FormatException or NotSupportedException)
        {
            throw new ProviderException(
                $"connection.privateKey cannot be read: {cause.Message} It must be a private key in OpenSSH or PEM form, with privateKeyPassword if it is encrypted.",
                cause
            );
        }
    }

    // SSH.NET 2026.0 derives a wrong public key from Ed25519 in PKCS #8, the form that tls:PrivateKey calls privateKeyPem.
    private static string Understood(string text) =>
        text.Contains("-----BEGIN PRIVATE KEY-----", StringComparison.Ordinal)
        && new PemReader(new StringReader(text)).ReadObject() is Ed25519PrivateKeyParameters key
            ? OpenSshPrivateKey.Encode(key)
            : text;
}
