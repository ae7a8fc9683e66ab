using System.Text.Json.Nodes;
using Local.Providers.Contract;
using Local.Providers.Docker.Mapping;

namespace Tests.Local.Providers.Docker.Resources;

public sealed class ServiceTests : IAsyncLifetime
{
    private const string NamedTasks = "GET /tasks?filters={\"service\":[\"web\"]}";
    private readonly Operations _operations = new();
    private FakeEngine _engine = null!;
    private IProvider _provider = null!;

    public async Task InitializeAsync()
    {
        _engine = await FakeEngine.StartAsync();
        _engine.DepotImages.Add("nginx:1.28");
        _engine.On("POST /services/create", """{"ID":"svc1"}""").On("GET /services", "[]").On(NamedTasks, "[]");
        _provider = _engine.Provider();
    }

    public async Task DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task A_service_is_created_as_declared_and_its_tasks_are_not_waited_for()
    {
        Holds(Spec(3));

        var state = await _provider.CreateAsync(_operations.On(Given.Service), Given.Web(), default);

        Assert.Equal("svc1", state.Id);
        Assert.Equal(Asked.Pretty(Sent(3)), _engine.Single("POST /services/create").Json);
        Assert.Empty(_provider.Diff(Operations.Of(Given.Service), "svc1", Given.Web(), state.Outputs, Given.Web()).Changes);
    }

    [Fact]
    public async Task Where_a_registry_answers_the_image_is_pinned_by_its_digest()
    {
        _engine.DepotImages.Clear();
        _engine.On(
            "GET /distribution/nginx:1.28/json",
            """{"Descriptor":{"digest":"sha256:abc"},"Platforms":[{"architecture":"amd64","os":"linux"}]}"""
        );
        var pinned = Spec(1, "nginx:1.28@sha256:abc");
        Holds(pinned);

        await _provider.CreateAsync(_operations.On(Given.Service), Given.Web(1), default);

        var template = JsonNode.Parse(_engine.Single("POST /services/create").Body)!["TaskTemplate"]!;
        Assert.Equal("nginx:1.28@sha256:abc", template["ContainerSpec"]!["Image"]!.GetValue<string>());
        Assert.Equal("""[{"Architecture":"amd64","OS":"linux"}]""", template["Placement"]!["Platforms"]!.ToJsonString());
    }

    [Fact]
    public async Task Scaling_is_an_update_in_place_that_sends_the_whole_plan_and_with_it_the_tag_without_its_digest()
    {
        var before = Spec(1, "nginx:1.28@sha256:abc");
        _engine.HoldsService(ServiceOf(before, 7), ServiceOf(Spec(3), 8));
        _engine.On("POST /services/svc1/update?version=7", "{}");
        var state = Given.Web(1, "nginx:1.28@sha256:abc").With("taskSpec", Given.Web(1)["taskSpec"].AsMap.With("forceUpdate", 2));

        var updated = await _provider.UpdateAsync(_operations.On(Given.Service), "svc1", Given.Web(1), state, Given.Web(3), default);

        Assert.Equal("svc1", updated.Id);
        Assert.Equal(
            Asked.Pretty(Sent(3, spec => spec["TaskTemplate"]!["ForceUpdate"] = 2)),
            _engine.Single("POST /services/svc1/update?version=7").Json
        );
        Assert.Equal("e30=", _engine.Single("POST /services/svc1/update?version=7").RegistryAuth);
    }

    [Fact]
    public async Task Variables_go_in_another_order_with_each_request()
    {
        Holds(Spec(1));
        _engine.On("POST /services/svc1/update?version=7", "{}");
        var variables = new PropertyMap(Enumerable.Range(0, 9).Select(number => KeyValuePair.Create($"V{number}", PropertyValue.Of("1"))));
        var task = Given.Web(1)["taskSpec"].AsMap;
        var inputs = Given.Web(1).With("taskSpec", task.With("containerSpec", task["containerSpec"].AsMap.With("env", variables)));

        await _provider.UpdateAsync(_operations.On(Given.Service), "svc1", inputs, inputs, inputs, default);
        await _provider.UpdateAsync(_operations.On(Given.Service), "svc1", inputs, inputs, inputs, default);

        var orders = _engine
            .Requests.Where(asked => asked.Line.StartsWith("POST", StringComparison.Ordinal))
            .Select(asked =>
                string.Join(
                    ' ',
                    JsonNode.Parse(asked.Body)!["TaskTemplate"]!["ContainerSpec"]!["Env"]!
                        .AsArray()
                        .Select(variable => variable!.GetValue<string>())
                )
            )
            .ToArray();
        Assert.Equal(2, orders.Distinct().Count());
        Assert.All(orders, order => Assert.Equal(variables.Keys.Select(name => $"{name}=1"), order.Split(' ').Order()));
    }

    [Fact]
    public async Task An_update_that_meets_another_one_fails_and_its_values_are_recorded_to_be_sent_again()
    {
        _engine.On("GET /services/svc1", ServiceOf(Spec(1), 7));
        _engine.Refuse("POST /services/svc1/update?version=7", 500, "rpc error: code = Unknown desc = update out of sequence");

        var error = await Assert.ThrowsAsync<ProviderException>(() =>
            _provider.UpdateAsync(_operations.On(Given.Service), "svc1", Given.Web(1), Given.Web(1), Given.Web(3), default)
        );

        Assert.Equal("the Docker engine refused service web: rpc error: code = Unknown desc = update out of sequence", error.Message);
        Assert.Equal(3, error.Partial!.Outputs.Map("mode")!.Map("replicated")!.Whole("replicas"));
        Assert.Equal(["GET /services/svc1", "POST /services/svc1/update?version=7"], _engine.Requests.Select(asked => asked.Line));
    }

    [Fact]
    public async Task What_docker_stack_deploy_made_is_what_the_program_says()
    {
        _engine.HoldsService(
            """
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
            """
        );
        var inputs = Given.Inputs(
            """
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
              "updateConfig": { "parallelism": 1, "delay": "0s", "failureAction": "pause", "monitor": "5s", "maxFailureRatio": "0.0", "order": "stop-first" }
            }
            """
        );

        var found = await _provider.FindAsync(_operations.On(Given.Service), inputs, default);

        Assert.Equal("svc9", found!.Id);
        Assert.Equal(inputs, found.Inputs);
    }

    [Fact]
    public async Task A_service_that_is_not_there_or_has_no_name_yet_is_not_found()
    {
        Assert.Null(await _provider.FindAsync(_operations.On(Given.Service), Given.Web(), default));
        Assert.Null(await _provider.FindAsync(_operations.On(Given.Service), Given.Web().With("name", PropertyValue.Unknown), default));
        Assert.Equal(["GET /services"], _engine.Requests.Select(asked => asked.Line));
    }

    [Fact]
    public async Task Deleting_waits_for_the_containers_on_this_engine_and_takes_those_elsewhere_as_gone()
    {
        _engine
            .On(NamedTasks, Contained(("running", "c1"), ("failed", "c2"), ("shutdown", "c3"), ("pending", "")))
            .On("DELETE /services/svc1", "");
        _engine
            .On("POST /containers/c1/wait?condition=removed", """{"StatusCode":0}""")
            .Refuse("DELETE /containers/c1?force=1&v=1", 404, "No such container: c1");
        _engine
            .Refuse("POST /containers/c2/wait?condition=removed", 404, "No such container: c2")
            .On("DELETE /containers/c2?force=1&v=1", "");

        await _provider.DeleteAsync(_operations.On(Given.Service), "svc1", Given.Web(1), Given.Web(1), default);

        Assert.Equal(
            [
                NamedTasks,
                "DELETE /services/svc1",
                "POST /containers/c1/wait?condition=removed",
                "DELETE /containers/c1?force=1&v=1",
                "POST /containers/c2/wait?condition=removed",
                "DELETE /containers/c2?force=1&v=1",
            ],
            _engine.Requests.Select(asked => asked.Line)
        );
    }

    [Fact]
    public async Task A_container_that_needs_its_whole_grace_is_the_error_of_a_service_that_is_gone_already()
    {
        _engine
            .On(NamedTasks, Contained(("running", "c1")))
            .On("DELETE /services/svc1", new Answer(200, ""), new Answer(404, """{"message":"service svc1 not found"}"""));
        _engine.Hold("POST /containers/c1/wait?condition=removed");

        var first = await Assert.ThrowsAsync<ProviderException>(() =>
            _provider.DeleteAsync(_operations.On(Given.Service), "svc1", Graced("300ms"), Graced("300ms"), default)
        );
        _engine.On(NamedTasks, "[]");
        var second = await Assert.ThrowsAsync<ProviderException>(() =>
            _provider.DeleteAsync(_operations.On(Given.Service), "svc1", Graced("300ms"), Graced("300ms"), default)
        );

        Assert.Equal("error on wait for container with ID 'c1': context deadline exceeded", first.Message);
        Assert.Equal("the Docker engine refused service web: service svc1 not found", second.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0s")]
    public async Task Without_a_grace_period_a_service_is_removed_and_nothing_is_waited_for(string? grace)
    {
        _engine.On("DELETE /services/svc1", "");

        await _provider.DeleteAsync(_operations.On(Given.Service), "svc1", Graced(grace), Graced(grace), default);

        Assert.Equal(["DELETE /services/svc1"], _engine.Requests.Select(asked => asked.Line));
    }

    [Fact]
    public async Task A_refresh_of_an_unchanged_service_changes_nothing()
    {
        var spec = Spec(3, more: AsTheEngineShowsIt);
        Holds(spec);

        var read = await _provider.ReadAsync(_operations.On(Given.Service), "svc1", Given.Web(), Given.Web(), default);

        Assert.Equal(Given.Web(), read!.Inputs);
        Assert.Empty(_provider.Diff(Operations.Of(Given.Service), "svc1", Given.Web(), read.Outputs, Given.Web()).Changes);
    }

    [Fact]
    public async Task A_refresh_shows_what_somebody_else_changed()
    {
        Holds(Spec(5, variable: "9", more: AsTheEngineShowsIt));

        var read = await _provider.ReadAsync(_operations.On(Given.Service), "svc1", Given.Web(), Given.Web(), default);

        Assert.Equal(5, read!.Inputs["mode"].AsMap["replicated"].AsMap["replicas"].AsNumber);
        Assert.Equal("9", read.Inputs["taskSpec"].AsMap["containerSpec"].AsMap["env"].AsMap["A"].AsString);
        var diff = _provider.Diff(Operations.Of(Given.Service), "svc1", read.Inputs, read.Outputs, Given.Web());
        Assert.Equal(["taskSpec", "mode"], diff.Changes);
        Assert.Empty(diff.Replaces);
    }

    [Theory]
    [InlineData("""{"networksAdvanceds":[{"name":"my-overlay"}]}""", "", "taskSpec")]
    [InlineData("""{"networksAdvanceds":[{"id":"net1","aliases":["b","a"]}]}""", "", "")]
    [InlineData("""{"containerSpec":{"image":"nginx"}}""", "taskSpec", "taskSpec")]
    [InlineData("""{"containerSpec":{"image":"docker.io/library/nginx:1.28"}}""", "taskSpec", "taskSpec")]
    [InlineData("""{"containerSpec":{"image":"nginx:1.28","stopGracePeriod":"90s"}}""", "taskSpec", "taskSpec")]
    [InlineData("""{"containerSpec":{"image":"nginx:1.28","stopGracePeriod":"1m30s"}}""", "", "")]
    [InlineData(
        """{"containerSpec":{"image":"nginx:1.28","mounts":[{"type":"tmpfs","target":"/t","tmpfsOptions":{"mode":1023}}]}}""",
        "",
        "taskSpec"
    )]
    [InlineData(
        """{"containerSpec":{"image":"nginx:1.28","mounts":[{"type":"tmpfs","target":"/t","tmpfsOptions":{"mode":511}}]}}""",
        "",
        ""
    )]
    [InlineData(
        """{"containerSpec":{"image":"nginx:1.28","env":{"B":"1","A":"2"},"labels":[{"label":"b","value":"1"},{"label":"a","value":"2"}]}}""",
        "",
        ""
    )]
    [InlineData("""{"restartPolicy":{"condition":"any"}}""", "taskSpec", "taskSpec")]
    public async Task What_differs_in_the_next_run_and_after_a_refresh_is_what_differs_under_the_genuine_provider(
        string task,
        string plain,
        string refreshed
    )
    {
        var inputs = Given
            .Web(1)
            .With("taskSpec", Given.Inputs(task).Aggregate(Given.Web(1)["taskSpec"].AsMap, (all, item) => all.With(item.Key, item.Value)));
        _engine.DepotImages.UnionWith(["nginx:latest", "nginx:1.28"]);
        Assert.Empty(_provider.Check(Operations.Of(Given.Service), null, inputs).Failures);
        var spec = Mapped(inputs);
        Holds(spec.ToJsonString());

        var state = await _provider.CreateAsync(_operations.On(Given.Service), inputs, default);
        var read = await _provider.ReadAsync(_operations.On(Given.Service), "svc1", inputs, state.Outputs, default);

        Assert.Equal(
            (plain, refreshed),
            (
                string.Join(',', _provider.Diff(Operations.Of(Given.Service), "svc1", inputs, state.Outputs, inputs).Changes),
                string.Join(',', _provider.Diff(Operations.Of(Given.Service), "svc1", read!.Inputs, read.Outputs, inputs).Changes)
            )
        );

        // As the engine shows what it was sent.
        static JsonNode Mapped(PropertyMap inputs)
        {
            var spec = ServiceSchema.Value.ToApi(ServiceSchema.Value.Plan(inputs, PropertyMap.Empty));
            var container = spec["TaskTemplate"]!["ContainerSpec"]!;
            container["Image"] = container["Image"]!.GetValue<string>() is "nginx" ? "nginx:latest" : "nginx:1.28";
            if (spec["TaskTemplate"]!["Networks"]![0]!["Target"]!.GetValue<string>() == "my-overlay")
            {
                spec["TaskTemplate"]!["Networks"]![0]!["Target"] = "net1";
            }

            return spec;
        }
    }

    [Fact]
    public async Task A_service_of_that_name_that_somebody_else_made_is_taken_for_this_one()
    {
        _engine.HoldsService(ServiceOf(Spec(3), 7));

        Assert.Equal("svc1", (await _provider.ReadAsync(_operations.On(Given.Service), "gone", Given.Web(), Given.Web(), default))!.Id);
    }

    [Fact]
    public async Task A_service_that_is_gone_reads_as_gone() =>
        Assert.Null(await _provider.ReadAsync(_operations.On(Given.Service), "svc1", Given.Web(), PropertyMap.Empty, default));

    [Fact]
    public async Task A_service_that_a_killed_run_left_is_found()
    {
        Holds(Spec(3));

        var state = await _provider.RecoverAsync(_operations.On(Given.Service), Given.Web(), default);

        Assert.Equal("svc1", state!.Id);
        Assert.All(_engine.Requests, asked => Assert.StartsWith("GET /services", asked.Line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_to_recover_is_said_so() =>
        Assert.Null(await _provider.RecoverAsync(_operations.On(Given.Service), Given.Web(), default));

    [Fact]
    public async Task The_registrys_credentials_go_with_the_request_and_nowhere_else()
    {
        await using var provider = _engine.Provider(
            Given.Inputs("""{"registryAuth":"[{\"address\":\"registry.example:5000\",\"username\":\"me\",\"password\":\"pass\"}]"}""")
        );
        _engine.DepotImages.Add("registry.example:5000/web:1");
        var spec = Spec(1, "registry.example:5000/web:1");
        Holds(spec);

        await provider.CreateAsync(_operations.On(Given.Service), Given.Web(1, "registry.example:5000/web:1"), default);

        var header = _engine.Single("POST /services/create").RegistryAuth!;
        Assert.Equal(
            """{"username":"me","password":"pass","serveraddress":"https://registry.example:5000"}""",
            System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(header))
        );
        Assert.DoesNotContain("pass", _engine.Single("POST /services/create").Body);
    }

    // Entries as the program writes them for Docker Hub, whose images do not name it.
    [Theory]
    [InlineData("shop/web:1", "https://shop")]
    [InlineData("docker.io/shop/web:1", "https://registry-1.docker.io")]
    [InlineData("other/web:1", null)]
    [InlineData("nginx:1.28", null)]
    [InlineData("registry.example:5000/web:1", null)]
    public async Task A_credential_is_found_by_what_stands_before_the_first_slash(string image, string? server)
    {
        await using var provider = _engine.Provider(
            Given.Inputs(
                """{"registryAuth":"[{\"address\":\"registry-1.docker.io\",\"username\":\"me\",\"password\":\"pass\"},{\"address\":\"shop\",\"username\":\"me\",\"password\":\"pass\"}]"}"""
            )
        );
        _engine.DepotImages.Add(image);
        Holds(Spec(1, image));

        await provider.CreateAsync(_operations.On(Given.Service), Given.Web(1, image), default);

        Assert.Equal(
            server is null ? "{}" : $$"""{"username":"me","password":"pass","serveraddress":"{{server}}"}""",
            System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(_engine.Single("POST /services/create").RegistryAuth!))
        );
    }

    [Fact]
    public async Task A_refusal_of_the_engine_names_the_service_and_keeps_the_engines_words()
    {
        _engine.Refuse("POST /services/create", 409, "name conflicts with an existing object: service web already exists");

        var error = await Assert.ThrowsAsync<ProviderException>(() =>
            _provider.CreateAsync(_operations.On(Given.Service), Given.Web(), default)
        );

        Assert.Equal(
            "the Docker engine refused service web: name conflicts with an existing object: service web already exists",
            error.Message
        );
    }

    private void Holds(string spec) => _engine.HoldsService(ServiceOf(spec, 7));

    private static PropertyMap Graced(string? period)
    {
        var task = Given.Web(1)["taskSpec"].AsMap;
        var container = task["containerSpec"].AsMap;
        return Given
            .Web(1)
            .With(
                "taskSpec",
                task.With(
                    "containerSpec",
                    period is null ? container.Without("stopGracePeriod") : container.With("stopGracePeriod", period)
                )
            );
    }

    private static string Contained(params (string State, string Container)[] tasks) =>
        new JsonArray([
            .. tasks.Select(task =>
                (JsonNode)
                    new JsonObject
                    {
                        ["ID"] = $"t-{task.Container}",
                        ["Status"] = new JsonObject
                        {
                            ["State"] = task.State,
                            ["ContainerStatus"] = new JsonObject { ["ContainerID"] = task.Container },
                        },
                    }
            ),
        ]).ToJsonString();

    // What is left out of the inputs and sent all the same.
    private static string Sent(int replicas, Action<JsonNode>? more = null) => Spec(replicas, more: spec =>
        {
            var (task, container) = (spec["TaskTemplate"]!, spec["TaskTemplate"]!["ContainerSpec"]!);
            (task["Resources"], task["Placement"], task["ForceUpdate"]) = (new JsonObject(), new JsonObject(), 0);
            (container["Healthcheck"], container["DNSConfig"], container["Init"]) = (new JsonObject(), new JsonObject(), false);
            spec["Labels"] = new JsonObject();
            more?.Invoke(spec);
        });

    private static string ServiceOf(string spec, int version) =>
        new JsonObject
        {
            ["ID"] = "svc1",
            ["Version"] = new JsonObject { ["Index"] = version },
            ["Spec"] = JsonNode.Parse(spec),
        }.ToJsonString();

    private static string Spec(int replicas, string image = "nginx:1.28", string variable = "1", Action<JsonNode>? more = null)
    {
        var spec = JsonNode.Parse(
            $$"""
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
            """
        )!;
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
