namespace Pulumi.Docker;

/// <summary>A standalone container, outside any service.</summary>
public class Container : CustomResource
{
    private const string Token = "docker:index/container:Container";

    public Container(string name, ContainerArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new ContainerArgs(), Package.Options(options)) { }
}

/// <summary>The arguments of <see cref="Container"/>.</summary>
public sealed class ContainerArgs : ResourceArgs
{
    /// <summary>The name; default: the resource's, with a random suffix.</summary>
    [Input("name")]
    public Input<string>? Name { get; set; }

    /// <summary>The image's name or id.</summary>
    [Input("image", required: true)]
    public Input<string> Image { get; set; } = null!;

    /// <summary>The command; default: the image's.</summary>
    [field: Input("command")]
    public InputList<string> Command
    {
        get => field ??= new();
        set;
    }

    /// <summary>Environment variables, as NAME=value.</summary>
    [field: Input("envs")]
    public InputList<string> Envs
    {
        get => field ??= new();
        set;
    }

    /// <summary>The networks that it is attached to.</summary>
    [field: Input("networksAdvanced")]
    public InputList<Inputs.ContainerNetworksAdvancedArgs> NetworksAdvanced
    {
        get => field ??= new();
        set;
    }

    /// <summary>How long it may take to stop before it is killed when it is deleted; default: no time.</summary>
    [Input("destroyGraceSeconds")]
    public Input<int>? DestroyGraceSeconds { get; set; }

    /// <summary>no (the default), on-failure, always or unless-stopped.</summary>
    [Input("restart")]
    public Input<string>? Restart { get; set; }
}
