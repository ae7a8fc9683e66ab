using Infra.Compose;
using Infra.Compose.Format;
using Infra.Diagnostics;

namespace Tests.Infra.Compose;

/// <summary>What was read otherwise than by docker; the judge compares far more, where docker's client is there.</summary>
public sealed class AsDockerReadsTests
{
    private readonly StackText _text = new();

    [Theory]
    [InlineData("server --a\n# --b\n--c\n", "server|--a|--c")]
    [InlineData("a#b c# #d", "a#b|c#")]
    [InlineData("a '#b' \"#c\" \\#d", "a|#b|#c|#d")]
    [InlineData("'a'#b", "a#b")]
    [InlineData("# nothing", "")]
    [InlineData("# it's\na", "a")]
    [InlineData("a\u00a0b", "a\u00a0b")]
    [InlineData("\"a\\b\" ''", "ab|")]
    public void A_command_is_split_as_docker_splits_it(string command, string words)
    {
        _text.Variables["COMMAND"] = command;

        Assert.Equal(words, string.Join('|', _text.Web("image: nginx\ncommand: $COMMAND").Command));
    }

    [Fact]
    public void A_backslash_with_nothing_after_it_is_refused()
    {
        _text.Read("services: {web: {image: nginx, command: 'a b\\'}}");

        Assert.Equal(
            [
                "a.yaml:1:41 services.web.command: received \"a b\\\"; allowed: words with closed quotes, and something after a backslash. Close the quote, or write a list.",
            ],
            _text.Problems.Select(one => $"{one}")
        );
    }

    [Fact]
    public void A_rollback_that_would_roll_back_pauses()
    {
        Assert.Equal(
            "pause",
            _text.Web("image: nginx\ndeploy: {rollback_config: {failure_action: rollback}}").Deploy.RollbackConfig!.FailureAction
        );
        Assert.Equal(
            [
                "a.yaml:4:48 services.web.deploy.rollback_config.failure_action: a rollback cannot be rolled back: the swarm pauses instead, as with \"pause\"",
            ],
            _text.Warnings.Select(one => $"{one}")
        );
    }

    [Fact]
    public void A_path_on_the_nodes_ends_with_no_slash_where_it_is_relative()
    {
        var here = new StackText { Directory = "/project" };
        here.Variables["HOME"] = "/home/me";

        Assert.Equal(
            ["/project/data", "/project/data", "/srv/", "/home/me/x/", "/home/me", "/"],
            here.Web("image: nginx\nvolumes: ['./data/:/a', '../project//data/./:/e', '/srv/:/b', '~/x/:/c', '~:/d', '/:/f']")
                .Mounts.Select(mount => mount.Source)
        );
    }

    [Theory]
    [InlineData("extra_hosts: {a: 10.0.0.1}", "extra_hosts: {b: 10.0.0.2}")]
    [InlineData("extra_hosts: ['a:10.0.0.1']", "extra_hosts: {b: 10.0.0.2}")]
    public void Hosts_of_two_files_both_survive(string one, string other) =>
        Assert.Equal(
            "a 10.0.0.1, b 10.0.0.2",
            string.Join(", ", _text.Web($"image: nginx\n{one}", other).ExtraHosts.Select(host => $"{host.Host} {host.Ip}"))
        );

    [Fact]
    public void Options_of_an_attachment_in_two_files_come_together()
    {
        var attachment = _text
            .Web(
                "image: nginx\nnetworks: {a: {aliases: [x], driver_opts: {one: 1}}}",
                "networks: {a: {aliases: [y], driver_opts: {two: 2}}}"
            )
            .Networks.Single();

        Assert.Equal("y", string.Join(' ', attachment.Aliases));
        Assert.Equal("one=1 two=2", string.Join(' ', attachment.DriverOptions.Select(option => $"{option.Key}={option.Value}")));
    }

    [Fact]
    public void Capitals_empty_words_and_zeros_are_taken()
    {
        var web = _text.Web(
            "image: nginx\nrestart: ''\nports: [{target: 80, published: 8080, protocol: TCP, mode: Host}, {target: 81, protocol: '', mode: ''}]\n"
                + "deploy: {endpoint_mode: VIP, mode: '', restart_policy: {condition: Any}, resources: {limits: {cpus: '0', memory: '0'}, reservations: {cpus: 1/2}}}"
        );

        Assert.Equal(["8080:80/tcp host", "81/tcp ingress"], web.Ports.Select(port => $"{port} {port.Mode}"));
        Assert.Equal(("vip", false, "any"), (web.Deploy.EndpointMode, web.Deploy.Global, web.Deploy.RestartPolicy.Condition));
        Assert.Equal((ResourceAmount.None, 500_000_000), (web.Deploy.Resources.Limits, web.Deploy.Resources.Reservations.NanoCpus));
    }

    [Fact]
    public void An_empty_name_is_none()
    {
        var file = _text.ReadWell(
            "networks: {a: {external: true, name: ''}, b: {name: ''}, c: {external: {name: ''}}}\nvolumes: {a: {external: true, name: ''}}"
        );

        Assert.Equal(["a", null, "c"], file.Networks.Select(network => network.EngineName));
        Assert.Equal("a", file.Volumes.Single().EngineName);
    }

    [Theory]
    [InlineData("Registry.Example.com:5000/team/app:1")]
    [InlineData("REGISTRY/app")]
    [InlineData("[fd00::1]:5000/app")]
    [InlineData("ghcr.io/a__b/c-d.e_f:g")]
    [InlineData(
        "nginx@sha512:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    )]
    public void Images_of_every_registry_and_digest_are_taken(string image) => Assert.Equal(image, _text.Web($"image: '{image}'").Image);

    [Theory]
    [InlineData("a//b")]
    [InlineData("Nginx")]
    [InlineData("registry.example.com/Team/app")]
    [InlineData("nginx@sha512:abc")]
    public void What_is_no_image_is_refused(string image)
    {
        _text.Read($"services: {{web: {{image: '{image}'}}}}");

        Assert.Equal(
            [
                $"a.yaml:1:25 services.web.image: received \"{image}\"; allowed: an image such as nginx:1.28. Correct the name, tag or digest.",
            ],
            _text.Problems.Select(one => $"{one}")
        );
    }

    [Fact]
    public void A_name_may_begin_as_docker_lets_it()
    {
        var file = _text.ReadWell(
            "services: {_web: {image: nginx, networks: [_n], volumes: ['_v:/v']}}\nnetworks: {_n: }\nvolumes: {_v: }"
        );
        StackFileCheck.Check(file, ["node1"], _text.Problems);

        Assert.Equal("_web", file.Services.Single().Name);
        Assert.Empty(_text.Problems);
    }

    [Fact]
    public void Several_preferences_have_no_order()
    {
        Assert.Equal(
            ["node.labels.b", "node.labels.a"],
            _text.Web("image: nginx\ndeploy: {placement: {preferences: [{spread: node.labels.b}, {spread: node.labels.a}]}}").Deploy.Spread
        );
        Assert.Equal(
            [
                "a.yaml:4:39 services.web.deploy.placement.preferences: the order of several preferences is lost: Pulumi.Docker 5.1 sends them as a set, so any of them may come first",
            ],
            _text.Warnings.Select(one => $"{one}")
        );
    }

    [Fact]
    public void An_empty_value_takes_what_the_configuration_or_the_environment_says()
    {
        _text.Environment["TOKEN"] = "outside";

        Assert.Equal(
            "TOKEN=outside OTHER=",
            string.Join(
                ' ',
                _text.Web("image: nginx\nenvironment: {TOKEN: '', OTHER: ''}").Environment.Select(pair => $"{pair.Key}={pair.Value}")
            )
        );
        Assert.Equal(
            [
                "a.yaml:4:26 services.web.environment.TOKEN: TOKEN is empty here, and takes the value that it has in the configuration or the environment, as with docker",
            ],
            _text.Warnings.Select(one => $"{one}")
        );
    }

    [Fact]
    public void Capabilities_are_those_that_docker_sends()
    {
        var web = _text.Web("image: nginx\ncap_add: [all, NET_ADMIN]\ncap_drop: [kill, CAP_CHOWN, kill]");

        Assert.Equal(("ALL", "CAP_CHOWN CAP_KILL"), (string.Join(' ', web.CapAdd), string.Join(' ', web.CapDrop)));
        Assert.Empty(_text.Web("image: nginx\ncap_add: [KILL]\ncap_drop: [kill]").CapDrop);
    }

    [Fact]
    public void What_nothing_uses_is_left_out_and_told()
    {
        var warnings = new List<Warning>();
        var stack = UnusedParts.RemovedFrom(
            _text.ReadWell(
                """
                services: {web: {image: nginx, networks: [front], configs: [a]}}
                networks: {front: , proxy: {external: true}, kept: {attachable: true}}
                configs: {a: {content: x}, b: {content: x}}
                secrets: {c: {external: true}}
                x-containers: {app: {image: nginx, node: node1, networks: [kept]}}
                """
            ),
            warnings
        );

        Assert.Equal(
            "front kept, a, ",
            string.Join(
                ", ",
                Names(stack.Networks.Select(one => one.Name)),
                Names(stack.Configs.Select(one => one.Name)),
                Names(stack.Secrets.Select(one => one.Name))
            )
        );
        Assert.Equal(
            [
                "a.yaml:2:28 networks.proxy: no service uses it, so it is not looked up",
                "a.yaml:3:31 configs.b: no service uses it, so it is not created",
                "a.yaml:4:14 secrets.c: no service uses it, so it is not looked up",
            ],
            warnings.Select(one => $"{one}")
        );

        static string Names(IEnumerable<string> names) => string.Join(' ', names);
    }
}
