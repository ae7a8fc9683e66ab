using static Local.Providers.Docker.Mapping.Shapes;

namespace Local.Providers.Docker.Mapping;

/// <summary>The arguments of <c>docker:index/container:Container</c> 5.1.0 against the body of the Engine API's container creation.</summary>
internal static class ContainerSchema
{
    public static Schema Value { get; } =
        new(
            new("name", "", Text) { ForceNew = true },
            new("image", "Image", Text) { ForceNew = true, Required = true },
            new("command", "Cmd", Texts) { ForceNew = true, Computed = true },
            new("entrypoints", "Entrypoint", Texts) { ForceNew = true, Computed = true },
            new("envs", "Env", TextSet)
            {
                ForceNew = true,
                Computed = true,
                NotRead = true,
            },
            new("labels", "Labels", FixedLabels)
            {
                ForceNew = true,
                Computed = true,
                NotRead = true,
            },
            new("hostname", "Hostname", Text) { ForceNew = true, Computed = true },
            new("domainname", "Domainname", Text) { ForceNew = true },
            new("user", "User", Text) { ForceNew = true, MayGo = true },
            new("workingDir", "WorkingDir", Text) { ForceNew = true, MayGo = true },
            new("tty", "Tty", Flag) { ForceNew = true, Default = false },
            new("stdinOpen", "OpenStdin", Flag) { ForceNew = true, Default = false },
            new("stopSignal", "StopSignal", Text) { ForceNew = true, Computed = true },
            new("stopTimeout", "StopTimeout", Whole) { ForceNew = true, Computed = true },
            new(
                "healthcheck",
                "Healthcheck",
                Block(
                    new Field("tests", "Test", Texts),
                    new Field("interval", "Interval", FullDuration) { Default = "0s" },
                    new Field("timeout", "Timeout", FullDuration) { Default = "0s" },
                    new Field("startPeriod", "StartPeriod", FullDuration) { Default = "0s" },
                    new Field("startInterval", "StartInterval", FullDuration) { Default = "0s" },
                    new Field("retries", "Retries", Whole) { Default = 0 }
                )
            )
            {
                Computed = true,
            },
            new("restart", "HostConfig.RestartPolicy.Name", OneOf("no", "on-failure", "always", "unless-stopped")) { Default = "no" },
            new("maxRetryCount", "HostConfig.RestartPolicy.MaximumRetryCount", Whole),
            new("networkMode", "HostConfig.NetworkMode", Text) { ForceNew = true, Default = "bridge" },
            new(
                "networksAdvanced",
                "",
                SetOf(
                    new Field("name", "", Text) { Required = true, ForceNew = true },
                    new Field("aliases", "", TextSet) { ForceNew = true },
                    new Field("ipv4Address", "", Text) { ForceNew = true },
                    new Field("ipv6Address", "", Text) { ForceNew = true },
                    new Field("linkLocalIps", "", TextSet) { ForceNew = true },
                    new Field("macAddress", "", Text) { ForceNew = true },
                    new Field("driverOpts", "", Options) { ForceNew = true },
                    new Field("gwPriority", "", Whole) { ForceNew = true }
                )
            )
            {
                ForceNew = true,
                NotRead = true,
            },
            new(
                "ports",
                "",
                ListInAnyOrder(
                    new Field("internal", "", Whole) { Required = true, ForceNew = true },
                    new Field("external", "", Whole) { ForceNew = true, Computed = true },
                    new Field("ip", "", Text) { ForceNew = true, Default = "0.0.0.0" },
                    new Field("protocol", "", Text) { ForceNew = true, Default = "tcp" }
                )
            )
            {
                ForceNew = true,
            },
            new("publishAllPorts", "HostConfig.PublishAllPorts", Flag) { ForceNew = true },
            new(
                "volumes",
                "",
                SetOf(
                    new Field("containerPath", "", Text) { ForceNew = true },
                    new Field("hostPath", "", Text) { ForceNew = true },
                    new Field("volumeName", "", Text) { ForceNew = true },
                    new Field("fromContainer", "", Text) { ForceNew = true },
                    new Field("readOnly", "", Flag) { ForceNew = true },
                    new Field("selinuxRelabel", "", OneOf("z", "Z")) { ForceNew = true }
                )
            )
            {
                ForceNew = true,
                NotRead = true,
            },
            new("mounts", "HostConfig.Mounts", MountSchema.OfContainer) { ForceNew = true },
            new("tmpfs", "HostConfig.Tmpfs", TextMap),
            new(
                "uploads",
                "",
                SetOf(
                    new Field("file", "", Text) { Required = true, ForceNew = true },
                    new Field("content", "", Text) { ForceNew = true },
                    new Field("contentBase64", "", Base64) { ForceNew = true },
                    new Field("source", "", Text) { ForceNew = true },
                    new Field("sourceHash", "", Text) { ForceNew = true },
                    new Field("executable", "", Flag) { ForceNew = true, Default = false },
                    new Field("permissions", "", Text) { ForceNew = true }
                )
            )
            {
                ForceNew = true,
                NotRead = true,
            },
            new("privileged", "HostConfig.Privileged", Flag) { ForceNew = true },
            new("readOnly", "HostConfig.ReadonlyRootfs", Flag) { ForceNew = true, Default = false },
            new(
                "capabilities",
                "HostConfig",
                Block(new Field("adds", "CapAdd", TextSet) { ForceNew = true }, new Field("drops", "CapDrop", TextSet) { ForceNew = true })
            )
            {
                ForceNew = true,
            },
            new("securityOpts", "HostConfig.SecurityOpt", TextSet) { ForceNew = true, Computed = true },
            new(
                "devices",
                "HostConfig.Devices",
                SetOf(
                    new Field("hostPath", "PathOnHost", Text) { Required = true, ForceNew = true },
                    new Field("containerPath", "PathInContainer", Text) { ForceNew = true },
                    new Field("permissions", "CgroupPermissions", Text) { ForceNew = true, Default = "rwm" }
                )
            )
            {
                ForceNew = true,
                NotRead = true,
            },
            new(
                "ulimits",
                "HostConfig.Ulimits",
                SetOf(
                    new Field("name", "Name", Text) { Required = true, ForceNew = true },
                    new Field("soft", "Soft", Whole) { Required = true, ForceNew = true },
                    new Field("hard", "Hard", Whole) { Required = true, ForceNew = true }
                )
            )
            {
                ForceNew = true,
            },
            new("hosts", "HostConfig.ExtraHosts", new HostsShape((host, ip) => $"{host}:{ip}", Split)) { ForceNew = true },
            new("dns", "HostConfig.Dns", TextSet) { ForceNew = true },
            new("dnsOpts", "HostConfig.DnsOptions", TextSet) { ForceNew = true },
            new("dnsSearches", "HostConfig.DnsSearch", TextSet) { ForceNew = true },
            new("memory", "HostConfig.Memory", Mebibytes),
            new("memoryReservation", "HostConfig.MemoryReservation", Mebibytes) { Default = 0 },
            new("memorySwap", "HostConfig.MemorySwap", Mebibytes),
            new("shmSize", "HostConfig.ShmSize", Mebibytes) { ForceNew = true, Computed = true },
            new("cpus", "HostConfig.NanoCpus", Cpus) { ForceNew = true },
            new("cpuShares", "HostConfig.CpuShares", Whole),
            new("cpuSet", "HostConfig.CpusetCpus", Text),
            new("cpuPeriod", "HostConfig.CpuPeriod", Whole) { NotRead = true },
            new("cpuQuota", "HostConfig.CpuQuota", Whole) { NotRead = true },
            new("logDriver", "HostConfig.LogConfig.Type", Text) { ForceNew = true, Computed = true },
            new("logOpts", "HostConfig.LogConfig.Config", TextMap) { ForceNew = true },
            new("init", "HostConfig.Init", Flag) { Computed = true, Unset = "false" },
            new("ipcMode", "HostConfig.IpcMode", Text) { ForceNew = true, Computed = true },
            new("pidMode", "HostConfig.PidMode", Text) { ForceNew = true },
            new("usernsMode", "HostConfig.UsernsMode", Text) { ForceNew = true },
            new("cgroupnsMode", "HostConfig.CgroupnsMode", Text) { ForceNew = true, NotRead = true },
            new("cgroupParent", "HostConfig.CgroupParent", Text) { ForceNew = true, NotRead = true },
            new("runtime", "HostConfig.Runtime", Text) { ForceNew = true, Computed = true },
            new("sysctls", "HostConfig.Sysctls", TextMap) { ForceNew = true },
            new("groupAdds", "HostConfig.GroupAdd", TextSet) { ForceNew = true },
            new("storageOpts", "HostConfig.StorageOpt", TextMap) { ForceNew = true },
            new("rm", "HostConfig.AutoRemove", Flag) { Default = false },
            new("platform", "", Text) { ForceNew = true, Computed = true },
            // What the provider does with the container rather than what it is.
            new("start", "", Flag) { Default = true, NotRead = true },
            new("mustRun", "", Flag) { Default = true },
            new("wait", "", Flag) { Default = false, NotRead = true },
            new("waitTimeout", "", Whole) { Default = 60, NotRead = true },
            new("destroyGraceSeconds", "", Whole) { NotRead = true },
            new("removeVolumes", "", Flag) { Default = true, NotRead = true },
            new("containerReadRefreshTimeoutMilliseconds", "", Whole) { Default = 15_000, NotRead = true }
        );

    private static (string Host, string Ip) Split(string line) => line.Split(':', 2) is [var host, var ip] ? (host, ip) : (line, "");
}
