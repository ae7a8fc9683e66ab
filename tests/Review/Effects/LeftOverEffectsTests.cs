namespace Tests.Review.Effects;

/// <summary>What earlier changes have left over, and what becomes of it.</summary>
public sealed class LeftOverEffectsTests
{
    private const string Machine = "aws:ec2/instance:Instance";
    private const string Hosts = "swarm:hosts:AwsHosts swarm";

    [Theory]
    [InlineData("same")]
    [InlineData(null)]
    public void The_old_machine_goes_with_its_disk_and_the_node_stays(string? beside)
    {
        var plan = Plan();
        if (beside is not null)
        {
            plan.Step(beside, Hosts, Machine, "node2", "{}", "{}");
        }

        plan.Step("delete-replaced", Hosts, Machine, "node2", "{}");

        Same(
            plan,
            "LOOK TWICE: 1 disk deleted. Riskiest: disk of the old node2: deleted with the machine that an earlier change has left over beside its successor: any volume on it is LOST, whatever the stack files say of it.",
            "Data disk of the old node2: deleted with the machine that an earlier change has left over beside its successor: any volume on it is LOST, whatever the stack files say of it"
        );
    }

    [Fact]
    public void The_old_volume_goes_with_its_data() =>
        Same(
            Plan().Step("delete-replaced", "", "docker:index/volume:Volume", "data", "{}"),
            "DANGEROUS: 1 volume deleted. Riskiest: volume data: DELETED with all data: the one that an earlier change has left over beside its successor. Rules: 1 critical (new with this change).",
            "Data volume data: DELETED with all data: the one that an earlier change has left over beside its successor"
        );

    [Fact]
    public void The_old_service_goes_with_its_tasks() =>
        Same(
            Plan().Step("delete-replaced", "", "docker:index/service:Service", "web", "{}"),
            "LOOK TWICE: 1 service removed. Riskiest: web: gone: the one that an earlier change has left over beside its successor; its tasks stop, if they run still.",
            "Services web: gone: the one that an earlier change has left over beside its successor; its tasks stop, if they run still"
        );

    [Fact]
    public void The_old_container_stops() =>
        Same(
            Plan().Step("delete-replaced", "", "docker:index/container:Container", "app", "{}"),
            "LOOK TWICE: 1 container removed. Riskiest: app: gone: the one that an earlier change has left over beside its successor; it stops, if it runs still.",
            "Containers app: gone: the one that an earlier change has left over beside its successor; it stops, if it runs still"
        );

    [Fact]
    public void What_is_kept_stays() =>
        Same(
            Plan().Step("delete-replaced", "", "docker:index/volume:Volume", "data", "{}", kept: true),
            "ROUTINE: 1 leftover left as it is.",
            "Other data: Volume, what an earlier change has left over of it leaves the stack, and stays as it is (retainOnDelete)"
        );

    [Fact]
    public void The_old_mount_of_a_server_holds_nothing() =>
        Same(
            Plan()
                .Step(
                    "delete-replaced",
                    "",
                    "docker:index/volume:Volume",
                    "data",
                    """{"driver": "local", "driverOpts": {"type": "nfs"}}"""
                ),
            "ROUTINE: 1 leftover removed.",
            "Data volume data: the one that an earlier change has left over beside its successor is removed; only its mount goes, and the data stays on the server"
        );

    [Fact]
    public void What_holds_nothing_is_only_tidied_up() =>
        Same(
            Plan().Step("delete-replaced", "", "docker:index/network:Network", "back", "{}"),
            "ROUTINE: 1 leftover removed.",
            "Other back: Network, what an earlier change has left over of it is removed"
        );

    private static PlanText Plan() => new PlanText().Nodes("node1 manager", "node2 worker");

    private static void Same(PlanText plan, string line, string effect) => Assert.All([plan.Digest(), plan.Stream()], input =>
        {
            var review = ReviewInput.Review(input);
            Assert.Equal(line, review.Verdict.Line);
            Assert.Equal([effect], review.Effects.Select(one => $"{one.Area} {one.Subject}: {one.Text}"));
        });
}
