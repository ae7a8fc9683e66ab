namespace Infra.Compose.Format;

/// <summary>A service: <c>services.NAME</c>.</summary>
/// <param name="At">Where it is written.</param>
/// <param name="Name">Its name in the file, and in the DNS of its networks.</param>
internal sealed record Service(Position At, string Name)
{
    /// <summary>The image, with a tag or digest.</summary>
    public required string Image { get; init; }

    /// <summary>Replaces the image's entrypoint; empty: as the image has it.</summary>
    public IReadOnlyList<Text> Entrypoint { get; init; } = [];

    /// <summary>Replaces the image's command; empty: as the image has it.</summary>
    public IReadOnlyList<Text> Command { get; init; } = [];

    /// <summary>Environment variables, those of <c>env_file</c> included.</summary>
    public IReadOnlyDictionary<string, Text> Environment { get; init; } = new Dictionary<string, Text>();

    /// <summary>Labels of the containers.</summary>
    public IReadOnlyDictionary<string, Text> Labels { get; init; } = new Dictionary<string, Text>();

    /// <summary>Published ports.</summary>
    public IReadOnlyList<Port> Ports { get; init; } = [];

    /// <summary>The networks that the tasks are attached to; the stack's network "default" unless listed.</summary>
    public IReadOnlyList<Attachment> Networks { get; init; } = [];

    /// <summary>Volumes, paths of the node and memory that the tasks see as directories: <c>volumes</c> and <c>tmpfs</c>.</summary>
    public IReadOnlyList<Mount> Mounts { get; init; } = [];

    /// <summary>Configurations that the tasks see as files.</summary>
    public IReadOnlyList<FileReference> Configs { get; init; } = [];

    /// <summary>Secrets that the tasks see as files.</summary>
    public IReadOnlyList<FileReference> Secrets { get; init; } = [];

    /// <summary>How it runs on the swarm.</summary>
    public Deploy Deploy { get; init; } = Deploy.Default;

    /// <summary>How a task shows that it works; default: as the image has it.</summary>
    public Healthcheck? Healthcheck { get; init; }

    /// <summary>The name that the container has for itself; default: its id.</summary>
    public string? Hostname { get; init; }

    /// <summary>The user that the command runs as; default: as the image has it.</summary>
    public string? User { get; init; }

    /// <summary>The directory that the command runs in; default: as the image has it.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The signal that stops a task; default: as the image has it, else SIGTERM.</summary>
    public string? StopSignal { get; init; }

    /// <summary>How long a task may take to stop before it is killed; default 10 s.</summary>
    public TimeSpan StopGracePeriod { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether an init process reaps children; default: as the engine is set.</summary>
    public bool? Init { get; init; }

    /// <summary>True when the root file system cannot be written; default false.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Capabilities beyond the usual.</summary>
    public IReadOnlyList<string> CapAdd { get; init; } = [];

    /// <summary>Usual capabilities that are taken away.</summary>
    public IReadOnlyList<string> CapDrop { get; init; } = [];

    /// <summary>Kernel settings of the container.</summary>
    public IReadOnlyDictionary<string, string> Sysctls { get; init; } = new Dictionary<string, string>();

    /// <summary>Name servers; empty: the engine's.</summary>
    public IReadOnlyList<string> Dns { get; init; } = [];

    /// <summary>Domains in which short names are looked up; empty: the engine's.</summary>
    public IReadOnlyList<string> DnsSearch { get; init; } = [];

    /// <summary>More lines of the hosts file.</summary>
    public IReadOnlyList<ExtraHost> ExtraHosts { get; init; } = [];

    /// <summary>Where the log goes; default: as the engine is set.</summary>
    public Logging? Logging { get; init; }

    /// <summary>default, process or hyperv, on Windows nodes; default: the engine's.</summary>
    public string? Isolation { get; init; }
}

/// <summary>A line of the hosts file: <c>extra_hosts</c>.</summary>
internal sealed record ExtraHost(string Host, string Ip);

/// <summary>Where the log goes: <c>logging</c>.</summary>
/// <param name="Driver">The driver; default json-file.</param>
/// <param name="Options">Options of the driver.</param>
internal sealed record Logging(string Driver, IReadOnlyDictionary<string, Text> Options);
