using System.Collections.Immutable;
using System.Text.Json;
using Infra.Remote;
using Pulumi;

namespace Tests.Infra;

/// <summary>What holds for every resource, whatever is added.</summary>
[Collection(ProgramRuns.Name)]
public sealed class SweepTests : IAsyncLifetime
{
    private const string RemoteCommand = "command:remote:Command";
    private const string LocalCommand = "command:local:Command";

    // Two more managers and an encrypted overlay bring every kind of resource out.
    private readonly SwarmProgram _program = new();

    private RecordingMocks Mocks => _program.Mocks;

    private IReadOnlyList<Declaration> All => _program.Declarations.All;

    public async Task InitializeAsync()
    {
        _program.Configuration["swarm:managers"] = "3";
        await _program.RunAsync();
    }

    public Task DisposeAsync()
    {
        _program.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void Every_resource_is_declared_once_and_has_a_parent()
    {
        Assert.Equal(
            Mocks
                .Registered.Where(resource => resource.Type != "pulumi:pulumi:Stack")
                .Select(resource => $"{resource.Type} {resource.Name}")
                .Order(),
            All.Select(one => $"{one.Resource.GetResourceType()} {one.Name}").Order()
        );
        // What the stack itself composes has the stack as its parent without saying so; those are components.
        Assert.All(All, one => Assert.True(one.Options.Parent is not null || one.Resource is ComponentResource, one.Name));
    }

    [Fact]
    public void Every_component_registers_its_outputs()
    {
        var components = All.Where(one => one.Resource is ComponentResource).Select(one => one.Name).Order().ToArray();

        Assert.NotEmpty(components);
        Assert.Equal(components, Mocks.RegisteredOutputs.Select(urn => urn.Split("::")[^1]).Where(components.Contains).Order());
    }

    [Fact]
    public void The_type_of_every_component_is_its_class()
    {
        var components = All.Where(one => one.Resource is ComponentResource).Select(one => one.Resource).ToArray();

        Assert.All(components, component =>
        {
            var space = component.GetType().Namespace!.Split('.')[^1].ToLowerInvariant();
            Assert.Equal($"swarm:{space}:{component.GetType().Name}", component.GetResourceType());
        });
    }

    [Fact]
    public void Every_SSH_connection_pins_the_host_key_of_its_machine()
    {
        foreach (var command in Mocks.OfType(RemoteCommand))
        {
            var connection = (ImmutableDictionary<string, object>)command.Inputs["connection"];
            var node = ((string)connection["host"])
                .Replace("public-address-of-", "", StringComparison.Ordinal)
                .Replace("-id", "", StringComparison.Ordinal);
            Assert.Equal($"ssh-ed25519 AAAA{node}-host-key", connection["hostKey"]);
            Assert.Equal(20d, connection["dialErrorLimit"]);
            Assert.Equal(10d, connection["perDialTimeout"]);
        }

        foreach (var provider in Mocks.OfType("pulumi:providers:docker"))
        {
            var node = provider.Name.Replace("-docker-api", "", StringComparison.Ordinal);
            var directory = Path.GetFileName(Assert.Single(Directory.GetDirectories(Path.Combine(_program.Home, ".swarm", "keys"))));
            Assert.Equal($"ssh://admin@public-address-of-{node}-id:22", provider.Inputs["host"]);
            Assert.Equal(
                [
                    "-o",
                    "BatchMode=yes",
                    "-o",
                    "IdentitiesOnly=yes",
                    "-o",
                    $"IdentityFile=${{HOME}}/.swarm/keys/{directory}/id",
                    "-o",
                    "StrictHostKeyChecking=yes",
                    "-o",
                    $"UserKnownHostsFile=${{HOME}}/.swarm/keys/{directory}/{KnownHosts(node)}",
                    "-o",
                    $"HostKeyAlias={node}",
                    "-o",
                    "ConnectTimeout=30",
                    "-o",
                    "ServerAliveInterval=15",
                ],
                JsonSerializer.Deserialize<string[]>(provider.Text("sshOpts"))!
            );
        }

        foreach (var command in Mocks.OfType(LocalCommand).Where(command => command.Name is not ("keys-removal" or "engines-turns")))
        {
            var node = command.Name.Split('-')[0];
            Assert.Equal(
                $"{node} ssh-ed25519 AAAA{node}-host-key",
                ((ImmutableDictionary<string, object>)command.Inputs["environment"])["KNOWN_HOST"]
            );
        }
    }

    [Fact]
    public void Who_goes_from_node_to_node_pins_the_host_key_of_each()
    {
        // Nobody waits for a turn, so only managers are named, which know the order.
        Assert.Equal(
            [
                "node1 manager admin 10.20.0.11 - ssh-ed25519 AAAAnode1-host-key",
                "node2 manager admin 10.20.64.12 - ssh-ed25519 AAAAnode2-host-key",
                "node3 manager admin 10.20.128.13 - ssh-ed25519 AAAAnode3-host-key",
            ],
            Lines(Mocks.Named(LocalCommand, "engines-turns")).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..]
        );
    }

    private string KnownHosts(string node) =>
        Path.GetFileName(
            Assert.Single(
                Directory.GetFiles(Path.Combine(_program.Home, ".swarm", "keys"), $"known_hosts.{node}.*", SearchOption.AllDirectories)
            )
        );

    [Fact]
    public void No_remote_command_goes_to_a_machine_that_has_not_answered_yet()
    {
        Assert.Equal(
            ["node1-ready", "node2-ready", "node3-ready", "node4-ready", "node5-ready"],
            Mocks
                .OfType(LocalCommand)
                .Select(command => command.Name)
                .Where(name => name.EndsWith("-ready", StringComparison.Ordinal))
                .Order()
        );
        Assert.All(Mocks.OfType(LocalCommand).Where(command => command.Name.EndsWith("-ready", StringComparison.Ordinal)), command =>
            Assert.Equal(
                ["900", "120"],
                new[] { "PATIENCE", "GRACE" }.Select(name => ((ImmutableDictionary<string, object>)command.Inputs["environment"])[name])
            )
        );
    }

    [Fact]
    public void Every_remote_command_either_undoes_itself_or_is_one_of_those_that_withoutDelete()
    {
        // Why not: see WhyNoDelete of each; RemoteStep refuses one that has neither.
        string[] withoutDelete = ["docker", "images", "init", "join", "tasks"];

        Assert.All(Mocks.OfType(RemoteCommand), command =>
            Assert.NotEqual(command.Inputs.ContainsKey("delete"), withoutDelete.Contains(command.Name.Split('-')[^1]))
        );
    }

    [Fact]
    public void Every_remote_command_is_bounded_and_says_so_to_Pulumi()
    {
        Assert.All(_program.Declarations.OfType(RemoteCommand), command =>
        {
            Assert.True(command.Options.CustomTimeouts!.Create >= TimeSpan.FromMinutes(5), command.Name);
            Assert.Equal(command.Options.CustomTimeouts.Create, command.Options.CustomTimeouts.Update);
        });
        Assert.All(Mocks.OfType(RemoteCommand), command =>
            Assert.All(new[] { "create", "delete" }.Where(command.Inputs.ContainsKey), input =>
                Assert.Matches(
                    $@"^([A-Z_]+='([^']|'\\'')*' )+timeout --kill-after=10 [0-9]+ /bin/sh -euc 'eval ""\$\(cat\)""' [a-z]+ {input}$",
                    command.Text(input)
                )
            )
        );
        Assert.All(Mocks.OfType(RemoteCommand), command =>
            Assert.Equal(
                (command.Inputs.ContainsKey("create"), command.Inputs.ContainsKey("delete")),
                (
                    command.Text("stdin").Contains("\ncreate() {\n", StringComparison.Ordinal),
                    command.Text("stdin").Contains("\ndelete() {\n", StringComparison.Ordinal)
                )
            )
        );
    }

    [Fact]
    public void A_new_machine_makes_its_steps_run_again()
    {
        foreach (var command in Mocks.OfType(RemoteCommand))
        {
            var machine = command.Name.Split('-')[0] + "-id";
            var triggers = (ImmutableArray<object>)command.Inputs["triggers"];
            if (command.Name.EndsWith("-member", StringComparison.Ordinal))
            {
                // In place: its delete would remove the node that has just joined.
                Assert.Empty(triggers);
                Assert.Equal(machine + "\n", Lines(command));
            }
            else if (command.Name.EndsWith("-tasks", StringComparison.Ordinal))
            {
                // With its service's digest.
                Assert.Matches("^[0-9a-f]{16}$", Assert.IsType<string>(Assert.Single(triggers)));
                Assert.StartsWith(machine + "\n", Lines(command), StringComparison.Ordinal);
            }
            else if (command.Name.EndsWith("-stop", StringComparison.Ordinal))
            {
                // With its service: that name's id.
                Assert.Equal(machine, Assert.Single(triggers));
                Assert.Equal(machine + "\n", Lines(command));
            }
            else
            {
                Assert.Equal(machine, Assert.Single(triggers));
            }
        }
    }

    [Fact]
    public void A_remote_step_without_a_delete_needs_a_reason()
    {
        var step = new RemoteStep { Host = null!, Create = new Script("true", "true", TimeSpan.FromSeconds(1), []) };

        var exception = Assert.Throws<InvalidOperationException>(() => step.Register("node1-step", new CustomResourceOptions()));

        Assert.Equal("The remote step node1-step needs either something that undoes it or a reason why not.", exception.Message);
    }

    [Fact]
    public void No_command_but_the_one_that_knows_its_mark_puts_its_earlier_output_into_the_environment() =>
        Assert.All(Mocks.OfType(RemoteCommand).Concat(Mocks.OfType(LocalCommand)), command =>
            Assert.Equal(command.Name == "keys-removal", command.Inputs["addPreviousOutputInEnv"])
        );

    [Fact]
    public void Every_command_on_this_computer_is_one_short_line_too() =>
        Assert.All(Mocks.OfType(LocalCommand), command =>
            Assert.All(new[] { "create", "delete" }.Where(command.Inputs.ContainsKey), input =>
                Assert.Matches($@"^/bin/sh -euc 'eval ""\$\(cat\)""' [a-z]+ {input}$", command.Text(input))
            )
        );

    [Fact]
    public void No_secret_is_part_of_a_command_or_an_address()
    {
        var texts = Mocks
            .Registered.SelectMany(resource =>
                new[] { "create", "update", "delete", "host", "sshOpts" }
                    .Where(resource.Inputs.ContainsKey)
                    .Select(input => resource.Inputs[input].ToString()!)
            )
            .ToArray();

        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.DoesNotContain("SWMTKN", text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain("PRIVATE KEY", text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_tokens_are_neither_logged_nor_kept_in_plain_state()
    {
        Assert.Equal("none", Mocks.Named(RemoteCommand, "node1-init").Inputs["logging"]);
        Assert.Subset(
            _program.Declarations[RemoteCommand, "node1-init"].Custom.AdditionalSecretOutputs.ToHashSet(),
            new HashSet<string> { "stdout", "stderr" }
        );
    }

    [Fact]
    public void Workers_get_the_worker_token_only_and_managers_the_managers()
    {
        var invitations = Mocks
            .OfType(RemoteCommand)
            .Where(command => command.Name.EndsWith("-join", StringComparison.Ordinal))
            .OrderBy(command => command.Name)
            .Select(command => (command.Name, Lines(command)));

        Assert.Equal(
            [
                ("node2-join", "SWMTKN-1-manager\ncluster1\n"),
                ("node3-join", "SWMTKN-1-manager\ncluster1\n"),
                ("node4-join", "SWMTKN-1-worker\ncluster1\n"),
                ("node5-join", "SWMTKN-1-worker\ncluster1\n"),
            ],
            invitations
        );
    }

    [Fact]
    public void No_rule_opens_a_swarm_port_to_an_address_range() =>
        Assert.All(Mocks.OfType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"), rule =>
        {
            var port = rule.Inputs.TryGetValue("fromPort", out var number) ? (double)number : 0;
            Assert.NotEqual(rule.Inputs.ContainsKey("cidrIpv4"), rule.Inputs.ContainsKey("referencedSecurityGroupId"));
            Assert.Equal(port is 0 or 2377 or 7946 or 4789, rule.Inputs.ContainsKey("referencedSecurityGroupId"));
        });

    [Fact]
    public async Task The_longest_chain_of_remote_steps_is_four_and_one_more_waits_for_tasks()
    {
        using var demo = new SwarmProgram();
        await demo.RunAsync();
        var lengths = await ChainsAsync(demo);

        Assert.Equal(
            4,
            lengths
                .Where(one => !one.Key.EndsWith("-tasks", StringComparison.Ordinal) && !one.Key.EndsWith("-stop", StringComparison.Ordinal))
                .Max(one => one.Value)
        );
        Assert.Equal(5, lengths.Values.Max());
        Assert.Equal((2, 4, 4), (lengths["node3-docker"], lengths["node3-join"], lengths["node3-member"]));
    }

    [Fact]
    public async Task Where_many_nodes_join_those_that_watch_for_them_take_no_place_from_those_that_join()
    {
        var lengths = await ChainsAsync(_program);

        Assert.Equal((2, 4, 5), (lengths["node5-docker"], lengths["node5-join"], lengths["node5-member"]));
    }

    /// <summary>What the script reads: the last word but one of what goes in.</summary>
    private static string Lines(Registered command) =>
        System.Text.RegularExpressions.Regex.Match(command.Text("stdin"), @"\nprintf %s '([^']*)' \| ""\$1""\n$").Groups[1].Value;

    /// <summary>How many remote steps one after another each resource is the last of, by its name.</summary>
    private static async Task<IReadOnlyDictionary<string, int>> ChainsAsync(SwarmProgram program)
    {
        var byResource = program.Declarations.All.ToDictionary(one => one.Resource);
        var lengths = new Dictionary<Resource, int>();
        foreach (var one in program.Declarations.All)
        {
            await Length(one.Resource);
        }

        return program.Declarations.OfType(RemoteCommand).ToDictionary(one => one.Name, one => lengths[one.Resource]);

        async Task<int> Length(Resource resource)
        {
            if (!byResource.TryGetValue(resource, out var declaration))
            {
                return 0;
            }

            if (!lengths.TryGetValue(resource, out var length))
            {
                foreach (var before in await program.Declarations.Before(declaration))
                {
                    length = Math.Max(length, await Length(before));
                }

                // The first one waits for the machine from this computer.
                length +=
                    resource.GetResourceType() == RemoteCommand || declaration.Name.EndsWith("-ready", StringComparison.Ordinal) ? 1 : 0;
                lengths[resource] = length;
            }

            return length;
        }
    }

    [Fact]
    public void What_lives_on_a_machine_goes_with_it()
    {
        var machines = _program.Declarations.OfType("aws:ec2/instance:Instance").ToDictionary(one => one.Name, one => one.Resource);
        var owners = All.Where(one => one.Options.DeletedWith is not null)
            .ToDictionary(one => one.Name, one => machines.Single(machine => machine.Value == one.Options.DeletedWith).Key);

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["app1@node2"] = "node2",
                ["my-overlay"] = "node1",
                ["web"] = "node1",
                ["web-stop"] = "node1",
                ["web-tasks"] = "node1",
                ["whoami"] = "node1",
                ["whoami-stop"] = "node1",
                ["whoami-tasks"] = "node1",
                ["node1-leave"] = "node1",
                ["node2-leave"] = "node2",
                ["node3-leave"] = "node3",
                ["node4-leave"] = "node4",
                ["node5-leave"] = "node5",
                ["node2-member"] = "node1",
                ["node3-member"] = "node1",
                ["node4-member"] = "node1",
                ["node5-member"] = "node1",
            },
            owners
        );
    }

    [Fact]
    public async Task What_lives_on_one_node_has_the_node_in_its_name_for_another_node_has_another()
    {
        // These are the swarm's, whichever manager is asked; their steps ask it.
        string[] ofTheSwarm =
        [
            "docker:index/network:Network",
            "docker:index/service:Service",
            "docker:index/serviceConfig:ServiceConfig",
            "docker:index/secret:Secret",
        ];
        string[] steps = ["-tasks", "-stop", "-network", "-config", "-secret"];
        using var run = new SwarmProgram();
        var file = Path.Combine(run.Home, "stack.yaml");
        File.WriteAllText(
            file,
            """
            services: {web: {image: nginx, volumes: ['data:/data'], networks: [edge, shared], configs: [c, theirs], secrets: [s]}}
            volumes: {data: }
            networks: {edge: {external: true}, shared: {attachable: true}}
            configs: {c: {content: x}, theirs: {external: true}}
            secrets: {s: {content: x}}
            x-containers: {one: {image: nginx, node: node3, networks: [shared]}}
            """
        );
        run.Configuration["swarm:stackFiles"] = file;
        await run.RunAsync();

        var onNodes = run
            .Declarations.All.Where(one =>
                one.Resource is CustomResource and not ProviderResource
                && one.Resource.GetResourceType() is { } type
                && (type.StartsWith("docker:", StringComparison.Ordinal) || type.StartsWith("command:", StringComparison.Ordinal))
                && !ofTheSwarm.Contains(type)
                && !steps.Any(step => one.Name.EndsWith(step, StringComparison.Ordinal))
                && one.Name is not ("keys-removal" or "engines-turns")
            )
            .Select(one => one.Name)
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "data-node1",
                "data-node2",
                "data-node3",
                "node1-docker",
                "node1-images",
                "node1-init",
                "node1-leave",
                "node1-ready",
                "node2-docker",
                "node2-images",
                "node2-join",
                "node2-leave",
                "node2-member",
                "node2-ready",
                "node3-docker",
                "node3-images",
                "node3-join",
                "node3-leave",
                "node3-member",
                "node3-ready",
                "one@node3",
            ],
            onNodes
        );
        Assert.Equal(
            ["node1-docker-api", "node2-docker-api", "node3-docker-api"],
            run.Declarations.OfType("pulumi:providers:docker").Select(one => one.Name).Order(StringComparer.Ordinal)
        );
    }
}
