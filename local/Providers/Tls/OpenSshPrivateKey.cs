using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Utilities;
using Org.BouncyCastle.Math;

namespace Local.Providers.Tls;

/// <summary>OpenSSH's own private key file format (<c>PROTOCOL.key</c> in OpenSSH's source), unencrypted; BouncyCastle writes it for Ed25519 alone.</summary>
internal static class OpenSshPrivateKey
{
    private const int BlockSize = 8;

    public static string Encode(AsymmetricKeyParameter key)
    {
        var check = RandomNumberGenerator.GetBytes(4);
        var secret = new Wire().Raw(check).Raw(check).Text(TypeOf(PublicKeyOf(key)));
        secret = key switch
        {
            Ed25519PrivateKeyParameters ed => secret
                .Blob(ed.GeneratePublicKey().GetEncoded())
                .Blob([.. ed.GetEncoded(), .. ed.GeneratePublicKey().GetEncoded()]),
            RsaPrivateCrtKeyParameters rsa => secret
                .Number(rsa.Modulus)
                .Number(rsa.PublicExponent)
                .Number(rsa.Exponent)
                .Number(rsa.QInv)
                .Number(rsa.P)
                .Number(rsa.Q),
            ECPrivateKeyParameters ec => secret
                .Text($"nistp{ec.Parameters.Curve.FieldSize}")
                .Blob(Point(ec).Q.GetEncoded(compressed: false))
                .Number(ec.D),
            _ => throw new NotSupportedException($"keys of type {key.GetType().Name}"),
        };
        secret.Text(""); // the comment
        for (byte pad = 1; secret.Length % BlockSize != 0; pad++)
        {
            secret.Raw([pad]);
        }

        var file = new Wire()
            .Raw("openssh-key-v1\0"u8)
            .Text("none")
            .Text("none")
            .Text("")
            .Count(1)
            .Blob(OpenSshPublicKeyUtilities.EncodePublicKey(PublicKeyOf(key)))
            .Blob(secret.ToArray());
        return PemEncoding.WriteString("OPENSSH PRIVATE KEY", file.ToArray()) + "\n";
    }

    public static AsymmetricKeyParameter PublicKeyOf(AsymmetricKeyParameter key) =>
        key switch
        {
            Ed25519PrivateKeyParameters ed => ed.GeneratePublicKey(),
            RsaPrivateCrtKeyParameters rsa => new RsaKeyParameters(false, rsa.Modulus, rsa.PublicExponent),
            ECPrivateKeyParameters ec => Point(ec),
            _ => throw new NotSupportedException($"keys of type {key.GetType().Name}"),
        };

    public static string TypeOf(AsymmetricKeyParameter publicKey) =>
        publicKey switch
        {
            Ed25519PublicKeyParameters => "ssh-ed25519",
            RsaKeyParameters => "ssh-rsa",
            ECPublicKeyParameters ec => $"ecdsa-sha2-nistp{ec.Parameters.Curve.FieldSize}",
            _ => throw new NotSupportedException($"keys of type {publicKey.GetType().Name}"),
        };

    private static ECPublicKeyParameters Point(ECPrivateKeyParameters key) =>
        key.PublicKeyParamSet is { } name
            ? new ECPublicKeyParameters(key.AlgorithmName, key.Parameters.G.Multiply(key.D).Normalize(), name)
            : new ECPublicKeyParameters(key.AlgorithmName, key.Parameters.G.Multiply(key.D).Normalize(), key.Parameters);

    /// <summary>The SSH wire encoding (RFC 4251, section 5).</summary>
    private sealed class Wire
    {
        private readonly MemoryStream _bytes = new();

        public int Length => (int)_bytes.Length;

        public Wire Raw(ReadOnlySpan<byte> bytes)
        {
            _bytes.Write(bytes);
            return this;
        }

        public Wire Count(int value)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(bytes, value);
            return Raw(bytes);
        }

        public Wire Blob(ReadOnlySpan<byte> bytes) => Count(bytes.Length).Raw(bytes);

        public Wire Text(string text) => Blob(Encoding.ASCII.GetBytes(text));

        public Wire Number(BigInteger value) => Blob(value.ToByteArray());

        public byte[] ToArray() => _bytes.ToArray();
    }
}
