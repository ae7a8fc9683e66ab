using Review.Rules;

namespace Tests.Review.Rules;

public sealed class DataRulesTests
{
    private const string Volume = "docker:index/volume:Volume";
    private const string Local = """{"name": "prod_data", "driver": "local"}""";

    [Theory]
    [InlineData("volume-dropped", new[] { "volumes.data : on node1", "volumes.data : on node2" })]
    [InlineData("node-removed-with-a-volume", new[] { "volumes.data : on node3" })]
    [InlineData("volume-kept", new string[0])]
    public void The_data_of_a_volume_that_is_lost(string change, string[] found) =>
        Assert.Equal(found, Judged.By(DataRules.VolumeLost, Changes.All[change]));

    [Fact]
    public void A_volume_that_stays_in_the_stack_files_goes_with_its_machine() =>
        Assert.Equal(
            ["volumes.data : on node2"],
            Judged.By(
                DataRules.VolumeLost,
                new PlanText()
                    .Nodes("node1 manager", "node2 worker")
                    .Step(
                        "replace",
                        "swarm:hosts:AwsHosts swarm",
                        "aws:ec2/instance:Instance",
                        "node2",
                        """{"ami": "ami-1"}""",
                        """{"ami": "ami-2"}"""
                    )
                    .Step("same", Judged.Workloads, Volume, "data-node1", Local, Local, on: "node1")
                    .Step("same", Judged.Workloads, Volume, "data-node2", Local, Local, on: "node2")
            )
        );

    [Fact]
    public void What_an_earlier_change_has_left_over_goes_with_its_data() =>
        Assert.Equal(
            ["volumes.data : "],
            Judged.By(
                DataRules.VolumeLost,
                new PlanText()
                    .Nodes("node1 manager")
                    .Step("delete-replaced", Judged.Workloads, Volume, "data", Local)
                    .Step("delete-replaced", Judged.Workloads, Volume, "kept", Local, kept: true)
            )
        );

    [Theory]
    [InlineData("volume-dropped", "Copy it first, or take x-keep: false out of the stack file and run up before you remove the volume.")]
    [InlineData("node-removed-with-a-volume", "Copy it first: where its machine goes, only a copy or a snapshot of the disk helps.")]
    public void The_fix_is_that_of_the_case(string change, string fix) =>
        Assert.All(
            ReviewInput.Review(Changes.All[change].Digest()).Findings.Where(finding => finding.Rule == DataRules.VolumeLost),
            finding => Assert.Equal(fix, finding.Fix)
        );

    [Fact]
    public void What_is_deleted_already_can_only_be_copied() =>
        Assert.Equal(
            ["Copy it first."],
            ReviewInput
                .Review(new PlanText().Nodes("node1 manager").Step("delete-replaced", Judged.Workloads, Volume, "data", Local).Digest())
                .Findings.Where(finding => finding.Rule == DataRules.VolumeLost)
                .Select(finding => finding.Fix)
        );

    [Fact]
    public void It_is_this_change_that_loses_it() =>
        Assert.Equal([true, true], Judged.IsNew(DataRules.VolumeLost, Changes.All["volume-dropped"]));
}
