using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Pulumi;

namespace Tests.Infra.Swarm;

[Collection(ProgramRuns.Name)]
public sealed partial class SpotNoticesTests : IDisposable
{
    private const string Command = "command:remote:Command";
    private const string Instance = "aws:ec2/instance:Instance";
    private const string Rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

    private readonly SwarmProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Without_spot_machines_nothing_of_it_is_there()
    {
        _program.Configuration["swarm:pools"] = """[{"name": "edge", "count": 1}]""";

        await _program.RunAsync();

        Assert.DoesNotContain(_program.Mocks.OfType(Command), step => Step().IsMatch(step.Name));
        Assert.DoesNotContain(_program.Mocks.OfType(Rule), rule => rule.Name == "swarm-firewall-ssh-between-nodes");
        Assert.All(_program.Mocks.OfType(Instance), machine => Assert.False(machine.Inputs.ContainsKey("instanceMarketOptions")));
    }

    [Fact]
    public async Task A_spot_machine_is_asked_for_once_and_the_others_are_not_spot()
    {
        await RunAsync();

        var options = (ImmutableDictionary<string, object>)_program.Mocks.Named(Instance, "edge1").Inputs["instanceMarketOptions"];
        Assert.Equal("spot", options["marketType"]);
        Assert.Equal("one-time", Assert.Single((ImmutableDictionary<string, object>)options["spotOptions"]).Value);
        Assert.Equal(
            ["edge1", "edge2"],
            _program
                .Mocks.OfType(Instance)
                .Where(machine => machine.Inputs.ContainsKey("instanceMarketOptions"))
                .Select(machine => machine.Name)
                .Order()
        );
        Assert.Contains("instanceMarketOptions", _program.Declarations[Instance, "edge1"].Options.IgnoreChanges);
    }

    [Fact]
    public async Task A_manager_drains_each_of_them_by_its_own_host_key_and_each_knows_the_host_keys_of_the_managers()
    {
        await RunAsync();

        Assert.Equal(
            ["edge1-spot", "edge2-spot", "node1-drainer", "node2-drainer", "node3-drainer"],
            _program.Mocks.OfType(Command).Select(step => step.Name).Where(name => Step().IsMatch(name)).Order(StringComparer.Ordinal)
        );
        var drainer = Lines("node2-drainer");
        Assert.Equal(
            ["node2-id", "edge1 ssh-ed25519 AAAAedge1-host-key", "edge2 ssh-ed25519 AAAAedge2-host-key"],
            drainer.Where((_, index) => index != 1)
        );
        Assert.Contains("docker node update --availability drain", Text(drainer[1]), StringComparison.Ordinal);
        var spot = Lines("edge1-spot");
        Assert.Equal(
            [
                "node1 10.20.0.11 ssh-ed25519 AAAAnode1-host-key",
                "node2 10.20.64.12 ssh-ed25519 AAAAnode2-host-key",
                "node3 10.20.128.13 ssh-ed25519 AAAAnode3-host-key",
            ],
            spot[1..]
        );
        Assert.Contains("meta-data/spot/instance-action", Text(spot[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_nodes_reach_each_other_by_SSH_then_and_nobody_else_does()
    {
        await RunAsync();

        var rule = _program.Mocks.Named(Rule, "swarm-firewall-ssh-between-nodes");
        Assert.Equal(
            ("swarm-firewall-nodes-id", "swarm-firewall-nodes-id", 22d, 22d),
            (rule.Text("securityGroupId"), rule.Text("referencedSecurityGroupId"), rule.Inputs["fromPort"], rule.Inputs["toPort"])
        );
    }

    [Fact]
    public async Task A_pool_that_runs_does_not_become_one_of_spot_machines_unless_they_are_made_anew()
    {
        Pools(spot: true);
        _program.Mocks.Remembered["edge1"] = new() { ["instanceLifecycle"] = "" };
        _program.Mocks.Remembered["edge2"] = new() { ["instanceLifecycle"] = "" };

        var message = (await Assert.ThrowsAsync<RunException>(() => _program.RunAsync())).Message;

        Assert.Contains(
            "swarm:pools[0].spot: received true; allowed: false, as when edge1 and edge2 were created: a machine stays what it is. Replace them in the same run: `pulumi up --replace '**Instance::edge1' --replace '**Instance::edge2'`.",
            message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Nor_does_a_spot_machine_become_another()
    {
        Pools(spot: false);
        _program.Mocks.Remembered["edge2"] = new() { ["instanceLifecycle"] = "spot" };

        var message = (await Assert.ThrowsAsync<RunException>(() => _program.RunAsync())).Message;

        Assert.Contains(
            "swarm:pools[0].spot: received false; allowed: true, as when edge2 was created: a machine stays what it is. Replace it in the same run: `pulumi up --replace '**Instance::edge2'`.",
            message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_spot_machine_is_not_stopped_for_another_instance_type()
    {
        Pools(spot: true);
        _program.Mocks.Remembered["edge1"] = new() { ["instanceType"] = "t3.micro" };
        _program.Configuration["swarm:resize"] = "edge1";

        var message = (await Assert.ThrowsAsync<RunException>(() => _program.RunAsync())).Message;

        Assert.Contains(
            "swarm:pools[0].instanceType: received \"t3.small\", other than the t3.micro of edge1; allowed: the instance type of running nodes: AWS cannot stop a spot instance for another. Replace edge1 in the same run: `pulumi up --replace '**Instance::edge1'`.",
            message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_instance_type_that_AWS_does_not_lend_as_spot_is_refused()
    {
        Pools(spot: true);
        _program.Mocks.InstanceType["supportedUsagesClasses"] = ImmutableArray.Create("on-demand");

        var message = (await Assert.ThrowsAsync<RunException>(() => _program.RunAsync(preview: true))).Message;

        Assert.Contains(
            "swarm:pools[0].instanceType: received \"t3.small\", which is offered as on-demand only; allowed: a virtual machine (hvm) as a spot instance, x86_64 or arm64, with encrypted disks. Set swarm:pools[0].instanceType to t3.small.",
            message,
            StringComparison.Ordinal
        );
    }

    private void Pools(bool spot)
    {
        _program.Configuration["swarm:managers"] = "3";
        _program.Configuration["swarm:pools"] = $$"""[{"name": "edge", "count": 2, "spot": {{(spot ? "true" : "false")}}}]""";
    }

    private Task RunAsync()
    {
        Pools(spot: true);
        return _program.RunAsync();
    }

    private string[] Lines(string step) =>
        Read().Match(_program.Mocks.Named(Command, step).Text("stdin")).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Text(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

    [GeneratedRegex("-(spot|drainer)$")]
    private static partial Regex Step();

    [GeneratedRegex(@"\nprintf %s '([^']*)' \| ""\$1""\n$")]
    private static partial Regex Read();
}
