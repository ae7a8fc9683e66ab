using System.Collections.Immutable;
using System.Text.Json;
using Tests.Infra.Settings;

namespace Tests.Infra.Swarm;

/// <summary>What is planned where the configuration gives nodes labels and an availability.</summary>
[Collection(ProgramRuns.Name)]
public sealed class NodeAttributesTests : IDisposable
{
    private const string RemoteCommand = "command:remote:Command";

    private readonly SwarmProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Only_nodes_of_which_the_configuration_says_something_have_a_step_for_it()
    {
        _program.Configuration["swarm:nodeLabels"] = """{"node2": {"disk": "it's fast", "zone": "a"}}""";
        _program.Configuration["swarm:nodeAvailability"] = """{"managers": "drain"}""";

        await _program.RunAsync();

        Assert.Equal(
            [
                "node1-attributes NODE='node1' MEMBER='node1' LABELS='' AVAILABILITY='drain'",
                "node2-attributes NODE='node1' MEMBER='node2' LABELS='disk=it'\\''s fast\nzone=a' AVAILABILITY=''",
            ],
            Steps().Select(step => $"{step.Name} {Variables(step.Text("create"))}")
        );
        Assert.All(Steps(), step =>
        {
            Assert.EndsWith("LABELS='' AVAILABILITY=''", Variables(step.Text("delete")), StringComparison.Ordinal);
            Assert.Equal("public-address-of-node1-id", ((ImmutableDictionary<string, object>)step.Inputs["connection"])["host"]);
            // In place: a replacement would take back what has just been given.
            Assert.Empty((ImmutableArray<object>)step.Inputs["triggers"]);
        });
    }

    [Fact]
    public async Task The_step_comes_after_the_node_has_joined_and_before_services_and_goes_with_the_node()
    {
        _program.Configuration["swarm:nodeLabels"] = """{"managers": {"disk": "ssd"}, "workers": {"disk": "ssd"}}""";

        await _program.RunAsync();

        var declarations = _program.Declarations;
        var first = declarations[RemoteCommand, "node1-attributes"];
        var second = declarations[RemoteCommand, "node2-attributes"];
        var services = await declarations.Before(declarations["docker:index/service:Service", "web"]);
        Assert.Superset(new HashSet<Pulumi.Resource> { first.Resource, second.Resource }, services.ToHashSet());
        Assert.Contains(declarations[RemoteCommand, "node1-init"].Resource, await declarations.Before(first));
        Assert.Contains(declarations[RemoteCommand, "node2-member"].Resource, await declarations.Before(second));
        Assert.Same(declarations["aws:ec2/instance:Instance", "node1"].Resource, first.Options.DeletedWith);
        Assert.Same(declarations[RemoteCommand, "node2-member"].Resource, second.Options.DeletedWith);
    }

    [Fact]
    public async Task It_runs_again_when_the_node_has_another_entry_in_the_swarm()
    {
        _program.Configuration["swarm:nodeLabels"] = """{"managers": {"disk": "ssd"}, "workers": {"disk": "ssd"}}""";

        await _program.RunAsync();

        Assert.Matches(@"\nprintf %s 'node1-init-id\n' \| ""\$1""\n$", Steps()[0].Text("stdin"));
        Assert.Matches(@"\nprintf %s 'node1-init-id node2-join-id [0-9a-f]{16}\n' \| ""\$1""\n$", Steps()[1].Text("stdin"));
    }

    [Fact]
    public async Task Hosts_have_theirs_in_their_entries()
    {
        File.WriteAllText(Path.Combine(_program.Home, "key"), OpenSshKey.Text());
        _program.Configuration.Clear();
        _program.Configuration["swarm:provider"] = "hosts";
        _program.Configuration["swarm:sshPrivateKeyFile"] = Path.Combine(_program.Home, "key");
        _program.Configuration["swarm:hosts"] = JsonSerializer.Serialize(
            new[] { "node1", "node2", "node3" }.Select(name => new Dictionary<string, object>
            {
                ["name"] = name,
                ["role"] = name == "node1" ? "manager" : "worker",
                ["address"] = $"192.0.2.{name[^1]}",
                ["user"] = "debian",
                ["hostKey"] = OpenSshKey.PublicLine,
                ["labels"] = name == "node2" ? new { disk = "ssd" } : new object(),
            })
        );

        await _program.RunAsync();

        Assert.Equal(
            ["node2-attributes ADDRESS='192.0.2.2' NODE='node1' MEMBER='node2' LABELS='disk=ssd' AVAILABILITY=''"],
            Steps().Select(step => $"{step.Name} {step.Text("create").Split(" timeout ")[0]}")
        );
    }

    private Registered[] Steps() =>
        [
            .. _program
                .Mocks.OfType(RemoteCommand)
                .Where(command => command.Name.EndsWith("-attributes", StringComparison.Ordinal))
                .OrderBy(command => command.Name),
        ];

    // Without the address, which comes first, and the command.
    private static string Variables(string command) =>
        command[command.IndexOf("NODE=", StringComparison.Ordinal)..command.IndexOf(" timeout ", StringComparison.Ordinal)];
}
