using Review.Effects;

namespace Tests.Review.Effects;

/// <summary>What becomes of volumes, whether they stay in the stack files or not.</summary>
public sealed class DataEffectsTests
{
    private const string Workloads = "swarm:workloads:StackWorkloads workloads";
    private const string Volume = "docker:index/volume:Volume";
    private const string Local = """{"name": "prod_data", "driver": "local"}""";

    [Theory]
    [InlineData("replace", "same", true, "LOST with the disk of node2, although volumes are kept otherwise")]
    [InlineData("replace", "same", false, "LOST with the disk of node2")]
    [InlineData("delete", "delete", true, "LOST with the disk of node2, although volumes are kept otherwise")]
    [InlineData("delete", "delete", false, "LOST with the disk of node2")]
    [InlineData("update", "delete", true, "leaves the stack; the data stays on the node")]
    [InlineData("update", "delete", false, "DELETED with all data")]
    [InlineData("update", "same", true, null)]
    public void A_volume_goes_with_its_machine(string machine, string volume, bool kept, string? told) =>
        Assert.Equal(
            told is null ? [] : [told],
            Of(
                new PlanText()
                    .Nodes("node1 manager", "node2 worker")
                    .Step(
                        machine,
                        "swarm:hosts:AwsHosts swarm",
                        "aws:ec2/instance:Instance",
                        "node2",
                        """{"instanceType": "t3.small", "ami": "ami-1"}""",
                        machine == "delete" ? null : """{"instanceType": "t3.small", "ami": "ami-2"}"""
                    )
                    .Step(volume, Workloads, Volume, "data-node2", Local, volume == "delete" ? null : Local, kept: kept, on: "node2")
            )
        );

    [Theory]
    [InlineData("""{"driver": "local"}""", true)]
    [InlineData("{}", true)]
    [InlineData("""{"driver": "local", "driverOpts": {"type": "none", "o": "bind", "device": "/srv"}}""", true)]
    [InlineData("""{"driver": "local", "driverOpts": {"type": "nfs", "device": ":/srv"}}""", false)]
    [InlineData("""{"driver": "rexray/ebs"}""", false)]
    public void What_lies_elsewhere_does_not_go_with_the_disk(string inputs, bool isLost) =>
        Assert.Equal(
            isLost ? ["LOST with the disk of node2"] : [],
            Of(Replaced("node2").Step("same", Workloads, Volume, "data-node2", inputs, inputs, on: "node2"))
        );

    [Fact]
    public void The_node_of_a_volume_is_that_of_its_engine_whatever_it_is_called() =>
        Assert.Empty(Of(Replaced("node2").Step("same", Workloads, Volume, "data-of-node2", Local, Local, on: "of-node2")));

    private static PlanText Replaced(string node) =>
        new PlanText()
            .Nodes("node1 manager", "node2 worker", "of-node2 worker")
            .Step(
                "replace",
                "swarm:hosts:AwsHosts swarm",
                "aws:ec2/instance:Instance",
                node,
                """{"ami": "ami-1"}""",
                """{"ami": "ami-2"}"""
            );

    private static List<string> Of(PlanText plan) =>
        [
            .. Told.Of(plan, Area.Data)
                .Where(told => told.StartsWith("volume ", StringComparison.Ordinal))
                .Select(told => told.Split(": ", 2)[1]),
        ];
}
