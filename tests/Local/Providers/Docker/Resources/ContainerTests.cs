using System.Text.Json.Nodes;
using Local.Providers.Contract;

namespace Tests.Local.Providers.Docker.Resources;

public sealed class ContainerTests : IAsyncLifetime
{
    private const string Create = "POST /containers/create?name=app1";
    private readonly Operations _operations = new();
    private FakeEngine _engine = null!;
    private IProvider _provider = null!;

    public async Task InitializeAsync()
    {
        _engine = await FakeEngine.StartAsync();
        _engine.DepotImages.Add("nginx:1.28");
        _engine.On(Create, """{"Id":"c1"}""").On("POST /networks/bridge/disconnect", "").On("POST /networks/my-overlay/connect", "");
        _engine.On("POST /containers/c1/start", new Answer(204, "")).On("GET /containers/c1/json", Held());
        _provider = _engine.Provider();
    }

    public async Task DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task A_container_is_created_on_the_bridge_moved_to_its_network_by_name_without_a_look_up_and_started()
    {
        var state = await _provider.CreateAsync(_operations.On(Given.Container), Given.App1, default);

        Assert.Equal("c1", state.Id);
        Assert.Equal(
            Asked.Pretty(
                """
                {
                  "Image": "nginx:1.28", "Env": [], "Tty": false, "OpenStdin": false,
                  "HostConfig": {
                    "NetworkMode": "bridge", "RestartPolicy": { "Name": "unless-stopped" }, "ReadonlyRootfs": false, "AutoRemove": false, "MemoryReservation": 0, "Init": false
                  }
                }
                """
            ),
            _engine.Single(Create).Json
        );
        Assert.Equal(
            [
                Create,
                "POST /networks/bridge/disconnect",
                "POST /networks/my-overlay/connect",
                "POST /containers/c1/start",
                "GET /containers/c1/json",
            ],
            _engine.Requests.Select(asked => asked.Line)
        );
        Assert.Equal("""{"Container":"c1","EndpointConfig":{}}""", _engine.Single("POST /networks/my-overlay/connect").Body);
        Assert.Equal("10.64.1.9", state.Outputs["networkDatas"].AsList[0].AsMap["ipAddress"].AsString);
    }

    [Fact]
    public async Task Everything_that_a_container_can_be_given_reaches_the_engine()
    {
        _engine.On("POST /networks/first/connect", "").On("POST /networks/second/connect", "");
        var inputs = Given.Inputs(
            """
            {
              "name": "app1", "image": "nginx:1.28", "command": ["sh", "-c", "true"], "entrypoints": ["/init"], "envs": ["A=1"], "labels": [{ "label": "l", "value": "v" }],
              "hostname": "h", "user": "u", "workingDir": "/w", "restart": "on-failure", "maxRetryCount": 3, "memory": 64, "memorySwap": -1, "cpus": "0.5", "init": true,
              "ports": [{ "internal": 80, "external": 8080 }, { "internal": 53, "external": 53, "protocol": "udp", "ip": "127.0.0.1" }],
              "volumes": [{ "containerPath": "/data", "volumeName": "v1" }, { "containerPath": "/etc/x", "hostPath": "/x", "readOnly": true }, { "containerPath": "/anonymous" }],
              "mounts": [{ "type": "tmpfs", "target": "/t", "tmpfsOptions": { "sizeBytes": 1000 } }],
              "healthcheck": { "tests": ["CMD", "true"], "interval": "10s", "timeout": "3s", "retries": 2 },
              "capabilities": { "adds": ["NET_ADMIN"], "drops": ["ALL"] }, "hosts": [{ "host": "db", "ip": "10.0.0.1" }], "ulimits": [{ "name": "nofile", "soft": 1, "hard": 2 }],
              "networksAdvanced": [{ "name": "first", "aliases": ["one"], "ipv4Address": "10.64.1.5" }, { "name": "second" }],
              "start": false
            }
            """
        );

        await _provider.CreateAsync(_operations.On(Given.Container), inputs, default);

        Assert.Equal(
            Asked.Pretty(
                """
                {
                  "Image": "nginx:1.28", "Cmd": ["sh", "-c", "true"], "Entrypoint": ["/init"], "Env": ["A=1"], "Labels": { "l": "v" }, "Hostname": "h", "User": "u", "WorkingDir": "/w",
                  "ExposedPorts": { "80/tcp": {}, "53/udp": {} }, "Volumes": { "/anonymous": {} }, "Tty": false, "OpenStdin": false,
                  "Healthcheck": { "Test": ["CMD", "true"], "Interval": 10000000000, "Timeout": 3000000000, "StartPeriod": 0, "StartInterval": 0, "Retries": 2 },
                  "HostConfig": {
                    "ReadonlyRootfs": false, "AutoRemove": false, "MemoryReservation": 0,
                    "RestartPolicy": { "Name": "on-failure", "MaximumRetryCount": 3 }, "NetworkMode": "bridge", "Memory": 67108864, "MemorySwap": -1, "NanoCpus": 500000000, "Init": true,
                    "PortBindings": { "80/tcp": [{ "HostIp": "0.0.0.0", "HostPort": "8080" }], "53/udp": [{ "HostIp": "127.0.0.1", "HostPort": "53" }] },
                    "Binds": ["v1:/data:rw", "/x:/etc/x:ro"], "Mounts": [{ "Type": "tmpfs", "Target": "/t", "TmpfsOptions": { "SizeBytes": 1000 } }],
                    "CapAdd": ["CAP_NET_ADMIN"], "CapDrop": ["ALL"], "ExtraHosts": ["db:10.0.0.1"], "Ulimits": [{ "Name": "nofile", "Soft": 1, "Hard": 2 }]
                  }
                }
                """
            ),
            _engine.Single(Create).Json
        );
        Assert.Equal(
            """{"Container":"c1","EndpointConfig":{"Aliases":["one"],"IPAMConfig":{"IPv4Address":"10.64.1.5"}}}""",
            _engine.Single("POST /networks/first/connect").Body
        );
        Assert.Equal("""{"Container":"c1","EndpointConfig":{}}""", _engine.Single("POST /networks/second/connect").Body);
        Assert.DoesNotContain(_engine.Requests, asked => asked.Line == "POST /containers/c1/start");
    }

    [Fact]
    public async Task A_container_that_cannot_be_started_stays_is_recorded_and_replaced_by_the_next_run()
    {
        _engine.Refuse("POST /containers/c1/start", 403, "Could not attach to network ingress: network ingress not manually attachable");

        var error = await Assert.ThrowsAsync<ProviderException>(() =>
            _provider.CreateAsync(_operations.On(Given.Container), Given.App1, default)
        );

        Assert.Equal(
            "container app1 cannot be started: Could not attach to network ingress: network ingress not manually attachable",
            error.Message
        );
        Assert.Equal("c1", error.Partial!.Id);
        Assert.Equal(["command", "entrypoints"], Diff(error.Partial.Outputs).Replaces);
        Assert.DoesNotContain(_engine.Requests, asked => asked.Line.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_swarm_that_is_slow_to_attach_a_container_is_waited_for()
    {
        _engine.On(
            "POST /containers/c1/start",
            Unattached(),
            new Answer(404, """{"message":"network i4p74vlhaudwdzco72ykx91tp not found"}"""),
            new Answer(204, "")
        );

        var state = await _provider.CreateAsync(_operations.On(Given.Container), Given.App1, default);

        Assert.Equal("c1", state.Id);
        Assert.Equal(3, _engine.Requests.Count(asked => asked.Line == "POST /containers/c1/start"));
        Assert.Equal("waiting for a manager to attach it to its network", _operations.Statuses[^1]);
    }

    [Fact]
    public async Task A_swarm_that_does_not_attach_it_in_time_is_told()
    {
        _engine.On("POST /containers/c1/start", Unattached());

        var error = await Assert.ThrowsAsync<ProviderException>(() =>
            _provider.CreateAsync(_operations.On(Given.Container, timeout: TimeSpan.FromSeconds(1)), Given.App1, default)
        );

        Assert.Equal(
            "container app1 cannot be started: attaching to network failed, make sure your network options are correct and check manager logs",
            error.Message
        );
    }

    [Fact]
    public async Task An_image_that_is_nowhere_is_named_with_the_registrys_words()
    {
        _engine.DepotImages.Clear();
        _engine.Refuse("POST /images/create?fromImage=nginx&tag=1.28", 404, "manifest for nginx:1.28 not found");

        var error = await Assert.ThrowsAsync<ProviderException>(() =>
            _provider.CreateAsync(_operations.On(Given.Container), Given.App1, default)
        );

        Assert.Equal(
            "image is nginx:1.28, which cannot be pulled: manifest for nginx:1.28 not found. Check the name and tag, and the registry's credentials (registryAuth of the provider).",
            error.Message
        );
    }

    [Fact]
    public async Task An_image_that_the_engine_lacks_is_pulled_first()
    {
        _engine.DepotImages.Clear();
        _engine.On("POST /images/create?fromImage=nginx&tag=1.28", "{\"status\":\"Pulling\"}\n{\"status\":\"Done\"}\n");

        await _provider.CreateAsync(_operations.On(Given.Container), Given.App1, default);

        Assert.Equal(["pulling nginx:1.28: Pulling", "pulling nginx:1.28: Done"], _operations.Statuses);
    }

    [Fact]
    public async Task A_refresh_of_an_unchanged_container_changes_nothing()
    {
        var read = await ReadAsync(Given.App1);

        Assert.Equal(Given.App1, read.Inputs);
        Assert.Empty(Diff(read.Outputs).Changes);
    }

    [Fact]
    public async Task A_stopped_container_shows_as_one_that_must_run_again_and_the_update_just_starts_it()
    {
        _engine.On("GET /containers/c1/json", Held(running: false));

        var read = await ReadAsync(Given.App1);
        var diff = Diff(read.Outputs);
        Assert.Equal(["mustRun"], diff.Changes);
        Assert.Empty(diff.Replaces);

        var updated = await _provider.UpdateAsync(_operations.On(Given.Container), "c1", read.Inputs, read.Outputs, Given.App1, default);
        Assert.Equal(true, updated.Outputs.Flag("mustRun"));
        Assert.Equal(["GET /containers/c1/json", "POST /containers/c1/start"], _engine.Requests.Select(asked => asked.Line));
    }

    [Fact]
    public async Task A_stopped_container_with_published_ports_is_replaced()
    {
        var inputs = Given.App1.With("ports", Given.Inputs("""{"p":[{"internal":80,"external":8080}]}""")["p"]);
        _engine.On("GET /containers/c1/json", Held(), Held(running: false));

        Assert.Empty(Diff((await ReadAsync(inputs)).Outputs, inputs).Changes);
        Assert.Equal(["ports"], Diff((await ReadAsync(inputs)).Outputs, inputs).Replaces);
    }

    [Fact]
    public async Task One_that_need_not_run_shows_no_difference_when_it_ended()
    {
        var inputs = Given.App1.With("mustRun", false);
        _engine.On("GET /containers/c1/json", Held(running: false, exitCode: 7));

        var read = await ReadAsync(inputs);

        Assert.Empty(Diff(read.Outputs, inputs).Changes);
        Assert.Equal(7, read.Outputs.Whole("exitCode"));
    }

    [Theory]
    [InlineData("""{"platform":"linux/amd64"}""", "platform")]
    [InlineData("""{"capabilities":{"adds":["NET_ADMIN"]}}""", "capabilities")]
    [InlineData("""{"capabilities":{"adds":["CAP_NET_ADMIN"]}}""", "")]
    [InlineData("""{"command":[]}""", "command")]
    [InlineData("""{"command":["nginx"]}""", "")]
    public async Task What_the_engine_shows_otherwise_replaces_the_container_after_a_refresh(string said, string replaces)
    {
        var inputs = Given.Inputs(said).Aggregate(Given.App1, (all, item) => all.With(item.Key, item.Value));
        var held = JsonNode.Parse(Held())!;
        held["Platform"] = "linux";
        held["HostConfig"]!["CapAdd"] = inputs.ContainsKey("capabilities") ? new JsonArray("CAP_NET_ADMIN") : null;
        _engine.On("GET /containers/c1/json", held.ToJsonString());

        Assert.Equal(replaces, string.Join(',', Diff((await ReadAsync(inputs)).Outputs, inputs).Replaces));
    }

    [Fact]
    public async Task Networks_and_variables_are_never_read_back()
    {
        _engine.On("GET /containers/c1/json", Held(network: "other"));

        Assert.Empty(Diff((await ReadAsync(Given.App1)).Outputs).Changes);
    }

    [Fact]
    public async Task Limits_and_the_restart_policy_change_in_place_and_the_container_is_not_looked_at()
    {
        _engine.On("POST /containers/c1/update", "{}");
        var now = Given.App1.With("memory", 128).With("restart", "always");
        var diff = Diff(Given.App1State, now);

        var updated = await _provider.UpdateAsync(_operations.On(Given.Container), "c1", Given.App1, Given.App1State, now, default);

        Assert.Equal(["restart", "memory"], diff.Changes);
        Assert.Empty(diff.Replaces);
        Assert.Equal(
            """{"RestartPolicy":{"Name":"always"},"Memory":134217728,"MemoryReservation":0}""",
            _engine.Single("POST /containers/c1/update").Body
        );
        Assert.Single(_engine.Requests);
        Assert.True(updated.Outputs.ContainsKey("networkDatas"));
    }

    [Fact]
    public async Task What_cannot_change_in_place_and_does_not_replace_changes_the_state_alone()
    {
        var now = Given.App1.With("init", true).With("cpuQuota", 5).With("healthcheck", Given.Inputs("""{"tests":["CMD","true"]}"""));

        var updated = await _provider.UpdateAsync(_operations.On(Given.Container), "c1", Given.App1, Given.App1State, now, default);

        Assert.Equal((true, 5), (updated.Outputs.Flag("init"), updated.Outputs.Whole("cpuQuota")));
        Assert.Empty(_engine.Requests);
    }

    [Theory]
    [InlineData("{}", "0", "true", "not-running")]
    [InlineData("""{"destroyGraceSeconds":5,"removeVolumes":false,"rm":true}""", "5", "false", "removed")]
    public async Task Deleting_stops_the_container_removes_it_by_force_and_waits(
        string more,
        string grace,
        string volumes,
        string condition
    )
    {
        _engine
            .On($"POST /containers/c1/stop?t={grace}", new Answer(204, ""))
            .On($"DELETE /containers/c1?force=true&v={volumes}", new Answer(204, ""));
        _engine.Refuse($"POST /containers/c1/wait?condition={condition}", 404, "No such container: c1");
        var state = Given.Inputs(more).Aggregate(Given.App1State, (all, item) => all.With(item.Key, item.Value));

        await _provider.DeleteAsync(_operations.On(Given.Container), "c1", state, state, default);

        Assert.Equal(
            [
                $"POST /containers/c1/stop?t={grace}",
                $"DELETE /containers/c1?force=true&v={volumes}",
                $"POST /containers/c1/wait?condition={condition}",
            ],
            _engine.Requests.Select(asked => asked.Line)
        );
    }

    [Fact]
    public async Task What_a_killed_run_left_is_taken_over_when_it_runs_and_cleared_away_when_it_does_not()
    {
        _engine.On("GET /containers/app1/json", Held(), Held(running: false));
        _engine.On("POST /containers/c1/stop?t=0", new Answer(204, "")).On("DELETE /containers/c1?force=true&v=true", new Answer(204, ""));
        _engine.On("POST /containers/c1/wait?condition=not-running", """{"StatusCode":0}""");

        Assert.Equal("c1", (await _provider.RecoverAsync(_operations.On(Given.Container), Given.App1, default))!.Id);
        Assert.Null(await _provider.RecoverAsync(_operations.On(Given.Container), Given.App1, default));
        _engine.Single("DELETE /containers/c1?force=true&v=true");
    }

    private async Task<ReadResult> ReadAsync(PropertyMap inputs) =>
        (
            await _provider.ReadAsync(
                _operations.On(Given.Container),
                "c1",
                inputs,
                inputs.With("networkDatas", PropertyValue.Of(Array.Empty<PropertyValue>())),
                default
            )
        )!;

    private DiffResult Diff(PropertyMap state, PropertyMap? inputs = null) =>
        _provider.Diff(Operations.Of(Given.Container), "c1", state, state, inputs ?? Given.App1);

    private static Answer Unattached() =>
        new(500, """{"message":"attaching to network failed, make sure your network options are correct and check manager logs"}""");

    private static string Held(bool running = true, int exitCode = 0, string network = "my-overlay") =>
        new JsonObject
        {
            ["Id"] = "c1",
            ["Name"] = "/app1",
            ["Image"] = "sha256:1",
            ["State"] = new JsonObject { ["Running"] = running, ["ExitCode"] = exitCode },
            ["Config"] = JsonNode.Parse(
                """{"Image":"nginx:1.28","Cmd":["nginx"],"Env":["PATH=/bin"],"Hostname":"c1","Domainname":"","User":"","Labels":{}}"""
            ),
            ["HostConfig"] = JsonNode.Parse(
                """
                {"NetworkMode":"bridge","RestartPolicy":{"Name":"unless-stopped","MaximumRetryCount":0},"LogConfig":{"Type":"json-file","Config":{}},"NanoCpus":0,"Memory":0,
                 "ShmSize":67108864,"IpcMode":"private","Runtime":"runc","CgroupnsMode":"private","Dns":[],"Binds":null,"Privileged":false}
                """
            ),
            ["NetworkSettings"] = new JsonObject
            {
                ["Bridge"] = "",
                ["Ports"] = running ? JsonNode.Parse("""{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"8080"}]}""") : new JsonObject(),
                ["Networks"] = new JsonObject
                {
                    [network] = JsonNode.Parse(
                        """{"NetworkID":"net1","IPAddress":"10.64.1.9","IPPrefixLen":24,"Gateway":"","MacAddress":"02:42:0a:40:01:09"}"""
                    ),
                },
            },
        }.ToJsonString();
}
