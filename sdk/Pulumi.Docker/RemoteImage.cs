namespace Pulumi.Docker;

/// <summary>An image, pulled onto the engine.</summary>
public class RemoteImage : CustomResource
{
    private const string Token = "docker:index/remoteImage:RemoteImage";

    public RemoteImage(string name, RemoteImageArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new RemoteImageArgs(), Package.Options(options))
    {
    }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    /// <summary>The image's id.</summary>
    [Output("imageId")]
    public Output<string> ImageId { get; private set; } = null!;

    /// <summary>The image's name with its digest in the registry.</summary>
    [Output("repoDigest")]
    public Output<string> RepoDigest { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="RemoteImage"/>.</summary>
public sealed class RemoteImageArgs : ResourceArgs
{
    /// <summary>The image's name with tag or digest.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>Whether it stays when the resource is deleted; default false.</summary>
    [Input("keepLocally")]
    public Input<bool>? KeepLocally { get; set; }

    /// <summary>Whether it is removed even while it is used.</summary>
    [Input("forceRemove")]
    public Input<bool>? ForceRemove { get; set; }

    /// <summary>The platform to pull for.</summary>
    [Input("platform")]
    public Input<string>? Platform { get; set; }

    /// <summary>Values of which any change pulls again.</summary>
    [field: Input("pullTriggers")]
    public InputList<string> PullTriggers { get => field ??= new(); set; }

    /// <summary>Values of which any change pulls again, by name.</summary>
    [field: Input("triggers")]
    public InputMap<string> Triggers { get => field ??= new(); set; }
}
