using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Pulumi;

namespace Tests.Infra.Workloads;

/// <summary>What becomes of a stack file as resources.</summary>
[Collection(ProgramRuns.Name)]
public sealed class StackWorkloadsTests : IDisposable
{
    private const string ServiceType = "docker:index/service:Service";
    private const string ConfigType = "docker:index/serviceConfig:ServiceConfig";
    private const string CommandType = "command:remote:Command";
    private const string NetworkType = "docker:index/network:Network";
    private const string VolumeType = "docker:index/volume:Volume";
    private const string SecretType = "docker:index/secret:Secret";

    private readonly SwarmProgram _program = new();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("swarm-stack-");

    public void Dispose()
    {
        _program.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_stack_with_a_name_is_one_to_docker()
    {
        await Run(
            """
            name: shop
            services:
              web:
                image: nginx:1.28
                volumes: ["data:/data"]
                networks: {front: {aliases: [www]}, default: }
            networks: {front: , theirs: {external: true, name: edge}}
            volumes: {data: }
            """
        );

        var web = _program.Mocks.Named(ServiceType, "web");
        Assert.Equal("shop_web", web.Text("name"));
        Assert.Equal(["com.docker.stack.namespace=shop", "com.docker.stack.image=nginx:1.28"], Labels(web.Inputs));
        var task = Map(web.Inputs["taskSpec"]);
        Assert.Equal(["com.docker.stack.namespace=shop"], Labels(Map(task["containerSpec"])));
        Assert.Equal(
            ["front-id www,web", "default-id web"],
            List(task["networksAdvanceds"]).Select(network => $"{Map(network)["id"]} {string.Join(',', List(Map(network)["aliases"]))}")
        );
        Assert.Equal("shop_data", Map(List(Map(task["containerSpec"])["mounts"]).Single())["source"]);
        Assert.Equal(
            ["shop_default", "shop_front"],
            _program.Mocks.OfType("docker:index/network:Network").Select(network => network.Text("name")).Order()
        );
        Assert.Equal(
            ["data-node1 shop_data", "data-node2 shop_data", "data-node3 shop_data"],
            _program.Mocks.OfType("docker:index/volume:Volume").Select(volume => $"{volume.Name} {volume.Text("name")}").Order()
        );
    }

    [Fact]
    public async Task Without_a_name_of_its_own_a_stack_has_that_of_the_Pulumi_stack()
    {
        await Run("services: {web: {image: nginx, networks: [host]}, api: {image: nginx}}\nnetworks: {host: {external: true}}");

        Assert.Equal(["dev_api", "dev_web"], _program.Mocks.OfType(ServiceType).Select(service => service.Text("name")).Order());
        Assert.Equal("dev_default", _program.Mocks.Named("docker:index/network:Network", "default").Text("name"));
        // A network of the node itself knows no names.
        Assert.Equal(
            ["id"],
            Map(List(Map(_program.Mocks.Named(ServiceType, "web").Inputs["taskSpec"])["networksAdvanceds"]).Single()).Keys
        );
    }

    [Fact]
    public async Task Memory_and_processors_beyond_32_bits_reach_the_provider_in_full_and_nothing_else_is_lost()
    {
        await Run("services:\n" + Service("small", "80", "cpus: 2, memory: 1g") + Service("large", "81", "cpus: 16, memory: 4096M"));

        var small = _program.Mocks.Named(ServiceType, "small").Inputs;
        var large = _program.Mocks.Named(ServiceType, "large").Inputs;
        Assert.Equal(
            ["memoryBytes=4294967296", "nanoCpus=16000000000"],
            Map(Map(Map(large["taskSpec"])["resources"])["limits"]).Select(pair => $"{pair.Key}={pair.Value}").Order()
        );
        Assert.Equal(
            Said(small)
                .Replace("1073741824", "4294967296", StringComparison.Ordinal)
                .Replace("2000000000", "16000000000", StringComparison.Ordinal)
                .Replace("small", "large", StringComparison.Ordinal)
                .Replace("publishedPort=80\n", "publishedPort=81\n", StringComparison.Ordinal),
            Said(large)
        );

        static string Service(string name, string port, string limits) =>
            $$$"""
                  {{{name}}}:
                    image: nginx
                    labels: {a: b}
                    ports: ['{{{port}}}:80']
                    networks: {default: {aliases: [x]}}
                    logging: {driver: syslog}
                    healthcheck: {test: 'true'}
                    deploy:
                      rollback_config: {order: start-first}
                      placement: {constraints: [node.role == worker]}
                      resources:
                        limits: { {{{limits}}} }
                        reservations: {memory: 64m, generic_resources: [{discrete_resource_spec: {kind: GPU, value: 1}}]}

                """;
    }

    [Fact]
    public async Task What_a_file_says_of_dockers_own_labels_does_not_count()
    {
        await Run(
            "services: {web: {image: nginx, labels: {com.docker.stack.namespace: x}, deploy: {labels: {com.docker.stack.namespace: x, com.docker.stack.image: x, a: b}}}}"
        );

        var web = _program.Mocks.Named(ServiceType, "web").Inputs;
        Assert.Equal(["a=b", "com.docker.stack.namespace=dev", "com.docker.stack.image=nginx"], Labels(web));
        Assert.Equal(["com.docker.stack.namespace=dev"], Labels(Map(Map(web["taskSpec"])["containerSpec"])));
    }

    [Fact]
    public async Task The_program_waits_for_a_services_tasks_itself_and_stops_them_before_it_goes()
    {
        await Run(
            "services: {agent: {image: nginx, deploy: {mode: global}}, web: {image: nginx, stop_grace_period: 90s, healthcheck: {test: 'true', start_period: 1m}, deploy: {replicas: 5, update_config: {parallelism: 2}}}}"
        );

        // Given one, the provider would delete what does not converge, and say no reason.
        Assert.All(_program.Mocks.OfType(ServiceType), service => Assert.False(service.Inputs.ContainsKey("convergeConfig")));
        var waits = _program.Mocks.Named(CommandType, "web-tasks");
        Assert.StartsWith(
            "NODE='node1' SERVICE='dev_web' PATIENCE='455' timeout --kill-after=10 1820 /bin/sh -euc '",
            waits.Text("create"),
            StringComparison.Ordinal
        );
        Assert.False(waits.Inputs.ContainsKey("delete"));
        Assert.Matches("^web-id\n5\n$", Lines(waits));
        // A wait that failed leaves nothing in the state: the next run waits again, also when the file is what it was before.
        Assert.Matches("^[0-9a-f]{16}$", Assert.IsType<string>(List(waits.Inputs["triggers"]).Single()));
        Assert.True(_program.Declarations[CommandType, "web-tasks"].Custom.DeleteBeforeReplace);
        var agent = _program.Mocks.Named(CommandType, "agent-tasks");
        Assert.Equal("agent-id\nglobal\n", Lines(agent));
        Assert.Contains("PATIENCE='315' timeout --kill-after=10 1260 ", agent.Text("create"), StringComparison.Ordinal);
        var stops = _program.Mocks.Named(CommandType, "web-stop");
        Assert.False(stops.Inputs.ContainsKey("create"));
        Assert.StartsWith(
            "NODE='node1' SERVICE='dev_web' PATIENCE='390' timeout --kill-after=10 570 /bin/sh -euc '",
            stops.Text("delete"),
            StringComparison.Ordinal
        );
        Assert.Equal("web-id\n", Lines(stops));
        Assert.Equal("web-id", List(stops.Inputs["triggers"]).Single());
        Assert.All(new[] { "web-tasks", "web-stop" }, step =>
            Assert.Contains(
                _program.Declarations[ServiceType, "web"].Resource,
                Pulumi.Utilities.OutputUtilities.GetValueAsync(_program.Declarations[CommandType, step].Options.DependsOn.ToOutput()).Result
            )
        );
    }

    [Theory]
    [InlineData("image: nginx", "image: nginx:1.28", true)]
    [InlineData("image: nginx", "image: nginx, deploy: {replicas: 2}", true)]
    [InlineData("image: nginx, environment: {A: x, B: y}", "image: nginx, environment: {A: x, B: z}", true)]
    [InlineData("image: nginx, environment: {A: x, B: y}", "image: nginx,\n environment: {B: y, A: x}", false)]
    [InlineData("image: nginx", "image: nginx, healthcheck: {test: 'true'}", true)]
    [InlineData("image: nginx", "image: nginx, ports: ['80:80']", true)]
    public async Task The_tasks_are_waited_for_again_when_the_service_changes_and_only_then(string before, string after, bool changes)
    {
        await Run($"services: {{web: {{{before}}}}}");
        using var other = new SwarmProgram();
        await Run(other, $"services: {{web: {{{after}}}}}");

        Assert.Equal(changes, Trigger(_program) != Trigger(other));

        static string Trigger(SwarmProgram run) => (string)List(run.Mocks.Named(CommandType, "web-tasks").Inputs["triggers"]).Single();
    }

    [Fact]
    public async Task What_is_taken_out_of_the_file_is_taken_from_the_service()
    {
        await Run("services: {web: {image: nginx}}");

        var web = _program.Mocks.Named(ServiceType, "web").Inputs;
        var task = Map(web["taskSpec"]);
        var container = Map(task["containerSpec"]);
        Assert.Empty(List(Map(web["endpointSpec"])["ports"]));
        Assert.Equal([".constraints=", ".maxReplicas=0", ".prefs="], Lines(task["placement"]));
        Assert.Empty(Map(task["resources"]));
        Assert.Equal([".interval=0s", ".retries=0", ".startPeriod=0s", ".tests=", ".timeout=0s"], Lines(container["healthcheck"]));
        Assert.Equal([".nameservers=", ".searches="], Lines(container["dnsConfig"]));
        Assert.Equal(false, container["init"]);
        Assert.Equal([".condition=any", ".delay=5s", ".maxAttempts=0", ".window=0s"], Lines(task["restartPolicy"]));

        static IEnumerable<string> Lines(object value) =>
            Map(value)
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => $".{pair.Key}={(pair.Value is ImmutableArray<object> list ? string.Join(',', list) : pair.Value)}");
    }

    [Fact]
    public async Task What_the_provider_reads_back_in_another_form_is_no_change_in_every_preview()
    {
        await Run(
            """
            services:
              web:
                image: nginx
                stop_grace_period: 90s
                tmpfs: ["/run:mode=1777,size=64m", "/var/run:mode=1777"]
                deploy: {update_config: {max_failure_ratio: 0.25, monitor: 120s}, rollback_config: {max_failure_ratio: 0.05}}
            networks: {default: {ipam: {config: [{subnet: 10.99.0.0/24}]}}, fixed: {ipam: {config: [{subnet: 10.98.0.0/24, gateway: 10.98.0.1}]}}}
            x-containers: {one: {image: nginx, node: node2, networks: [fixed]}}
            """.Replace("fixed: {ipam", "fixed: {attachable: true, ipam", StringComparison.Ordinal)
        );

        var web = _program.Mocks.Named(ServiceType, "web").Inputs;
        Assert.Equal("0.2", Map(web["updateConfig"])["maxFailureRatio"]);
        Assert.Equal("2m", Map(web["updateConfig"])["monitor"]);
        Assert.Equal("0.0", Map(web["rollbackConfig"])["maxFailureRatio"]);
        var container = Map(Map(web["taskSpec"])["containerSpec"]);
        Assert.Equal("1m30s", container["stopGracePeriod"]);
        Assert.Equal(
            ["/run sizeBytes", "/var/run "],
            List(container["mounts"])
                .Select(mount =>
                    $"{Map(mount)["target"]} {string.Join(',', Map(mount).TryGetValue("tmpfsOptions", out var options) ? Map(options).Keys : [])}"
                )
        );
        Assert.Equal(["taskSpec.placement.platforms"], _program.Declarations[ServiceType, "web"].Options.IgnoreChanges);
        Assert.Equal(["mode.global"], _program.Declarations[ServiceType, "web"].Options.ReplaceOnChanges);
    }

    [Theory]
    [InlineData("data-node2", VolumeType, false, "node2-id")]
    [InlineData("cache-node2", VolumeType, true, null)]
    [InlineData("one@node2", "docker:index/container:Container", true, "node2-id")]
    public async Task What_is_on_a_machine_is_made_again_on_another_and_takes_no_service_along(
        string name,
        string type,
        bool goesFirst,
        string? trigger
    )
    {
        await Run(
            """
            services: {web: {image: nginx, volumes: ['data:/data', 'cache:/cache']}}
            volumes: {data: , cache: {x-keep: false}}
            networks: {shared: {attachable: true}}
            x-containers: {one: {image: nginx, node: node2, networks: [shared]}}
            """
        );

        var options = _program.Declarations[type, name].Custom;
        Assert.Equal(goesFirst, options.DeleteBeforeReplace);
        Assert.Equal(
            trigger,
            options.ReplacementTrigger is { } known ? await Pulumi.Utilities.OutputUtilities.GetValueAsync(known.ToOutput()) : null
        );
    }

    [Fact]
    public async Task On_spot_machines_a_volume_is_made_with_its_driver_and_labels_by_the_tasks_that_mount_it()
    {
        _program.Configuration["swarm:pools"] = """[{"name": "batch", "count": 1, "spot": true}]""";

        await Run(
            """
            services:
              web: {image: nginx, volumes: ['data:/data', 'plain:/plain:nocopy', 'theirs:/theirs', 'fixed:/fixed']}
              db: {image: nginx, volumes: ['data:/data'], deploy: {placement: {constraints: [node.role == manager]}}}
            volumes:
              data: {driver_opts: {type: tmpfs, device: tmpfs}, labels: {kind: cache}}
              plain:
              theirs: {external: true}
              fixed: {x-nodes: [node2]}
            """
        );

        Assert.Equal(
            ["data-node1", "data-node2", "data-node3", "fixed-node2", "plain-node1", "plain-node2", "plain-node3"],
            _program.Mocks.OfType(VolumeType).Select(volume => volume.Name).Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain(_program.Mocks.OfType("pulumi:providers:docker"), provider => provider.Name == "batch1-docker-api");
        Assert.Equal(
            """
            .driverName=local
            .driverOptions.device=tmpfs
            .driverOptions.type=tmpfs
            .labels[].label=kind
            .labels[].value=cache
            .labels[].label=com.docker.stack.namespace
            .labels[].value=dev
            ---
            .driverName=local
            .labels[].label=com.docker.stack.namespace
            .labels[].value=dev
            .noCopy=True
            ---
            ---

            """,
            string.Join(
                "---\n",
                List(Map(Map(_program.Mocks.Named(ServiceType, "web").Inputs["taskSpec"])["containerSpec"])["mounts"])
                    .Select(mount => Map(mount).TryGetValue("volumeOptions", out var options) ? Said(options) : "")
            )
        );
        // It never runs there, and another mount would restart it.
        Assert.DoesNotContain("volumeOptions", Said(_program.Mocks.Named(ServiceType, "db").Inputs), StringComparison.Ordinal);
    }

    // From global to replicated, the provider tells no path that ReplaceOnChanges could name: seen with docker 5.1.0.
    [Theory]
    [InlineData("", "replicated")]
    [InlineData(", deploy: {replicas: 3}", "replicated")]
    [InlineData(", deploy: {mode: global}", "global")]
    public async Task Another_mode_makes_the_service_anew(string deploy, string trigger)
    {
        await Run($"services: {{web: {{image: nginx{deploy}}}}}");

        var options = _program.Declarations[ServiceType, "web"].Options;
        Assert.Equal(trigger, await Pulumi.Utilities.OutputUtilities.GetValueAsync(options.ReplacementTrigger!.ToOutput()));
    }

    // Nothing else of a service makes Pulumi delete it before what it uses: seen with CLI 3.259.
    [Fact]
    public async Task A_service_goes_before_a_network_or_a_volume_that_it_uses_is_made_anew()
    {
        await Run(
            "services: {web: {image: nginx, networks: [edge, shared], volumes: ['data:/data', '/tmp:/tmp']}, other: {image: nginx, networks: [theirs]}}\nvolumes: {data: }\nnetworks: {edge: , shared: , theirs: {external: true}}"
        );

        Assert.Equal(["data-node1", "data-node2", "data-node3", "edge", "shared"], await BehindTheName("web"));
        Assert.Empty(await BehindTheName("other"));
        Assert.Equal("dev_web", _program.Mocks.Named(ServiceType, "web").Text("name"));

        async Task<IEnumerable<string>> BehindTheName(string service) =>
            (
                await Pulumi.Utilities.OutputUtilities.GetDependenciesAsync(
                    ((Pulumi.Docker.ServiceArgs)_program.Declarations[ServiceType, service].Args!).Name!.ToOutput()
                )
            )
                .Select(resource => resource.GetResourceName())
                .Order(StringComparer.Ordinal);
    }

    // Two at once: of networks that are replaced in one run, Pulumi deletes the second while the services of both still stop. Seen with CLI 3.259, with volumes.
    [Fact]
    public async Task A_network_is_registered_when_the_one_before_it_is_there()
    {
        var both = new TaskCompletionSource();
        var earlier = new System.Collections.Concurrent.ConcurrentQueue<bool>();
        using var run = new SwarmProgram
        {
            Mocks = new RecordingMocks
            {
                Before = async resource =>
                {
                    if (resource.Type == NetworkType)
                    {
                        if (resource.Name == "shared")
                        {
                            both.TrySetResult();
                        }
                        else
                        {
                            await Task.WhenAny(both.Task, Task.Delay(TimeSpan.FromMilliseconds(100)));
                            earlier.Enqueue(both.Task.IsCompleted);
                        }
                    }
                },
            },
        };

        await Run(run, "services: {web: {image: nginx, networks: [edge, shared]}}\nnetworks: {edge: , shared: }");

        Assert.Equal([false], earlier);
        Assert.True(both.Task.IsCompletedSuccessfully);
        var name = ((Pulumi.Docker.NetworkArgs)run.Declarations[NetworkType, "shared"].Args!).Name!.ToOutput();
        Assert.Empty(await Pulumi.Utilities.OutputUtilities.GetDependenciesAsync(name));
        Assert.Equal("dev_shared", await Pulumi.Utilities.OutputUtilities.GetValueAsync(name));
    }

    // The gateways are those that an engine (26.1) chose.
    [Theory]
    [InlineData("{config: [{subnet: 10.99.0.0/24}]}", "10.99.0.1")]
    [InlineData("{driver: default, config: [{subnet: 10.99.0.0/24}]}", "10.99.0.1")]
    [InlineData("{config: [{subnet: 10.97.0.0/24, ip_range: 10.97.0.128/25}]}", "10.97.0.128")]
    [InlineData("{config: [{subnet: 10.96.0.0/24, ip_range: 10.96.0.0/25}]}", "10.96.0.1")]
    [InlineData("{config: [{subnet: 10.95.0.0/24}, {subnet: 'fd00:95::/64'}]}", "10.95.0.1 fd00:95::1")]
    [InlineData("{config: [{subnet: 10.94.0.0/24}, {subnet: 'fd00:94::/64', ip_range: 'fd00:94::8000/113'}]}", "10.94.0.1 fd00:94::8000")]
    [InlineData("{config: [{subnet: 10.98.0.0/24, gateway: 10.98.0.9}]}", "10.98.0.9")]
    [InlineData("{driver: mine, config: [{subnet: 10.98.0.0/24}]}", "-")]
    public async Task The_gateway_that_the_engine_would_choose_is_written_out(string ipam, string gateways)
    {
        await Run($"services: {{web: {{image: nginx}}}}\nnetworks: {{default: {{ipam: {ipam}}}}}");

        Assert.Equal(
            gateways.Split(' '),
            List(_program.Mocks.Named(NetworkType, "default").Inputs["ipamConfigs"])
                .Select(range => Map(range).GetValueOrDefault("gateway", "-"))
        );
        // A driver that the file names is its user's to change.
        Assert.Equal(
            ipam.Contains("driver", StringComparison.Ordinal) ? ["driver"] : ["driver", "ipamDriver"],
            _program.Declarations[NetworkType, "default"].Options.IgnoreChanges
        );
    }

    [Fact]
    public async Task Before_a_network_with_a_range_of_its_own_is_made_the_swarm_is_asked_whether_that_is_free()
    {
        await Run(
            """
            services: {web: {image: nginx, networks: [back, plain, theirs]}}
            networks:
              back: {ipam: {config: [{subnet: 10.98.0.0/24}, {subnet: 10.99.0.0/24}]}}
              plain: {ipam: {driver: default}}
              theirs: {ipam: {driver: theirs, config: [{subnet: 10.98.0.0/24}]}}
            """
        );

        var asked = Assert.Single(_program.Mocks.OfType(CommandType), command =>
            command.Name.EndsWith("-ranges", StringComparison.Ordinal)
        );
        Assert.Equal("back-ranges", asked.Name);
        Assert.Contains("NAME='dev_back' RANGES='10.98.0.0/24 10.99.0.0/24' ", (string)asked.Inputs["create"], StringComparison.Ordinal);
        var before = await Pulumi.Utilities.OutputUtilities.GetValueAsync(
            _program.Declarations[NetworkType, "back"].Options.DependsOn.ToOutput()
        );
        Assert.Contains("back-ranges", before.Select(resource => resource.GetResourceName()));
    }

    [Fact]
    public async Task A_standalone_container_is_another_one_on_another_node_and_has_time_to_stop()
    {
        await Run(
            "services: {}\nx-containers: {one: {image: nginx, node: node3, networks: [shared]}}\nnetworks: {shared: {attachable: true}}"
        );

        var one = _program.Mocks.Named("docker:index/container:Container", "one@node3");
        Assert.Equal("one", one.Text("name"));
        Assert.Equal(10d, one.Inputs["destroyGraceSeconds"]);
        var alias = Assert.Single(_program.Declarations["docker:index/container:Container", "one@node3"].Options.Aliases);
        Assert.Equal(
            "one",
            await Pulumi.Utilities.OutputUtilities.GetValueAsync(
                (await Pulumi.Utilities.OutputUtilities.GetValueAsync(alias.ToOutput())).Name!.ToOutput()
            )
        );
    }

    [Fact]
    public async Task Another_content_is_another_object_made_before_the_old_one_goes()
    {
        await Run(
            """
            services: {web: {image: nginx, configs: [settings], secrets: [{source: password, target: pw, mode: 0400}]}}
            configs: {settings: {content: one}}
            secrets: {password: {content: one}}
            """
        );

        var config = _program.Mocks.Named(ConfigType, "settings");
        var secret = _program.Mocks.Named(SecretType, "password");
        Assert.Equal("dev_settings-7692c3ad", config.Text("name"));
        Assert.Equal("one", Encoding.UTF8.GetString(Convert.FromBase64String(config.Text("data"))));
        Assert.Matches("^dev_password-[0-9a-f]{8}$", secret.Text("name"));
        Assert.NotEqual("dev_password-7692c3ad", secret.Text("name"));
        Assert.All([(ConfigType, "settings"), (SecretType, "password")], one =>
            Assert.False(_program.Declarations[one.Item1, one.Item2].Custom.DeleteBeforeReplace ?? false)
        );
        var container = Map(Map(_program.Mocks.Named(ServiceType, "web").Inputs["taskSpec"])["containerSpec"]);
        Assert.Equal(
            ["configId=settings-id", "configName=dev_settings-7692c3ad", "fileGid=0", "fileMode=292", "fileName=settings", "fileUid=0"],
            Map(List(container["configs"]).Single()).Select(pair => $"{pair.Key}={pair.Value}").Order()
        );
        Assert.Equal(
            ["fileGid=0", "fileMode=256", "fileName=pw", "fileUid=0", "secretId=password-id", $"secretName={secret.Text("name")}"],
            Map(List(container["secrets"]).Single()).Select(pair => $"{pair.Key}={pair.Value}").Order()
        );
    }

    [Fact]
    public async Task What_somebody_else_made_is_looked_up_on_the_manager()
    {
        await Run(
            """
            services: {web: {image: nginx, networks: [edge, host], secrets: [password]}}
            networks: {edge: {external: true, name: traefik-public}, host: {external: true}}
            secrets: {password: {external: true}}
            """
        );

        Assert.Equal(
            ["password-secret", "traefik-public-network"],
            _program
                .Mocks.OfType("command:remote:Command")
                .Select(command => command.Name)
                .Where(name => name.EndsWith("-secret", StringComparison.Ordinal) || name.EndsWith("-network", StringComparison.Ordinal))
                .Order()
        );
        Assert.StartsWith(
            "NODE='node1' KIND='network' NAME='traefik-public' timeout --kill-after=10 60 /bin/sh -euc '",
            _program.Mocks.Named("command:remote:Command", "traefik-public-network").Text("create"),
            StringComparison.Ordinal
        );
        Assert.Empty(_program.Mocks.OfType("docker:index/network:Network"));
        Assert.Empty(_program.Mocks.OfType(SecretType));
        var networks = List(Map(_program.Mocks.Named(ServiceType, "web").Inputs["taskSpec"])["networksAdvanceds"]);
        Assert.Equal(["", "host"], networks.Select(network => Map(network)["id"]));
    }

    [Fact]
    public async Task Volumes_and_nodes_whose_names_run_into_each_other_are_told_apart()
    {
        File.WriteAllText(Path.Combine(_directory.FullName, "key"), Settings.OpenSshKey.Text());
        _program.Configuration.Clear();
        _program.Configuration["swarm:provider"] = "hosts";
        _program.Configuration["swarm:sshPrivateKeyFile"] = Path.Combine(_directory.FullName, "key");
        _program.Configuration["swarm:hosts"] = $$"""
            [
              {"name": "node1", "role": "manager", "address": "192.0.2.11", "user": "debian", "hostKey": "{{Settings.OpenSshKey.PublicLine}}"},
              {"name": "x-node1", "role": "worker", "address": "192.0.2.12", "user": "debian", "hostKey": "{{Settings.OpenSshKey.PublicLine}}"}
            ]
            """;

        await Run("services: {web: {image: nginx, volumes: ['v:/a', 'v-x:/b']}}\nvolumes: {v: , v-x: }");

        Assert.Equal(
            ["v-node1 dev_v", "v-x-x-node1 dev_v-x", "v-x@node1 dev_v-x", "v@x-node1 dev_v"],
            _program
                .Mocks.OfType("docker:index/volume:Volume")
                .Select(volume => $"{volume.Name} {volume.Text("name")}")
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_volume_keeps_its_data_unless_the_file_says_otherwise()
    {
        await Run("services: {web: {image: nginx, volumes: ['data:/a', 'cache:/b']}}\nvolumes: {data: , cache: {x-keep: false}}");

        foreach (var node in (string[])["node1", "node2", "node3"])
        {
            var kept = _program.Declarations[VolumeType, $"data-{node}"].Options;
            Assert.Equal(true, kept.RetainOnDelete);
            Assert.Equal(["name", "driver", "driverOpts", "labels"], kept.IgnoreChanges);
            var deleted = _program.Declarations[VolumeType, $"cache-{node}"].Options;
            Assert.Null(deleted.RetainOnDelete);
            Assert.Empty(deleted.IgnoreChanges);
        }
    }

    [Fact]
    public async Task A_volume_is_made_on_the_nodes_that_the_file_names_and_no_other_is_reached_for_it()
    {
        await Run(
            "services: {web: {image: nginx, volumes: ['data:/a']}}\nvolumes: {data: {x-nodes: [node2]}, more: {x-nodes: [node2, node1]}}"
        );

        Assert.Equal(["data-node2", "more-node1", "more-node2"], _program.Mocks.OfType(VolumeType).Select(volume => volume.Name).Order());
        Assert.Equal(
            ["node1-docker-api", "node2-docker-api"],
            _program.Mocks.OfType("pulumi:providers:docker").Select(provider => provider.Name).Order()
        );
    }

    [Theory]
    [InlineData("{name: other}", "the name other, where it is called dev_data on node1, node2, node3")]
    [InlineData("{driver: nfs}", "the driver nfs, where dev_data has the driver local on node1, node2, node3")]
    [InlineData("{driver_opts: {o: 'password=hidden'}}", "another driver_opts.o than dev_data has on node1, node2, node3")]
    [InlineData("{labels: {team: shop}}", "another label team than dev_data has on node1, node2, node3")]
    public async Task What_only_another_volume_could_have_is_refused_in_the_preview(string volume, string received)
    {
        foreach (var node in (string[])["node1", "node2", "node3"])
        {
            _program.Mocks.Remembered[$"data-{node}"] = Made();
        }

        var refused = await Assert.ThrowsAsync<RunException>(() =>
            Run($"services: {{web: {{image: nginx, volumes: ['data:/a']}}}}\nvolumes: {{data: {volume}}}", preview: true)
        );

        Assert.EndsWith(
            $"stack.yaml:2:17 volumes.data: received {received}; "
                + "allowed: what the volume was made with, since docker changes no volume, and another one would not have its data. "
                + "Put it back. For an empty volume, choose another key under volumes; the old one stays where it is. "
                + "To give up the data, set x-keep: false, run `up`, and then make the change.",
            refused.Message.TrimEnd(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_volume_that_was_there_with_other_options_is_told_by_the_nodes_that_have_it()
    {
        _program.Mocks.Remembered["data-node2"] = new() { ["driverOpts"] = ImmutableDictionary<string, string>.Empty.Add("type", "nfs") };

        var refused = await Assert.ThrowsAsync<RunException>(() =>
            Run("services: {web: {image: nginx, volumes: ['data:/a']}}\nvolumes: {data: {x-keep: false, driver_opts: {type: tmpfs}}}")
        );

        Assert.EndsWith(
            $"stack.yaml:2:17 volumes.data: received another driver_opts.type than dev_data has on node2; "
                + "allowed: what the volume was made with, since docker changes no volume, and another one would not have its data. "
                + "Run `up` once more: now that x-keep: false is recorded, the volume is deleted with its data, and made anew.",
            refused.Message.TrimEnd(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Of_volumes_that_are_still_to_be_made_nothing_is_refused_and_of_a_plugin_the_tag_does_not_count()
    {
        foreach (var node in (string[])["node1", "node2"])
        {
            _program.Mocks.Remembered[$"data-{node}"] = new() { ["driver"] = "maker/disk:latest" };
        }

        _program.Mocks.New.Add("data-node3");

        await Run(
            "services: {web: {image: nginx, volumes: ['data:/a']}}\nvolumes: {data: {driver: maker/disk, labels: {team: shop}}}",
            preview: true
        );
    }

    // As the engine tells it of a volume that has nothing but its name.
    private static Dictionary<string, object> Made() =>
        new()
        {
            ["name"] = "dev_data",
            ["driver"] = "local",
            ["driverOpts"] = ImmutableDictionary<string, string>.Empty,
            ["labels"] = ImmutableArray.Create(
                ImmutableDictionary<string, object>.Empty.Add("label", "com.docker.stack.namespace").Add("value", "dev")
            ),
        };

    [Fact]
    public async Task Credentials_go_with_services_and_containers_and_what_needs_them_comes_after_the_registry_was_asked()
    {
        _program.Configuration["swarm:registries"] =
            """[{"address": "registry.example:5000", "user": "deploy", "password": "hidden"}, {"address": "docker.io", "user": "shop", "password": "secret"}]""";

        await Run(
            """
            services:
              web: {image: 'registry.example:5000/web:1', volumes: ['data:/data']}
              api: {image: docker.io/shop/api}
              proxy: {image: 'nginx:1.28'}
              other: {image: 'registry.example/other:1'}
            volumes: {data: }
            networks: {shared: {attachable: true}}
            x-containers: {one: {image: 'registry.example:5000/one:1', node: node2, networks: [shared]}}
            """
        );

        foreach (var node in (string[])["node1", "node2"])
        {
            var sent = JsonNode.Parse(_program.Mocks.Named("pulumi:providers:docker", $"{node}-docker-api").Text("registryAuth"))!;
            Assert.Equal(
                ["registry.example:5000 deploy hidden", "registry-1.docker.io shop secret", "shop shop secret"],
                sent.AsArray().Select(entry => $"{entry!["address"]} {entry["username"]} {entry["password"]!["value"]}")
            );
            // As the packages mark a secret.
            Assert.All(sent.AsArray(), entry =>
                Assert.Equal("1b47061264138c4ac30d75fd1eb44270", $"{entry!["password"]!["4dabf18193072939515e22adb298388d"]}")
            );
        }

        Assert.DoesNotContain("registryAuth", _program.Mocks.Named("pulumi:providers:docker", "node3-docker-api").Inputs.Keys);
        Assert.Equal("registry.example:5000-credentials", Before(ServiceType, "web"));
        Assert.Equal("docker.io-credentials", Before(ServiceType, "api"));
        Assert.Equal("docker.io-credentials", Before(ServiceType, "proxy"));
        Assert.Equal("", Before(ServiceType, "other"));
        Assert.Equal("registry.example:5000-credentials", Before("docker:index/container:Container", "one@node2"));
        Assert.Equal("registry.example:5000-registry", Before(CommandType, "registry.example:5000-credentials"));

        var asked = _program.Mocks.Named(CommandType, "registry.example:5000-registry");
        Assert.StartsWith(
            "NODE='node1' REGISTRY='registry.example:5000' USER_NAME='deploy' IMAGES='registry.example:5000/one:1 registry.example:5000/web:1' timeout",
            asked.Text("create"),
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            $"printf %s '{Base64("""{"username":"deploy","password":"hidden","serveraddress":"registry.example:5000"}""")}' | \"$1\"\n",
            asked.Text("stdin"),
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "printf %s '{\"auths\":{\"https://index.docker.io/v1/\":{\"auth\":\"" + Base64("shop:secret") + "\"}}}' | \"$1\"\n",
            _program.Mocks.Named(CommandType, "docker.io-credentials").Text("stdin"),
            StringComparison.Ordinal
        );

        string Before(string type, string name) =>
            string.Join(
                ' ',
                Pulumi
                    .Utilities.OutputUtilities.GetValueAsync(_program.Declarations[type, name].Options.DependsOn.ToOutput())
                    .Result.Select(resource => resource.GetResourceName())
            );

        static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
    }

    [Fact]
    public async Task Images_of_ECR_are_brought_to_every_node_first_and_services_get_their_credential_when_their_tasks_run()
    {
        const string registry = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
        _program.Configuration["swarm:registries"] = $$"""[{"address": "{{registry}}"}]""";

        await Run(
            $$$"""
            services:
              web: {image: '{{{registry}}}/web:1'}
              proxy: {image: 'nginx:1.28'}
            networks: {shared: {attachable: true}}
            x-containers: {one: {image: '{{{registry}}}/one:1', node: node2, networks: [shared]}}
            """
        );

        Assert.Equal("node1-pull node2-pull node3-pull", Before(ServiceType, "web"));
        Assert.Equal("", Before(ServiceType, "proxy"));
        Assert.Equal("node1-pull node2-pull node3-pull", Before("docker:index/container:Container", "one@node2"));
        Assert.StartsWith("node2-credential-helper ", Before(CommandType, "node2-pull"), StringComparison.Ordinal);
        Assert.Equal("web web-tasks", Before(CommandType, "web-credential"));
        Assert.StartsWith(
            $"NODE='node2' WHAT='pull' NAMES='{registry}/one:1 {registry}/web:1' timeout",
            _program.Mocks.Named(CommandType, "node2-pull").Text("create"),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "NODE='node1' WHAT='give' NAMES='dev_web' timeout",
            _program.Mocks.Named(CommandType, "web-credential").Text("create"),
            StringComparison.Ordinal
        );
        Assert.Equal(
            [("node1", "manager"), ("node2", "worker"), ("node3", "worker")],
            _program
                .Mocks.OfType(CommandType)
                .Where(command => command.Name.EndsWith("-credential-helper", StringComparison.Ordinal))
                .Select(command => command.Text("create").Split('\''))
                .Select(words => (words[1], words[3]))
                .Order()
        );
        Assert.All(_program.Mocks.OfType("pulumi:providers:docker"), api => Assert.DoesNotContain("registryAuth", api.Inputs.Keys));

        string Before(string type, string name) =>
            string.Join(
                ' ',
                Pulumi
                    .Utilities.OutputUtilities.GetValueAsync(_program.Declarations[type, name].Options.DependsOn.ToOutput())
                    .Result.Select(resource => resource.GetResourceName())
            );
    }

    [Fact]
    public async Task What_has_two_names_in_the_file_is_looked_up_once()
    {
        await Run(
            """
            services: {web: {image: nginx, networks: [default, proxy], configs: [{source: a, target: /a}, {source: b, target: /b}]}}
            networks: {default: {external: true, name: proxy}, proxy: {external: true}}
            configs: {a: {external: true, name: theirs}, b: {external: true, name: theirs}}
            """
        );

        Assert.Equal(
            ["proxy-network", "theirs-config"],
            _program
                .Mocks.OfType("command:remote:Command")
                .Select(command => command.Name)
                .Where(name => name.EndsWith("-network", StringComparison.Ordinal) || name.EndsWith("-config", StringComparison.Ordinal))
                .Order()
        );
    }

    [Fact]
    public async Task What_no_service_uses_is_neither_created_nor_looked_up()
    {
        await Run(
            """
            services: {web: {image: nginx}}
            networks: {proxy: {external: true}, back: }
            configs: {settings: {content: x}, theirs: {external: true}}
            secrets: {key: {content: x}, theirs: {external: true}}
            """
        );

        Assert.Equal(["default"], _program.Mocks.OfType("docker:index/network:Network").Select(network => network.Name));
        Assert.Empty(_program.Mocks.OfType(ConfigType).Concat(_program.Mocks.OfType(SecretType)));
        Assert.DoesNotContain(_program.Mocks.OfType("command:remote:Command"), command =>
            command.Name.StartsWith("proxy", StringComparison.Ordinal) || command.Name.StartsWith("theirs", StringComparison.Ordinal)
        );
    }

    // What the script reads.
    private static string Lines(Registered command) =>
        System.Text.RegularExpressions.Regex.Match(command.Text("stdin"), @"\nprintf %s '([^']*)' \| ""\$1""\n$").Groups[1].Value;

    private string StackPath => Path.Combine(_directory.FullName, "stack.yaml");

    private Task Run(string text, bool preview = false) => Run(_program, text, preview);

    private Task Run(SwarmProgram run, string text, bool preview = false)
    {
        File.WriteAllText(StackPath, text);
        run.Configuration["swarm:stackFiles"] = StackPath;
        return run.RunAsync(preview);
    }

    private static ImmutableDictionary<string, object> Map(object value) => (ImmutableDictionary<string, object>)value;

    private static ImmutableArray<object> List(object value) => (ImmutableArray<object>)value;

    // Every value on a line of its own, by its path.
    private static string Said(object value, string path = "") =>
        value switch
        {
            ImmutableDictionary<string, object> map => string.Concat(
                map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Said(pair.Value, $"{path}.{pair.Key}"))
            ),
            ImmutableArray<object> list => string.Concat(list.Select(item => Said(item, $"{path}[]"))),
            _ => $"{path}={value}\n",
        };

    private static IEnumerable<string> Labels(ImmutableDictionary<string, object> inputs) =>
        List(inputs["labels"]).Select(label => $"{Map(label)["label"]}={Map(label)["value"]}");
}
