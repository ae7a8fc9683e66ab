using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Local.Providers.Contract;
using Local.Providers.Docker.Mapping;

namespace Tests.Local.Providers.Docker.Mapping;

public sealed class ServiceMappingTests
{
    private static readonly PropertyMap _everything = Given.Inputs(
        """
        {
          "name": "all",
          "labels": [{ "label": "a", "value": "1" }],
          "mode": { "global": true },
          "taskSpec": {
            "containerSpec": {
              "image": "nginx:1.28", "labels": [{ "label": "b", "value": "2" }], "commands": ["sh"], "args": ["-c", "true"], "hostname": "h", "env": { "A": "1=2" }, "dir": "/w", "user": "u",
              "groups": ["g"], "readOnly": true, "stopSignal": "SIGTERM", "stopGracePeriod": "1m30s", "isolation": "process", "init": true, "capAdds": ["NET_ADMIN"], "capDrops": ["ALL"],
              "privileges": { "seLinuxContext": { "disable": true } },
              "mounts": [
                { "type": "bind", "source": "/a", "target": "/b", "readOnly": true, "bindOptions": { "propagation": "rslave" } },
                { "type": "volume", "source": "v", "target": "/v", "volumeOptions": { "noCopy": true, "driverName": "local", "driverOptions": { "o": "x" }, "labels": [{ "label": "c", "value": "3" }] } },
                { "type": "tmpfs", "target": "/t", "tmpfsOptions": { "sizeBytes": 1000, "mode": 511 } }
              ],
              "healthcheck": { "tests": ["CMD", "true"], "interval": "10s", "timeout": "3s", "startPeriod": "1m", "retries": 3 },
              "hosts": [{ "host": "db", "ip": "10.0.0.1" }],
              "dnsConfig": { "nameservers": ["1.1.1.1"], "searches": ["example"], "options": ["ndots:1"] },
              "secrets": [{ "secretId": "s1", "secretName": "secret", "fileName": "/run/s", "fileUid": "1", "fileGid": "2", "fileMode": 256 }],
              "configs": [{ "configId": "c1", "configName": "config", "fileName": "/etc/c", "fileUid": "0", "fileGid": "0", "fileMode": 292 }],
              "sysctl": { "net.core.somaxconn": "1024" }
            },
            "resources": {
              "limits": { "nanoCpus": 1000000, "memoryBytes": 33554432 },
              "reservation": { "nanoCpus": 1000, "memoryBytes": 16777216, "genericResources": { "namedResourcesSpecs": ["gpu=U1"], "discreteResourcesSpecs": ["ssd=2"] } }
            },
            "restartPolicy": { "condition": "on-failure", "delay": "3s", "maxAttempts": 4, "window": "10s" },
            "placement": { "constraints": ["node.role==worker"], "prefs": ["node.labels.zone"], "maxReplicas": 2, "platforms": [{ "architecture": "amd64", "os": "linux" }] },
            "forceUpdate": 1, "runtime": "container",
            "networksAdvanceds": [{ "id": "n1", "aliases": ["x"], "driverOpts": ["k=v"] }],
            "logDriver": { "name": "json-file", "options": { "max-size": "10m" } }
          },
          "updateConfig": { "parallelism": 2, "delay": "10s", "failureAction": "rollback", "monitor": "5s", "maxFailureRatio": "0.1", "order": "start-first" },
          "rollbackConfig": { "parallelism": 1, "delay": "5ms", "failureAction": "pause", "monitor": "10h", "maxFailureRatio": "0.9", "order": "stop-first" },
          "endpointSpec": { "mode": "dnsrr", "ports": [{ "name": "random", "protocol": "udp", "targetPort": 53, "publishedPort": 5353, "publishMode": "host" }] }
        }
        """
    );

    [Fact]
    public void Every_argument_reaches_its_place_in_the_engines_specification() =>
        Assert.Equal(
            Asked.Pretty(
                """
                {
                  "Name": "all", "Labels": { "a": "1" }, "Mode": { "Global": {} },
                  "TaskTemplate": {
                    "ContainerSpec": {
                      "Image": "nginx:1.28", "Labels": { "b": "2" }, "Command": ["sh"], "Args": ["-c", "true"], "Hostname": "h", "Env": ["A=1=2"], "Dir": "/w", "User": "u",
                      "Groups": ["g"], "ReadOnly": true, "StopSignal": "SIGTERM", "StopGracePeriod": 90000000000, "Isolation": "process", "Init": true,
                      "CapabilityAdd": ["NET_ADMIN"], "CapabilityDrop": ["ALL"], "Privileges": { "SELinuxContext": { "Disable": true } },
                      "Mounts": [
                        { "Type": "bind", "Source": "/a", "Target": "/b", "ReadOnly": true, "BindOptions": { "Propagation": "rslave" } },
                        { "Type": "volume", "Source": "v", "Target": "/v", "VolumeOptions": { "NoCopy": true, "Labels": { "c": "3" }, "DriverConfig": { "Name": "local", "Options": { "o": "x" } } } },
                        { "Type": "tmpfs", "Target": "/t", "TmpfsOptions": { "SizeBytes": 1000, "Mode": 511 } }
                      ],
                      "Healthcheck": { "Test": ["CMD", "true"], "Interval": 10000000000, "Timeout": 3000000000, "StartPeriod": 60000000000, "Retries": 3 },
                      "Hosts": ["10.0.0.1 db"],
                      "DNSConfig": { "Nameservers": ["1.1.1.1"], "Search": ["example"], "Options": ["ndots:1"] },
                      "Secrets": [{ "SecretID": "s1", "SecretName": "secret", "File": { "Name": "/run/s", "UID": "1", "GID": "2", "Mode": 256 } }],
                      "Configs": [{ "ConfigID": "c1", "ConfigName": "config", "File": { "Name": "/etc/c", "UID": "0", "GID": "0", "Mode": 292 } }],
                      "Sysctls": { "net.core.somaxconn": "1024" }
                    },
                    "Resources": {
                      "Limits": { "NanoCPUs": 1000000, "MemoryBytes": 33554432 },
                      "Reservations": {
                        "NanoCPUs": 1000, "MemoryBytes": 16777216,
                        "GenericResources": [{ "NamedResourceSpec": { "Kind": "gpu", "Value": "U1" } }, { "DiscreteResourceSpec": { "Kind": "ssd", "Value": 2 } }]
                      }
                    },
                    "RestartPolicy": { "Condition": "on-failure", "Delay": 3000000000, "MaxAttempts": 4, "Window": 10000000000 },
                    "Placement": { "Constraints": ["node.role==worker"], "Preferences": [{ "Spread": { "SpreadDescriptor": "node.labels.zone" } }], "MaxReplicas": 2, "Platforms": [{ "Architecture": "amd64", "OS": "linux" }] },
                    "ForceUpdate": 1, "Runtime": "container",
                    "Networks": [{ "Target": "n1", "Aliases": ["x"], "DriverOpts": { "k": "v" } }],
                    "LogDriver": { "Name": "json-file", "Options": { "max-size": "10m" } }
                  },
                  "UpdateConfig": { "Parallelism": 2, "Delay": 10000000000, "FailureAction": "rollback", "Monitor": 5000000000, "MaxFailureRatio": 0.1, "Order": "start-first" },
                  "RollbackConfig": { "Parallelism": 1, "Delay": 5000000, "FailureAction": "pause", "Monitor": 36000000000000, "MaxFailureRatio": 0.9, "Order": "stop-first" },
                  "EndpointSpec": { "Mode": "dnsrr", "Ports": [{ "Name": "random", "Protocol": "udp", "TargetPort": 53, "PublishedPort": 5353, "PublishMode": "host" }] }
                }
                """
            ),
            Asked.Pretty(ServiceSchema.Value.ToApi(_everything).ToJsonString())
        );

    [Fact]
    public void What_the_engine_holds_reads_back_as_the_same_arguments()
    {
        var held = System.Text.Json.Nodes.JsonNode.Parse(ServiceSchema.Value.ToApi(_everything).ToJsonString())!;

        Assert.Equal(_everything, ServiceSchema.Value.FromApi(held));
        Assert.Equal(_everything, ServiceSchema.Value.Reconcile(_everything, ServiceSchema.Value.FromApi(held), byMeaning: false));
    }

    [Fact]
    public void Every_argument_of_the_example_is_one_that_is_checked()
    {
        var failures = new List<CheckFailure>();
        ServiceSchema.Value.Check(_everything, "", failures);

        Assert.Empty(failures);
    }

    [Fact]
    public void What_is_left_out_is_sent_as_the_provider_sends_it() =>
        Assert.Equal(
            Asked.Pretty(
                """
                {
                  "Name": "web", "Mode": {}, "EndpointSpec": {},
                  "TaskTemplate": {
                    "ContainerSpec": { "Image": "nginx:1.28", "Isolation": "default", "StopGracePeriod": 0, "Init": false, "Healthcheck": {}, "DNSConfig": {} },
                    "Resources": {}, "RestartPolicy": {}, "Placement": {}, "ForceUpdate": 0
                  }
                }
                """
            ),
            Asked.Pretty(Sent("""{"name":"web","taskSpec":{"containerSpec":{"image":"nginx:1.28"}}}""", "{}").ToJsonString())
        );

    [Fact]
    public void The_first_update_sends_the_restart_policy_that_the_state_shows_with_zeros() =>
        Assert.Equal(
            """{"Condition":"any","Delay":0,"MaxAttempts":0,"Window":0}""",
            Sent("""{"taskSpec":{"containerSpec":{"image":"i"}}}""", """{"taskSpec":{"restartPolicy":{"condition":"any"}}}""")[
                "TaskTemplate"
            ]!["RestartPolicy"]!.ToJsonString()
        );

    [Fact]
    public void A_service_that_becomes_global_is_sent_with_both_modes() =>
        Assert.Equal(
            """{"Replicated":{"Replicas":2},"Global":{}}""",
            Sent("""{"mode":{"global":true},"taskSpec":{"containerSpec":{"image":"i"}}}""", """{"mode":{"replicated":{"replicas":2}}}""")[
                "Mode"
            ]!.ToJsonString()
        );

    [Fact]
    public void Ports_that_the_program_no_longer_names_are_sent_again() =>
        Assert.Equal(
            80,
            Sent("""{"taskSpec":{"containerSpec":{"image":"i"}}}""", """{"endpointSpec":{"ports":[{"targetPort":80}]}}""")["EndpointSpec"]![
                "Ports"
            ]![0]!["TargetPort"]!.GetValue<long>()
        );

    [Theory]
    [InlineData("""{"registry":"x"}""", """{"File":"x"}""")]
    [InlineData("""{"file":"x"}""", """{"File":""}""")]
    public void A_credential_spec_is_sent_as_the_provider_mistakes_it(string said, string sent) =>
        Assert.Equal(
            sent,
            Sent(
                """{"taskSpec":{"containerSpec":{"image":"i","privileges":{"credentialSpec":SAID}}}}""".Replace(
                    "SAID",
                    said,
                    StringComparison.Ordinal
                ),
                "{}"
            )["TaskTemplate"]!["ContainerSpec"]!["Privileges"]!["CredentialSpec"]!.ToJsonString()
        );

    [Fact]
    public void Preferences_are_a_set_and_lose_their_order() =>
        Assert.Equal(
            """[{"Spread":{"SpreadDescriptor":"a"}},{"Spread":{"SpreadDescriptor":"b"}}]""",
            Sent("""{"taskSpec":{"containerSpec":{"image":"i"},"placement":{"prefs":["b","a"]}}}""", "{}")["TaskTemplate"]!["Placement"]![
                "Preferences"
            ]!.ToJsonString()
        );

    [Theory]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    [InlineData("1.5s", 1_500_000_000)]
    [InlineData("1m30s", 90_000_000_000)]
    [InlineData("2h45m", 9_900_000_000_000)]
    [InlineData("250us", 250_000)]
    public void Durations_are_read_as_Go_reads_them(string text, long nanoseconds)
    {
        Assert.True(GoDuration.TryParse(text, out var read));
        Assert.Equal(nanoseconds, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("-5s")]
    [InlineData("5 s")]
    [InlineData("5d")]
    public void What_Go_does_not_read_is_refused(string text) => Assert.False(GoDuration.TryParse(text, out _));

    [Theory]
    [InlineData(60_000_000_000, "1m", "1m0s")]
    [InlineData(90_000_000_000, "1m30s", "1m30s")]
    [InlineData(7_200_000_000_000, "2h", "2h0m0s")]
    [InlineData(3_605_000_000_000, "1h0m5s", "1h0m5s")]
    [InlineData(1_500_000_000, "1.5s", "1.5s")]
    [InlineData(500_000_000, "500ms", "500ms")]
    [InlineData(0, "0s", "0s")]
    public void Durations_are_written_as_the_provider_writes_them(long nanoseconds, string ofService, string ofContainer) =>
        Assert.Equal((ofService, ofContainer), (GoDuration.Format(nanoseconds), GoDuration.Full(nanoseconds)));

    [Fact]
    public void Groups_without_a_word_in_them_come_back_empty_and_are_no_difference()
    {
        var said = Given.Inputs(
            """
            {
              "name": "web",
              "taskSpec": {
                "containerSpec": {
                  "image": "nginx:1.28", "dnsConfig": { "nameservers": [], "searches": [] },
                  "healthcheck": { "tests": [], "interval": "0s", "timeout": "0s", "startPeriod": "0s", "retries": 0 }
                },
                "placement": { "constraints": [], "prefs": [], "maxReplicas": 0 },
                "resources": {}
              }
            }
            """
        );
        // As Docker Engine 26.1 gives it back.
        var read = ServiceSchema.Value.FromApi(
            System.Text.Json.Nodes.JsonNode.Parse(
                """
                {
                  "Name": "web",
                  "TaskTemplate": {
                    "ContainerSpec": { "Image": "nginx:1.28", "Init": false, "Healthcheck": {}, "DNSConfig": {}, "Isolation": "default" },
                    "Resources": {}, "Placement": {}, "ForceUpdate": 0, "Runtime": "container"
                  }
                }
                """
            )!
        );

        var state = ServiceSchema.Value.Settle(ServiceSchema.Value.Plan(said, PropertyMap.Empty), read, keepsSets: true);
        var refreshed = ServiceSchema.Value.Settle(state, read, keepsSets: false);

        Assert.Empty(ServiceSchema.Value.Compare(state, ServiceSchema.Value.Plan(said, state)));
        Assert.Empty(ServiceSchema.Value.Compare(refreshed, ServiceSchema.Value.Plan(said, refreshed)));
    }

    private static System.Text.Json.Nodes.JsonObject Sent(string inputs, string state) =>
        ServiceSchema.Value.ToApi(ServiceSchema.Value.Plan(Given.Inputs(inputs), Given.Inputs(state)));

    [Property]
    public Property Every_duration_is_read_back_as_it_was_written() =>
        Prop.ForAll(
            Gen.Choose(0, int.MaxValue).Zip(Gen.Choose(0, 100_000), (small, large) => (long)small * large).ToArbitrary(),
            nanoseconds => GoDuration.TryParse(GoDuration.Format(nanoseconds), out var read) && read == nanoseconds
        );
}
