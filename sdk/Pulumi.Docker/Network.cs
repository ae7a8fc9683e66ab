namespace Pulumi.Docker;

/// <summary>A network of containers.</summary>
public class Network : CustomResource
{
    private const string Token = "docker:index/network:Network";

    public Network(string name, NetworkArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new NetworkArgs(), Package.Options(options))
    {
    }
}

/// <summary>The arguments of <see cref="Network"/>.</summary>
public sealed class NetworkArgs : ResourceArgs
{
    /// <summary>The name; default: the resource's, with a random suffix.</summary>
    [Input("name")]
    public Input<string>? Name { get; set; }

    /// <summary>The driver, such as overlay; default bridge.</summary>
    [Input("driver")]
    public Input<string>? Driver { get; set; }

    /// <summary>Whether standalone containers may join an overlay.</summary>
    [Input("attachable")]
    public Input<bool>? Attachable { get; set; }

    /// <summary>Whether it has no way out.</summary>
    [Input("internal")]
    public Input<bool>? Internal { get; set; }

    /// <summary>Options of the driver.</summary>
    [field: Input("options")]
    public InputMap<string> Options { get => field ??= new(); set; }

    /// <summary>Labels that the engine keeps with it.</summary>
    [field: Input("labels")]
    public InputList<Inputs.NetworkLabelArgs> Labels { get => field ??= new(); set; }
}
