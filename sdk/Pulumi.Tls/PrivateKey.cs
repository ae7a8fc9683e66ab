namespace Pulumi.Tls;

/// <summary>A key pair, generated once and kept in the state.</summary>
public class PrivateKey : CustomResource
{
    private const string Token = "tls:index/privateKey:PrivateKey";

    public PrivateKey(string name, PrivateKeyArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new PrivateKeyArgs(), Package.Options(options, new CustomResourceOptions { AdditionalSecretOutputs = { "privateKeyOpenssh", "privateKeyPem", "privateKeyPemPkcs8" } }))
    {
    }

    [Output("algorithm")]
    public Output<string> Algorithm { get; private set; } = null!;

    /// <summary>The private key in OpenSSH's format; a secret.</summary>
    [Output("privateKeyOpenssh")]
    public Output<string> PrivateKeyOpenssh { get; private set; } = null!;

    /// <summary>The private key in PEM; a secret.</summary>
    [Output("privateKeyPem")]
    public Output<string> PrivateKeyPem { get; private set; } = null!;

    /// <summary>The public key's fingerprint, as "SHA256:…".</summary>
    [Output("publicKeyFingerprintSha256")]
    public Output<string> PublicKeyFingerprintSha256 { get; private set; } = null!;

    /// <summary>The public key as a line of authorized_keys, with a line break.</summary>
    [Output("publicKeyOpenssh")]
    public Output<string> PublicKeyOpenssh { get; private set; } = null!;

    /// <summary>The public key in PEM.</summary>
    [Output("publicKeyPem")]
    public Output<string> PublicKeyPem { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="PrivateKey"/>.</summary>
public sealed class PrivateKeyArgs : ResourceArgs
{
    /// <summary>RSA, ECDSA or ED25519.</summary>
    [Input("algorithm", required: true)]
    public Input<string> Algorithm { get; set; } = null!;

    /// <summary>P224 (the default), P256, P384 or P521; for ECDSA.</summary>
    [Input("ecdsaCurve")]
    public Input<string>? EcdsaCurve { get; set; }

    /// <summary>The size in bits, default 2048; for RSA.</summary>
    [Input("rsaBits")]
    public Input<int>? RsaBits { get; set; }
}
