namespace Tests.Infra.Compose.Reading;

/// <summary>Several files: as docker merges them.</summary>
public sealed class MergeTests
{
    private readonly StackText _text = new();

    [Fact]
    public void A_later_file_adds_services_and_changes_earlier_ones()
    {
        var services = _text
            .ReadWell("services: {web: {image: 'nginx:1', user: a}}", "services: {web: {image: 'nginx:2'}, db: {image: postgres}}")
            .Services;

        Assert.Equal(["web nginx:2 a", "db postgres "], services.Select(service => $"{service.Name} {service.Image} {service.User}"));
    }

    [Fact]
    public void Environment_and_labels_are_merged_in_whatever_syntax()
    {
        var web = _text.Web(
            "image: nginx\nenvironment: [A=1, B=1]\nlabels: {a: 1}\ndeploy: {labels: {x: 1, y: 1}}",
            "environment: {B: 2, C: 2}\nlabels: [a=2, b=2]\ndeploy: {labels: [y=2]}"
        );

        Assert.Equal("A=1 B=2 C=2", string.Join(' ', web.Environment.Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Equal("a=2 b=2", string.Join(' ', web.Labels.Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Equal("x=1 y=2", string.Join(' ', web.Deploy.Labels.Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Fact]
    public void A_port_replaces_that_with_the_same_number_on_the_nodes_also_out_of_a_range()
    {
        var web = _text.Web(
            "image: nginx\nports: ['8000-8002:80', '53:53/udp', '9000:90']",
            "ports: ['8001:81', {target: 91, published: 9000, mode: host}]"
        );

        Assert.Equal(
            ["8000:80/tcp ingress", "8002:80/tcp ingress", "53:53/udp ingress", "8001:81/tcp ingress", "9000:91/tcp host"],
            web.Ports.Select(port => $"{port} {port.Mode}")
        );
    }

    [Fact]
    public void A_mount_replaces_that_on_the_same_path()
    {
        var web = _text.Web("image: nginx\nvolumes: ['/a:/one', '/b:/two']", "volumes: [{type: bind, source: /c, target: /two}]");

        Assert.Equal(["/a /one", "/c /two"], web.Mounts.Select(mount => $"{mount.Source} {mount.Target}"));
    }

    [Fact]
    public void Commands_and_tests_are_replaced_and_other_lists_continued()
    {
        var web = _text.Web(
            "image: nginx\ncommand: [a, b]\nentrypoint: x y\ncap_add: [NET_ADMIN]\ndns: 1.1.1.1\nextra_hosts: {a: 10.0.0.1}\nhealthcheck: {test: [CMD, a], interval: 1s}\ndeploy: {placement: {constraints: [aa == b]}}",
            "command: c\ncap_add: [SYS_ADMIN]\ndns: [8.8.8.8]\nextra_hosts: ['b:10.0.0.2']\nhealthcheck: {test: [CMD, b]}\ndeploy: {replicas: 2, placement: {constraints: [cc == d]}}"
        );

        Assert.Equal("c", string.Join(' ', web.Command));
        Assert.Equal("x y", string.Join(' ', web.Entrypoint));
        Assert.Equal(["CAP_NET_ADMIN", "CAP_SYS_ADMIN"], web.CapAdd);
        Assert.Equal(["1.1.1.1", "8.8.8.8"], web.Dns);
        Assert.Equal(["a 10.0.0.1", "b 10.0.0.2"], web.ExtraHosts.Select(host => $"{host.Host} {host.Ip}"));
        Assert.Equal("CMD b", string.Join(' ', web.Healthcheck!.Test));
        Assert.Equal(TimeSpan.FromSeconds(1), web.Healthcheck.Interval);
        Assert.Equal(2, web.Deploy.Replicas);
        Assert.Equal(["aa == b", "cc == d"], web.Deploy.Constraints.Select(constraint => constraint.Text));
    }

    [Theory]
    [InlineData("{driver: json-file, options: {a: 1, b: 1}}", "{driver: json-file, options: {b: 2}}", "json-file a=1 b=2")]
    [InlineData("{driver: json-file, options: {a: 1}}", "{options: {b: 2}}", "json-file a=1 b=2")]
    [InlineData("{driver: json-file, options: {a: 1}}", "{driver: syslog, options: {b: 2}}", "syslog b=2")]
    public void Options_of_logging_are_merged_for_the_same_driver(string first, string second, string expected)
    {
        var logging = _text.Web($"image: nginx\nlogging: {first}", $"logging: {second}").Logging!;

        Assert.Equal(expected, $"{logging.Driver} {string.Join(' ', logging.Options.Select(option => $"{option.Key}={option.Value}"))}");
    }

    [Fact]
    public void Networks_of_a_service_are_joined_and_their_aliases_replaced()
    {
        const string networks = "networks: {a: {}, b: {}}\n";
        var web = _text
            .ReadWell(
                networks + "services: {web: {image: nginx, networks: {a: {aliases: [one]}}}}",
                "services: {web: {networks: {a: {aliases: [two]}, b: null}}}"
            )
            .Services.Single();

        Assert.Equal(
            ["a two", "b "],
            web.Networks.Select(attachment => $"{attachment.Network.Name} {string.Join(',', attachment.Aliases)}")
        );
    }

    [Fact]
    public void Networks_volumes_configs_and_secrets_of_one_name_are_replaced()
    {
        var file = _text.ReadWell(
            "networks: {a: {attachable: true}}\nvolumes: {v: {driver: x}}\nconfigs: {c: {content: one}}\nsecrets: {s: {content: one}}",
            "networks: {a: {external: true, name: theirs}}\nvolumes: {v: {labels: {l: 1}}}\nconfigs: {c: {content: two}}\nsecrets: {s: {external: true}}"
        );

        Assert.Equal((true, "theirs"), (file.Networks.Single().External, file.Networks.Single().EngineName));
        Assert.Equal("local", file.Volumes.Single().Driver);
        Assert.Equal("two"u8, file.Configs.Single().Content!.Value.Span);
        Assert.True(file.Secrets.Single().External);
    }

    [Fact]
    public void Each_problem_names_the_file_that_it_is_in()
    {
        _text.Read("services: {web: {image: nginx, ports: ['x']}}", "services:\n  web:\n    deploy: {replicas: many}");

        Assert.Equal(
            [
                """a.yaml:1:40 services.web.ports[0]: received "x"; allowed: PUBLISHED:TARGET, each from 1 to 65535, and optionally /tcp or /udp. For example "8000:80".""",
                """b.yaml:3:24 services.web.deploy.replicas: received "many"; allowed: a whole number from 0 to 10000. For example 1.""",
            ],
            _text.Problems.Select(problem => $"{problem}")
        );
    }
}
