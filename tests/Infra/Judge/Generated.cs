using Infra.Compose.Reading;

namespace Tests.Infra.Judge;

/// <summary>Stack files by chance, always the same ones: of every key that <see cref="ComposeKeys"/> knows and docker takes, in any combination.</summary>
internal sealed class Generated(int seed)
{
    // Of each mapping's keys the spellings that docker takes; in flow style, so that they may stand anywhere.
    private static readonly Dictionary<string, string[]> _values = new()
    {
        ["version"] = ["\"3.8\"", "\"3\"", "\"3.13\""],
        ["services.NAME.image"] =
        [
            "nginx",
            "\"nginx:1.28\"",
            "registry.example.com:5000/team/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            "\"${NOTHERE:-alpine}:${TAG}\"",
        ],
        ["services.NAME.entrypoint"] = ["[/bin/sh, -c, \"a b\"]", "\"/bin/sh -c 'a b'\"", "[]"],
        ["services.NAME.command"] =
        [
            "[a, \"b c\", \"\"]",
            "\"a \\\"b c\\\" d#e # f\"",
            "\"run --x=$SET\"",
            "\"one\\n# two\\n three\\\\ four\"",
        ],
        ["services.NAME.environment"] =
        [
            "{A: 1, B: text, C: 010, D: 1.50, E: \"x y\"}",
            "[A=1, \"B=x=y\", \"C=\"]",
            "{SET: , F: \"${EMPTY:-d$1}\"}",
            "[SET, NUMBER=]",
        ],
        ["services.NAME.env_file"] = ["one.env", "[one.env, two.env]", "[]"],
        ["services.NAME.labels"] = ["{a.b: c, d: 1e3, e: }", "[a=b, \"c=d=e\", f]"],
        ["services.NAME.ports"] =
        [
            "[\"8000:80\", \"53:53/udp\"]",
            "[8080]",
            "[\"9000-9002:90-92\", \"127.0.0.1:7000:70\"]",
            "[{target: 80, published: 8100, mode: host}, {target: 53, protocol: udp}]",
            "[\"0:81\", {target: 1, published: 2, protocol: TCP, mode: Ingress}]",
        ],
        ["services.NAME.networks"] =
        [
            "[front]",
            "[back, default]",
            "{front: {aliases: [x, y]}, outside: }",
            "{back: {aliases: [], driver_opts: {a: b, c: 1}}, front: {ipv4_address: 10.9.0.5}}",
        ],
        ["services.NAME.volumes"] =
        [
            "[\"data:/a\", \"/etc/x/:/b:ro,rslave\"]",
            "[/c, \"other:/d:nocopy\", \"./e/:/e\"]",
            "[{type: bind, source: ../x/, target: /y, bind: {propagation: shared}, read_only: true}, {type: tmpfs, target: /t, tmpfs: {size: 1000}}]",
            "[{type: volume, source: theirs, target: /v, volume: {nocopy: true}, consistency: cached}, \"~/z:/z:rw\"]",
        ],
        ["services.NAME.configs"] = ["[settings]", "[{source: settings, target: /x, uid: \"1\", gid: \"2\", mode: 0440}, given]"],
        ["services.NAME.secrets"] = ["[key]", "[{source: key, target: k, mode: 256}, {source: lent}]"],
        ["services.NAME.hostname"] = ["x", "\"{{.Node.Hostname}}\""],
        ["services.NAME.user"] = ["\"1:2\"", "nobody"],
        ["services.NAME.working_dir"] = ["/w", "\"/a b\""],
        ["services.NAME.stop_signal"] = ["SIGINT"],
        ["services.NAME.stop_grace_period"] = ["1m30s", ".5s", "0s", "2h"],
        ["services.NAME.init"] = ["true", "false"],
        ["services.NAME.read_only"] = ["true", "\"$YES\""],
        ["services.NAME.cap_add"] = ["[net_admin, CAP_SYS_TIME]", "[ALL, KILL]"],
        ["services.NAME.cap_drop"] = ["[all]", "[NET_ADMIN, chown]"],
        ["services.NAME.sysctls"] = ["{net.core.somaxconn: 1024, a: }", "[a=b, c]"],
        ["services.NAME.dns"] = ["1.1.1.1", "[1.1.1.1, 9.9.9.9]"],
        ["services.NAME.dns_search"] = ["a.example", "[b.example, a.example]"],
        ["services.NAME.extra_hosts"] = ["{z: 10.0.0.1, a: host-gateway}", "[\"b=10.0.0.2\", \"c:[fd00::1]\"]"],
        ["services.NAME.isolation"] = ["default", "process"],
        ["services.NAME.restart"] = ["always", "\"no\"", "\"on-failure:3\"", "\"\"", "unless-stopped"],
        ["services.NAME.healthcheck.test"] = ["\"true || false\"", "[CMD, a, \"b c\"]", "[CMD-SHELL, x]", "[NONE]", "[]"],
        ["services.NAME.healthcheck.interval"] = ["10s", "1m30s"],
        ["services.NAME.healthcheck.timeout"] = ["1500ms"],
        ["services.NAME.healthcheck.start_period"] = ["1h0.5s"],
        ["services.NAME.healthcheck.retries"] = ["3", "0", "\"$NUMBER\""],
        ["services.NAME.healthcheck.disable"] = ["true", "false"],
        ["services.NAME.logging.driver"] = ["json-file", "syslog"],
        ["services.NAME.logging.options"] = ["{max-size: 10m, max-file: 3, tag: \"a b\"}", "{}"],
        ["services.NAME.deploy.mode"] = ["replicated", "global", "\"\""],
        ["services.NAME.deploy.replicas"] = ["0", "7", "\"$NUMBER\""],
        ["services.NAME.deploy.endpoint_mode"] = ["vip", "dnsrr", "VIP"],
        ["services.NAME.deploy.labels"] = ["{a: b, \"traefik.http.routers.x.rule\": \"Host(`a.example`)\"}", "[a=1.50, b]"],
        ["services.NAME.deploy.restart_policy.condition"] = ["any", "on-failure", "none", "Any"],
        ["services.NAME.deploy.restart_policy.delay"] = ["250ms", "0s"],
        ["services.NAME.deploy.restart_policy.max_attempts"] = ["3", "0"],
        ["services.NAME.deploy.restart_policy.window"] = ["2m"],
        ["services.NAME.deploy.update_config.parallelism"] = ["0", "2"],
        ["services.NAME.deploy.update_config.delay"] = ["1s", "1m0s"],
        ["services.NAME.deploy.update_config.failure_action"] = ["pause", "continue", "rollback"],
        ["services.NAME.deploy.update_config.monitor"] = ["0.1s", "20s"],
        ["services.NAME.deploy.update_config.max_failure_ratio"] = ["0.3", "0", "1", "\"$HALF\""],
        ["services.NAME.deploy.update_config.order"] = ["start-first", "stop-first"],
        ["services.NAME.deploy.resources.limits.cpus"] = ["\"0.5\"", "\"0\"", "\"16\"", "\"1/4\""],
        ["services.NAME.deploy.resources.limits.memory"] = ["64m", "\"0\"", "1.5GiB", "8192M"],
        ["services.NAME.deploy.resources.reservations.cpus"] = ["\"0.25\"", "\".1\""],
        ["services.NAME.deploy.resources.reservations.memory"] = ["32mb"],
        ["services.NAME.deploy.resources.reservations.generic_resources"] =
        [
            "[{discrete_resource_spec: {kind: GPU, value: 2}}, {discrete_resource_spec: {kind: SSD, value: 1}}]",
        ],
        ["services.NAME.deploy.placement.constraints"] = ["[node.role == worker, \"node.labels.a!=b c\"]", "[\"node.role==$ROLE\"]", "[]"],
        ["services.NAME.deploy.placement.preferences"] =
        [
            "[{spread: node.labels.zone}]",
            "[{spread: node.labels.b}, {spread: node.labels.a}]",
        ],
        ["services.NAME.deploy.placement.max_replicas_per_node"] = ["0", "2"],
        ["networks.NAME.name"] = ["theirs", "\"\"", "\"net_$SET\""],
        ["networks.NAME.driver"] = ["overlay"],
        ["networks.NAME.driver_opts"] = ["{encrypted: \"true\", mtu: 1400}", "{a: 010}"],
        ["networks.NAME.attachable"] = ["true", "\"$YES\""],
        ["networks.NAME.internal"] = ["true", "false"],
        ["networks.NAME.labels"] = ["{a: b}", "[c=d]"],
        ["networks.NAME.ipam.driver"] = ["default", "mine"],
        ["networks.NAME.ipam.config"] = ["[{subnet: 10.9.0.0/24}]", "[]"],
        ["volumes.NAME.name"] = ["real", "\"\""],
        ["volumes.NAME.driver"] = ["local", "nfs"],
        ["volumes.NAME.driver_opts"] = ["{type: nfs, o: \"addr=10.0.0.1,rw\", device: \":/x\", number: 1}"],
        ["volumes.NAME.labels"] = ["{a: b}", "[c, d=1]"],
        ["configs.NAME.labels"] = ["{a: b}"],
        ["secrets.NAME.labels"] = ["[a=b]"],
    };

    // Keys that name what is within, or are in the files in any case.
    private static readonly string[] _written =
    [
        "services",
        "networks",
        "volumes",
        "configs",
        "secrets",
        "services.NAME.image",
        "services.NAME.deploy",
        "services.NAME.healthcheck",
        "services.NAME.logging",
        "services.NAME.tmpfs",
        "services.NAME.deploy.restart_policy",
        "services.NAME.deploy.update_config",
        "services.NAME.deploy.rollback_config",
        "services.NAME.deploy.resources",
        "services.NAME.deploy.placement",
        "services.NAME.deploy.resources.limits",
        "services.NAME.deploy.resources.reservations",
        "networks.NAME.ipam",
        "configs.NAME.file",
        "secrets.NAME.file",
        "networks.NAME.external",
        "volumes.NAME.external",
        "configs.NAME.external",
        "secrets.NAME.external",
        "configs.NAME.name",
        "secrets.NAME.name",
        "networks.NAME.external.name",
        "volumes.NAME.external.name",
        "configs.NAME.external.name",
        "secrets.NAME.external.name",
    ];

    // Docker knows them not, or not there: the Compose Specification's, and this program's own.
    private static readonly string[] _notDockers =
    [
        "name",
        "x-containers",
        "networks.NAME.enable_ipv6",
        "volumes.NAME.x-keep",
        "volumes.NAME.x-nodes",
        .. ComposeKeys.All.Where(keys => keys.Find("x-accept") is not null).Select(keys => $"{keys.Path}.x-accept"),
        "configs.NAME.content",
        "configs.NAME.environment",
        "secrets.NAME.content",
        "secrets.NAME.environment",
    ];

    private readonly Random _random = new(seed);

    /// <summary>That many files.</summary>
    public static IEnumerable<StackCase> Files(int count) =>
        Enumerable.Range(1, count).Select(seed => new StackCase($"generated {seed}", new Generated(seed).File()));

    /// <summary>The supported keys that no file can have.</summary>
    public static IEnumerable<string> Missing() =>
        from keys in ComposeKeys.All
        from path in keys.Path.Split(", ")
        where path != "x-containers.NAME" && !path.Contains("[]", StringComparison.Ordinal) && path != "services.NAME.networks.NETWORK"
        from key in keys.Supported
        let name = path == "file" ? key : $"{path.Replace("rollback_config", "update_config", StringComparison.Ordinal)}.{key}"
        where !_values.ContainsKey(name) && !_written.Contains(name) && !_notDockers.Contains(name)
        select name;

    private string File()
    {
        var services = Enumerable.Range(1, _random.Next(1, 4)).Select(number => $"  s{number}: {Service(number)}\n");
        return (_random.Next(4) == 0 ? $"version: {Pick("version")}\n" : "")
            + "services:\n"
            + string.Concat(services)
            + $"networks: {{front: {Network()}, back: {Network("10.8.0.0/24")}, outside: {{external: true{Maybe(", name: edge")}}}}}\n"
            + $"volumes: {{data: {Map(ComposeKeys.Volume, "volumes.NAME", ["external"])}, other: {Maybe("{driver_opts: {a: 1}}")}, theirs: {{external: true}}}}\n"
            + $"configs: {{settings: {Stored(ComposeKeys.Config, "configs.NAME", "settings.txt")}, given: {{external: {{name: theirs}}}}}}\n"
            + $"secrets: {{key: {Stored(ComposeKeys.Secret, "secrets.NAME", "password.txt")}, lent: {{external: true, name: old}}}}\n";
    }

    private string Service(int number)
    {
        const string path = "services.NAME";
        var entries = Entries(ComposeKeys.Service, path, ["image", "deploy", "healthcheck", "logging", "tmpfs"]);
        // Every service its own ports: two of them on one are refused.
        entries =
        [
            .. entries.Select(entry =>
                number > 1 && entry.StartsWith("ports:", StringComparison.Ordinal) ? $"ports: [\"{4000 + number}:80\"]" : entry
            ),
        ];
        var more = new List<string> { $"image: {Pick($"{path}.image")}" };
        if (_random.Next(2) == 0)
        {
            more.Add($"deploy: {Deploy(entries.Any(entry => entry.StartsWith("ports:", StringComparison.Ordinal)))}");
        }

        if (_random.Next(3) == 0)
        {
            var check = Entries(ComposeKeys.Healthcheck, $"{path}.healthcheck");
            more.Add(
                $"healthcheck: {{{string.Join(", ", check.Contains("disable: true") ? check.Where(entry => !entry.StartsWith("test:", StringComparison.Ordinal)) : check)}}}"
            );
        }

        if (_random.Next(3) == 0)
        {
            more.Add($"logging: {Map(ComposeKeys.Logging, $"{path}.logging")}");
        }

        if (_random.Next(8) == 0)
        {
            more.Add("privileged: true, depends_on: [a], container_name: b, expose: [\"80\"], tty: true");
        }

        return $"{{{string.Join(", ", more.Concat(entries).OrderBy(_ => _random.Next()))}}}";
    }

    private string Deploy(bool ports)
    {
        const string path = "services.NAME.deploy";
        var entries = Entries(ComposeKeys.Deploy, path, ["restart_policy", "update_config", "rollback_config", "resources", "placement"])
            .ToList();
        if (entries.Contains("mode: global"))
        {
            entries.RemoveAll(entry => entry.StartsWith("replicas:", StringComparison.Ordinal));
        }

        if (ports)
        {
            entries.RemoveAll(entry => entry == "endpoint_mode: dnsrr");
        }

        Add("restart_policy", () => Map(ComposeKeys.RestartPolicy, $"{path}.restart_policy"));
        Add("update_config", () => Map(ComposeKeys.UpdateConfig, $"{path}.update_config"));
        Add("rollback_config", () => Map(ComposeKeys.UpdateConfig, $"{path}.update_config"));
        Add("placement", () => Map(ComposeKeys.Placement, $"{path}.placement"));
        Add("resources", () =>
            $"{{limits: {Map(ComposeKeys.ResourceLimit, $"{path}.resources.limits")}, reservations: {Map(ComposeKeys.Reservations, $"{path}.resources.reservations")}}}"
        );
        return $"{{{string.Join(", ", entries)}}}";

        void Add(string key, Func<string> value)
        {
            if (_random.Next(3) == 0)
            {
                entries.Add($"{key}: {value()}");
            }
        }
    }

    private string Network(string? subnet = null)
    {
        var map =
            _random.Next(4) == 0
                ? ""
                : Map(ComposeKeys.Network, "networks.NAME", ["external", "ipam", .. subnet is null ? (string[])[] : ["name"]]);
        return map.Length > 2 && _random.Next(3) == 0
            ? $"{map[..^1]}, ipam: {Map(ComposeKeys.Ipam, "networks.NAME.ipam").Replace("10.9.0.0/24", subnet ?? "10.9.0.0/24", StringComparison.Ordinal)}}}"
            : map;
    }

    private string Stored(KeySet keys, string path, string file)
    {
        var map = Map(keys, path, ["file", "content", "environment", "external", "name"]);
        return map == "{}" ? $"{{file: ./{file}}}" : $"{{file: {file}, {map[1..]}";
    }

    private string Map(KeySet keys, string path, string[]? without = null) => $"{{{string.Join(", ", Entries(keys, path, without))}}}";

    private string[] Entries(KeySet keys, string path, string[]? without = null) =>
        [
            .. keys
                .Supported.Where(key =>
                    without?.Contains(key) is not true
                    && _values.ContainsKey($"{path}.{key}")
                    && _random.Next(path == "services.NAME" ? 5 : 2) == 0
                )
                .Select(key => $"{key}: {Pick($"{path}.{key}")}"),
        ];

    private string Pick(string path) => _values[path][_random.Next(_values[path].Length)];

    private string Maybe(string text) => _random.Next(2) == 0 ? text : "";
}
