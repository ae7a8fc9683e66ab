namespace Pulumi.Tls;

/// <summary>A key pair, generated once and kept in the state.</summary>
public class PrivateKey : CustomResource
{
    private const string Token = "tls:index/privateKey:PrivateKey";

    public PrivateKey(string name, PrivateKeyArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new PrivateKeyArgs(), Package.Options(options, OfType())) { }

    /// <summary>The private key in OpenSSH's format; a secret.</summary>
    [Output("privateKeyOpenssh")]
    public Output<string> PrivateKeyOpenssh { get; private set; } = null!;

    /// <summary>The public key as a line of authorized_keys, with a line break.</summary>
    [Output("publicKeyOpenssh")]
    public Output<string> PublicKeyOpenssh { get; private set; } = null!;

    private static CustomResourceOptions OfType() =>
        new() { AdditionalSecretOutputs = { "privateKeyOpenssh", "privateKeyPem", "privateKeyPemPkcs8" } };
}

/// <summary>The arguments of <see cref="PrivateKey"/>.</summary>
public sealed class PrivateKeyArgs : ResourceArgs
{
    /// <summary>RSA, ECDSA or ED25519.</summary>
    [Input("algorithm", required: true)]
    public Input<string> Algorithm { get; set; } = null!;
}
