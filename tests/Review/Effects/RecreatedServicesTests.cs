using Review.Effects;
using Review.Reports;
using Tests.Review.Rules;

namespace Tests.Review.Effects;

/// <summary>Why services are recreated, and what else of a service changes.</summary>
public sealed class RecreatedServicesTests
{
    private const string Image = "taskSpec.containerSpec.image";
    private const string Networks = "taskSpec.networksAdvanceds";

    [Fact]
    public void What_changes_besides_is_named() =>
        Assert.Equal(
            [
                "web: recreated, and DOWN meanwhile (2 tasks before, 2 tasks after). Why: its networks change. Changed besides: image a:1 → a:2",
            ],
            Told.Of(
                Replaced(
                    ServiceText.With((Image, "\"a:1\""), (Networks, """[{"id": "n1"}]""")),
                    ServiceText.With((Image, "\"a:2\""), (Networks, """[{"id": "n2"}]""")),
                    Networks
                ),
                Area.Services
            )
        );

    [Theory]
    [InlineData("id", "somebody asks for it (pulumi up --replace)", "replaced because somebody asks for it (pulumi up --replace)")]
    [InlineData(null, "the plan does not say", "replaced; the plan does not say why")]
    public void Who_asks_for_it_is_said(string? reason, string why, string detail)
    {
        var plan = Replaced(ServiceText.With(), ServiceText.With(), reason);

        Assert.Equal([$"web: recreated, and DOWN meanwhile (2 tasks before, 2 tasks after). Why: {why}"], Told.Of(plan, Area.Services));
        Assert.Contains($"          {detail}\n", TextReport.Render(ReviewInput.Review(plan.Digest())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "labels",
        """[{"label": "a", "value": "b"}]""",
        "gets other labels: what reads them, such as a proxy, may act on that; the tasks go on"
    )]
    [InlineData("updateConfig.failureAction", "\"continue\"", "gets other rules for its updates; the tasks go on")]
    public void What_exchanges_no_task_is_told_apart(string path, string json, string told) =>
        Assert.Equal([$"web: {told}"], Told.Of(Updated(path, json), Area.Services));

    [Theory]
    [InlineData("endpointSpec.mode", "\"dnsrr\"", "endpoint mode")]
    [InlineData("taskSpec.restartPolicy", """{"condition": "none"}""", "restart policy")]
    [InlineData("taskSpec.logDriver", """{"name": "local"}""", "logging")]
    [InlineData("taskSpec.containerSpec.stopGracePeriod", "\"1m0s\"", "stop grace period")]
    [InlineData("taskSpec.containerSpec.capAdds", """["NET_ADMIN"]""", "capabilities")]
    [InlineData("taskSpec.containerSpec.commands", """["run"]""", "entrypoint")]
    [InlineData("taskSpec.containerSpec.args", """["run"]""", "command")]
    [InlineData("taskSpec.containerSpec.hosts", """[{"host": "a", "ip": "10.0.0.1"}]""", "extra hosts")]
    [InlineData("taskSpec.containerSpec.dnsConfig", """{"nameservers": ["10.0.0.1"]}""", "DNS")]
    public void What_differs_is_called_as_in_a_stack_file(string path, string json, string word) =>
        Assert.Contains($" ({word}): ", Assert.Single(Told.Of(Updated(path, json), Area.Services)), StringComparison.Ordinal);

    [Fact]
    public void A_global_service_in_mode_host_finds_no_free_port() =>
        Assert.Equal(
            [
                "web: rolled (image a:1 → a:2): 2 tasks, 1 at a time, the new one starts first. A port in mode host is taken until the old task stops, and a global service has a task on every node, so that the update stands still",
            ],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager", "node2 worker")
                    .Step("update", Judged.Workloads, Judged.Service, "web", Global("a:1"), Global("a:2"), $"{Image}=update"),
                Area.Services
            )
        );

    private static PlanText Updated(string path, string json) =>
        new PlanText()
            .Nodes("node1 manager")
            .Step("update", Judged.Workloads, Judged.Service, "web", ServiceText.With(), ServiceText.With((path, json)), $"{path}=update");

    private static string Global(string image) =>
        ServiceText.With(
            ("mode", """{"global": true}"""),
            (Image, $"\"{image}\""),
            ("updateConfig.order", "\"start-first\""),
            ("updateConfig.parallelism", "1"),
            ("endpointSpec.ports", """[{"publishedPort": 80, "targetPort": 80, "protocol": "tcp", "publishMode": "host"}]""")
        );

    private static PlanText Replaced(string before, string after, string? reason) =>
        new PlanText().Nodes("node1 manager").Step("replace", Judged.Workloads, Judged.Service, "web", before, after, reasons: reason);
}
