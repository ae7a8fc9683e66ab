using Review.Rules;

namespace Tests.Review.Rules;

public sealed class NetworkRulesTests
{
    private const string Network = "docker:index/network:Network";

    [Theory]
    [InlineData("10.1.0.0/24", "10.1.0.0/25", true)]
    [InlineData("10.1.0.0/25", "10.1.0.0/24", true)]
    [InlineData("10.1.0.0/24", "10.1.0.128/25", true)]
    [InlineData("10.1.0.128/25", "10.1.0.0/24", true)]
    [InlineData("10.1.0.0/24", "10.1.1.0/24", false)]
    public void Ranges_that_overlap(string one, string other, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, $"networks.front ipam: {other} and {one} of networks.back"),
            Judged.By(
                NetworkRules.RangesOverlap,
                new PlanText()
                    .Step("create", Judged.Workloads, Network, "back", next: Ranged(one))
                    .Step("create", Judged.Workloads, Network, "front", next: Ranged(other))
            )
        );

    [Theory]
    [InlineData("aws", "10.20.7.0/24", true)]
    [InlineData("aws", "10.21.7.0/24", false)]
    [InlineData("hosts", "10.20.7.0/24", false)]
    public void A_range_within_that_of_the_machines(string provider, string range, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, $"networks.back ipam: {range} and 10.20.0.0/16 of swarm:vpcCidr"),
            Judged.By(
                NetworkRules.RangesOverlap,
                new PlanText()
                    .Config("swarm:provider", provider)
                    .Config("swarm:vpcCidr", "10.20.0.0/16")
                    .Step("create", Judged.Workloads, Network, "back", next: Ranged(range))
            )
        );

    [Theory]
    [InlineData("hosts", "10.1.0.0/24", "10.1.0.11 of node1, 10.1.0.12 of node2")]
    [InlineData("hosts", "192.0.2.0/28", "192.0.2.1 of node1")]
    [InlineData("hosts", "10.0.0.0/8", "10.1.0.11 of node1, 10.1.0.12 of node2, 10.2.0.13 of node3 and 2 more")]
    [InlineData("hosts", "fd00::/64", "fd00::6 of node6")]
    [InlineData("hosts", "10.9.0.0/24", null)]
    [InlineData("aws", "10.1.0.0/24", null)]
    public void A_range_with_addresses_of_machines_that_exist_already(string provider, string range, string? found) =>
        Assert.Equal(
            Judged.Only(found is not null, $"networks.back ipam: {range} and {found} in swarm:hosts"),
            Judged.By(
                NetworkRules.RangesOverlap,
                new PlanText()
                    .Config("swarm:provider", provider)
                    .Config(
                        "swarm:hosts",
                        """
                        [
                          {"name": "node1", "address": "192.0.2.1", "privateAddress": "10.1.0.11"},
                          {"name": "node2", "address": "10.1.0.12", "privateAddress": "10.1.0.12"},
                          {"name": "node3", "address": "node3.example", "privateAddress": "10.2.0.13"},
                          {"name": "node4", "address": "10.2.0.14"},
                          {"name": "node5", "address": "10.2.0.15"},
                          {"name": "node6", "address": "fd00::6"}
                        ]
                        """
                    )
                    .Step("create", Judged.Workloads, Network, "back", next: Ranged(range))
            )
        );

    // 2 nodes, 1 service and 3 reserved addresses beside its tasks.
    [Theory]
    [InlineData("/28", 7, "16 addresses, of which up to 13 are needed")]
    [InlineData("/28", 6, null)]
    [InlineData("", 199, "256 addresses, of which up to 205 are needed")]
    [InlineData("", 198, null)]
    public void A_network_that_is_nearly_full(string prefix, int replicas, string? found)
    {
        var plan = Judged
            .Of(ServiceText.With(("mode.replicated.replicas", $"{replicas}")))
            .Step("create", Judged.Workloads, Network, "back", next: prefix.Length > 0 ? Ranged($"10.1.0.0{prefix}") : "{}");

        Assert.Equal(Judged.Only(found is not null, $"networks.back ipam: {found}"), Judged.By(NetworkRules.NearlyFull, plan));
    }

    [Theory]
    [InlineData("28", true)]
    [InlineData("24", false)]
    [InlineData("", false)]
    public void The_size_of_networks_without_a_range_is_a_setting(string size, bool fires) =>
        Assert.Equal(
            fires,
            Judged
                .By(
                    NetworkRules.NearlyFull,
                    Judged
                        .Of(ServiceText.With(("mode.replicated.replicas", "20")))
                        .Config("swarm:overlaySubnetSize", size)
                        .Step("create", Judged.Workloads, Network, "back", next: "{}")
                )
                .Count > 0
        );

    [Theory]
    [InlineData("back-id", true)]
    [InlineData("front-id", false)]
    public void Only_what_is_attached_takes_addresses(string id, bool fires)
    {
        var service = ServiceText.With(("mode.replicated.replicas", "20"), ("taskSpec.networksAdvanceds", $$"""[{"id": "{{id}}"}]"""));
        var plan = Judged.Of(service).Step("update", Judged.Workloads, Network, "back", Ranged("10.1.0.0/28"), Ranged("10.1.0.0/28"));

        Assert.Equal(fires, Judged.By(NetworkRules.NearlyFull, plan).Count > 0);
    }

    [Fact]
    public void Addresses_of_the_sixth_version_are_not_those_that_run_out() =>
        Assert.Equal(
            ["networks.back ipam: 16 addresses, of which up to 26 are needed"],
            Judged.By(
                NetworkRules.NearlyFull,
                Judged
                    .Of(ServiceText.With(("mode.replicated.replicas", "20")))
                    .Step(
                        "create",
                        Judged.Workloads,
                        Network,
                        "back",
                        next: """{"ipamConfigs": [{"subnet": "10.1.0.0/28"}, {"subnet": "fd00::/64"}]}"""
                    )
            )
        );

    [Fact]
    public void A_service_that_waits_for_the_id_of_a_new_network_is_on_none_that_is_there()
    {
        var plan = Judged
            .Of(ServiceText.With(("mode.replicated.replicas", "20")))
            .Step("same", Judged.Workloads, Network, "back", Ranged("10.1.0.0/28"), Ranged("10.1.0.0/28"));

        Assert.Empty(Judged.By(NetworkRules.NearlyFull, plan));
    }

    [Fact]
    public void A_network_that_nothing_is_on_is_not_full()
    {
        var plan = new PlanText()
            .Nodes("node1 manager", "node2 worker", "node3 worker", "node4 worker")
            .Step("create", Judged.Workloads, Network, "back", next: Ranged("10.1.0.0/29"));

        Assert.Empty(Judged.By(NetworkRules.NearlyFull, plan));
    }

    [Theory]
    [InlineData("28.5", "29.0", true)]
    [InlineData("29.0", "29.1", false)]
    public void Whether_the_engine_was_as_bad_before_is_in_its_step(string before, string after, bool isNew)
    {
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Config("swarm:dockerVersion", after)
            .Step("update", "swarm:hosts:AwsHosts swarm", "aws:ec2/instance:Instance", "node1", "{}", "{}")
            .Step(
                "update",
                "swarm:swarm:DockerEngine node1",
                "command:remote:Command",
                "node1-docker",
                $$"""{"create": "ENGINE_VERSION='{{before}}' timeout --kill-after=10 1800 /bin/sh"}""",
                $$"""{"create": "ENGINE_VERSION='{{after}}' timeout --kill-after=10 1800 /bin/sh"}"""
            )
            .Step("same", Judged.Workloads, Network, "back", Encrypted, Encrypted);

        Assert.Equal([isNew], Judged.IsNew(NetworkRules.EncryptedOnEngine, plan));
    }

    [Theory]
    [InlineData("20.10.23", true)]
    [InlineData("20.11.3", false)]
    [InlineData("20.10.24", false)]
    [InlineData("20.10", false)]
    [InlineData("19.03", true)]
    [InlineData("20.9", true)]
    [InlineData("23.0.2", true)]
    [InlineData("23.0.3", false)]
    [InlineData("23.1.0", false)]
    [InlineData("24.0.2", false)]
    [InlineData("28.5", false)]
    [InlineData("29.0.1", true)]
    [InlineData("29.1", true)]
    [InlineData("29.2", false)]
    [InlineData("29", false)]
    [InlineData("", false)]
    public void An_encrypted_network_on_an_engine_that_breaks_it(string version, bool fires)
    {
        var plan = new PlanText()
            .Config("swarm:dockerVersion", version)
            .Step("create", Judged.Workloads, Network, "back", next: """{"options": {"encrypted": "true"}}""")
            .Step("create", Judged.Workloads, Network, "front", next: """{"options": {}}""");

        Assert.Equal(
            Judged.Only(fires, $"networks.back driver_opts: Docker Engine {version}"),
            Judged.By(NetworkRules.EncryptedOnEngine, plan)
        );
    }

    private const string Encrypted = """{"options": {"encrypted": "true"}}""";

    private static string Ranged(string range) => $$"""{"ipamConfigs": [{"subnet": "{{range}}"}]}""";
}
