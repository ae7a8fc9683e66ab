namespace Infra.Compose.Reading;

/// <summary>
/// Every key of the Compose format, and what becomes of it: the readers know no other list, and docs/compose.md is written from this one. Which keys swarm
/// ignores, and which docker refuses, is docker's own list (docker/cli, cli/compose/types).
/// </summary>
internal static class ComposeKeys
{
    private const string NoArgument = "Pulumi.Docker 5.1 has no argument for it";
    private const string InResources = "Set it in deploy.resources.";

    private static readonly Key _accept = new(
        "x-accept",
        Support.Supported,
        "an extension of this program: the findings of `./swarm review` that are accepted here"
    );

    public static KeySet File { get; } =
        new(
            "file",
            new Key("name", Support.Supported, "the stack's name on the swarm; default: the Pulumi stack's"),
            "version",
            "services",
            "networks",
            "volumes",
            "configs",
            "secrets",
            new Key("x-containers", Support.Supported, "an extension of this program: standalone containers")
        );

    public static KeySet Service { get; } =
        new(
            "services.NAME",
            "image",
            "entrypoint",
            "command",
            "environment",
            "env_file",
            "labels",
            "ports",
            "networks",
            "volumes",
            "tmpfs",
            "configs",
            "secrets",
            "deploy",
            "healthcheck",
            "hostname",
            "user",
            "working_dir",
            "stop_signal",
            "stop_grace_period",
            "init",
            "read_only",
            "cap_add",
            "cap_drop",
            "sysctls",
            "dns",
            "dns_search",
            "extra_hosts",
            "logging",
            "isolation",
            _accept,
            new Key("restart", Support.Supported, "where deploy.restart_policy says nothing; \"no\" has no effect, as with docker"),
            Key.Ignored("build", "a swarm runs existing images; build and push the image first"),
            Key.Ignored("depends_on", "a swarm starts services in no particular order; let each one wait for what it needs"),
            Key.Ignored("container_name", "the swarm names the tasks"),
            Key.Ignored("expose", "on a swarm network, every port of a service is open"),
            Key.Ignored("links", "services on a common network find each other by name"),
            Key.Ignored("external_links", "services on a common network find each other by name"),
            Key.Ignored("network_mode", "services are attached to networks only"),
            Key.Ignored("cgroupns_mode", "a swarm has no equivalent"),
            Key.Ignored("cgroup_parent", "a swarm has no equivalent"),
            Key.Ignored("devices", "a swarm gives no devices to tasks"),
            Key.Ignored("domainname", "a swarm has no equivalent; write the whole name as hostname"),
            Key.Ignored("ipc", "a swarm has no equivalent"),
            Key.Ignored("mac_address", "a swarm has no equivalent"),
            Key.Ignored("pid", "a swarm has no equivalent"),
            Key.Ignored("privileged", "a swarm runs no privileged tasks; cap_add grants single capabilities"),
            Key.Ignored("security_opt", "a swarm has no equivalent"),
            Key.Ignored("shm_size", "a swarm has no equivalent; mount a tmpfs at /dev/shm"),
            Key.Ignored("userns_mode", "a swarm has no equivalent"),
            Key.Ignored("ulimits", $"{NoArgument}; set default-ulimits of the engine"),
            Key.Ignored("oom_score_adj", NoArgument),
            Key.Ignored("stdin_open", NoArgument),
            Key.Ignored("tty", NoArgument),
            Key.Refused("credential_spec", "Set the account on the nodes: Pulumi.Docker 5.1 writes an empty one over it."),
            Key.Refused("extends", "Use an anchor and a merge key (<<: *name), or several files."),
            Key.Refused("volume_driver", "Say the driver in volumes.NAME.driver."),
            Key.Refused("volumes_from", "Name a volume under volumes, and mount it in each service."),
            Key.Refused("cpu_quota", InResources),
            Key.Refused("cpu_shares", InResources),
            Key.Refused("cpuset", InResources),
            Key.Refused("mem_limit", InResources),
            Key.Refused("memswap_limit", InResources)
        );

    public static KeySet ServiceNetwork { get; } =
        new(
            "services.NAME.networks.NETWORK",
            "aliases",
            "driver_opts",
            Key.Ignored("ipv4_address", "the swarm chooses the addresses of tasks"),
            Key.Ignored("ipv6_address", "the swarm chooses the addresses of tasks"),
            Key.Ignored("priority", "a swarm has no equivalent")
        );

    public static KeySet Port { get; } =
        new(
            "services.NAME.ports[]",
            "target",
            "published",
            "protocol",
            "mode",
            Key.Ignored("name", "it is for people only"),
            Key.Ignored("app_protocol", "it is for people only"),
            Key.Ignored("host_ip", "a swarm publishes on every address of a node")
        );

    public static KeySet Mount { get; } =
        new(
            "services.NAME.volumes[]",
            new Key("type", Support.Supported, "volume, bind or tmpfs; Pulumi.Docker 5.1 has no npipe, but mounts a named pipe as bind"),
            "source",
            "target",
            "read_only",
            "bind",
            "volume",
            "tmpfs",
            Key.Ignored("consistency", "it is for Docker Desktop only")
        );

    public static KeySet BindOptions { get; } =
        new(
            "services.NAME.volumes[].bind",
            "propagation",
            Key.Ignored("create_host_path", "a swarm never creates a path on a node"),
            Key.Ignored("selinux", "a swarm has no equivalent")
        );

    public static KeySet VolumeOptions { get; } =
        new(
            "services.NAME.volumes[].volume",
            "nocopy",
            Key.Refused("subpath", "Mount the whole volume: Pulumi.Docker 5.1 has no argument for a part of it.")
        );

    public static KeySet TmpfsOptions { get; } = new("services.NAME.volumes[].tmpfs", "size", "mode");

    public static KeySet FileReference { get; } =
        new("services.NAME.configs[], services.NAME.secrets[]", "source", "target", "uid", "gid", "mode");

    public static KeySet Healthcheck { get; } =
        new(
            "services.NAME.healthcheck",
            "test",
            "interval",
            "timeout",
            "start_period",
            "retries",
            "disable",
            Key.Ignored("start_interval", NoArgument)
        );

    public static KeySet Logging { get; } = new("services.NAME.logging", "driver", "options");

    public static KeySet Deploy { get; } =
        new(
            "services.NAME.deploy",
            new Key("mode", Support.Supported, "replicated or global; Pulumi.Docker 5.1 has no jobs"),
            "replicas",
            "endpoint_mode",
            "labels",
            "restart_policy",
            "update_config",
            "rollback_config",
            "resources",
            "placement"
        );

    public static KeySet RestartPolicy { get; } =
        new("services.NAME.deploy.restart_policy", "condition", "delay", "max_attempts", "window");

    public static KeySet UpdateConfig { get; } =
        new(
            "services.NAME.deploy.update_config, services.NAME.deploy.rollback_config",
            "parallelism",
            "delay",
            "failure_action",
            "monitor",
            new Key("max_failure_ratio", Support.Supported, "Pulumi.Docker 5.1 keeps one decimal: 0.25 counts as 0.2, with a warning"),
            "order"
        );

    public static KeySet Resources { get; } = new("services.NAME.deploy.resources", "limits", "reservations");

    public static KeySet ResourceLimit { get; } =
        new("services.NAME.deploy.resources.limits", "cpus", "memory", Key.Ignored("pids", NoArgument));

    public static KeySet Reservations { get; } =
        new(
            "services.NAME.deploy.resources.reservations",
            "cpus",
            "memory",
            "generic_resources",
            Key.Ignored("devices", "a swarm has no equivalent; use generic_resources")
        );

    public static KeySet GenericResource { get; } =
        new("services.NAME.deploy.resources.reservations.generic_resources[]", "discrete_resource_spec");

    public static KeySet DiscreteResource { get; } =
        new("services.NAME.deploy.resources.reservations.generic_resources[].discrete_resource_spec", "kind", "value");

    public static KeySet Placement { get; } = new("services.NAME.deploy.placement", "constraints", "preferences", "max_replicas_per_node");

    public static KeySet Preference { get; } = new("services.NAME.deploy.placement.preferences[]", "spread");

    public static KeySet Network { get; } =
        new(
            "networks.NAME",
            "name",
            new Key("driver", Support.Supported, "overlay only: no other spans the nodes"),
            "driver_opts",
            "attachable",
            "internal",
            "ipam",
            "labels",
            "external",
            "enable_ipv6",
            _accept
        );

    public static KeySet Ipam { get; } =
        new("networks.NAME.ipam", "driver", "config", Key.Refused("options", "Remove it: docker has no such key for a stack."));

    public static KeySet IpamConfig { get; } = new("networks.NAME.ipam.config[]", "subnet", "gateway", "ip_range");

    public static KeySet Volume { get; } =
        new(
            "volumes.NAME",
            "name",
            "driver",
            "driver_opts",
            "labels",
            "external",
            new Key(
                "x-keep",
                Support.Supported,
                "an extension of this program: false deletes the volume with its data when the stack has it no more; default true"
            ),
            _accept,
            new Key("x-nodes", Support.Supported, "an extension of this program: the nodes that it is made on; default: every node"),
            Key.Refused("x-cluster-spec", "Use a volume of a driver that every node has: cluster volumes are not supported.")
        );

    public static KeySet Config { get; } =
        new(
            "configs.NAME",
            new Key("name", Support.Supported, "without a hash then: while a service uses it, its content cannot change, as with docker"),
            "file",
            "content",
            "environment",
            "external",
            "labels",
            _accept,
            Key.Refused("template_driver", "Write the content out: Pulumi.Docker 5.1 has no templates.")
        );

    public static KeySet Secret { get; } =
        new(
            "secrets.NAME",
            new Key("name", Support.Supported, "without a hash then: while a service uses it, its content cannot change, as with docker"),
            "file",
            "content",
            "environment",
            "external",
            "labels",
            _accept,
            Key.Refused("driver", "Give the content by file or environment: Pulumi.Docker 5.1 has no secret drivers."),
            Key.Refused("driver_opts", "Give the content by file or environment: Pulumi.Docker 5.1 has no secret drivers."),
            Key.Refused("template_driver", "Write the content out: Pulumi.Docker 5.1 has no templates.")
        );

    public static KeySet External { get; } =
        new("networks.NAME.external, volumes.NAME.external, configs.NAME.external, secrets.NAME.external", "name");

    public static KeySet Container { get; } =
        new("x-containers.NAME", "image", "node", "command", "environment", "networks", "restart", _accept);

    public static KeySet Accept { get; } = new("x-accept[]", "rule", "reason", "until", "by");

    /// <summary>All of them, in the order of the documentation.</summary>
    public static IReadOnlyList<KeySet> All { get; } =
    [
        File,
        Service,
        ServiceNetwork,
        Port,
        Mount,
        BindOptions,
        VolumeOptions,
        TmpfsOptions,
        FileReference,
        Healthcheck,
        Logging,
        Deploy,
        RestartPolicy,
        UpdateConfig,
        Resources,
        ResourceLimit,
        Reservations,
        GenericResource,
        DiscreteResource,
        Placement,
        Preference,
        Network,
        Ipam,
        IpamConfig,
        Volume,
        Config,
        Secret,
        External,
        Container,
        Accept,
    ];
}
