using Infra.Settings;
using Pulumi;

namespace Infra.Remote;

/// <summary>The key pair that opens SSH on every host.</summary>
/// <param name="PrivateKey">OpenSSH format. Secret.</param>
/// <param name="PublicKey">One line as in authorized_keys.</param>
internal sealed record OperatorIdentity(Output<string> PrivateKey, Output<string> PublicKey)
{
    /// <summary>The pair that was given by configuration.</summary>
    public static OperatorIdentity Of(OperatorKey key) => new(Output.CreateSecret(key.PrivateKey), Output.Create(key.PublicKey));
}
