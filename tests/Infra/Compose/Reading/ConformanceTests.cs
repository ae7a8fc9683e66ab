using Infra.Compose.Reading;

namespace Tests.Infra.Compose.Reading;

public sealed class ConformanceTests
{
    // Every key of docker's own schema for stack files, version 3.13 (docker/cli, cli/compose/schema).
    private static readonly Dictionary<string, string> _docker = new()
    {
        ["file"] = "version services networks volumes secrets configs",
        ["services.NAME"] =
            "deploy build cap_add cap_drop cgroupns_mode cgroup_parent command configs container_name credential_spec depends_on devices dns dns_search domainname "
            + "entrypoint env_file environment expose external_links extra_hosts healthcheck hostname image init ipc isolation labels links logging mac_address "
            + "network_mode networks pid ports privileged read_only restart security_opt shm_size secrets sysctls stdin_open stop_grace_period stop_signal tmpfs tty "
            + "ulimits oom_score_adj user userns_mode volumes working_dir",
        ["services.NAME.networks.NETWORK"] = "aliases driver_opts ipv4_address ipv6_address",
        ["services.NAME.ports[]"] = "mode target published protocol",
        ["services.NAME.volumes[]"] = "type source target read_only consistency bind volume tmpfs",
        ["services.NAME.volumes[].bind"] = "propagation",
        ["services.NAME.volumes[].volume"] = "nocopy",
        ["services.NAME.volumes[].tmpfs"] = "size",
        ["services.NAME.configs[], services.NAME.secrets[]"] = "source target uid gid mode",
        ["services.NAME.healthcheck"] = "disable interval retries test timeout start_period start_interval",
        ["services.NAME.logging"] = "driver options",
        ["services.NAME.deploy"] = "mode endpoint_mode replicas labels rollback_config update_config resources restart_policy placement",
        ["services.NAME.deploy.restart_policy"] = "condition delay max_attempts window",
        ["services.NAME.deploy.update_config, services.NAME.deploy.rollback_config"] =
            "parallelism delay failure_action monitor max_failure_ratio order",
        ["services.NAME.deploy.resources"] = "limits reservations",
        ["services.NAME.deploy.resources.limits"] = "cpus memory pids",
        ["services.NAME.deploy.resources.reservations"] = "cpus memory generic_resources",
        ["services.NAME.deploy.resources.reservations.generic_resources[]"] = "discrete_resource_spec",
        ["services.NAME.deploy.resources.reservations.generic_resources[].discrete_resource_spec"] = "kind value",
        ["services.NAME.deploy.placement"] = "constraints preferences max_replicas_per_node",
        ["services.NAME.deploy.placement.preferences[]"] = "spread",
        ["networks.NAME"] = "name driver driver_opts ipam external internal attachable labels",
        ["networks.NAME.ipam"] = "driver config",
        ["networks.NAME.ipam.config[]"] = "subnet",
        ["volumes.NAME"] = "name driver driver_opts external labels x-cluster-spec",
        ["secrets.NAME"] = "name file external labels driver driver_opts template_driver",
        ["configs.NAME"] = "name file external labels template_driver",
    };

    [Fact]
    public void The_documentation_is_what_the_code_says()
    {
        var path = Path.Combine(SwarmProgram.Project, "docs", "compose.md");
        var written = File.Exists(path) ? File.ReadAllText(path) : "";
        if (Environment.GetEnvironmentVariable("WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, Conformance.Document());
        }

        // To write it anew: WRITE_DOCS=1 dotnet test --filter ConformanceTests
        Assert.Equal(Conformance.Document(), written);
    }

    [Fact]
    public void No_reason_says_a_word_twice() => Assert.DoesNotMatch(@"\b([A-Za-z]+) \1\b", Conformance.Document());

    [Fact]
    public void Every_key_that_docker_knows_is_known()
    {
        foreach (var (path, names) in _docker)
        {
            var keys = ComposeKeys.All.Single(set => set.Path == path);
            Assert.Empty(names.Split(' ').Where(name => keys.Find(name) is null).Select(name => $"{path}.{name}"));
        }
    }

    [Fact]
    public void Every_key_without_effect_and_every_refused_one_says_why() =>
        Assert.All(ComposeKeys.All.SelectMany(set => set.Keys).Where(key => key.Support != Support.Supported), key =>
            Assert.NotEmpty(key.Note)
        );
}
