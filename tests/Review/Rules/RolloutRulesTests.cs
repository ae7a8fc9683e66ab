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

    [Theory]
    [InlineData(
        2,
        "host",
        "Publish its ports in mode ingress and set deploy.update_config.order to start-first: in mode host a new task needs the port that the old one has. Where it has to be mode host, accept this finding."
    )]
    [InlineData(2, "ingress", "Set deploy.update_config.order to start-first, where two tasks may run side by side.")]
    [InlineData(
        1,
        "host",
        "Set deploy.replicas to 2 or more. Where two tasks must not run side by side, as on the data of one database, accept this finding."
    )]
    public void A_port_in_mode_host_lets_no_task_start_first(int replicas, string mode, string fix) =>
        Assert.Equal(
            [fix],
            RuleCatalogue
                .Judge(
                    ReviewInput.Read(
                        Judged
                            .Of(
                                ServiceText.With(
                                    (Order, "\"stop-first\""),
                                    (Replicas, $"{replicas}"),
                                    (Ports, $$"""[{"publishedPort": 80, "targetPort": 80, "protocol": "tcp", "publishMode": "{{mode}}"}]""")
                                )
                            )
                            .Digest()
                    ),
                    Judged.Today
                )
                .Where(finding => finding.Rule == RolloutRules.PublishedStopFirst || finding.Rule == RolloutRules.OneReplicaStopFirst)
                .Select(finding => finding.Fix)
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
