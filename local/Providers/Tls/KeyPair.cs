using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.EdEC;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Utilities;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace Local.Providers.Tls;

/// <summary>A generated key pair in every encoding that the genuine provider answers with; each text ends with a line feed.</summary>
internal sealed record KeyPair(
    string PrivatePem,
    string PrivatePkcs8Pem,
    string PrivateOpenSsh,
    string PublicPem,
    byte[] PublicDer,
    string PublicOpenSsh,
    string Md5,
    string Sha256
)
{
    public static KeyPair Ed25519()
    {
        // The runtime has no Ed25519 of its own yet.
        var key = new Ed25519PrivateKeyParameters(new SecureRandom());
        // PKCS #8 version 1, the seed alone: what OpenSSL and Go write; BouncyCastle's own factory appends the public key.
        var pkcs8 = new PrivateKeyInfo(
            new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519),
            new DerOctetString(key.GetEncoded())
        ).GetDerEncoded();
        return Encode(PemEncoding.WriteString("PRIVATE KEY", pkcs8), pkcs8);
    }

    public static KeyPair Rsa(int bits)
    {
        using var key = RSA.Create(bits);
        return Encode(key.ExportRSAPrivateKeyPem(), key.ExportPkcs8PrivateKey());
    }

    public static KeyPair Ecdsa(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        return Encode(key.ExportECPrivateKeyPem(), key.ExportPkcs8PrivateKey());
    }

    private static KeyPair Encode(string privatePem, byte[] pkcs8)
    {
        var key = PrivateKeyFactory.CreateKey(pkcs8);
        var publicKey = OpenSshPrivateKey.PublicKeyOf(key);
        var publicDer = SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(publicKey).GetDerEncoded();
        var pair = new KeyPair(
            privatePem + "\n",
            PemEncoding.WriteString("PRIVATE KEY", pkcs8) + "\n",
            "",
            PemEncoding.WriteString("PUBLIC KEY", publicDer) + "\n",
            publicDer,
            "",
            "",
            ""
        );
        return OpenSshHasNoNameFor(publicKey)
            ? pair
            : pair with
            {
                PrivateOpenSsh = OpenSshPrivateKey.Encode(key),
                PublicOpenSsh =
                    $"{OpenSshPrivateKey.TypeOf(publicKey)} {Convert.ToBase64String(OpenSshPublicKeyUtilities.EncodePublicKey(publicKey))}\n",
                Md5 = Fingerprint(MD5.HashData(OpenSshPublicKeyUtilities.EncodePublicKey(publicKey))),
                Sha256 =
                    "SHA256:" + Convert.ToBase64String(SHA256.HashData(OpenSshPublicKeyUtilities.EncodePublicKey(publicKey))).TrimEnd('='),
            };
    }

    private static bool OpenSshHasNoNameFor(AsymmetricKeyParameter key) => key is ECPublicKeyParameters { Parameters.Curve.FieldSize: 224 };

    private static string Fingerprint(byte[] hash) => string.Join(':', hash.Select(part => part.ToString("x2")));
}
