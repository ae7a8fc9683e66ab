using static Local.Providers.Docker.Mapping.Shapes;

namespace Local.Providers.Docker.Mapping;

/// <summary>The arguments of <c>docker:index/service:Service</c> 5.1.0 against the Engine API's <c>ServiceSpec</c>.</summary>
internal static class ServiceSchema
{
    private const int ReadableByAll = 0b100_100_100; // octal 0444

    public static Schema Value { get; } =
        new(
            new("name", "Name", Text) { ForceNew = true },
            new("labels", "Labels", Labels) { Computed = true },
            new("taskSpec", "TaskTemplate", TaskSpec()) { Required = true },
            new("mode", "Mode", new ModeShape())
            {
                ForceNew = true,
                Computed = true,
                Unset = "{}",
            },
            new("updateConfig", "UpdateConfig", UpdateConfig("pause", "continue", "rollback")),
            new("rollbackConfig", "RollbackConfig", UpdateConfig("pause", "continue")),
            new(
                "endpointSpec",
                "EndpointSpec",
                Block(
                    new Field("mode", "Mode", OneOf("vip", "dnsrr")) { Computed = true, Implied = "vip" },
                    new Field(
                        "ports",
                        "Ports",
                        ListOf(
                            new Field("name", "Name", Text),
                            new Field("protocol", "Protocol", OneOf("tcp", "udp", "sctp")) { Default = "tcp" },
                            new Field("targetPort", "TargetPort", Whole) { Required = true },
                            new Field("publishedPort", "PublishedPort", Whole) { Computed = true },
                            new Field("publishMode", "PublishMode", OneOf("ingress", "host")) { Default = "ingress" }
                        )
                    )
                )
            )
            {
                Computed = true,
                Unset = "{}",
            },
            new(
                "auth",
                "",
                Block(
                    new Field("serverAddress", "", Text) { Required = true, ForceNew = true },
                    new Field("username", "", Text) { ForceNew = true },
                    new Field("password", "", Text) { ForceNew = true }
                )
            )
            {
                ForceNew = true,
                NotRead = true,
            }
        );

    private static Shape TaskSpec() =>
        Block(
            new("containerSpec", "ContainerSpec", ContainerSpec()) { Required = true },
            new(
                "resources",
                "Resources",
                Block(
                    new Field(
                        "limits",
                        "Limits",
                        Block(new Field("nanoCpus", "NanoCPUs", Whole), new Field("memoryBytes", "MemoryBytes", Whole))
                    ),
                    new Field(
                        "reservation",
                        "Reservations",
                        Block(
                            new Field("nanoCpus", "NanoCPUs", Whole),
                            new Field("memoryBytes", "MemoryBytes", Whole),
                            new Field("genericResources", "GenericResources", new GenericResourcesShape())
                        )
                    )
                )
            )
            {
                Computed = true,
                Unset = "{}",
            },
            new(
                "restartPolicy",
                "RestartPolicy",
                Block(
                    // A group that is there in part is sent whole, with zeros.
                    new Field("condition", "Condition", OneOf("none", "on-failure", "any")) { Implied = "any" },
                    new Field("delay", "Delay", Duration) { Implied = "5s", Unset = "0" },
                    new Field("maxAttempts", "MaxAttempts", Whole) { Unset = "0" },
                    new Field("window", "Window", Duration) { Implied = "0s", Unset = "0" }
                )
            )
            {
                Computed = true,
                Unset = "{}",
            },
            new(
                "placement",
                "Placement",
                Block(
                    new Field("constraints", "Constraints", TextSet),
                    new Field("prefs", "Preferences", new SpreadShape()),
                    new Field("maxReplicas", "MaxReplicas", Whole),
                    new Field(
                        "platforms",
                        "Platforms",
                        SetOf(
                            new Field("architecture", "Architecture", Text) { Required = true },
                            new Field("os", "OS", Text) { Required = true }
                        )
                    )
                    {
                        Incidental = true,
                    }
                )
            )
            {
                Computed = true,
                Unset = "{}",
            },
            new("forceUpdate", "ForceUpdate", Whole) { Computed = true, Unset = "0" },
            new("runtime", "Runtime", OneOf("container", "plugin")) { Computed = true },
            new("networksAdvanceds", "Networks", new NetworksShape()),
            new(
                "logDriver",
                "LogDriver",
                Block(new Field("name", "Name", Text) { Required = true }, new Field("options", "Options", TextMap))
            )
        );

    private static Shape ContainerSpec() =>
        Block(
            new("image", "Image", Image) { Required = true },
            new("labels", "Labels", FixedLabels),
            new("commands", "Command", Texts),
            new("args", "Args", Texts),
            new("hostname", "Hostname", Text),
            new("env", "Env", Variables),
            new("dir", "Dir", Text),
            new("user", "User", Text),
            new("groups", "Groups", Texts),
            new(
                "privileges",
                "Privileges",
                Block(
                    new Field("credentialSpec", "CredentialSpec", new CredentialSpecShape()),
                    new Field(
                        "seLinuxContext",
                        "SELinuxContext",
                        Block(
                            new Field("disable", "Disable", Flag),
                            new Field("user", "User", Text),
                            new Field("role", "Role", Text),
                            new Field("type", "Type", Text),
                            new Field("level", "Level", Text)
                        )
                    )
                )
            ),
            new("readOnly", "ReadOnly", Flag),
            new("mounts", "Mounts", MountSchema.OfService),
            new("stopSignal", "StopSignal", Text),
            // No grace at all: tasks are killed at once, in updates too.
            new("stopGracePeriod", "StopGracePeriod", Duration)
            {
                Computed = true,
                Implied = "10s",
                Unset = "0",
            },
            new(
                "healthcheck",
                "Healthcheck",
                Block(
                    new Field("tests", "Test", Texts),
                    new Field("interval", "Interval", Duration) { Default = "0s" },
                    new Field("timeout", "Timeout", Duration) { Default = "0s" },
                    new Field("startPeriod", "StartPeriod", Duration) { Default = "0s" },
                    new Field("retries", "Retries", Whole) { Default = 0 }
                )
            )
            {
                Computed = true,
                Unset = "{}",
            },
            new("hosts", "Hosts", new HostsShape((host, ip) => $"{ip} {host}", Split)) { ForceNew = true },
            new(
                "dnsConfig",
                "DNSConfig",
                Block(
                    new Field("nameservers", "Nameservers", Texts) { Required = true },
                    new Field("searches", "Search", Texts),
                    new Field("options", "Options", Texts)
                )
            )
            {
                Computed = true,
                Unset = "{}",
            },
            new(
                "secrets",
                "Secrets",
                SetOf(
                    new Field("secretId", "SecretID", Text) { Required = true },
                    new Field("secretName", "SecretName", Text),
                    new Field("fileName", "File.Name", Text) { Required = true },
                    new Field("fileUid", "File.UID", Text) { Default = "0" },
                    new Field("fileGid", "File.GID", Text) { Default = "0" },
                    new Field("fileMode", "File.Mode", Whole) { Default = ReadableByAll }
                )
            ),
            new(
                "configs",
                "Configs",
                SetOf(
                    new Field("configId", "ConfigID", Text) { Required = true },
                    new Field("configName", "ConfigName", Text),
                    new Field("fileName", "File.Name", Text) { Required = true },
                    new Field("fileUid", "File.UID", Text) { Default = "0" },
                    new Field("fileGid", "File.GID", Text) { Default = "0" },
                    new Field("fileMode", "File.Mode", Whole) { Default = ReadableByAll }
                )
            ),
            new("isolation", "Isolation", OneOf("default", "process", "hyperv")) { Default = "default" },
            new("sysctl", "Sysctls", TextMap) { ForceNew = true },
            new("capAdds", "CapabilityAdd", Texts),
            new("capDrops", "CapabilityDrop", Texts),
            new("init", "Init", Flag) { Computed = true, Unset = "false" }
        );

    private static Shape UpdateConfig(params string[] failureActions) =>
        Block(
            new("parallelism", "Parallelism", Whole) { Default = 1 },
            new("delay", "Delay", Duration) { Default = "0s" },
            new("failureAction", "FailureAction", OneOf(failureActions)) { Default = "pause" },
            new("monitor", "Monitor", Duration) { Default = "5s" },
            new("maxFailureRatio", "MaxFailureRatio", Ratio) { Default = "0.0" },
            new("order", "Order", OneOf("stop-first", "start-first")) { Default = "stop-first" }
        );

    private static (string Host, string Ip) Split(string line) => line.Split(' ', 2) is [var ip, var host] ? (host, ip) : (line, "");
}
