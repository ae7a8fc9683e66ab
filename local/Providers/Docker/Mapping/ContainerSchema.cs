using static Local.Providers.Docker.Mapping.Shapes;

namespace Local.Providers.Docker.Mapping;

/// <summary>
/// The arguments of <c>docker:index/container:Container</c> 5.1.0 against the body of the Engine API's container creation.
/// What the genuine provider takes but never applies to a running container (health check, init, tmpfs) replaces it here.
/// </summary>
internal static class ContainerSchema
{
    public static Schema Value { get; } = new(
        new("name", "", Text) { ForceNew = true },
        new("image", "Image", Image) { ForceNew = true, Required = true },
        new("command", "Cmd", Texts) { ForceNew = true, Computed = true },
        new("entrypoints", "Entrypoint", Texts) { ForceNew = true, Computed = true },
        // The image's own variables and labels come on top of the program's.
        new("envs", "Env", TextSet) { ForceNew = true, Computed = true, WriteOnly = true },
        new("labels", "Labels", Labels) { ForceNew = true, Computed = true, WriteOnly = true },
        new("hostname", "Hostname", Text) { ForceNew = true, Computed = true },
        new("domainname", "Domainname", Text) { ForceNew = true },
        new("user", "User", Text) { ForceNew = true, Computed = true },
        new("workingDir", "WorkingDir", Text) { ForceNew = true, Computed = true },
        new("tty", "Tty", Flag) { ForceNew = true },
        new("stdinOpen", "OpenStdin", Flag) { ForceNew = true },
        new("stopSignal", "StopSignal", Text) { ForceNew = true, Computed = true },
        new("stopTimeout", "StopTimeout", Whole) { ForceNew = true, Computed = true },
        new("healthcheck", "Healthcheck", Block(
            new Field("tests", "Test", Texts),
            new Field("interval", "Interval", Duration) { Default = "0s" },
            new Field("timeout", "Timeout", Duration) { Default = "0s" },
            new Field("startPeriod", "StartPeriod", Duration) { Default = "0s" },
            new Field("startInterval", "StartInterval", Duration) { Computed = true },
            new Field("retries", "Retries", Whole) { Default = 0 })) { ForceNew = true, Computed = true },
        new("restart", "HostConfig.RestartPolicy.Name", OneOf("no", "on-failure", "always", "unless-stopped")) { Default = "no" },
        new("maxRetryCount", "HostConfig.RestartPolicy.MaximumRetryCount", Whole),
        new("networkMode", "HostConfig.NetworkMode", Text) { ForceNew = true, Computed = true, WriteOnly = true },
        new("networksAdvanced", "", SetOf(
            new Field("name", "", Text) { Required = true },
            new Field("aliases", "", TextSet),
            new Field("ipv4Address", "", Text),
            new Field("ipv6Address", "", Text),
            new Field("linkLocalIps", "", TextSet),
            new Field("macAddress", "", Text),
            new Field("driverOpts", "", Options),
            new Field("gwPriority", "", Whole))) { ForceNew = true },
        new("ports", "", ListOf(
            new Field("internal", "", Whole) { Required = true },
            new Field("external", "", Whole),
            new Field("ip", "", Text) { Default = "0.0.0.0" },
            new Field("protocol", "", Text) { Default = "tcp" })) { ForceNew = true },
        new("publishAllPorts", "HostConfig.PublishAllPorts", Flag) { ForceNew = true },
        new("volumes", "", SetOf(
            new Field("containerPath", "", Text),
            new Field("hostPath", "", Text),
            new Field("volumeName", "", Text),
            new Field("fromContainer", "", Text),
            new Field("readOnly", "", Flag),
            new Field("selinuxRelabel", "", OneOf("z", "Z")))) { ForceNew = true },
        new("mounts", "HostConfig.Mounts", MountSchema.OfContainer) { ForceNew = true },
        new("tmpfs", "HostConfig.Tmpfs", TextMap) { ForceNew = true },
        new("uploads", "", SetOf(
            new Field("file", "", Text) { Required = true },
            new Field("content", "", Text),
            new Field("contentBase64", "", Text),
            new Field("source", "", Text),
            new Field("sourceHash", "", Text),
            new Field("executable", "", Flag),
            new Field("permissions", "", Text))) { ForceNew = true },
        new("privileged", "HostConfig.Privileged", Flag) { ForceNew = true },
        new("readOnly", "HostConfig.ReadonlyRootfs", Flag) { ForceNew = true },
        new("capabilities", "HostConfig", Block(
            new Field("adds", "CapAdd", TextSet),
            new Field("drops", "CapDrop", TextSet))) { ForceNew = true, Computed = true, WriteOnly = true },
        new("securityOpts", "HostConfig.SecurityOpt", TextSet) { ForceNew = true, Computed = true, WriteOnly = true },
        new("devices", "HostConfig.Devices", SetOf(
            new Field("hostPath", "PathOnHost", Text) { Required = true },
            new Field("containerPath", "PathInContainer", Text),
            new Field("permissions", "CgroupPermissions", Text) { Default = "rwm" })) { ForceNew = true },
        new("ulimits", "HostConfig.Ulimits", SetOf(
            new Field("name", "Name", Text) { Required = true },
            new Field("soft", "Soft", Whole) { Required = true },
            new Field("hard", "Hard", Whole) { Required = true })) { ForceNew = true },
        new("hosts", "HostConfig.ExtraHosts", new HostsShape((host, ip) => $"{host}:{ip}", Split)) { ForceNew = true },
        new("dns", "HostConfig.Dns", TextSet) { ForceNew = true },
        new("dnsOpts", "HostConfig.DnsOptions", TextSet) { ForceNew = true },
        new("dnsSearches", "HostConfig.DnsSearch", TextSet) { ForceNew = true },
        new("memory", "HostConfig.Memory", Mebibytes),
        new("memoryReservation", "HostConfig.MemoryReservation", Mebibytes),
        new("memorySwap", "HostConfig.MemorySwap", Mebibytes) { Computed = true },
        new("shmSize", "HostConfig.ShmSize", Mebibytes) { ForceNew = true, Computed = true },
        new("cpus", "HostConfig.NanoCpus", Cpus) { ForceNew = true },
        new("cpuShares", "HostConfig.CpuShares", Whole),
        new("cpuSet", "HostConfig.CpusetCpus", Text),
        new("cpuPeriod", "HostConfig.CpuPeriod", Whole) { ForceNew = true },
        new("cpuQuota", "HostConfig.CpuQuota", Whole) { ForceNew = true },
        new("logDriver", "HostConfig.LogConfig.Type", Text) { ForceNew = true, Computed = true },
        new("logOpts", "HostConfig.LogConfig.Config", TextMap) { ForceNew = true, Computed = true },
        new("init", "HostConfig.Init", Flag) { ForceNew = true, Computed = true },
        new("ipcMode", "HostConfig.IpcMode", Text) { ForceNew = true, Computed = true },
        new("pidMode", "HostConfig.PidMode", Text) { ForceNew = true },
        new("usernsMode", "HostConfig.UsernsMode", Text) { ForceNew = true },
        new("cgroupnsMode", "HostConfig.CgroupnsMode", Text) { ForceNew = true, Computed = true },
        new("cgroupParent", "HostConfig.CgroupParent", Text) { ForceNew = true },
        new("runtime", "HostConfig.Runtime", Text) { ForceNew = true, Computed = true },
        new("sysctls", "HostConfig.Sysctls", TextMap) { ForceNew = true },
        new("groupAdds", "HostConfig.GroupAdd", TextSet) { ForceNew = true },
        new("storageOpts", "HostConfig.StorageOpt", TextMap) { ForceNew = true },
        new("rm", "HostConfig.AutoRemove", Flag) { ForceNew = true },
        new("platform", "", Text) { ForceNew = true, Computed = true },
        // What the provider does with the container rather than what it is.
        new("start", "", Flag) { Default = true },
        new("mustRun", "", Flag) { Default = true },
        new("wait", "", Flag),
        new("waitTimeout", "", Whole) { Default = 60 },
        new("destroyGraceSeconds", "", Whole),
        new("removeVolumes", "", Flag) { Default = true },
        new("containerReadRefreshTimeoutMilliseconds", "", Whole));

    private static (string Host, string Ip) Split(string line) => line.Split(':', 2) is [var host, var ip] ? (host, ip) : (line, "");
}
