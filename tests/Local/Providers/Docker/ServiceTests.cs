using System.Text.Json.Nodes;
using Local.Providers.Contract;

namespace Tests.Local.Providers.Docker;

public sealed class ServiceTests : IAsyncLifetime
{
    private const string Tasks = "GET /tasks?filters={\"service\":[\"svc1\"]}";
    private readonly Operations _operations = new();
    private FakeEngine _engine = null!;
    private IProvider _provider = null!;

    public async Task InitializeAsync()
    {
        _engine = await FakeEngine.StartAsync();
        _engine.DepotImages.Add("nginx:1.28");
        _engine.On("GET /nodes", """[{"ID":"n1","Description":{"Hostname":"node1"},"Status":{"State":"ready"}},{"ID":"n2","Description":{"Hostname":"node2"},"Status":{"State":"down"}}]""");
        _engine.On("POST /services/create", """{"ID":"svc1"}""");
        _provider = _engine.Provider();
    }

    public async Task DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task A_service_is_created_as_declared_and_ready_when_all_its_tasks_run()
    {
        Holds(Spec(3));
        _engine.On(Tasks, TasksOf(Spec(3), ("preparing", ""), ("running", ""), ("starting", "")), TasksOf(Spec(3), ("running", ""), ("running", ""), ("running", "")));

        var state = await _provider.CreateAsync(_operations.On(Given.Service), Given.Web(), default);

        Assert.Equal("svc1", state.Id);
        Assert.Equal(Asked.Pretty(Spec(3)), _engine.Single("POST /services/create").Json);
        Assert.Equal("1/3 running; web.1 preparing on node1; web.3 starting on node1", _operations.Statuses[0]);
        Assert.Equal("3/3 running", _operations.Statuses[^1]);
        Assert.All(Given.Web(), input => Assert.Equal(input.Value, state.Outputs[input.Key]));
    }

    [Fact]
    public async Task Where_a_registry_answers_the_image_is_pinned_by_its_digest()
    {
        _engine.DepotImages.Clear();
        _engine.On("GET /distribution/nginx:1.28/json", """{"Descriptor":{"digest":"sha256:abc"},"Platforms":[{"architecture":"amd64","os":"linux"}]}""");
        var pinned = Spec(1, "nginx:1.28@sha256:abc");
        Holds(pinned);
        _engine.On(Tasks, TasksOf(pinned, ("running", "")));

        await _provider.CreateAsync(_operations.On(Given.Service), Given.Web(1), default);

        var template = JsonNode.Parse(_engine.Single("POST /services/create").Body)!["TaskTemplate"]!;
        Assert.Equal("nginx:1.28@sha256:abc", template["ContainerSpec"]!["Image"]!.GetValue<string>());
        Assert.Equal("""[{"Architecture":"amd64","OS":"linux"}]""", template["Placement"]!["Platforms"]!.ToJsonString());
    }

    [Fact]
    public async Task A_service_that_does_not_converge_goes_and_the_error_is_that_of_its_tasks()
    {
        Holds(Spec(1));
        _engine.On(Tasks, TasksOf(Spec(1), ("rejected", "No such image: nginx:1.28")));
        _engine.On("GET /services/svc1/logs?stdout=true&stderr=true&tail=10", "");
        _engine.On("DELETE /services/svc1", "");
        _engine.On("GET /tasks", "[]");

        var error = await Assert.ThrowsAsync<ProviderException>(() => _provider.CreateAsync(_operations.On(Given.Service), Given.Web(1, timeout: "500ms"), default));

        Assert.Equal("service web did not converge within 500ms (0/1 running)\n  web.1 on node1 rejected: No such image: nginx:1.28", error.Message);
        _engine.Single("DELETE /services/svc1");
    }

    [Fact]
    public async Task The_last_log_lines_of_a_failing_task_are_in_the_error()
    {
        Holds(Spec(1));
        _engine.On(Tasks, TasksOf(Spec(1), ("failed", "task: non-zero exit (3)")));
        _engine.On("GET /services/svc1/logs?stdout=true&stderr=true&tail=10", "\u0001\0\0\0\0\0\0\u0007broken\n");
        _engine.On("DELETE /services/svc1", "");
        _engine.On("GET /tasks", "[]");

        var error = await Assert.ThrowsAsync<ProviderException>(() => _provider.CreateAsync(_operations.On(Given.Service), Given.Web(1, timeout: "300ms"), default));

        Assert.Equal("service web did not converge within 300ms (0/1 running)\n  web.1 on node1 failed: task: non-zero exit (3)\n  its last log lines:\n    broken", error.Message);
    }

    [Fact]
    public async Task A_task_that_finds_no_node_is_told_with_the_schedulers_words()
    {
        Holds(Spec(1));
        _engine.On(Tasks, """[{"ID":"t1","ServiceID":"svc1","Slot":1,"DesiredState":"running","Status":{"State":"pending","Message":"no suitable node (1 node not available for new tasks)"}}]""");
        _engine.On("DELETE /services/svc1", "");
        _engine.On("GET /tasks", "[]");

        var error = await Assert.ThrowsAsync<ProviderException>(() => _provider.CreateAsync(_operations.On(Given.Service), Given.Web(1, timeout: "300ms"), default));

        Assert.Equal("service web did not converge within 300ms (0/1 running)\n  web.1 is still pending on no node yet: no suitable node (1 node not available for new tasks)", error.Message);
    }

    [Fact]
    public async Task Scaling_is_an_update_in_place_that_keeps_the_digest_of_the_image_and_what_the_engine_chose()
    {
        var before = Spec(1, "nginx:1.28@sha256:abc", more: node => node["TaskTemplate"]!["ForceUpdate"] = 2);
        var after = Spec(3, "nginx:1.28@sha256:abc", more: node => node["TaskTemplate"]!["ForceUpdate"] = 2);
        _engine.On("GET /services/svc1", ServiceOf(before, 7), ServiceOf(after, 8));
        _engine.On("POST /services/svc1/update?version=7", "{}");
        _engine.On(Tasks, TasksOf(after, ("running", ""), ("running", ""), ("running", "")));

        var state = await _provider.UpdateAsync(_operations.On(Given.Service), "svc1", Given.Web(1), Given.Web(1), Given.Web(3), default);

        Assert.Equal("svc1", state.Id);
        Assert.Equal(Asked.Pretty(after), _engine.Single("POST /services/svc1/update?version=7").Json);
    }

    [Fact]
    public async Task An_update_is_done_when_the_tasks_run_the_new_specification_not_while_the_old_ones_still_run()
    {
        var (old, now) = (Spec(1), Spec(1, variable: "2"));
        _engine.On("GET /services/svc1", ServiceOf(old, 7), ServiceOf(now, 8));
        _engine.On("POST /services/svc1/update?version=7", "{}");
        _engine.On(Tasks, TasksOf(old, ("running", "")), TasksOf(old, ("running", "")), TasksOf(old, ("running", "")), TasksOf(now, ("running", "")));

        await _provider.UpdateAsync(_operations.On(Given.Service), "svc1", Given.Web(1), Given.Web(1), Given.Web(1, variable: "2"), default);

        Assert.Equal(["0/1 running", "0/1 running", "0/1 running", "1/1 running", "1/1 running"], _operations.Statuses);
    }

    [Fact]
    public async Task An_update_that_meets_another_one_is_sent_again_with_the_new_version()
    {
        _engine.On("GET /services/svc1", ServiceOf(Spec(1), 7), ServiceOf(Spec(1), 8), ServiceOf(Spec(3), 9));
        _engine.Refuse("POST /services/svc1/update?version=7", 500, "rpc error: code = Unknown desc = update out of sequence");
        _engine.On("POST /services/svc1/update?version=8", "{}");
        _engine.On(Tasks, TasksOf(Spec(3), ("running", ""), ("running", ""), ("running", "")));

        await _provider.UpdateAsync(_operations.On(Given.Service), "svc1", Given.Web(1), Given.Web(1), Given.Web(3), default);

        _engine.Single("POST /services/svc1/update?version=8");
    }

    [Theory]
    [InlineData("paused", "stopped its update half-way (because)")]
    [InlineData("rollback_completed", "was rolled back (because); the old specification runs again")]
    [InlineData("rollback_paused", "stopped half-way through a rollback (because)")]
    public async Task An_update_that_the_engine_gives_up_says_what_runs_now_and_why(string ending, string words)
    {
        _engine.On("GET /services/svc1", ServiceOf(Spec(1), 7), ServiceOf(Spec(1, variable: "2"), 8, ending));
        _engine.On("POST /services/svc1/update?version=7", "{}");
        _engine.On(Tasks, TasksOf(Spec(1), ("failed", "task: non-zero exit (1)")));
        _engine.On("GET /services/svc1/logs?stdout=true&stderr=true&tail=10", "");

        var error = await Assert.ThrowsAsync<ProviderException>(() => _provider.UpdateAsync(
            _operations.On(Given.Service), "svc1", Given.Web(1), Given.Web(1), Given.Web(1, variable: "2"), default));

        Assert.Equal($"service web {words}\n  web.1 on node1 failed: task: non-zero exit (1)", error.Message);
        Assert.DoesNotContain(_engine.Requests, asked => asked.Line.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_broken_update_says_what_still_serves_and_is_known_to_be_half_done()
    {
        var (old, broken) = (Spec(2), Spec(2, "nginx:broken"));
        _engine.DepotImages.Add("nginx:broken");
        _engine.On("GET /services/svc1", ServiceOf(old, 7), ServiceOf(broken, 8, "paused"));
        _engine.On("POST /services/svc1/update?version=7", "{}");
        _engine.On(Tasks, new JsonArray([
            .. JsonNode.Parse(TasksOf(old, ("running", ""), ("running", "")))!.AsArray().Select(task => task!.DeepClone()),
            .. JsonNode.Parse(TasksOf(broken, ("rejected", "No such image: nginx:broken")))!.AsArray().Select(task => task!.DeepClone())]).ToJsonString());
        _engine.On("GET /services/svc1/logs?stdout=true&stderr=true&tail=10", "");

        var error = await Assert.ThrowsAsync<ProviderException>(() => _provider.UpdateAsync(
            _operations.On(Given.Service), "svc1", Given.Web(2), Given.Web(2), Given.Web(2, "nginx:broken"), default));

        Assert.Equal(
            """
            service web stopped its update half-way (because)
              still serving with the specification before: web.1, web.2
              web.1 on node1 rejected: No such image: nginx:broken
            """,
            error.Message);
        // So that the next run updates it again, even when the program is back at what was there before.
        Assert.Equal(("svc1", "nginx:broken"), (error.Partial!.Id, error.Partial.Outputs.Map("taskSpec")!.Map("containerSpec")!.Text("image")));
    }

    [Fact]
    public async Task A_global_service_is_ready_when_it_runs_on_every_node_that_fits()
    {
        var spec = Global();
        Holds(spec);
        _engine.On(Tasks, "[]", TasksOf(spec, ("starting", ""), ("running", "")), TasksOf(spec, ("running", ""), ("running", "")));

        await _provider.CreateAsync(_operations.On(Given.Service), GlobalInputs, default);

        Assert.Equal(["0/0 running", "1/2 running; web.1 starting on node1", "2/2 running", "2/2 running"], _operations.Statuses);
        Assert.Empty(_operations.Lines);
    }

    [Fact]
    public async Task A_global_service_that_fits_no_node_is_told()
    {
        Holds(Global());
        _engine.On(Tasks, "[]");

        await _provider.CreateAsync(_operations.On(Given.Service), GlobalInputs, default);

        Assert.Equal((LogLevel.Warning, "service web runs on no node: none fits its constraints and resources."), Assert.Single(_operations.Lines));
    }

    [Fact]
    public async Task What_docker_stack_deploy_made_is_what_the_program_says()
    {
        _engine.On("GET /services/shop_web", """
            {
              "ID": "svc9", "Version": { "Index": 5 },
              "Spec": {
                "Name": "shop_web",
                "Labels": { "com.docker.stack.image": "nginx", "com.docker.stack.namespace": "shop" },
                "TaskTemplate": {
                  "ContainerSpec": {
                    "Image": "nginx:latest@sha256:abc", "Labels": { "com.docker.stack.namespace": "shop" }, "Env": ["A=1"],
                    "Privileges": { "CredentialSpec": null, "SELinuxContext": null }, "Isolation": "default",
                    "Mounts": [ { "Type": "volume", "Source": "shop_data", "Target": "/data", "VolumeOptions": { "Labels": { "com.docker.stack.namespace": "shop" } } } ],
                    "Configs": [ { "File": { "Name": "settings", "UID": "0", "GID": "0", "Mode": 292 }, "ConfigID": "cfg1", "ConfigName": "shop_settings" } ]
                  },
                  "Resources": {}, "Placement": { "Platforms": [ { "Architecture": "amd64", "OS": "linux" } ] },
                  "Networks": [ { "Target": "net1", "Aliases": ["web"] } ], "ForceUpdate": 0, "Runtime": "container"
                },
                "Mode": { "Replicated": { "Replicas": 1 } },
                "EndpointSpec": { "Mode": "vip", "Ports": [ { "Protocol": "tcp", "TargetPort": 80, "PublishedPort": 8000, "PublishMode": "ingress" } ] }
              }
            }
            """);
        var inputs = Given.Inputs("""
            {
              "name": "shop_web",
              "labels": [ { "label": "com.docker.stack.namespace", "value": "shop" }, { "label": "com.docker.stack.image", "value": "nginx" } ],
              "mode": { "replicated": { "replicas": 1 } },
              "taskSpec": {
                "containerSpec": {
                  "image": "nginx", "commands": [], "args": [], "env": { "A": "1" }, "labels": [ { "label": "com.docker.stack.namespace", "value": "shop" } ], "stopGracePeriod": "10s",
                  "mounts": [ { "type": "volume", "source": "shop_data", "target": "/data", "readOnly": false } ],
                  "configs": [ { "configId": "cfg1", "configName": "shop_settings", "fileName": "settings", "fileUid": "0", "fileGid": "0", "fileMode": 292 } ]
                },
                "networksAdvanceds": [ { "id": "net1", "aliases": ["web"] } ],
                "restartPolicy": { "condition": "any", "delay": "5s", "maxAttempts": 0, "window": "0s" }
              },
              "endpointSpec": { "mode": "vip", "ports": [ { "publishedPort": 8000, "targetPort": 80, "protocol": "tcp", "publishMode": "ingress" } ] },
              "updateConfig": { "parallelism": 1, "delay": "0s", "failureAction": "pause", "monitor": "5s", "maxFailureRatio": "0.0", "order": "stop-first" },
              "convergeConfig": { "delay": "1s", "timeout": "5m" }
            }
            """);

        var found = await _provider.FindAsync(_operations.On(Given.Service), inputs, default);

        Assert.Equal("svc9", found!.Id);
        Assert.Equal(inputs, found.Inputs);
    }

    [Fact]
    public async Task A_service_that_is_not_there_or_has_no_name_yet_is_not_found()
    {
        Assert.Null(await _provider.FindAsync(_operations.On(Given.Service), Given.Web(), default));
        Assert.Null(await _provider.FindAsync(_operations.On(Given.Service), Given.Web().With("name", PropertyValue.Unknown), default));
        Assert.Equal(["GET /services/web"], _engine.Requests.Select(asked => asked.Line));
    }

    [Fact]
    public async Task Deleting_waits_until_the_tasks_are_gone_but_not_for_those_on_a_dead_node()
    {
        var onDeadNode = """{"ID":"t9","ServiceID":"svc1","Slot":9,"NodeID":"n2","Status":{"State":"running"}}""";
        _engine.On("DELETE /services/svc1", "");
        _engine.On("GET /tasks", TasksOf(Spec(1), ("running", "")), $"[{onDeadNode}]");

        await _provider.DeleteAsync(_operations.On(Given.Service), "svc1", Given.Web(1), PropertyMap.Empty, default);

        Assert.Equal(["waiting for tasks to stop: web.1 (running) on node1"], _operations.Statuses);
        Assert.Equal(2, _engine.Requests.Count(asked => asked.Line == "GET /tasks"));
    }

    [Fact]
    public async Task Tasks_that_never_stop_are_told_and_do_not_hold_up_the_deletion_for_ever()
    {
        _engine.On("DELETE /services/svc1", "");
        _engine.On("GET /tasks", TasksOf(Spec(1), ("running", "")));

        await _provider.DeleteAsync(_operations.On(Given.Service, timeout: TimeSpan.FromSeconds(1)), "svc1", Given.Web(1), PropertyMap.Empty, default);

        Assert.Equal(
            (LogLevel.Warning, "service web is removed, but after 1 s tasks still stop: web.1 (running) on node1. Docker goes on stopping them."),
            Assert.Single(_operations.Lines));
    }

    [Fact]
    public async Task A_refresh_of_an_unchanged_service_changes_nothing()
    {
        var spec = Spec(3, "nginx:1.28@sha256:abc", more: AsTheEngineShowsIt);
        Holds(spec);
        _engine.On(Tasks, TasksOf(spec, ("running", ""), ("running", ""), ("running", "")));

        var read = await _provider.ReadAsync(_operations.On(Given.Service), "svc1", Given.Web(), PropertyMap.Empty, default);

        Assert.Equal(Given.Web(), read!.Inputs);
        Assert.Null(read.Unfinished);
    }

    [Fact]
    public async Task A_refresh_of_a_service_whose_tasks_do_not_all_run_leaves_it_to_the_next_up_to_wait_for_them()
    {
        Holds(Spec(3));
        _engine.On(Tasks, TasksOf(Spec(3), ("running", ""), ("starting", ""), ("rejected", "no such image")));

        var read = await _provider.ReadAsync(_operations.On(Given.Service), "svc1", Given.Web(), PropertyMap.Empty, default);

        Assert.Equal("1/3 running", read!.Unfinished);
    }

    [Fact]
    public async Task A_refresh_shows_what_somebody_else_changed()
    {
        Holds(Spec(5, variable: "9", more: AsTheEngineShowsIt));
        _engine.On(Tasks, "[]");

        var read = await _provider.ReadAsync(_operations.On(Given.Service), "svc1", Given.Web(), PropertyMap.Empty, default);

        Assert.Equal(5, read!.Inputs["mode"].AsMap["replicated"].AsMap["replicas"].AsNumber);
        Assert.Equal("9", read.Inputs["taskSpec"].AsMap["containerSpec"].AsMap["env"].AsMap["A"].AsString);
        var diff = _provider.Diff(Operations.Of(Given.Service), "svc1", read.Inputs, read.Outputs, Given.Web());
        Assert.Equal(["taskSpec", "mode"], diff.Changes);
        Assert.Empty(diff.Replaces);
    }

    [Fact]
    public async Task A_network_named_by_its_name_shows_no_difference_after_a_refresh()
    {
        var byName = Given.Web().With("taskSpec", Given.Web()["taskSpec"].AsMap.With("networksAdvanceds", Given.Inputs("""{"n":[{"name":"my-overlay"}]}""")["n"]));
        Holds(Spec(3));
        _engine.On("GET /networks/net1", """{"Id":"net1","Name":"my-overlay"}""");
        _engine.On(Tasks, "[]");

        var read = await _provider.ReadAsync(_operations.On(Given.Service), "svc1", byName, PropertyMap.Empty, default);

        Assert.Equal(byName, read!.Inputs);
    }

    [Fact]
    public async Task A_service_that_is_gone_reads_as_gone()
        => Assert.Null(await _provider.ReadAsync(_operations.On(Given.Service), "svc1", Given.Web(), PropertyMap.Empty, default));

    [Fact]
    public async Task A_service_that_a_killed_run_left_is_found_and_its_tasks_are_left_to_the_next_update()
    {
        _engine.On("GET /services/web", ServiceOf(Spec(3), 7));
        _engine.On("GET /services/svc1", ServiceOf(Spec(3), 7));

        var state = await _provider.RecoverAsync(_operations.On(Given.Service), Given.Web(), default);

        Assert.Equal(("svc1", "the run that created it did not see its tasks run"), (state!.Id, state.Unfinished));
        Assert.All(_engine.Requests, asked => Assert.StartsWith("GET /services/", asked.Line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_to_recover_is_said_so() => Assert.Null(await _provider.RecoverAsync(_operations.On(Given.Service), Given.Web(), default));

    [Fact]
    public async Task The_registrys_credentials_go_with_the_request_and_nowhere_else()
    {
        await using var provider = _engine.Provider(Given.Inputs("""{"registryAuth":"[{\"address\":\"registry.example:5000\",\"username\":\"me\",\"password\":\"pass\"}]"}"""));
        _engine.DepotImages.Add("registry.example:5000/web:1");
        var spec = Spec(1, "registry.example:5000/web:1");
        Holds(spec);
        _engine.On(Tasks, TasksOf(spec, ("running", "")));

        await provider.CreateAsync(_operations.On(Given.Service), Given.Web(1, "registry.example:5000/web:1"), default);

        var header = _engine.Single("POST /services/create").RegistryAuth!;
        Assert.Equal(
            """{"username":"me","password":"pass","serveraddress":"registry.example:5000"}""",
            System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(header)));
        Assert.DoesNotContain("pass", _engine.Single("POST /services/create").Body);
    }

    [Fact]
    public async Task A_refusal_of_the_engine_names_the_service_and_keeps_the_engines_words()
    {
        _engine.Refuse("POST /services/create", 409, "name conflicts with an existing object: service web already exists");

        var error = await Assert.ThrowsAsync<ProviderException>(() => _provider.CreateAsync(_operations.On(Given.Service), Given.Web(), default));

        Assert.Equal("the Docker engine refused service web: name conflicts with an existing object: service web already exists", error.Message);
    }

    private void Holds(string spec) => _engine.On("GET /services/svc1", ServiceOf(spec, 7));

    private static string ServiceOf(string spec, int version, string? updateState = null)
    {
        var service = new JsonObject { ["ID"] = "svc1", ["Version"] = new JsonObject { ["Index"] = version }, ["Spec"] = JsonNode.Parse(spec) };
        if (updateState is not null)
        {
            service["UpdateStatus"] = new JsonObject { ["State"] = updateState, ["Message"] = "because" };
        }

        return service.ToJsonString();
    }

    private static PropertyMap GlobalInputs => Given.Web().With("mode", Given.Inputs("""{"global":true}""")).Without("convergeConfig");

    private static string Global() => Spec(1, more: spec => spec["Mode"] = JsonNode.Parse("""{"Global":{}}"""));

    private static string TasksOf(string spec, params (string State, string Error)[] tasks) => new JsonArray([.. tasks.Index().Select(task => (JsonNode)new JsonObject
    {
        ["ID"] = $"t{task.Index}",
        ["ServiceID"] = "svc1",
        ["Slot"] = task.Index + 1,
        ["NodeID"] = "n1",
        ["DesiredState"] = task.Item.Error.Length > 0 ? "shutdown" : "running",
        ["Status"] = new JsonObject { ["State"] = task.Item.State, ["Err"] = task.Item.Error },
        ["Spec"] = JsonNode.Parse(spec)!["TaskTemplate"]!.DeepClone(),
    })]).ToJsonString();

    private static string Spec(int replicas, string image = "nginx:1.28", string variable = "1", Action<JsonNode>? more = null)
    {
        var spec = JsonNode.Parse($$"""
            {
              "Name": "web",
              "Mode": { "Replicated": { "Replicas": {{replicas}} } },
              "TaskTemplate": {
                "ContainerSpec": { "Image": "{{image}}", "Command": [], "Args": [], "Env": ["A={{variable}}"], "Labels": {}, "StopGracePeriod": 10000000000, "Isolation": "default" },
                "Networks": [ { "Target": "net1" } ],
                "RestartPolicy": { "Condition": "any", "Delay": 5000000000, "MaxAttempts": 0, "Window": 0 }
              },
              "EndpointSpec": { "Mode": "vip", "Ports": [ { "PublishedPort": 8000, "TargetPort": 80, "Protocol": "tcp", "PublishMode": "ingress" } ] },
              "UpdateConfig": { "Parallelism": 1, "Delay": 0, "FailureAction": "pause", "Monitor": 5000000000, "MaxFailureRatio": 0, "Order": "stop-first" }
            }
            """)!;
        more?.Invoke(spec);
        return spec.ToJsonString();
    }

    // What Docker 26 adds to a specification that it was given.
    private static void AsTheEngineShowsIt(JsonNode spec)
    {
        spec["Labels"] = new JsonObject();
        var template = spec["TaskTemplate"]!;
        template["ContainerSpec"]!["DNSConfig"] = new JsonObject();
        template["Resources"] = JsonNode.Parse("""{"Limits":{},"Reservations":{}}""");
        template["Placement"] = JsonNode.Parse("""{"Platforms":[{"Architecture":"amd64","OS":"linux"}]}""");
        template["ForceUpdate"] = 0;
        template["Runtime"] = "container";
    }
}
