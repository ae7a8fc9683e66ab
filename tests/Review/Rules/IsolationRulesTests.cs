using Review.Rules;

namespace Tests.Review.Rules;

public sealed class IsolationRulesTests
{
    [Theory]
    [InlineData("create", "DANGEROUS: ")]
    [InlineData("same", "ROUTINE: ")]
    public void What_is_critical_and_comes_with_the_change_is_dangerous(string operation, string verdict)
    {
        var service = ServiceText.With(
            ("taskSpec.containerSpec.mounts", """[{"type": "bind", "source": "/var/run/docker.sock", "target": "/x"}]""")
        );
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Step(operation, Judged.Workloads, Judged.Service, "web", operation == "create" ? null : service, service);

        Assert.StartsWith(verdict, ReviewInput.Review(plan.Digest()).Verdict.Line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/var/run/docker.sock", true)]
    [InlineData("/run/docker.sock", true)]
    [InlineData("/srv/other/docker.sock", true)]
    [InlineData("/var/run", true)]
    [InlineData("/var/run/", true)]
    [InlineData("/run", true)]
    [InlineData("/var", true)]
    [InlineData("/", true)]
    [InlineData("/srv/data", false)]
    [InlineData("//var/run/docker.sock", true)]
    [InlineData("/var/./run//docker.sock", true)]
    [InlineData("/srv/../run/docker.sock/", true)]
    [InlineData("/run/containerd/containerd.sock", true)]
    [InlineData("/run/containerd", true)]
    [InlineData("/var/run/containerd/", true)]
    [InlineData("/srv/docker.sock.d", false)]
    public void The_socket_of_the_engine(string source, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, $"services.web volumes: {Path.TrimEndingDirectorySeparator(Path.GetFullPath(source))}"),
            Judged.ByService(IsolationRules.DockerSocket, Mount("bind", source))
        );

    [Fact]
    public void A_volume_is_no_directory_of_the_node() =>
        Assert.Empty(Judged.ByService(IsolationRules.DockerSocket, Mount("volume", "/var/run/docker.sock")));

    // Docker's own driver mounts a directory of the node as a volume.
    [Theory]
    [InlineData("""{"type": "none", "o": "bind", "device": "/var/run"}""", "/var/run")]
    [InlineData("""{"type": "none", "o": "ro,rbind", "device": "/"}""", "/")]
    [InlineData("""{"type": "none", "o": "bind", "device": "/srv/data"}""", null)]
    [InlineData("""{"type": "nfs", "o": "addr=10.0.0.9", "device": "/var/run"}""", null)]
    public void The_socket_behind_the_name_of_a_volume(string options, string? directory)
    {
        Assert.Equal(
            Judged.Only(directory is not null, $"services.web volumes: {directory}"),
            Judged.ByService(
                IsolationRules.DockerSocket,
                (
                    "taskSpec.containerSpec.mounts",
                    $$"""[{"type": "volume", "source": "v", "target": "/x", "volumeOptions": {"driverName": "local", "driverOptions": {{options}} } }]"""
                )
            )
        );
        Assert.Equal(
            Judged.Only(directory is not null, $"services.web volumes: {directory}"),
            Judged.By(
                IsolationRules.DockerSocket,
                Judged
                    .Of(ServiceText.With(Mount("volume", "prod_v")))
                    .Step(
                        "same",
                        Judged.Workloads,
                        "docker:index/volume:Volume",
                        "v-node1",
                        $$"""{"name": "prod_v", "driver": "local", "driverOpts": {{options}} }""",
                        $$"""{"name": "prod_v", "driver": "local", "driverOpts": {{options}} }"""
                    )
            )
        );
    }

    [Theory]
    [InlineData("/etc", true)]
    [InlineData("/etc/ssl", true)]
    [InlineData("/proc", true)]
    [InlineData("/var/lib/docker", true)]
    [InlineData("/var/lib", true)]
    [InlineData("/etcetera", false)]
    [InlineData("/srv/etc", false)]
    [InlineData("/var/lib/postgres", false)]
    public void A_directory_of_the_system(string source, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, $"services.web volumes: {source}"),
            Judged.ByService(IsolationRules.SystemDirectory, Mount("bind", source))
        );

    [Theory]
    [InlineData("host", true)]
    [InlineData("abc123", false)]
    public void The_network_of_the_node(string id, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, "services.web networks: "),
            Judged.ByService(IsolationRules.HostNetwork, ("taskSpec.networksAdvanceds", $$"""[{"id": "{{id}}"}]"""))
        );

    [Theory]
    [InlineData("""["CAP_SYS_ADMIN", "CAP_CHOWN"]""", "SYS_ADMIN")]
    [InlineData("""["CAP_BPF", "CAP_NET_ADMIN"]""", "BPF, NET_ADMIN")]
    [InlineData("""["ALL"]""", "ALL")]
    [InlineData("""["CAP_NET_BIND_SERVICE"]""", null)]
    [InlineData("[]", null)]
    public void A_capability_with_which_to_leave_the_container(string capabilities, string? found) =>
        Assert.Equal(
            Judged.Only(found is not null, $"services.web cap_add: {found}"),
            Judged.ByService(IsolationRules.DangerousCapability, ("taskSpec.containerSpec.capAdds", capabilities))
        );

    [Theory]
    [InlineData("ALL")]
    [InlineData("BPF")]
    [InlineData("DAC_READ_SEARCH")]
    [InlineData("NET_ADMIN")]
    [InlineData("SYS_ADMIN")]
    [InlineData("SYS_BOOT")]
    [InlineData("SYS_MODULE")]
    [InlineData("SYS_PTRACE")]
    [InlineData("SYS_RAWIO")]
    public void Each_of_the_capabilities_that_are_as_good_as_root(string capability) =>
        Assert.Equal(
            [$"services.web cap_add: {capability}"],
            Judged.ByService(IsolationRules.DangerousCapability, ("taskSpec.containerSpec.capAdds", $"[\"CAP_{capability}\"]"))
        );

    [Theory]
    [InlineData("/bin")]
    [InlineData("/boot")]
    [InlineData("/dev")]
    [InlineData("/etc")]
    [InlineData("/home")]
    [InlineData("/lib")]
    [InlineData("/opt")]
    [InlineData("/proc")]
    [InlineData("/root")]
    [InlineData("/sbin")]
    [InlineData("/sys")]
    [InlineData("/usr")]
    [InlineData("/var/lib/docker")]
    [InlineData("/var/lib/containerd")]
    public void Each_of_the_directories_of_the_system(string source) =>
        Assert.Equal([$"services.web volumes: {source}/x"], Judged.ByService(IsolationRules.SystemDirectory, Mount("bind", $"{source}/x")));

    private static (string, string?) Mount(string type, string source) =>
        ("taskSpec.containerSpec.mounts", $$"""[{"type": "{{type}}", "source": "{{source}}", "target": "/x", "readOnly": true}]""");
}
