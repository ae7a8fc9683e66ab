namespace Pulumi.Docker.Inputs;

/// <summary>The container of a task.</summary>
public sealed class ServiceTaskSpecContainerSpecArgs : ResourceArgs
{
    /// <summary>The image.</summary>
    [Input("image", required: true)]
    public Input<string> Image { get; set; } = null!;

    /// <summary>The command's arguments.</summary>
    [field: Input("args")]
    public InputList<string> Args
    {
        get => field ??= new();
        set;
    }

    /// <summary>The command; default: the image's.</summary>
    [field: Input("commands")]
    public InputList<string> Commands
    {
        get => field ??= new();
        set;
    }

    /// <summary>Environment variables.</summary>
    [field: Input("env")]
    public InputMap<string> Env
    {
        get => field ??= new();
        set;
    }

    /// <summary>Labels that the engine keeps with it.</summary>
    [field: Input("labels")]
    public InputList<ServiceTaskSpecContainerSpecLabelArgs> Labels
    {
        get => field ??= new();
        set;
    }

    /// <summary>The name that the container has for itself.</summary>
    [Input("hostname")]
    public Input<string>? Hostname { get; set; }

    /// <summary>The directory that the command runs in.</summary>
    [Input("dir")]
    public Input<string>? Dir { get; set; }

    /// <summary>The user that the command runs as.</summary>
    [Input("user")]
    public Input<string>? User { get; set; }

    /// <summary>More lines of its hosts file.</summary>
    [field: Input("hosts")]
    public InputList<ServiceTaskSpecContainerSpecHostArgs> Hosts
    {
        get => field ??= new();
        set;
    }

    /// <summary>Whether an init process reaps children.</summary>
    [Input("init")]
    public Input<bool>? Init { get; set; }

    /// <summary>What of the node, or which volumes, it sees.</summary>
    [field: Input("mounts")]
    public InputList<ServiceTaskSpecContainerSpecMountArgs> Mounts
    {
        get => field ??= new();
        set;
    }

    /// <summary>Whether its root file system cannot be written.</summary>
    [Input("readOnly")]
    public Input<bool>? ReadOnly { get; set; }

    /// <summary>How its health is found out.</summary>
    [Input("healthcheck")]
    public Input<ServiceTaskSpecContainerSpecHealthcheckArgs>? Healthcheck { get; set; }

    /// <summary>Secrets that it sees as files.</summary>
    [field: Input("secrets")]
    public InputList<ServiceTaskSpecContainerSpecSecretArgs> Secrets
    {
        get => field ??= new();
        set;
    }

    /// <summary>Configurations that it sees as files.</summary>
    [field: Input("configs")]
    public InputList<ServiceTaskSpecContainerSpecConfigArgs> Configs
    {
        get => field ??= new();
        set;
    }

    /// <summary>Its name servers.</summary>
    [Input("dnsConfig")]
    public Input<ServiceTaskSpecContainerSpecDnsConfigArgs>? DnsConfig { get; set; }

    /// <summary>Capabilities that it has beyond the usual.</summary>
    [field: Input("capAdds")]
    public InputList<string> CapAdds
    {
        get => field ??= new();
        set;
    }

    /// <summary>Capabilities that it has not.</summary>
    [field: Input("capDrops")]
    public InputList<string> CapDrops
    {
        get => field ??= new();
        set;
    }

    /// <summary>Kernel settings.</summary>
    [field: Input("sysctl")]
    public InputMap<string> Sysctl
    {
        get => field ??= new();
        set;
    }

    /// <summary>On Windows nodes default, process or hyperv.</summary>
    [Input("isolation")]
    public Input<string>? Isolation { get; set; }

    /// <summary>What it may do beyond its user's rights.</summary>
    [Input("privileges")]
    public Input<ServiceTaskSpecContainerSpecPrivilegesArgs>? Privileges { get; set; }

    /// <summary>How long it may take to stop before it is killed; left out, the provider sends zero.</summary>
    [Input("stopGracePeriod")]
    public Input<string>? StopGracePeriod { get; set; }

    /// <summary>The signal that stops it.</summary>
    [Input("stopSignal")]
    public Input<string>? StopSignal { get; set; }
}

/// <summary>A configuration that a container sees as a file.</summary>
public sealed class ServiceTaskSpecContainerSpecConfigArgs : ResourceArgs
{
    [Input("configId", required: true)]
    public Input<string> ConfigId { get; set; } = null!;

    [Input("configName")]
    public Input<string>? ConfigName { get; set; }

    [Input("fileName", required: true)]
    public Input<string> FileName { get; set; } = null!;

    [Input("fileUid")]
    public Input<string>? FileUid { get; set; }

    [Input("fileGid")]
    public Input<string>? FileGid { get; set; }

    /// <summary>Permissions; default 0o444.</summary>
    [Input("fileMode")]
    public Input<int>? FileMode { get; set; }
}

/// <summary>Name servers of a container.</summary>
public sealed class ServiceTaskSpecContainerSpecDnsConfigArgs : ResourceArgs
{
    [Input("nameservers", required: true)]
    private InputList<string>? _nameservers;

    public InputList<string> Nameservers
    {
        get => _nameservers ??= new();
        set => _nameservers = value;
    }

    [field: Input("options")]
    public InputList<string> Options
    {
        get => field ??= new();
        set;
    }

    [field: Input("searches")]
    public InputList<string> Searches
    {
        get => field ??= new();
        set;
    }
}

/// <summary>How a container's health is found out.</summary>
public sealed class ServiceTaskSpecContainerSpecHealthcheckArgs : ResourceArgs
{
    /// <summary>The command, with CMD or CMD-SHELL before it.</summary>
    [field: Input("tests")]
    public InputList<string> Tests
    {
        get => field ??= new();
        set;
    }

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

/// <summary>A line of a container's hosts file.</summary>
public sealed class ServiceTaskSpecContainerSpecHostArgs : ResourceArgs
{
    [Input("host", required: true)]
    public Input<string> Host { get; set; } = null!;

    [Input("ip", required: true)]
    public Input<string> Ip { get; set; } = null!;
}

/// <summary>A label of a container.</summary>
public sealed class ServiceTaskSpecContainerSpecLabelArgs : ResourceArgs
{
    [Input("label", required: true)]
    public Input<string> Label { get; set; } = null!;

    [Input("value", required: true)]
    public Input<string> Value { get; set; } = null!;
}

/// <summary>Something that a container sees in its file system.</summary>
public sealed class ServiceTaskSpecContainerSpecMountArgs : ResourceArgs
{
    /// <summary>bind, volume or tmpfs.</summary>
    [Input("type", required: true)]
    public Input<string> Type { get; set; } = null!;

    /// <summary>The path on the node, or the volume's name.</summary>
    [Input("source")]
    public Input<string>? Source { get; set; }

    /// <summary>The path in the container.</summary>
    [Input("target", required: true)]
    public Input<string> Target { get; set; } = null!;

    /// <summary>Whether it cannot be written.</summary>
    [Input("readOnly")]
    public Input<bool>? ReadOnly { get; set; }

    /// <summary>What is particular to a path on the node.</summary>
    [Input("bindOptions")]
    public Input<ServiceTaskSpecContainerSpecMountBindOptionsArgs>? BindOptions { get; set; }

    /// <summary>What is particular to memory.</summary>
    [Input("tmpfsOptions")]
    public Input<ServiceTaskSpecContainerSpecMountTmpfsOptionsArgs>? TmpfsOptions { get; set; }

    /// <summary>What is particular to a volume.</summary>
    [Input("volumeOptions")]
    public Input<ServiceTaskSpecContainerSpecMountVolumeOptionsArgs>? VolumeOptions { get; set; }
}

/// <summary>What is particular to a path on the node.</summary>
public sealed class ServiceTaskSpecContainerSpecMountBindOptionsArgs : ResourceArgs
{
    /// <summary>How mounts within it spread, such as rslave.</summary>
    [Input("propagation")]
    public Input<string>? Propagation { get; set; }
}

/// <summary>What is particular to memory.</summary>
public sealed class ServiceTaskSpecContainerSpecMountTmpfsOptionsArgs : ResourceArgs
{
    /// <summary>Permissions.</summary>
    [Input("mode")]
    public Input<int>? Mode { get; set; }

    /// <summary>The most bytes; default no limit.</summary>
    [Input("sizeBytes")]
    public Input<int>? SizeBytes { get; set; }
}

/// <summary>What is particular to a volume.</summary>
public sealed class ServiceTaskSpecContainerSpecMountVolumeOptionsArgs : ResourceArgs
{
    /// <summary>The driver of a volume that is made with the task; default: the engine's.</summary>
    [Input("driverName")]
    public Input<string>? DriverName { get; set; }

    /// <summary>Options of that driver.</summary>
    [field: Input("driverOptions")]
    public InputMap<string> DriverOptions
    {
        get => field ??= new();
        set;
    }

    /// <summary>Labels of a volume that is made with the task.</summary>
    [field: Input("labels")]
    public InputList<ServiceTaskSpecContainerSpecMountVolumeOptionsLabelArgs> Labels
    {
        get => field ??= new();
        set;
    }

    /// <summary>Whether a new volume starts empty instead of with what the image has there.</summary>
    [Input("noCopy")]
    public Input<bool>? NoCopy { get; set; }
}

/// <summary>A label of a volume that is made with a task.</summary>
public sealed class ServiceTaskSpecContainerSpecMountVolumeOptionsLabelArgs : ResourceArgs
{
    [Input("label", required: true)]
    public Input<string> Label { get; set; } = null!;

    [Input("value", required: true)]
    public Input<string> Value { get; set; } = null!;
}

/// <summary>What a container may do beyond its user's rights.</summary>
public sealed class ServiceTaskSpecContainerSpecPrivilegesArgs : ResourceArgs
{
    /// <summary>The account that it has on Windows.</summary>
    [Input("credentialSpec")]
    public Input<ServiceTaskSpecContainerSpecPrivilegesCredentialSpecArgs>? CredentialSpec { get; set; }
}

/// <summary>The account that a container has on Windows; one of both.</summary>
public sealed class ServiceTaskSpecContainerSpecPrivilegesCredentialSpecArgs : ResourceArgs
{
    /// <summary>A file in the engine's directory of credential specifications.</summary>
    [Input("file")]
    public Input<string>? File { get; set; }

    /// <summary>A value in the node's registry.</summary>
    [Input("registry")]
    public Input<string>? Registry { get; set; }
}

/// <summary>A secret that a container sees as a file.</summary>
public sealed class ServiceTaskSpecContainerSpecSecretArgs : ResourceArgs
{
    [Input("secretId", required: true)]
    public Input<string> SecretId { get; set; } = null!;

    [Input("secretName")]
    public Input<string>? SecretName { get; set; }

    [Input("fileName", required: true)]
    public Input<string> FileName { get; set; } = null!;

    [Input("fileUid")]
    public Input<string>? FileUid { get; set; }

    [Input("fileGid")]
    public Input<string>? FileGid { get; set; }

    /// <summary>Permissions; default 0o444.</summary>
    [Input("fileMode")]
    public Input<int>? FileMode { get; set; }
}
