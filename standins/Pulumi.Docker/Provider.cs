namespace Pulumi.Docker;

/// <summary>A Docker Engine to work on.</summary>
public class Provider : ProviderResource
{
    public Provider(string name, ProviderArgs? args = null, CustomResourceOptions? options = null)
        : base("docker", name, args ?? new ProviderArgs(), Package.Options(options)) { }
}

/// <summary>The arguments of <see cref="Provider"/>.</summary>
public sealed class ProviderArgs : ResourceArgs
{
    /// <summary>The engine's address, such as ssh://user@host:22; default: DOCKER_HOST.</summary>
    [Input("host")]
    public Input<string>? Host { get; set; } = Environment.GetEnvironmentVariable("DOCKER_HOST") is { } host ? (Input<string>)host : null;

    /// <summary>The docker context that goes before the host; default: DOCKER_CONTEXT, to the provider.</summary>
    [Input("context")]
    public Input<string>? Context { get; set; }

    /// <summary>The directory of TLS certificates; default: DOCKER_CERT_PATH, to the provider.</summary>
    [Input("certPath")]
    public Input<string>? CertPath { get; set; }

    /// <summary>Credentials for registries.</summary>
    [field: Input("registryAuth", json: true)]
    public InputList<Inputs.ProviderRegistryAuthArgs> RegistryAuth
    {
        get => field ??= new();
        set;
    }

    /// <summary>Options of the ssh command for ssh:// addresses.</summary>
    [field: Input("sshOpts", json: true)]
    public InputList<string> SshOpts
    {
        get => field ??= new();
        set;
    }
}
