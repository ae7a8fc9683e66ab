using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Local.Runner.Secrets;

/// <summary>
/// Encrypts as Pulumi's passphrase secrets provider does: AES-256-GCM with a key derived by PBKDF2-SHA256 in 1,000,000 rounds;
/// values read <c>v1:&lt;nonce&gt;:&lt;ciphertext and tag&gt;</c> in base64.
/// </summary>
internal sealed class PassphraseCrypter
{
    private const int Rounds = 1_000_000;
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Encrypted beside the salt, so that a wrong passphrase is noticed.</summary>
    private const string Probe = "pulumi";

    /// <summary>Deriving a key takes a good part of a second, on purpose; a process does it once for each passphrase and salt.</summary>
    private static readonly ConcurrentDictionary<(string Passphrase, string Salt), byte[]> _derived = new();

    private readonly byte[] _key;

    private PassphraseCrypter(byte[] key, string salt)
    {
        _key = key;
        Salt = salt;
    }

    /// <summary>The salt with its probe, <c>v1:&lt;salt&gt;:v1:&lt;nonce&gt;:&lt;ciphertext&gt;</c>, as in a state's <c>secrets_providers</c> and a stack's <c>encryptionsalt</c>.</summary>
    public string Salt { get; }

    /// <summary>A crypter with a new salt.</summary>
    public static PassphraseCrypter Create(string passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(8);
        var key = Derive(passphrase, salt);
        return new PassphraseCrypter(key, $"v1:{Convert.ToBase64String(salt)}:{Encrypt(key, Probe)}");
    }

    /// <summary>The crypter of a recorded salt.</summary>
    /// <exception cref="FormatException">The salt is not one of this format.</exception>
    /// <exception cref="CryptographicException">The passphrase is another.</exception>
    public static PassphraseCrypter Open(string passphrase, string salt)
    {
        if (salt.Split(':', 3) is not ["v1", var encodedSalt, var probe])
        {
            throw new FormatException("the salt is not of the form v1:<salt>:v1:<nonce>:<ciphertext>");
        }

        var key = Derive(passphrase, Convert.FromBase64String(encodedSalt));
        return Decrypt(key, probe) == Probe
            ? new PassphraseCrypter(key, salt)
            : throw new CryptographicException("the probe holds something else");
    }

    public string Encrypt(string plain) => Encrypt(_key, plain);

    /// <exception cref="FormatException">Not an encrypted value.</exception>
    /// <exception cref="CryptographicException">Encrypted with another key, or changed since.</exception>
    public string Decrypt(string encrypted) => Decrypt(_key, encrypted);

    private static byte[] Derive(string passphrase, byte[] salt) =>
        _derived.GetOrAdd((passphrase, Convert.ToBase64String(salt)), _ =>
            Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, Rounds, HashAlgorithmName.SHA256, KeyBytes)
        );

    private static string Encrypt(byte[] key, string plain)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        var bytes = Encoding.UTF8.GetBytes(plain);
        var sealedBytes = new byte[bytes.Length + TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, bytes, sealedBytes.AsSpan(0, bytes.Length), sealedBytes.AsSpan(bytes.Length));
        return $"v1:{Convert.ToBase64String(nonce)}:{Convert.ToBase64String(sealedBytes)}";
    }

    private static string Decrypt(byte[] key, string encrypted)
    {
        if (
            encrypted.Split(':') is not ["v1", var encodedNonce, var encodedCipher]
            || Convert.FromBase64String(encodedNonce) is not { Length: NonceBytes } nonce
            || Convert.FromBase64String(encodedCipher) is not { Length: >= TagBytes } sealedBytes
        )
        {
            throw new FormatException("the value is not of the form v1:<nonce>:<ciphertext>");
        }

        var plain = new byte[sealedBytes.Length - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(nonce, sealedBytes.AsSpan(0, plain.Length), sealedBytes.AsSpan(plain.Length), plain);
        return Encoding.UTF8.GetString(plain);
    }
}
