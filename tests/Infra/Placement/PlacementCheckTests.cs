using Infra.Diagnostics;
using Infra.Placement;
using Infra.Settings;
using Tests.Infra.Compose;

namespace Tests.Infra.Placement;

public sealed class PlacementCheckTests
{
    private const string Hosts = """
        [{"name": "node1", "role": "manager", "address": "192.0.2.11", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE"},
         {"name": "node2", "role": "worker", "address": "192.0.2.12", "user": "debian", "hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9ZbG1hZGUtdXAta2V5LWZvci10ZXN0cy1vbmx5ISE", "labels": {"disk": "ssd"}}]
        """;

    private readonly Dictionary<string, string> _settings = new() { ["sshFrom"] = "203.0.113.7/32" };
    private MachineType? _type;

    [Theory]
    [InlineData("placement: {constraints: [node.role == worker, node.platform.os == linux]}")]
    [InlineData("placement: {constraints: [node.labels.disk == ssd], max_replicas_per_node: 2}, replicas: 2")]
    [InlineData("placement: {constraints: [node.labels.other != x]}")]
    [InlineData("placement: {constraints: [node.hostname == node3], max_replicas_per_node: 1}, replicas: 0")]
    [InlineData("resources: {reservations: {memory: 2047m, cpus: '2'}}, replicas: 3")]
    public void What_has_room_is_taken_without_a_word(string deploy)
    {
        _settings["nodeLabels"] = """{"node2": {"disk": "ssd"}}""";
        _type = new MachineType("t3.small", "x86_64", 2L << 30, 2);

        var (problems, warnings) = Check($"deploy: {{{deploy}}}");

        Assert.Empty(problems);
        Assert.Empty(warnings);
    }

    [Fact]
    public void A_constraint_that_no_node_meets_is_told_with_the_nodes_and_what_they_have()
    {
        _settings["nodeLabels"] = """{"workers": {"disk": "hdd"}, "node3": {"zone": "b"}}""";

        Assert.Equal(
            [
                """a.yaml:6:26 services.web.deploy.placement.constraints: received "node.labels.disk == ssd", which no node meets; allowed: a constraint that a node meets (node1: manager, no labels; node2: worker, disk=hdd; node3: worker, disk=hdd, zone=b). Set the label with swarm:nodeLabels, or change the constraint.""",
                """a.yaml:6:51 services.web.deploy.placement.constraints: received "node.lables.disk == ssd", which no node meets; allowed: a constraint that a node meets (node1: manager, no labels; node2: worker, disk=hdd; node3: worker, disk=hdd, zone=b). The keys are node.id, node.hostname, node.ip, node.role, node.platform.os, node.platform.arch, node.labels.NAME and engine.labels.NAME.""",
            ],
            Check("deploy:\n  placement:\n      constraints: [ node.labels.disk == ssd, node.lables.disk == ssd ]").Problems
        );
    }

    [Fact]
    public void Constraints_that_no_node_meets_together_are_told_together()
    {
        _settings["nodeLabels"] = """{"node2": {"disk": "ssd"}}""";

        Assert.Equal(
            [
                """a.yaml:4:40 services.web.deploy.placement.constraints: received "node.labels.disk == ssd" and "node.role == manager", which no node meets together; allowed: constraints that one node meets (node1: manager, no labels; node2: worker, disk=ssd; node3: worker, no labels). Change one of them.""",
            ],
            Check("deploy: {placement: {constraints: [node.labels.disk == ssd, node.role == manager]}}").Problems
        );
    }

    [Theory]
    [InlineData(
        "image: nginx:1",
        """{"managers": "drain", "workers": "drain"}""",
        "a.yaml:3:5 services.web: received a service, while all nodes are drained; allowed: at least one node that takes tasks (node1: manager, drained, no labels; node2, node3: worker, drained, no labels). Change swarm:nodeAvailability."
    )]
    [InlineData(
        "deploy: {placement: {constraints: [node.role == manager]}}",
        """{"managers": "drain"}""",
        """a.yaml:4:40 services.web.deploy.placement.constraints: received "node.role == manager", which only drained nodes meet; allowed: at least one node that takes tasks (node1: manager, drained, no labels; node2, node3: worker, no labels). Change swarm:nodeAvailability."""
    )]
    public void Drained_nodes_take_no_tasks(string keys, string availability, string expected)
    {
        _settings["nodeAvailability"] = availability;

        Assert.Equal([expected], Check(keys == "image: nginx:1" ? "init: true" : keys).Problems);
    }

    [Theory]
    [InlineData(
        "deploy: {replicas: 3, placement: {constraints: [node.role == worker], max_replicas_per_node: 1}}",
        "3 replicas with max_replicas_per_node: 1; allowed: at most 2 on the nodes that can take the service (node2, node3: worker, no labels)"
    )]
    [InlineData(
        "ports: [{target: 80, published: 8080, mode: host}]\ndeploy: {replicas: 4}",
        "4 replicas with port 8080/tcp in mode host; allowed: at most 3 on the nodes that can take the service (node1: manager, no labels; node2, node3: worker, no labels)"
    )]
    public void More_replicas_than_the_nodes_have_room_for_are_refused(string keys, string expected) =>
        Assert.Equal(
            [
                $"a.yaml:3:5 services.web.deploy: received {expected}. Ask for fewer replicas, let a node have more of them, or let more nodes take the service.",
            ],
            Check(keys).Problems
        );

    [Theory]
    [InlineData("replicas: 1, resources: {reservations: {memory: 2g}}", "1 replica with 2 GiB of memory reserved for each")]
    [InlineData("replicas: 1, resources: {reservations: {cpus: '2.5'}}", "1 replica with 2.5 CPUs reserved for each")]
    [InlineData("mode: global, resources: {reservations: {memory: 3g}}", "a task on every node with 3 GiB of memory reserved for each")]
    public void A_reservation_that_no_machine_of_the_type_has_is_refused(string deploy, string expected)
    {
        _type = new MachineType("t3.small", "x86_64", 2L << 30, 2);

        Assert.Equal(
            [
                $"a.yaml:3:5 services.web.deploy: received {expected}; allowed: what fits on a node that can take the service (node1: manager, t3.small (x86_64, 2 GiB, 2 CPUs), no labels; node2, node3: worker, t3.small (x86_64, 2 GiB, 2 CPUs), no labels). Reserve less, or choose another swarm:instanceType, or a pool of larger machines (swarm:pools).",
            ],
            Check($"deploy: {{{deploy}}}").Problems
        );
    }

    [Fact]
    public void A_pool_of_larger_machines_takes_what_others_cannot()
    {
        _type = new MachineType("t3.small", "x86_64", 2L << 30, 2);
        _settings["pools"] = """[{"name": "db", "count": 1, "instanceType": "r6i.large"}]""";

        Assert.Empty(Check("deploy: {replicas: 5, resources: {reservations: {memory: 3g}}}").Problems);
        Assert.StartsWith(
            "a.yaml:3:5 services.web.deploy: received 6 replicas with 3 GiB of memory reserved for each; allowed: at most 5 on the nodes",
            Assert.Single(Check("deploy: {replicas: 6, resources: {reservations: {memory: 3g}}}").Problems),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Reservations_that_do_not_fit_together_are_refused()
    {
        _type = new MachineType("t3.small", "x86_64", 2L << 30, 2);

        Assert.StartsWith(
            "a.yaml:3:5 services.web.deploy: received 4 replicas with 1.5 GiB of memory reserved for each; allowed: at most 3 on the nodes",
            Assert.Single(Check("deploy: {replicas: 4, resources: {reservations: {memory: 1536m}}}").Problems),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_processor_is_called_as_engines_call_it()
    {
        Assert.EndsWith(
            "Engines call amd64 x86_64, and arm64 aarch64.",
            Assert.Single(Check("deploy: {placement: {constraints: [node.platform.arch == amd64]}}").Problems),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_label_that_the_configuration_does_not_name_may_be_set_by_somebody_else()
    {
        AssertWarns(
            Check("deploy: {placement: {constraints: [node.labels.disk == ssd]}}"),
            [
                """a.yaml:4:40 services.web.deploy.placement.constraints: "node.labels.disk == ssd": the configuration gives no node the label disk, so the service waits until somebody else does. Set the label with swarm:nodeLabels, or change the constraint.""",
            ]
        );
    }

    [Fact]
    public void Labels_of_hosts_are_in_their_entries_and_host_names_may_be_others()
    {
        UseHosts();

        Assert.Equal(
            [
                """a.yaml:4:40 services.web.deploy.placement.constraints: received "node.labels.disk == hdd", which no node meets; allowed: a constraint that a node meets (node1: manager, no labels; node2: worker, disk=ssd). Set the label with labels in swarm:hosts, or with swarm:nodeLabels, or change the constraint.""",
            ],
            Check("deploy: {placement: {constraints: [node.labels.disk == hdd]}}").Problems
        );
        AssertWarns(
            Check("deploy: {placement: {constraints: [node.hostname == db7]}}"),
            [
                """a.yaml:4:40 services.web.deploy.placement.constraints: "node.hostname == db7": no host is called that in swarm:hosts, so the service waits unless a machine calls itself so. The nodes are node1: manager, no labels; node2: worker, disk=ssd.""",
            ]
        );
    }

    [Fact]
    public void A_global_service_without_a_node_waits_for_one_that_comes()
    {
        AssertWarns(
            Check("deploy: {mode: global, placement: {constraints: [node.platform.os == windows]}}"),
            [
                """a.yaml:4:54 services.web.deploy.placement.constraints: "node.platform.os == windows", which no node meets, so that the service runs nowhere. Change the constraint. The nodes are node1: manager, no labels; node2, node3: worker, no labels.""",
            ]
        );
    }

    [Fact]
    public void Room_that_only_paused_nodes_have_is_doubtful()
    {
        _settings["nodeAvailability"] = """{"node3": "pause"}""";

        AssertWarns(
            Check("deploy: {replicas: 3, placement: {max_replicas_per_node: 1}}"),
            [
                "a.yaml:3:5 services.web.deploy: there is room for 2 of 3 replicas unless paused nodes become active, or somebody else gives nodes what the constraints ask for. The nodes are node1: manager, no labels; node2: worker, no labels; node3: worker, paused, no labels.",
            ]
        );
    }

    [Fact]
    public void Many_nodes_are_told_in_few_words()
    {
        _settings["workers"] = "20";
        _settings["nodeLabels"] =
            "{" + string.Join(',', Enumerable.Range(10, 9).Select(number => $"\"node{number}\": {{\"rack\": \"{number}\"}}")) + "}";

        Assert.Contains(
            "(node1: manager, no labels; node2, node3, node4, node5, node6 and 6 more: worker, no labels; node10: worker, rack=10; node11: worker, rack=11; node12: worker, rack=12; node13: worker, rack=13; and 5 kinds more)",
            Assert.Single(Check("deploy: {placement: {constraints: [node.labels.rack == 1]}}").Problems),
            StringComparison.Ordinal
        );
    }

    private static void AssertWarns((string[] Problems, string[] Warnings) told, string[] expected)
    {
        Assert.Empty(told.Problems);
        Assert.Equal(expected, told.Warnings);
    }

    private void UseHosts()
    {
        _settings.Clear();
        _settings["provider"] = "hosts";
        _settings["hosts"] = Hosts;
    }

    private (string[] Problems, string[] Warnings) Check(string keys)
    {
        var text = new StackText();
        var stack = text.ReadWell(
            "services:\n  web:\n    image: nginx\n" + string.Concat(keys.Split('\n').Select(line => $"    {line}\n"))
        );
        var problems = new List<Problem>();
        var warnings = new List<Warning>();
        var settings = SettingsLoader.Load(_settings, "/", []);
        var types =
            _type is { } type && settings.Hosts is AwsSettings aws
                ? aws.Kinds.ToDictionary(
                    kind => kind,
                    kind => kind.IsOfPool ? type with { Name = "r6i.large", MemoryBytes = 16L << 30 } : type
                )
                : null;
        PlacementCheck.Check(stack, settings.Hosts, types, problems, warnings);
        return ([.. problems.Select(problem => $"{problem}")], [.. warnings.Select(warning => $"{warning}")]);
    }
}
