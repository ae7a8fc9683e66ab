namespace Pulumi.Docker;

/// <summary>A standalone container, outside any service.</summary>
public class Container : CustomResource
{
    private const string Token = "docker:index/container:Container";

    public Container(string name, ContainerArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new ContainerArgs(), Package.Options(options))
    {
    }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("image")]
    public Output<string> Image { get; private set; } = null!;

    [Output("hostname")]
    public Output<string> Hostname { get; private set; } = null!;
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
    public InputList<string> Command { get => field ??= new(); set; }

    /// <summary>What the command is handed to; default: the image's.</summary>
    [field: Input("entrypoints")]
    public InputList<string> Entrypoints { get => field ??= new(); set; }

    /// <summary>Environment variables, as NAME=value.</summary>
    [field: Input("envs")]
    public InputList<string> Envs { get => field ??= new(); set; }

    [Input("hostname")]
    public Input<string>? Hostname { get; set; }

    [Input("user")]
    public Input<string>? User { get; set; }

    [Input("workingDir")]
    public Input<string>? WorkingDir { get; set; }

    /// <summary>Labels that the engine keeps with it.</summary>
    [field: Input("labels")]
    public InputList<Inputs.ContainerLabelArgs> Labels { get => field ??= new(); set; }

    [Input("networkMode")]
    public Input<string>? NetworkMode { get; set; }

    /// <summary>The networks that it is attached to.</summary>
    [field: Input("networksAdvanced")]
    public InputList<Inputs.ContainerNetworksAdvancedArgs> NetworksAdvanced { get => field ??= new(); set; }

    /// <summary>The ports that are published on the node.</summary>
    [field: Input("ports")]
    public InputList<Inputs.ContainerPortArgs> Ports { get => field ??= new(); set; }

    [field: Input("mounts")]
    public InputList<Inputs.ContainerMountArgs> Mounts { get => field ??= new(); set; }

    [field: Input("volumes")]
    public InputList<Inputs.ContainerVolumeArgs> Volumes { get => field ??= new(); set; }

    [field: Input("hosts")]
    public InputList<Inputs.ContainerHostArgs> Hosts { get => field ??= new(); set; }

    [Input("healthcheck")]
    public Input<Inputs.ContainerHealthcheckArgs>? Healthcheck { get; set; }

    /// <summary>no (the default), on-failure, always or unless-stopped.</summary>
    [Input("restart")]
    public Input<string>? Restart { get; set; }

    [Input("init")]
    public Input<bool>? Init { get; set; }

    [Input("privileged")]
    public Input<bool>? Privileged { get; set; }

    [Input("readOnly")]
    public Input<bool>? ReadOnly { get; set; }

    /// <summary>The most memory in MiB.</summary>
    [Input("memory")]
    public Input<int>? Memory { get; set; }

    /// <summary>The most processors, such as 1.5.</summary>
    [Input("cpus")]
    public Input<string>? Cpus { get; set; }

    /// <summary>Whether a stopped container is an error; default true.</summary>
    [Input("mustRun")]
    public Input<bool>? MustRun { get; set; }

    /// <summary>Whether it is started; default true.</summary>
    [Input("start")]
    public Input<bool>? Start { get; set; }

    [Input("rm")]
    public Input<bool>? Rm { get; set; }

    /// <summary>Whether to wait until it is healthy; default false.</summary>
    [Input("wait")]
    public Input<bool>? Wait { get; set; }

    /// <summary>The longest such wait in seconds; default 60.</summary>
    [Input("waitTimeout")]
    public Input<int>? WaitTimeout { get; set; }

    /// <summary>How long it may take to stop in seconds before it is killed.</summary>
    [Input("destroyGraceSeconds")]
    public Input<int>? DestroyGraceSeconds { get; set; }

    [Input("stopSignal")]
    public Input<string>? StopSignal { get; set; }

    [Input("stopTimeout")]
    public Input<int>? StopTimeout { get; set; }
}
