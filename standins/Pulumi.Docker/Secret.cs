namespace Pulumi.Docker;

/// <summary>A secret that the swarm hands to containers as a file.</summary>
public class Secret : CustomResource
{
    private const string Token = "docker:index/secret:Secret";

    public Secret(string name, SecretArgs args, CustomResourceOptions? options = null)
        : base(
            Token,
            name,
            args ?? new SecretArgs(),
            Package.Options(options, new CustomResourceOptions { AdditionalSecretOutputs = { "data" } })
        ) { }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="Secret"/>.</summary>
public sealed class SecretArgs : ResourceArgs
{
    /// <summary>The name; default: the resource's, with a random suffix.</summary>
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("data", required: true)]
    private Input<string>? _data;

    /// <summary>The content in base64.</summary>
    public Input<string>? Data
    {
        get => _data;
        set => _data = value.AsSecret();
    }

    /// <summary>Labels that the engine keeps with it.</summary>
    [field: Input("labels")]
    public InputList<Inputs.SecretLabelArgs> Labels
    {
        get => field ??= new();
        set;
    }
}
