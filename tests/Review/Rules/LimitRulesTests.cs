using Review.Rules;

namespace Tests.Review.Rules;

public sealed class LimitRulesTests
{
    [Theory]
    [InlineData("0", true)]
    [InlineData(null, true)]
    [InlineData("1", false)]
    public void A_service_without_a_limit_of_memory(string? bytes, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, "services.web deploy.resources: "),
            Judged.ByService(LimitRules.NoMemoryLimit, ("taskSpec.resources.limits.memoryBytes", bytes))
        );

    [Theory]
    [InlineData("""{"name": "json-file"}""", true)]
    [InlineData("""{"name": "json-file", "options": {"max-file": "3"}}""", true)]
    [InlineData("""{"name": "json-file", "options": {"max-size": "-1"}}""", true)]
    [InlineData("""{"name": "json-file", "options": {"max-size": "10m"}}""", false)]
    [InlineData("""{"name": "local"}""", false)]
    [InlineData(null, false)]
    public void Logs_of_a_service_that_grow_for_ever(string? driver, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, "services.web logging: "),
            Judged.ByService(LimitRules.UnboundedLogs, ("taskSpec.logDriver", driver))
        );

    [Theory]
    [InlineData("""{"log-driver": "json-file"}""", true)]
    [InlineData("""{"log-driver": "json-file", "log-opts": {"max-size": "10m"}}""", false)]
    [InlineData("""{"log-driver": "journald"}""", false)]
    public void Logs_of_all_engines_that_grow_for_ever(string daemon, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, "swarm:daemon log-driver: "),
            Judged.By(LimitRules.UnboundedLogs, new PlanText().Nodes("node1 manager").Config("swarm:daemon", daemon))
        );

    [Fact]
    public void Where_all_nodes_go_so_do_their_engines() =>
        Assert.Empty(
            Judged.By(
                LimitRules.UnboundedLogs,
                new PlanText()
                    .Nodes("node1 manager")
                    .Config("swarm:daemon", """{"log-driver": "json-file"}""")
                    .Step("delete", "", "swarm:swarm:SwarmManager", "node1", "{}")
            )
        );

    [Fact]
    public void Without_nodes_there_are_no_engines() =>
        Assert.Empty(Judged.By(LimitRules.UnboundedLogs, new PlanText().Config("swarm:daemon", """{"log-driver": "json-file"}""")));
}
