using Review.Effects;
using Tests.Review.Rules;

namespace Tests.Review.Effects;

/// <summary>Services that have the same port in mode host, of which each node takes one task.</summary>
public sealed class HostPortsTests
{
    private const string Global = """{"global": true}""";
    private const string One = """{"replicated": {"replicas": 1}}""";
    private const string Two = """{"replicated": {"replicas": 2}}""";
    private const string Three = """{"replicated": {"replicas": 3}}""";
    private const string Http = """[{"publishedPort": 80, "targetPort": 80, "protocol": "tcp", "publishMode": "host"}]""";
    private const string Udp = """[{"publishedPort": 80, "targetPort": 80, "protocol": "udp", "publishMode": "host"}]""";
    private const string Chosen = """[{"publishedPort": 0, "targetPort": 80, "protocol": "tcp", "publishMode": "host"}]""";
    private const string Why = "80/tcp in mode host leaves room for one on each node";

    [Theory]
    [InlineData(Global, null, Global, null, Http, $"3 tasks and 3 of a, of which only 3 find a node: {Why}")]
    [InlineData(Three, null, One, null, Http, $"1 task and 3 of a, of which only 3 find a node: {Why}")]
    [InlineData(Global, "node.role == worker", Two, null, Http, $"2 tasks and 2 of a, of which only 3 find a node: {Why}")]
    [InlineData(Two, null, Global, "node.role == worker", Http, $"2 tasks and 1 of a, of which only 2 find a node: {Why}")]
    [InlineData(
        One,
        "node.hostname == node2",
        One,
        "node.hostname == node2",
        Http,
        $"1 task and 1 of a, of which only 1 finds a node: {Why}"
    )]
    [InlineData(Two, null, One, null, Http, null)]
    [InlineData(Two, null, One, "node.hostname == node2", Http, null)]
    [InlineData(Global, "node.role == worker", One, "node.role == manager", Http, null)]
    [InlineData(Global, null, Global, null, Udp, null)]
    [InlineData(Global, null, Global, null, Chosen, null)]
    // Where it runs is not in the plan.
    [InlineData(Global, "node.labels.disk == ssd", Global, null, Http, null)]
    public void A_new_service_finds_no_room_beside_the_tasks_of_another(
        string mode,
        string? constraint,
        string newMode,
        string? newConstraint,
        string ports,
        string? told
    )
    {
        var plan = Plan();
        Stays(plan, "a", mode, constraint);
        plan.Step("create", Judged.Workloads, Judged.Service, "b", next: With(newMode, newConstraint, ports));

        Assert.Equal(
            told is null ? [] : [$"b: {told}"],
            Told.Of(plan, Area.Services).Where(line => !line.StartsWith("b: new: ", StringComparison.Ordinal))
        );
        Assert.StartsWith(
            told is null ? "ROUTINE: " : "LOOK TWICE: ",
            ReviewInput.Review(plan.Digest()).Verdict.Line,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Two_new_services_have_no_room_beside_each_other()
    {
        var plan = Plan();
        plan.Step("create", Judged.Workloads, Judged.Service, "a", next: With(Two));
        plan.Step("create", Judged.Workloads, Judged.Service, "b", next: With(Two));

        Assert.Equal(
            [
                $"a: 2 tasks and 2 of b, of which only 3 find a node: {Why}",
                $"b: 2 tasks and 2 of a, of which only 3 find a node: {Why}",
                "a: new: nginx:1.28@sha256:0123, 2 tasks",
                "b: new: nginx:1.28@sha256:0123, 2 tasks",
            ],
            Told.Of(plan, Area.Services)
        );
    }

    [Fact]
    public void A_service_that_is_scaled_finds_no_room_beside_the_tasks_of_another()
    {
        var plan = Plan();
        Stays(plan, "a", Two);
        plan.Step("update", Judged.Workloads, Judged.Service, "b", With(One), With(Two), "mode.replicated.replicas=update");

        Assert.Equal(
            [$"b: 2 tasks and 2 of a, of which only 3 find a node: {Why}", "b: scaled from 1 to 2: 1 task more, the others go on"],
            Told.Of(plan, Area.Services)
        );
    }

    [Fact]
    public void Services_that_stay_have_no_room_when_a_node_goes()
    {
        var plan = Plan().Step("delete", "", "swarm:swarm:SwarmMember", "node3", "{}");
        Stays(plan, "a", Two);
        Stays(plan, "b", One);

        Assert.Equal(
            [$"a: 2 tasks and 1 of b, of which only 2 find a node: {Why}", $"b: 1 task and 2 of a, of which only 2 find a node: {Why}"],
            Told.Of(plan, Area.Services)
        );
    }

    [Fact]
    public void What_was_so_before_is_not_told()
    {
        var plan = Plan();
        Stays(plan, "a", Three);
        Stays(plan, "b", One);
        plan.Step("create", Judged.Workloads, Judged.Service, "c", next: ServiceText.With(("endpointSpec.ports", "[]")));

        Assert.Equal(["c: new: nginx:1.28@sha256:0123, 2 tasks"], Told.Of(plan, Area.Services));
    }

    // A task of it may stay on the node that is paused.
    [Fact]
    public void Where_a_node_is_paused_nothing_is_said()
    {
        var plan = Plan().Config("swarm:nodeAvailability", """{"node2": "pause"}""");
        Stays(plan, "a", Two);
        plan.Step("create", Judged.Workloads, Judged.Service, "b", next: With(One));

        Assert.Equal(["b: new: nginx:1.28@sha256:0123, 1 task"], Told.Of(plan, Area.Services));
    }

    private static PlanText Plan() => new PlanText().Whole().Nodes("node1 manager", "node2 worker", "node3 worker");

    private static void Stays(PlanText plan, string name, string mode, string? constraint = null, string ports = Http) =>
        plan.Step("same", Judged.Workloads, Judged.Service, name, With(mode, constraint, ports), With(mode, constraint, ports));

    private static string With(string mode, string? constraint = null, string ports = Http) =>
        ServiceText.With(
            ("mode", mode),
            ("taskSpec.placement.constraints", constraint is null ? "[]" : $"[\"{constraint}\"]"),
            ("endpointSpec.ports", ports)
        );
}
