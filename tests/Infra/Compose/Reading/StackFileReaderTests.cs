using System.Text;
using FsCheck.Xunit;
using Infra.Compose.Format;
using Text = Infra.Compose.Format.Text;

namespace Tests.Infra.Compose.Reading;

public sealed class StackFileReaderTests
{
    private readonly StackText _text = new();

    [Fact]
    public void A_service_that_says_everything_is_read_in_full()
    {
        var file = _text.ReadWell(
            """
            services:
              web:
                image: registry.example:5000/team/web:1.2@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                entrypoint: ["/bin/web"]
                command: serve --title 'My page' "a b"\ c
                environment:
                  LEVEL: info
                  EMPTY: ""
                labels: ["team=a"]
                ports:
                  - "8000:80"
                  - "53:5353/udp"
                  - {target: 443, published: 8443, mode: host}
                networks: {front: {aliases: [www], driver_opts: {o: 1}}, back: }
                volumes: ["data:/data:nocopy", "/etc/x:/x:ro,rslave", {type: tmpfs, target: /t, tmpfs: {size: 1m, mode: 0700}}, /anonymous]
                tmpfs: /run:size=64k,mode=1770
                configs: [settings, {source: settings, target: /etc/other, uid: "33", gid: "34", mode: 0440}]
                secrets: [{source: password, target: pw}]
                stop_grace_period: 1m30s
                stop_signal: SIGQUIT
                hostname: www
                user: "33:33"
                working_dir: /srv
                init: true
                read_only: yes
                cap_add: [net_admin, CAP_NET_ADMIN]
                cap_drop: [ALL]
                sysctls: [net.core.somaxconn=1024]
                dns: [1.1.1.1]
                dns_search: example.com
                extra_hosts: ["db:10.0.0.7", "six=[::1]"]
                logging: {driver: syslog, options: {tag: web}}
                isolation: process
                healthcheck:
                  test: curl -f http://localhost
                  interval: 5s
                  timeout: 2s
                  start_period: 10s
                  retries: 5
                deploy:
                  mode: replicated
                  replicas: 3
                  endpoint_mode: vip
                  labels: {tier: web}
                  restart_policy: {condition: on-failure, delay: 1s, max_attempts: 3, window: 2m}
                  update_config: {parallelism: 2, delay: 10s, failure_action: rollback, monitor: 20s, max_failure_ratio: 0.1, order: start-first}
                  rollback_config: {parallelism: 0, failure_action: continue}
                  resources:
                    limits: {cpus: "0.5", memory: 64m}
                    reservations: {cpus: "0.25", memory: 32M, generic_resources: [{discrete_resource_spec: {kind: GPU, value: 2}}]}
                  placement: {constraints: ["node.role == worker"], preferences: [{spread: node.labels.zone}], max_replicas_per_node: 2}
            networks:
              front: {}
              back: {}
            volumes: {data: }
            configs: {settings: {content: x}}
            secrets: {password: {content: x}}
            """
        );

        var expected = new Service(At(3, 5), "web")
        {
            Image = "registry.example:5000/team/web:1.2@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            Entrypoint = ["/bin/web"],
            Command = ["serve", "--title", "My page", "a b c"],
            Environment = new Dictionary<string, Text> { ["LEVEL"] = "info", ["EMPTY"] = "" },
            Labels = new Dictionary<string, Text> { ["team"] = "a" },
            Ports =
            [
                new Port(At(11, 9), 8000, 80, "tcp", "ingress"),
                new Port(At(12, 9), 53, 5353, "udp", "ingress"),
                new Port(At(13, 9), 8443, 443, "tcp", "host"),
            ],
            Networks =
            [
                new Attachment(new Reference(At(14, 16), "front"), ["www"], new Dictionary<string, string> { ["o"] = "1" }),
                new Attachment(new Reference(At(14, 62), "back"), [], new Dictionary<string, string>()),
            ],
            Mounts =
            [
                new Mount(At(15, 15), "volume", "data", "/data") { NoCopy = true },
                new Mount(At(15, 36), "bind", "/etc/x", "/x", ReadOnly: true) { Propagation = "rslave" },
                new Mount(At(15, 59), "tmpfs", null, "/t") { TmpfsSize = 1 << 20, TmpfsMode = 0b111_000_000 },
                new Mount(At(15, 117), "volume", null, "/anonymous"),
                new Mount(At(16, 12), "tmpfs", null, "/run") { TmpfsSize = 1 << 16, TmpfsMode = 0b001_111_111_000 },
            ],
            Configs =
            [
                new FileReference(new Reference(At(17, 15), "settings"), "settings", "0", "0", 0b100_100_100),
                new FileReference(new Reference(At(17, 34), "settings"), "/etc/other", "33", "34", 0b100_100_000),
            ],
            Secrets = [new FileReference(new Reference(At(18, 24), "password"), "pw", "0", "0", 0b100_100_100)],
            StopGracePeriod = TimeSpan.FromSeconds(90),
            StopSignal = "SIGQUIT",
            Hostname = "www",
            User = "33:33",
            WorkingDirectory = "/srv",
            Init = true,
            ReadOnly = true,
            CapAdd = ["CAP_NET_ADMIN"],
            CapDrop = ["ALL"],
            Sysctls = new Dictionary<string, string> { ["net.core.somaxconn"] = "1024" },
            Dns = ["1.1.1.1"],
            DnsSearch = ["example.com"],
            ExtraHosts = [new ExtraHost("db", "10.0.0.7"), new ExtraHost("six", "::1")],
            Logging = new Logging("syslog", new Dictionary<string, Text> { ["tag"] = "web" }),
            Isolation = "process",
            Healthcheck = new Healthcheck(
                ["CMD-SHELL", "curl -f http://localhost"],
                TimeSpan.FromSeconds(5),
                TimeSpan.FromSeconds(2),
                TimeSpan.FromSeconds(10),
                5
            ),
            Deploy = new Deploy
            {
                Replicas = 3,
                Labels = new Dictionary<string, Text> { ["tier"] = "web" },
                RestartPolicy = new RestartPolicy("on-failure", TimeSpan.FromSeconds(1), 3, TimeSpan.FromMinutes(2)),
                UpdateConfig = new UpdateConfig(2, TimeSpan.FromSeconds(10), "rollback", TimeSpan.FromSeconds(20), 0.1m, "start-first"),
                RollbackConfig = UpdateConfig.Default with { Parallelism = 0, FailureAction = "continue" },
                Resources = new ResourceLimits(
                    new ResourceAmount(500_000_000, 67_108_864),
                    new ResourceAmount(250_000_000, 33_554_432),
                    ["GPU=2"]
                ),
                Constraints = [new Constraint(At(51, 33), "node.role == worker")],
                Spread = ["node.labels.zone"],
                MaxReplicasPerNode = 2,
            },
        };
        Assert.Equivalent(expected, Assert.Single(file.Services), strict: true);
        Assert.Empty(_text.Warnings);
    }

    [Fact]
    public void A_service_that_says_nothing_has_the_defaults_of_Compose()
    {
        var service = _text.Web("image: nginx");

        Assert.Equivalent(Deploy.Default, service.Deploy, strict: true);
        Assert.Equal((1, false), (service.Deploy.Replicas, service.Deploy.Global));
        Assert.Equal(TimeSpan.FromSeconds(10), service.StopGracePeriod);
        Assert.Null(service.Healthcheck);
        Assert.Null(service.Init);
    }

    [Fact]
    public void A_service_that_names_no_network_is_on_that_of_the_stack()
    {
        var file = _text.ReadWell("services: {web: {image: nginx}, db: {image: postgres, networks: [mine]}}\nnetworks: {mine: {}}");

        Assert.Equal(["mine", "default"], file.Networks.Select(network => network.Name));
        Assert.Equal(["default", "mine"], file.Services.Select(service => service.Networks.Single().Network.Name));
    }

    [Fact]
    public void The_network_of_the_stack_may_be_described_and_is_not_made_without_need()
    {
        Assert.True(
            _text.ReadWell("services: {web: {image: nginx}}\nnetworks: {default: {attachable: true}}").Networks.Single().Attachable
        );
        Assert.Empty(_text.ReadWell("configs: {c: {content: x}}").Networks);
    }

    [Fact]
    public void A_healthcheck_can_be_switched_off() =>
        Assert.Equal("NONE", _text.Web("image: nginx\nhealthcheck: {disable: true}").Healthcheck!.Test.Single().Value);

    [Theory]
    [InlineData("always", "any", 0)]
    [InlineData("unless-stopped", "any", 0)]
    [InlineData("on-failure", "on-failure", 0)]
    [InlineData("on-failure:3", "on-failure", 3)]
    public void Restart_counts_where_the_policy_says_nothing(string restart, string condition, int attempts)
    {
        var policy = _text.Web($"image: nginx\nrestart: {restart}").Deploy.RestartPolicy;

        Assert.Equal((condition, attempts), (policy.Condition, policy.MaxAttempts));
        Assert.Equal(
            "none",
            _text.Web($"image: nginx\nrestart: {restart}\ndeploy: {{restart_policy: {{condition: none}}}}").Deploy.RestartPolicy.Condition
        );
    }

    [Fact]
    public void Anchors_and_merge_keys_bring_in_what_is_not_said()
    {
        var file = _text.ReadWell(
            """
            x-a: &a {image: nginx, user: a, hostname: a}
            x-b: &b {<<: *a, user: b}
            services:
              one: *a
              two: {<<: *b, hostname: two}
              three: {<<: [{working_dir: /x, user: c}, *b]}
            """
        );

        Assert.Equal(
            ["one nginx a a ", "two nginx b two ", "three nginx c a /x"],
            file.Services.Select(service => $"{service.Name} {service.Image} {service.User} {service.Hostname} {service.WorkingDirectory}")
        );
    }

    [Fact]
    public void Variables_are_replaced_in_values_also_in_numbers_but_not_in_keys()
    {
        _text.Variables["COUNT"] = "3";
        _text.Environment["TAG"] = "1.28";
        var web = _text.Web(
            "image: nginx:${TAG:?say which}\ndeploy: {replicas: $COUNT}\nlabels: {$TAG: $TAG, cost: $$5}\nread_only: ${RO:-true}"
        );

        Assert.Equal(("nginx:1.28", 3, true), (web.Image, web.Deploy.Replicas, web.ReadOnly));
        Assert.Equal("$TAG=1.28 cost=$5", string.Join(' ', web.Labels.Select(label => $"{label.Key}={label.Value}")));
    }

    [Fact]
    public void A_secret_variable_stays_one_and_never_shows()
    {
        _text.Variables["PASSWORD"] = new Text("hidden", IsSecret: true);
        var web = _text.Web("image: nginx\nenvironment: {URL: 'db://me:$PASSWORD@db', PLAIN: x}\ncommand: serve --password $PASSWORD");

        Assert.Equal(new Text("db://me:hidden@db", IsSecret: true), web.Environment["URL"]);
        Assert.Equal(new Text("x"), web.Environment["PLAIN"]);
        Assert.All(web.Command, word => Assert.True(word.IsSecret));
        Assert.DoesNotContain("hidden", string.Join(' ', web.Command), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "image: nginx:$PASSWORD",
        "a.yaml:3:12 services.web.image: received a secret variable; allowed: variables that are not secrets; secrets may be in environment, command, entrypoint, labels, healthcheck.test, options, and the content of configs and secrets. Move the variable from swarm:secretVariables to swarm:variables."
    )]
    [InlineData(
        "image: nginx\ndeploy: {replicas: $PASSWORD}",
        "a.yaml:4:24 services.web.deploy.replicas: received a secret variable; allowed: a whole number from 0 to 10000. For example 1."
    )]
    [InlineData(
        "image: nginx\ncommand: open 'quote $PASSWORD",
        "a.yaml:4:14 services.web.command: received a secret variable; allowed: words with closed quotes, and something after a backslash. Close the quote, or write a list."
    )]
    public void A_secret_where_everybody_would_see_it_is_refused_without_showing_it(string keys, string problem)
    {
        _text.Variables["PASSWORD"] = new Text("hidden", IsSecret: true);
        _text.Read("services:\n  web:\n" + string.Concat(keys.Split('\n').Select(line => $"    {line}\n")));

        Assert.Equal([problem], _text.Problems.Select(one => $"{one}"));
    }

    [Fact]
    public void An_external_network_volume_config_and_secret_has_its_name_or_that_which_is_said()
    {
        var file = _text.ReadWell(
            """
            networks: {a: {external: true}, b: {external: true, name: theirs}, c: {external: {name: old}}}
            volumes: {a: {external: true, name: theirs}}
            """
        );

        Assert.Equal(["a", "theirs", "old"], file.Networks.Select(network => network.EngineName));
        Assert.Equal("theirs", file.Volumes.Single().EngineName);
    }

    [Fact]
    public void A_network_is_read_in_full()
    {
        var network = _text
            .ReadWell(
                "networks: {a: {name: mine, attachable: true, internal: true, enable_ipv6: true, driver_opts: {encrypted: '', x: 1}, "
                    + "ipam: {driver: default, config: [{subnet: 10.9.0.0/24, gateway: 10.9.0.1, ip_range: 10.9.0.128/25}]}, labels: {l: 1}}}"
            )
            .Networks.Single();

        Assert.Equivalent(
            new OverlayNetwork(At(1, 15), "a")
            {
                EngineName = "mine",
                Attachable = true,
                Internal = true,
                Ipv6 = true,
                DriverOptions = new Dictionary<string, string> { ["encrypted"] = "true", ["x"] = "1" },
                IpamDriver = "default",
                Ranges = [new AddressRange("10.9.0.0/24", "10.9.0.1", "10.9.0.128/25")],
                Labels = new Dictionary<string, Text> { ["l"] = "1" },
            },
            network,
            strict: true
        );
    }

    [Theory]
    [InlineData("4m", 4194304)]
    [InlineData("0.5 GiB", 536870912)]
    [InlineData("4096M", 4294967296)]
    [InlineData("8589934592", 8589934592)]
    public void Memory_is_counted_in_powers_of_1024(string amount, long bytes) =>
        Assert.Equal(
            bytes,
            _text.Web($"image: nginx\ndeploy: {{resources: {{limits: {{memory: {amount}}}}}}}").Deploy.Resources.Limits.MemoryBytes
        );

    [Fact]
    public void A_volume_may_have_one_name_for_each_task()
    {
        Assert.True(_text.ReadWell("volumes: {data: {name: 'data-{{.Task.Slot}}'}}").Volumes.Single().PerTask);
        Assert.Equal(
            [
                "a.yaml:1:17 volumes.data: the engine makes volumes of the name data-{{.Task.Slot}} for the tasks as they start, with the driver local, and leaves them behind when the stack is deleted",
            ],
            _text.Warnings.Select(one => $"{one}")
        );
    }

    [Fact]
    public void A_bind_mount_of_nothing_is_refused()
    {
        _text.Read("services: {web: {image: nginx, volumes: [{type: bind, source: '', target: /x}]}}");

        Assert.Equal(
            [
                "a.yaml:1:42 services.web.volumes[0].source: received nothing; allowed: the path on the node. For example {type: bind, source: /etc/hosts, target: /mnt/hosts}.",
            ],
            _text.Problems.Select(one => $"{one}")
        );
    }

    [Fact]
    public void An_empty_file_is_a_mistake()
    {
        _text.Read("", "# nothing\n", "~");

        Assert.Equal(
            [
                .. "abc".Select(name =>
                    $"{name}.yaml: received nothing; allowed: a file in Compose format. Fill in the file, or remove it from swarm:stackFiles."
                ),
            ],
            _text.Problems.Select(one => $"{one}")
        );
    }

    [Property]
    public bool Whatever_the_text_only_problems_come_of_it(string? anything)
    {
        var read = new StackText();
        var file = read.Read(anything ?? "");

        return read.Problems.Count > 0 || file.Services.Count == 0;
    }

    // A sound file with one piece torn out and put elsewhere.
    [Property(MaxTest = 500)]
    public bool Whatever_is_damaged_only_problems_come_of_it(ushort from, ushort length, ushort to)
    {
        const string sound =
            "x-a: &a {image: nginx}\nservices:\n  web:\n    <<: *a\n    ports: ['80-81:80-81', {target: 1, published: 2}]\n    environment: [A=$B, \"C=${D:-e}\"]\n"
            + "    volumes: ['v:/v', /a:/b:ro]\n    command: a 'b'\n    healthcheck: {test: a, interval: 1s}\n    deploy: {resources: {limits: {cpus: '1', memory: 1g}}}\nvolumes: {v: }\n";
        var start = from % sound.Length;
        var piece = sound.Substring(start, Math.Min(length % 12, sound.Length - start));
        var rest = sound.Remove(start, piece.Length);
        var read = new StackText();
        read.Read(rest.Insert(to % (rest.Length + 1), piece), sound);

        return read.Problems.All(problem => $"{problem}".Length > 0);
    }

    [Fact]
    public void A_brace_that_is_not_closed_before_the_next_key_is_refused()
    {
        _text.Read("x-a: {image: nginx\nservices:\n  web:\n    ports: [x]\n");

        Assert.Equal(
            [
                "a.yaml:1:12: received text that is not YAML from there on; allowed: a file in Compose format. Look for a brace, bracket or quote that is not closed.",
            ],
            _text.Problems.Select(one => $"{one}")
        );
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    public void Nesting_without_end_is_refused(string bracket)
    {
        _text.Read(string.Concat(Enumerable.Repeat(bracket, 100_000)));

        Assert.Contains("nested deeper than 100 levels", Assert.Single(_text.Problems).Received, StringComparison.Ordinal);
    }

    [Fact]
    public void Anchors_that_repeat_each_other_without_end_are_refused()
    {
        var bomb = new StringBuilder("x-0: &a0 [x]\n");
        for (var i = 1; i < 60; i++)
        {
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"x-{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n");
        }

        _text.Read(bomb + "services: *a59\n");

        Assert.StartsWith("more than 500000 values", _text.Problems[0].Received, StringComparison.Ordinal);
    }

    private static Position At(long line, long column) => new("a.yaml", line, column);
}
