using Infra.Compose;

namespace Tests.Infra.Compose;

/// <summary>What has no effect is said, with its place.</summary>
public sealed class ComposeWarningTests
{
    private readonly StackText _text = new();

    [Theory]
    [InlineData(
        "build: .",
        "a.yaml:4:5 services.web: the key \"build\" has no effect: a swarm runs existing images; build and push the image first"
    )]
    [InlineData(
        "depends_on: [db]",
        "a.yaml:4:5 services.web: the key \"depends_on\" has no effect: a swarm starts services in no particular order; let each one wait for what it needs"
    )]
    [InlineData("container_name: x", "a.yaml:4:5 services.web: the key \"container_name\" has no effect: the swarm names the tasks")]
    [InlineData(
        "privileged: true",
        "a.yaml:4:5 services.web: the key \"privileged\" has no effect: a swarm runs no privileged tasks; cap_add grants single capabilities"
    )]
    [InlineData(
        "ulimits: {nofile: 1024}",
        "a.yaml:4:5 services.web: the key \"ulimits\" has no effect: Pulumi.Docker 5.1 has no argument for it; set default-ulimits of the engine"
    )]
    [InlineData(
        "restart: 'no'",
        "a.yaml:4:14 services.web.restart: \"no\" has no effect, as with docker: tasks are started again; write deploy.restart_policy.condition: none"
    )]
    [InlineData(
        "ports: ['127.0.0.1:80:80']",
        "a.yaml:4:13 services.web.ports[0]: the address in \"127.0.0.1:80:80\" has no effect: a swarm publishes on every address of a node"
    )]
    [InlineData(
        "ports: [80]",
        "a.yaml:4:13 services.web.ports[0]: the engine chooses a port from 30000 on for 80/tcp, which no firewall rule of this program opens; write \"8000:80\" to choose one"
    )]
    [InlineData("volumes: ['/a:/b:ro,z']", "a.yaml:4:15 services.web.volumes[0]: the option \"z\" has no effect on a swarm")]
    [InlineData(
        "tmpfs: '/run:noexec'",
        "a.yaml:4:12 services.web.tmpfs: the option \"noexec\" has no effect: a swarm knows size= and mode= only"
    )]
    [InlineData(
        "user: $NOBODY",
        "a.yaml:4:11 services.web.user: the variable NOBODY has no value and counts as empty. Run `pulumi config set --path swarm:variables.NOBODY VALUE`, or set it in the environment."
    )]
    [InlineData(
        "environment: [NOBODY]",
        "a.yaml:4:19 services.web.environment[0]: NOBODY has no value, neither here nor in the configuration or the environment, and is left out. Write NOBODY= for an empty one."
    )]
    [InlineData(
        "deploy: {update_config: {max_failure_ratio: 0.25}}",
        "a.yaml:4:49 services.web.deploy.update_config.max_failure_ratio: 0.25 counts as 0.2: Pulumi.Docker 5.1 keeps one decimal, and would change the service in every run"
    )]
    public void A_key_without_effect_is_a_warning(string line, string warning)
    {
        _text.Web($"image: nginx\n{line}");

        Assert.Equal([warning], _text.Warnings.Select(one => $"{one}"));
    }

    [Fact]
    public void What_docker_passes_over_beside_external_has_no_effect()
    {
        _text.ReadWell(
            "services: {web: {image: nginx}}\nnetworks: {edge: {external: true, driver: overlay, driver_opts: {a: b}}}\nsecrets: {key: {external: true, file: ./key}}"
        );

        Assert.Equal(
            [
                "a.yaml:2:43 networks.edge.driver: it has no effect beside external, which is created elsewhere",
                "a.yaml:2:65 networks.edge.driver_opts: it has no effect beside external, which is created elsewhere",
                "a.yaml:3:39 secrets.key.file: it has no effect beside external, which is created elsewhere",
            ],
            _text.Warnings.Select(one => $"{one}")
        );
    }

    [Theory]
    [InlineData(
        "a",
        null,
        "a.yaml:1:7 name: all the files together are one stack, and it is called \"a\"; use one name in all of them, or in none"
    )]
    [InlineData(
        null,
        "b",
        "b.yaml:1:7 name: all the files together are one stack, and it is called \"b\"; use one name in all of them, or in none"
    )]
    [InlineData(
        "a",
        "b",
        "b.yaml:1:7 name: all the files together are one stack, and it is called \"b\"; use one name in all of them, or in none"
    )]
    [InlineData("a", "a", null)]
    [InlineData(null, null, null)]
    public void Files_that_differ_in_the_stacks_name_are_one_stack_all_the_same(string? first, string? second, string? warning)
    {
        Assert.Equal(second ?? first ?? "dev", _text.ReadWell(File(first), File(second)).Name);
        Assert.Equal(warning is null ? [] : [warning], _text.Warnings.Select(one => $"{one}"));

        static string File(string? name) => (name is null ? "" : $"name: {name}\n") + "services: {}\n";
    }

    [Fact]
    public void A_relative_path_is_one_of_this_computer_and_the_nodes_must_have_it()
    {
        var here = new StackText { Directory = "/project/stacks" };

        Assert.Equal("/project/data", here.Web("image: nginx\nvolumes: ['../data:/data']").Mounts.Single().Source);
        Assert.Equal(
            [
                "a.yaml:4:15 services.web.volumes[0]: \"../data\" is /project/data on this computer, and the same path is mounted on whichever node runs a task: it must be there. Use configs or secrets for files that the stack brings along.",
            ],
            here.Warnings.Select(one => $"{one}")
        );
    }

    [Fact]
    public void A_file_without_such_keys_has_no_warnings()
    {
        _text.Web("image: nginx\nports: ['80:80']\nvolumes: ['/a:/b:ro']");

        Assert.Empty(_text.Warnings);
    }

    [Theory]
    [InlineData("", "{x-nodes: [node1, node3]}", true)]
    [InlineData(", deploy: {placement: {constraints: [node.labels.disk == fast]}}", "{x-nodes: [node1]}", false)]
    [InlineData("", "{x-nodes: [node1], driver: shared}", false)]
    [InlineData("", "{}", false)]
    public void Tasks_that_nothing_keeps_where_their_volume_is_are_a_warning(string placement, string volume, bool warned)
    {
        var stack = _text.ReadWell($"services: {{web: {{image: nginx, volumes: ['data:/a']{placement}}}}}\nvolumes: {{data: {volume}}}");

        VolumeNodes.Warn(stack, _text.Warnings);

        Assert.Equal(
            warned
                ?
                [
                    "a.yaml:1:42 services.web.volumes: the volume data is made on node1, node3 only, but tasks may run anywhere, where the engine makes an empty one; set deploy.placement.constraints, for example [node.hostname == node1]",
                ]
                : [],
            _text.Warnings.Select(one => $"{one}")
        );
    }
}
