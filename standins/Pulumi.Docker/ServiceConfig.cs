namespace Pulumi.Docker;

/// <summary>A configuration that the swarm hands to containers as a file.</summary>
public class ServiceConfig : CustomResource
{
    private const string Token = "docker:index/serviceConfig:ServiceConfig";

    public ServiceConfig(string name, ServiceConfigArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new ServiceConfigArgs(), Package.Options(options)) { }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="ServiceConfig"/>.</summary>
public sealed class ServiceConfigArgs : ResourceArgs
{
    /// <summary>The name; default: the resource's, with a random suffix.</summary>
    [Input("name")]
    public Input<string>? Name { get; set; }

    /// <summary>The content in base64.</summary>
    [Input("data")]
    public Input<string>? Data { get; set; }

    /// <summary>Labels that the engine keeps with it.</summary>
    [field: Input("labels")]
    public InputList<Inputs.ServiceConfigLabelArgs> Labels
    {
        get => field ??= new();
        set;
    }
}
