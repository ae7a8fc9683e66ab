using Review.Rules;

namespace Tests.Review.Rules;

public sealed class RolloutRulesTests
{
    private const string Ports = "endpointSpec.ports";
    private const string Order = "updateConfig.order";
    private const string Replicas = "mode.replicated.replicas";

    [Theory]
    [InlineData("""{"tests": []}""", true)]
    [InlineData("""{"tests": ["NONE"]}""", true)]
    [InlineData(null, true)]
    [InlineData("""{"tests": ["CMD", "true"]}""", false)]
    public void A_published_service_without_a_healthcheck(string? healthcheck, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, "services.web healthcheck: "),
            Judged.ByService(RolloutRules.NoHealthcheck, ("taskSpec.containerSpec.healthcheck", healthcheck))
        );

    [Fact]
    public void A_service_that_publishes_nothing_needs_no_healthcheck() =>
        Assert.Empty(Judged.ByService(RolloutRules.NoHealthcheck, ("taskSpec.containerSpec.healthcheck", null), (Ports, "[]")));

    [Theory]
    [InlineData("stop-first", 2, "[]", false)]
    [InlineData("stop-first", 2, null, true)]
    [InlineData("start-first", 2, null, false)]
    [InlineData("stop-first", 1, null, false)]
    [InlineData("stop-first", 0, null, false)]
    public void A_published_service_that_stops_tasks_first(string order, int replicas, string? ports, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, "services.web deploy.update_config: "),
            Judged.ByService(
                RolloutRules.PublishedStopFirst,
                [(Order, $"\"{order}\""), (Replicas, $"{replicas}"), .. ports is null ? [] : new[] { (Ports, (string?)ports) }]
            )
        );

    [Theory]
    [InlineData("stop-first", 1, true)]
    [InlineData("stop-first", 2, false)]
    [InlineData("stop-first", 0, false)]
    [InlineData("start-first", 1, false)]
    public void The_only_task_stops_first(string order, int replicas, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, "services.web deploy.update_config: "),
            Judged.ByService(RolloutRules.OneReplicaStopFirst, (Order, $"\"{order}\""), (Replicas, $"{replicas}"))
        );

    [Fact]
    public void A_global_service_has_a_task_on_every_node() =>
        Assert.Empty(Judged.ByService(RolloutRules.OneReplicaStopFirst, (Order, "\"stop-first\""), ("mode", """{"global": true}""")));

    [Theory]
    [InlineData("pause", true)]
    [InlineData("continue", true)]
    [InlineData("rollback", false)]
    public void An_update_that_fails_and_is_not_rolled_back(string action, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, $"services.web deploy.update_config: on failure: {action}"),
            Judged.ByService(RolloutRules.FailureLeavesHalf, ("updateConfig.failureAction", $"\"{action}\""))
        );
}
