namespace Pulumi.Docker.Inputs;

/// <summary>Credentials for one registry.</summary>
public sealed class ProviderRegistryAuthArgs : ResourceArgs
{
    /// <summary>The registry's address.</summary>
    [Input("address", required: true)]
    public Input<string> Address { get; set; } = null!;

    /// <summary>The password; a secret, whatever is given.</summary>
    [field: Input("password")]
    public Input<string>? Password
    {
        get;
        set => field = value is null ? null : (Input<string>)value.ToOutput().Apply(text => Output.CreateSecret(text));
    }

    /// <summary>The user.</summary>
    [Input("username")]
    public Input<string>? Username { get; set; }
}
