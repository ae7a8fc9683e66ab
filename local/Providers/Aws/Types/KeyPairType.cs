using System.Security.Cryptography;
using Local.Providers.Contract;

namespace Local.Providers.Aws.Types;

/// <summary>An operator's public key.</summary>
internal sealed class KeyPairType : AwsType
{
    public override string Token => Tokens.KeyPair;

    public override IReadOnlySet<string> Inputs { get; } = new HashSet<string> { "keyName", "publicKey", "region", "tags" };

    public override IReadOnlySet<string> Required { get; } = new HashSet<string> { "publicKey" };

    public override IReadOnlySet<string> Replacing { get; } = new HashSet<string> { "keyName", "publicKey", "region" };

    public override string NameInput => "keyName";

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs["publicKey"] is { Kind: PropertyKind.String } key && Parse(key.AsString) is null)
        {
            yield return new(
                "publicKey",
                $"publicKey is '{key}'; allowed is a public key in OpenSSH's format, of type ssh-ed25519 or ssh-rsa"
            );
        }
    }

    /// <summary>Amazon's key pairs are known by their names.</summary>
    public override string NewId(PropertyMap inputs) => inputs.Text("keyName")!;

    public override PropertyMap Describe(AwsScene scene, string id, PropertyMap inputs, CloudRecord? old)
    {
        if (scene.Others(Token).Any(other => other.Id == id))
        {
            throw new ProviderException($"InvalidKeyPair.Duplicate: The keypair already exists: {id}");
        }

        var (type, blob) = Parse(inputs.Text("publicKey")!)!.Value;
        return inputs
            .With("arn", scene.Arn($"key-pair/{id}"))
            .With("fingerprint", Convert.ToBase64String(SHA256.HashData(blob)))
            .With("keyPairId", AwsNames.IdOf("key", id))
            .With("keyType", type);
    }

    private static (string Type, byte[] Blob)? Parse(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words is not [("ssh-ed25519" or "ssh-rsa") and var type, var base64, ..])
        {
            return null;
        }

        var blob = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, blob, out var length) ? (type["ssh-".Length..], blob[..length]) : null;
    }
}
