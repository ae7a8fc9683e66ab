namespace Pulumi.Docker.Inputs;

/// <summary>The container of a task.</summary>
public sealed class ServiceTaskSpecContainerSpecArgs : ResourceArgs
{
    /// <summary>The image.</summary>
    [Input("image", required: true)]
    public Input<string> Image { get; set; } = null!;

    /// <summary>The command's arguments.</summary>
    [field: Input("args")]
    public InputList<string> Args { get => field ??= new(); set; }

    /// <summary>The command; default: the image's.</summary>
    [field: Input("commands")]
    public InputList<string> Commands { get => field ??= new(); set; }

    /// <summary>Environment variables.</summary>
    [field: Input("env")]
    public InputMap<string> Env { get => field ??= new(); set; }

    /// <summary>Labels that the engine keeps with it.</summary>
    [field: Input("labels")]
    public InputList<ServiceTaskSpecContainerSpecLabelArgs> Labels { get => field ??= new(); set; }

    /// <summary>How its health is found out.</summary>
    [Input("healthcheck")]
    public Input<ServiceTaskSpecContainerSpecHealthcheckArgs>? Healthcheck { get; set; }

    /// <summary>How long it may take to stop before it is killed; left out, the provider sends zero.</summary>
    [Input("stopGracePeriod")]
    public Input<string>? StopGracePeriod { get; set; }
}

/// <summary>How a container's health is found out.</summary>
public sealed class ServiceTaskSpecContainerSpecHealthcheckArgs : ResourceArgs
{
    /// <summary>The command, with CMD or CMD-SHELL before it.</summary>
    [field: Input("tests")]
    public InputList<string> Tests { get => field ??= new(); set; }

    /// <summary>The time between two checks.</summary>
    [Input("interval")]
    public Input<string>? Interval { get; set; }

    /// <summary>How long one check may take.</summary>
    [Input("timeout")]
    public Input<string>? Timeout { get; set; }

    /// <summary>How many failures in a row make it unhealthy.</summary>
    [Input("retries")]
    public Input<int>? Retries { get; set; }

    /// <summary>How long failures do not count at first.</summary>
    [Input("startPeriod")]
    public Input<string>? StartPeriod { get; set; }
}

/// <summary>A label of a container.</summary>
public sealed class ServiceTaskSpecContainerSpecLabelArgs : ResourceArgs
{
    [Input("label", required: true)]
    public Input<string> Label { get; set; } = null!;

    [Input("value", required: true)]
    public Input<string> Value { get; set; } = null!;
}
