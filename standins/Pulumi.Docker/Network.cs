namespace Pulumi.Docker;

/// <summary>A network of containers.</summary>
public class Network : CustomResource
{
    private const string Token = "docker:index/network:Network";

    public Network(string name, NetworkArgs? args = null, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new NetworkArgs(), Package.Options(options)) { }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
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

    /// <summary>Whether it has IPv6 addresses.</summary>
    [Input("ipv6")]
    public Input<bool>? Ipv6 { get; set; }

    /// <summary>The driver that hands out addresses.</summary>
    [Input("ipamDriver")]
    public Input<string>? IpamDriver { get; set; }

    /// <summary>The address ranges; default: the engine takes some from its pools.</summary>
    [field: Input("ipamConfigs")]
    public InputList<Inputs.NetworkIpamConfigArgs> IpamConfigs
    {
        get => field ??= new();
        set;
    }

    /// <summary>Options of the driver.</summary>
    [field: Input("options")]
    public InputMap<string> Options
    {
        get => field ??= new();
        set;
    }

    /// <summary>Labels that the engine keeps with it.</summary>
    [field: Input("labels")]
    public InputList<Inputs.NetworkLabelArgs> Labels
    {
        get => field ??= new();
        set;
    }
}
