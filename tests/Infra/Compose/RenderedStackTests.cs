using System.Text.Encodings.Web;
using System.Text.Json;
using FsCheck.Xunit;

namespace Tests.Infra.Compose;

/// <summary>Whatever a stack file says comes back when it is read, written in another way and read again.</summary>
public sealed class RenderedStackTests
{
    private static readonly JsonSerializerOptions _plainly = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Each in every spelling that the format has for it; TEXT stands for any text at all.
    private static readonly string[] _keys =
    [
        "entrypoint: [TEXT, TEXT]",
        "entrypoint: /bin/sh -c 'a b'",
        "command: [TEXT]",
        "command: a \"b c\" d",
        "environment: {A: TEXT, B: TEXT, C: }",
        "environment: [A=1, 'B=x=y', C]",
        "labels: {a.b: TEXT}",
        "labels: [a=b]",
        "ports: ['8000:80', '53:53/udp', '90-92:90-92']",
        "ports: [{target: 1, published: 2, mode: host}, {target: 3, protocol: sctp}, '80']",
        "networks: [front, default]",
        "networks: {front: {aliases: [x, y], driver_opts: {a: TEXT}}, back: }",
        "volumes: ['data:/a', '/etc/x:/b:ro,rslave', /c, 'data:/d:nocopy']",
        "tmpfs: [/run, '/tmp:size=1m,mode=1770']",
        "volumes: [{type: bind, source: /x, target: /y, bind: {propagation: shared}}, {type: tmpfs, target: /t, tmpfs: {size: 1.5m, mode: 0700}}]",
        "configs: [settings, {source: settings, target: /x, uid: '1', gid: '2', mode: 0440}]",
        "secrets: [key]",
        "secrets: [{source: key, target: TEXT, mode: 256}]",
        "healthcheck: {disable: true}",
        "healthcheck: {test: TEXT, interval: 1m30s, timeout: 1500ms, start_period: 1h0.5s, retries: 7}",
        "healthcheck: {test: [CMD, TEXT], interval: 10us}",
        "healthcheck: {test: NONE}",
        "hostname: x",
        "user: '1:2'",
        "working_dir: TEXT",
        "stop_signal: SIGINT",
        "stop_grace_period: 1h1m1s",
        "init: true",
        "init: no",
        "read_only: on",
        "cap_add: [net_admin, ALL]",
        "cap_drop: [sys_time]",
        "sysctls: [a=b]",
        "dns: 1.1.1.1",
        "dns: [1.1.1.1, 9.9.9.9]",
        "dns_search: [a.example, b.example]",
        "extra_hosts: ['a:10.0.0.1', 'b=[::1]']",
        "extra_hosts: {a: host-gateway}",
        "logging: {options: {tag: TEXT}}",
        "logging: {driver: syslog}",
        "isolation: hyperv",
        "restart: on-failure:3",
    ];

    private static readonly string[] _deploy =
    [
        "mode: global",
        "replicas: 7",
        "endpoint_mode: vip",
        "labels: {a: TEXT}",
        "restart_policy: {condition: none, delay: 250ms, window: 2m}",
        "update_config: {parallelism: 0, delay: 1s, failure_action: rollback, monitor: 0.1s, max_failure_ratio: 0.25, order: start-first}",
        "rollback_config: {parallelism: 3, failure_action: continue}",
        "resources: {limits: {cpus: 0.001, memory: 4m}}",
        "resources: {limits: {cpus: '16.25', memory: 4096M}, reservations: {memory: 1.5g, generic_resources: [{discrete_resource_spec: {kind: GPU, value: 2}}]}}",
        "placement: {constraints: [node.role == worker, 'node.labels.a!=b'], preferences: [{spread: node.labels.zone}], max_replicas_per_node: 2}",
    ];

    private static readonly string[] _networks =
    [
        "front: , back: {external: true}",
        "front: {driver: overlay, attachable: true, internal: true, labels: {a: TEXT}}, back: {name: theirs}",
        "front: {driver_opts: {encrypted: '', mtu: 1400}, enable_ipv6: true}, back: {ipam: {driver: default, config: [{subnet: 10.9.0.0/24, gateway: 10.9.0.1}]}}",
    ];

    [Property(MaxTest = 300)]
    public void A_stack_that_is_read_written_and_read_again_is_the_same(int seed, string?[] texts)
    {
        var source = Source(new Random(seed), texts.Length == 0 ? ["a"] : texts);
        var first = new StackText().ReadWell(source);
        var rendered = StackRendering.Of(first);
        var second = new StackText().ReadWell(rendered);

        Assert.Equal(StackRendering.Content(first), StackRendering.Content(second));
        Assert.Equal(rendered, StackRendering.Of(second));
    }

    private static string Source(Random random, string?[] texts)
    {
        var services = Enumerable
            .Range(0, random.Next(1, 4))
            .Select(number =>
                $"  s{number}:\n    image: nginx:{number}\n"
                + Some(_keys, "    ")
                + "    deploy:\n"
                + Some([.. _deploy.Where(NotBoth())], "      ")
            );
        return Filled(
            "services:\n"
                + string.Concat(services)
                + "networks: {"
                + _networks[random.Next(_networks.Length)]
                + ", attach: {attachable: true}}\n"
                + """
                volumes: {data: {driver_opts: {a: TEXT}, labels: [a=b], x-keep: false, x-nodes: [node1]}, more: {external: true, name: theirs}, task: {name: 'x-{{.Task.Slot}}'}}
                configs: {settings: {content: 'a  b$$c', labels: {a: TEXT}}, theirs: {external: {name: old}}}
                secrets: {key: {content: "x\ny"}, theirs: {external: true}}
                x-containers: {app: {image: nginx, node: node1, command: [TEXT], environment: {A: TEXT}, networks: [attach], restart: always}}
                """
        );

        string Some(string[] lines, string indent) => string.Concat(Picked(lines).Select(line => $"{indent}{line}\n"));

        // Every key once.
        IEnumerable<string> Picked(string[] lines) =>
            lines.Where(_ => random.Next(3) == 0).OrderBy(_ => random.Next()).DistinctBy(line => line.Split(':')[0]).ToArray();

        string Filled(string text)
        {
            var parts = text.Split("TEXT");
            return parts.Skip(1).Aggregate(parts[0], (all, part) => $"{all}{Quoted(texts[random.Next(texts.Length)] ?? "")}{part}");
        }
    }

    // A global service has no number of replicas.
    private static Func<string, bool> NotBoth()
    {
        var taken = false;
        return line =>
        {
            var mode = line.StartsWith("mode:", StringComparison.Ordinal) || line.StartsWith("replicas:", StringComparison.Ordinal);
            var both = mode && taken;
            taken |= mode;
            return !both;
        };
    }

    // As JSON writes it, which YAML reads; and with its dollar signs meant as such. Half a surrogate pair is no text.
    private static string Quoted(string text) =>
        JsonSerializer.Serialize(
            string.Concat(text.Where(character => !char.IsSurrogate(character))).Replace("$", "$$", StringComparison.Ordinal),
            _plainly
        );
}
