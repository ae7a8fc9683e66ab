using System.Collections.Immutable;
using System.Text.Json;
using Infra;
using Pulumi;
using Pulumi.Utilities;
using Snapshooter.Xunit;
using Tests.Infra.Settings;

namespace Tests.Infra;

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProgramRuns
{
    public const string Name = "runs of the program";
}

[Collection(ProgramRuns.Name)]
public sealed class SwarmStackTests : IDisposable
{
    private static readonly JsonSerializerOptions _indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly SwarmProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData("docker:index/network:Network", "my-overlay")]
    [InlineData("docker:index/service:Service", "whoami")]
    [InlineData("docker:index/service:Service", "web")]
    [InlineData("docker:index/container:Container", "app1@node2")]
    public async Task What_runs_on_the_swarm_is_said_to_the_provider_in_full(string type, string name)
    {
        await _program.RunAsync();

        Snapshot.Match(
            JsonSerializer.Serialize(Sorted(_program.Mocks.Named(type, name).Inputs), _indented),
            $"Workload.{name.Split('@')[0]}"
        );
    }

    [Fact]
    public async Task The_outputs_name_every_node_and_where_its_services_answer()
    {
        var resources = await _program.RunAsync();
        var stack = resources.OfType<SwarmStack>().Single();

        var nodes = await OutputUtilities.GetValueAsync(stack.Nodes);
        Assert.Equal(
            ["node1 manager 10.20.0.11", "node2 worker 10.20.64.12", "node3 worker 10.20.128.13"],
            nodes.Select(node => $"{node["name"]} {node["role"]} {node["privateAddress"]}")
        );
        var directory = Path.GetFileName(Assert.Single(Directory.GetDirectories(Path.Combine(_program.Home, ".swarm", "keys"))));
        var knownHosts = Path.GetFileName(
            Assert.Single(Directory.GetFiles(Path.Combine(_program.Home, ".swarm", "keys", directory), "known_hosts.node2.*"))
        );
        Assert.Equal(
            $"ssh -o IdentitiesOnly=yes -i ${{HOME}}/.swarm/keys/{directory}/id -o StrictHostKeyChecking=yes"
                + $" -o UserKnownHostsFile=${{HOME}}/.swarm/keys/{directory}/{knownHosts} -o HostKeyAlias=node2 -p 22 admin@public-address-of-node2-id",
            nodes[1]["ssh"]
        );
        Assert.Equal(
            "http://public-address-of-node1-id:8000 http://public-address-of-node2-id:8000 http://public-address-of-node3-id:8000",
            string.Join(' ', await OutputUtilities.GetValueAsync(stack.Endpoints))
        );
        Assert.Equal("ssh://admin@public-address-of-node1-id:22", await OutputUtilities.GetValueAsync(stack.DockerHost));
    }

    [Fact]
    public async Task A_first_preview_shows_everything_although_nothing_is_known_yet()
    {
        await _program.RunAsync();
        using var preview = new SwarmProgram { Mocks = new RecordingMocks { NothingMadeYet = true } };
        await preview.RunAsync(preview: true);

        Assert.Equal(Names(_program), Names(preview));
        Assert.False(Directory.Exists(Path.Combine(preview.Home, ".swarm")));

        static IEnumerable<string> Names(SwarmProgram run) =>
            run.Mocks.Registered.Select(resource => $"{resource.Type} {resource.Name}").Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("1500", null)]
    [InlineData("9001", "9001")]
    public async Task An_overlay_is_told_the_networks_MTU_only_when_it_is_not_the_usual_one(string configured, string? told)
    {
        _program.Configuration["swarm:networkMtu"] = configured;

        await _program.RunAsync();

        var options = (ImmutableDictionary<string, object>?)
            _program.Mocks.Named("docker:index/network:Network", "my-overlay").Inputs.GetValueOrDefault("options");
        Assert.Equal(told, options?["com.docker.network.driver.mtu"]);
        // The engine adds to them, and may not know the drivers when the provider looks: neither must replace the network.
        Assert.Equal(
            told is null ? ["driver", "ipamDriver"] : new[] { "driver", "ipamDriver", "options" },
            _program.Declarations["docker:index/network:Network", "my-overlay"].Options.IgnoreChanges
        );
    }

    [Fact]
    public async Task A_wrong_configuration_is_told_before_anything_is_created()
    {
        _program.Configuration["swarm:managers"] = "2";
        _program.Configuration["swarm:sshFrom"] = "";

        var exception = await Assert.ThrowsAsync<RunException>(() => _program.RunAsync());

        Assert.Contains(
            """
            2 problems to fix before anything is created:
              - swarm:managers: received "2"; allowed: an odd number from 1 to 7, since managers decide by majority. Run `pulumi config set swarm:managers 3`.
              - swarm:sshFrom: received nothing;
            """,
            exception.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(_program.Mocks.Registered, resource => resource.Type != "pulumi:pulumi:Stack");
    }

    [Fact]
    public async Task Settings_of_other_namespaces_are_none_of_its_business()
    {
        _program.Configuration["aws:region"] = "eu-central-1";

        await _program.RunAsync();

        Assert.Equal(3, _program.Mocks.OfType("aws:ec2/instance:Instance").Count());
    }

    [Fact]
    public async Task Existing_hosts_make_the_same_swarm_without_creating_a_machine()
    {
        await RunOnHostsAsync("node1", "node2", "node3");

        Assert.DoesNotContain(_program.Mocks.Registered, resource =>
            resource.Type.StartsWith("aws:", StringComparison.Ordinal) || resource.Type.StartsWith("tls:", StringComparison.Ordinal)
        );
        var join = _program.Mocks.Named("command:remote:Command", "node2-join");
        var connection = (ImmutableDictionary<string, object>)join.Inputs["connection"];
        Assert.Equal("192.0.2.2", connection["host"]);
        Assert.Equal(2222d, connection["port"]);
        Assert.Equal("debian", connection["user"]);
        Assert.Equal(OpenSshKey.PublicLine, connection["hostKey"]);
        Assert.EndsWith("printf %s 'SWMTKN-1-worker\ncluster1\n' | \"$1\"\n", join.Text("stdin"), StringComparison.Ordinal);
        Assert.Contains("FIREWALL='the firewall of node1'", join.Text("create"), StringComparison.Ordinal);
        Assert.All(_program.Declarations.All, one => Assert.Null(one.Options.DeletedWith));
        var ready = (ImmutableDictionary<string, object>)_program.Mocks.Named("command:local:Command", "node2-ready").Inputs["environment"];
        Assert.Equal(
            (
                "300",
                "0",
                "check swarm:sshPrivateKeyFile, and user, address and port of node2 in swarm:hosts",
                "check hostKey, address and port of node2 in swarm:hosts; another machine answers there, or node2 was set up anew"
            ),
            (ready["PATIENCE"], ready["GRACE"], ready["CHECK_KEY"], ready["CHECK_HOST_KEY"])
        );
    }

    // Pulumi says itself what else --target would have to name, as soon as the program asks for it.
    [Theory]
    [InlineData("")]
    [InlineData("vpc")]
    [InlineData("swarm-operator-key vpc node1-host-key node2-host-key node3-host-key")]
    [InlineData("keys-removal")]
    [InlineData("node1-ready node1-docker")]
    public async Task What_target_leaves_out_does_not_stop_the_program(string targets)
    {
        using var targeted = new SwarmProgram
        {
            Mocks = new RecordingMocks { LeftOut = resource => !targets.Split(' ').Contains(resource.Name) },
        };
        targeted.Configuration["swarm:stackFiles"] = """["tests/EndToEnd/room.yaml"]""";

        await targeted.RunAsync();

        Assert.Contains(targeted.Mocks.OfType("docker:index/service:Service"), service => service.Name == "guard");
        Assert.Equal(targets == "keys-removal", Directory.Exists(Path.Combine(targeted.Home, ".swarm")));
    }

    [Fact]
    public async Task The_order_of_the_list_of_hosts_changes_nothing()
    {
        await RunOnHostsAsync("node1", "node2", "node3");
        using var reordered = new SwarmProgram();
        await RunOnHostsAsync(reordered, "node3", "node1", "node2");

        Assert.Equal(Commands(_program), Commands(reordered));

        static IEnumerable<string> Commands(SwarmProgram run) =>
            run
                .Mocks.OfType("command:remote:Command")
                .Select(command => $"{command.Name} {command.Inputs.GetValueOrDefault("create")}")
                .Order(StringComparer.Ordinal);
    }

    // The order of an immutable dictionary differs from run to run.
    private static object? Sorted(object? value) =>
        value switch
        {
            ImmutableDictionary<string, object> map => new SortedDictionary<string, object?>(
                map.ToDictionary(entry => entry.Key, entry => Sorted(entry.Value)),
                StringComparer.Ordinal
            ),
            ImmutableArray<object> list => list.Select(Sorted).ToArray(),
            _ => value,
        };

    private Task RunOnHostsAsync(params string[] names) => RunOnHostsAsync(_program, names);

    private static async Task RunOnHostsAsync(SwarmProgram run, params string[] names)
    {
        File.WriteAllText(Path.Combine(run.Home, "key"), OpenSshKey.Text());
        run.Configuration.Clear();
        run.Configuration["swarm:provider"] = "hosts";
        run.Configuration["swarm:sshPrivateKeyFile"] = Path.Combine(run.Home, "key");
        run.Configuration["swarm:hosts"] = JsonSerializer.Serialize(
            names.Select(name => new
            {
                name,
                role = name == "node1" ? "manager" : "worker",
                address = $"192.0.2.{name[^1]}",
                port = 2222,
                user = "debian",
                hostKey = OpenSshKey.PublicLine,
            })
        );
        await run.RunAsync();
    }
}
