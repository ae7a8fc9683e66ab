using System.Collections.Immutable;

namespace Pulumi.Aws.Ec2;

/// <summary>A public SSH key that machines are given at their first boot.</summary>
public class KeyPair : CustomResource
{
    private const string Token = "aws:ec2/keyPair:KeyPair";

    public KeyPair(string name, KeyPairArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new KeyPairArgs(), Package.Options(options))
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("keyName")]
    public Output<string> KeyName { get; private set; } = null!;

    [Output("publicKey")]
    public Output<string> PublicKey { get; private set; } = null!;

    [Output("fingerprint")]
    public Output<string> Fingerprint { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="KeyPair"/>.</summary>
public sealed class KeyPairArgs : ResourceArgs
{
    /// <summary>The name; default: the resource's, with a random suffix.</summary>
    [Input("keyName")]
    public Input<string>? KeyName { get; set; }

    /// <summary>The key, as a line of authorized_keys.</summary>
    [Input("publicKey", required: true)]
    public Input<string> PublicKey { get; set; } = null!;

    /// <summary>Key-value pairs that AWS keeps with it.</summary>
    [field: Input("tags")]
    public InputMap<string> Tags { get => field ??= new(); set; }
}
