namespace Pulumi.Docker.Inputs;

/// <summary>How a container's health is found out.</summary>
public sealed class ContainerHealthcheckArgs : ResourceArgs
{
    /// <summary>The command, with CMD or CMD-SHELL before it.</summary>
    [field: Input("tests")]
    public InputList<string> Tests { get => field ??= new(); set; }

    [Input("interval")]
    public Input<string>? Interval { get; set; }

    [Input("timeout")]
    public Input<string>? Timeout { get; set; }

    [Input("retries")]
    public Input<int>? Retries { get; set; }

    [Input("startPeriod")]
    public Input<string>? StartPeriod { get; set; }
}

/// <summary>A line of a container's hosts file.</summary>
public sealed class ContainerHostArgs : ResourceArgs
{
    [Input("host", required: true)]
    public Input<string> Host { get; set; } = null!;

    [Input("ip", required: true)]
    public Input<string> Ip { get; set; } = null!;
}

/// <summary>A label of a container.</summary>
public sealed class ContainerLabelArgs : ResourceArgs
{
    [Input("label", required: true)]
    public Input<string> Label { get; set; } = null!;

    [Input("value", required: true)]
    public Input<string> Value { get; set; } = null!;
}

/// <summary>Something that a container sees in its file system.</summary>
public sealed class ContainerMountArgs : ResourceArgs
{
    /// <summary>bind, volume or tmpfs.</summary>
    [Input("type", required: true)]
    public Input<string> Type { get; set; } = null!;

    [Input("source")]
    public Input<string>? Source { get; set; }

    [Input("target", required: true)]
    public Input<string> Target { get; set; } = null!;

    [Input("readOnly")]
    public Input<bool>? ReadOnly { get; set; }
}

/// <summary>A network that a container is attached to.</summary>
public sealed class ContainerNetworksAdvancedArgs : ResourceArgs
{
    /// <summary>The network's name or id.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>More names that the container answers to.</summary>
    [field: Input("aliases")]
    public InputList<string> Aliases { get => field ??= new(); set; }

    [Input("ipv4Address")]
    public Input<string>? Ipv4Address { get; set; }

    [Input("ipv6Address")]
    public Input<string>? Ipv6Address { get; set; }
}

/// <summary>A port that is published on the node.</summary>
public sealed class ContainerPortArgs : ResourceArgs
{
    /// <summary>The port in the container.</summary>
    [Input("internal", required: true)]
    public Input<int> Internal { get; set; } = null!;

    /// <summary>The port on the node; default: the engine chooses.</summary>
    [Input("external")]
    public Input<int>? External { get; set; }

    /// <summary>The node's address; default 0.0.0.0.</summary>
    [Input("ip")]
    public Input<string>? Ip { get; set; }

    /// <summary>tcp (the default) or udp.</summary>
    [Input("protocol")]
    public Input<string>? Protocol { get; set; }
}

/// <summary>A volume, or a path of the node, that a container sees.</summary>
public sealed class ContainerVolumeArgs : ResourceArgs
{
    [Input("containerPath")]
    public Input<string>? ContainerPath { get; set; }

    [Input("hostPath")]
    public Input<string>? HostPath { get; set; }

    [Input("volumeName")]
    public Input<string>? VolumeName { get; set; }

    [Input("readOnly")]
    public Input<bool>? ReadOnly { get; set; }
}
