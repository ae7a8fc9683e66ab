using System.Text;
using Review.Effects;
using Review.Rules;

namespace Tests.Review.Effects;

/// <summary>Replacements that an update did not finish: which half is done, and what goes with it.</summary>
public sealed class FailedEffectsTests
{
    private const string Machine = "aws:ec2/instance:Instance";
    private const string Hosts = "swarm:hosts:AwsHosts swarm";
    private const string Service = "docker:index/service:Service";
    private const string Volume = "docker:index/volume:Volume";
    private const string Make = "create-replacement";
    private const string Delete = "delete-replaced";

    [Fact]
    public void A_service_of_which_the_new_one_was_not_made_is_down() =>
        Same(
            Web().FailsAt(Make),
            "LOOK TWICE: The update FAILED at web, so this may not be all. 1 resource failed, 1 service removed, 1 port closed. Riskiest: web (Service): FAILED while it was replaced: the old one is gone, and there is no new one: DOWN until an update makes it.",
            "Services web (Service): FAILED while it was replaced: the old one is gone, and there is no new one: DOWN until an update makes it",
            "Services web: gone: nginx:1.28, 2 tasks",
            "Ports 80/tcp: closed: web is gone"
        );

    [Fact]
    public void A_service_of_which_something_was_made_may_run() =>
        Same(
            Web().FailsAt(Make, status: 1),
            "LOOK TWICE: The update FAILED at web, so this may not be all. 1 resource failed, 1 service removed, 1 port closed. Riskiest: web (Service): FAILED while it was replaced: the old one is gone; how far the new one came, the record does not tell: DOWN unless that runs.",
            "Services web (Service): FAILED while it was replaced: the old one is gone; how far the new one came, the record does not tell: DOWN unless that runs",
            "Services web: gone: nginx:1.28, 2 tasks",
            "Ports 80/tcp: closed: web is gone"
        );

    // Pulumi tells no deletion of what an earlier update has deleted.
    [Fact]
    public void A_service_that_an_earlier_update_has_deleted_is_down_still()
    {
        var review = ReviewInput.Review(WithoutDeletion(Web().FailsAt(Make).Record()));

        Assert.Equal(
            ["web (Service): FAILED while it was replaced: the old one is gone, and there is no new one: DOWN until an update makes it"],
            review.Effects.Select(effect => $"{effect.Subject}: {effect.Text}")
        );
    }

    [Fact]
    public void A_service_that_an_earlier_update_has_deleted_is_made_again()
    {
        var review = ReviewInput.Review(WithoutDeletion(Web().Record()));

        Assert.Equal(
            ["web: made again, since an earlier update has deleted it and come no further: nginx:1.29, 2 tasks"],
            review.Effects.Where(effect => effect.Area == Area.Services).Select(effect => $"{effect.Subject}: {effect.Text}")
        );
    }

    private static byte[] WithoutDeletion(byte[] record) =>
        Encoding.UTF8.GetBytes(
            string.Concat(
                Encoding
                    .UTF8.GetString(record)
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Where(line => !line.Contains($"\"op\":\"{Delete}\"", StringComparison.Ordinal))
                    .Select(line => $"{line}\n")
            )
        );

    // As those that use a network of which the deletion fails: no other step of theirs is in the record.
    [Fact]
    public void A_service_that_was_deleted_before_something_else_failed_is_no_leftover() =>
        Same(
            Plan()
                .Step(
                    "replace",
                    "",
                    Service,
                    "web",
                    Changes.ServiceOf(replicas: 0),
                    Changes.ServiceOf(replicas: 0),
                    "name=update-replace",
                    "name"
                )
                .StopsAt("replace", hasBegun: false),
            "LOOK TWICE: The update was STOPPED, so this may not be all. 1 resource not finished, 1 service removed. Riskiest: web (Service): NOT FINISHED: the update stopped while it was replaced: the old one is gone, and there is no new one.",
            "Services web (Service): NOT FINISHED: the update stopped while it was replaced: the old one is gone, and there is no new one",
            "Services web: gone: nginx:1.28, 0 tasks"
        );

    [Fact]
    public void A_service_that_was_being_made_may_run() =>
        Same(
            Web().StopsAt(Make),
            "LOOK TWICE: The update was STOPPED, so this may not be all. 1 resource not finished, 1 service removed, 1 port closed. Riskiest: web (Service): NOT FINISHED: the update stopped while it was replaced: the old one is gone; how far the new one came, the record does not tell: DOWN unless that runs.",
            "Services web (Service): NOT FINISHED: the update stopped while it was replaced: the old one is gone; how far the new one came, the record does not tell: DOWN unless that runs",
            "Services web: gone: nginx:1.28, 2 tasks",
            "Ports 80/tcp: closed: web is gone"
        );

    [Fact]
    public void A_machine_is_gone_with_its_disk() =>
        Same(
            Node2().FailsAt(Make),
            "LOOK TWICE: The update FAILED at node2, so this may not be all. 1 resource failed, 1 node without a machine, 1 disk deleted. Riskiest: node2 (Instance): FAILED while it was replaced: the old one is gone, and there is no new one.",
            "Nodes node2 (Instance): FAILED while it was replaced: the old one is gone, and there is no new one",
            "Nodes node2: worker, its machine is deleted, and its place in the swarm stays: the tasks on it are not drained first, but stop; what else runs or is stored there is not in the plan",
            "Data disk of node2: deleted with the machine: any volume on it is LOST, whatever the stack files say of it"
        );

    [Fact]
    public void A_machine_that_could_not_be_made_first_is_there_still() =>
        Same(
            Node2().MadeFirst().FailsAt(Make),
            "LOOK TWICE: The update FAILED at node2, so this may not be all. 1 resource failed. Riskiest: node2 (Instance): FAILED while it was replaced: the old one is there still, and there is no new one.",
            "Nodes node2 (Instance): FAILED while it was replaced: the old one is there still, and there is no new one"
        );

    [Fact]
    public void A_machine_that_was_being_made_first_is_there_still() =>
        Same(
            Node2().MadeFirst().StopsAt(Make),
            "LOOK TWICE: The update was STOPPED, so this may not be all. 1 resource not finished. Riskiest: node2 (Instance): NOT FINISHED: the update stopped while it was replaced: the old one is there still; how far the new one came, the record does not tell.",
            "Nodes node2 (Instance): NOT FINISHED: the update stopped while it was replaced: the old one is there still; how far the new one came, the record does not tell"
        );

    // The steps of the node have run on the new one.
    [Fact]
    public void A_machine_that_could_not_be_removed_may_have_its_disk_still() =>
        Same(
            Joined(Node2().MadeFirst().FailsAt(Delete)),
            "LOOK TWICE: The update FAILED at node2, so this may not be all. 1 resource failed. Riskiest: node2 (Instance): FAILED while it was replaced: the new one is there; removing the old one failed, so that it may be there still.",
            "Nodes node2 (Instance): FAILED while it was replaced: the new one is there; removing the old one failed, so that it may be there still"
        );

    [Fact]
    public void A_machine_that_was_being_removed_may_have_its_disk_still() =>
        Same(
            Joined(Node2().MadeFirst().StopsAt(Delete)),
            "LOOK TWICE: The update was STOPPED, so this may not be all. 1 resource not finished. Riskiest: node2 (Instance): NOT FINISHED: the update stopped while it was replaced: the new one is there; how far the removal of the old one came, the record does not tell.",
            "Nodes node2 (Instance): NOT FINISHED: the update stopped while it was replaced: the new one is there; how far the removal of the old one came, the record does not tell"
        );

    [Fact]
    public void A_machine_of_which_the_removal_had_not_begun_has_its_disk_still() =>
        Same(
            Joined(Node2().MadeFirst().StopsAt(Delete, hasBegun: false)),
            "LOOK TWICE: The update was STOPPED, so this may not be all. 1 resource not finished. Riskiest: node2 (Instance): NOT FINISHED: the update stopped while it was replaced: the new one is there, and the old one is there still.",
            "Nodes node2 (Instance): NOT FINISHED: the update stopped while it was replaced: the new one is there, and the old one is there still"
        );

    [Fact]
    public void A_rule_of_the_firewall_of_which_the_removal_had_not_begun_lets_in_still() =>
        Same(
            Plan()
                .Step(
                    "replace",
                    "swarm:hosts:Firewall f",
                    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
                    "ssh",
                    Ssh("198.51.100.0/24"),
                    Ssh("203.0.113.0/24"),
                    "cidrIpv4=update-replace",
                    "cidrIpv4"
                )
                .MadeFirst()
                .StopsAt(Delete, hasBegun: false),
            "LOOK TWICE: The update was STOPPED, so this may not be all. 1 firewall rule changed, 1 resource not finished. Riskiest: 22/tcp: the firewall lets in 203.0.113.0/24 (SSH), and no longer 198.51.100.0/24.",
            "Ports 22/tcp: the firewall lets in 203.0.113.0/24 (SSH), and no longer 198.51.100.0/24",
            "Ports ssh (SecurityGroupIngressRule): NOT FINISHED: the update stopped while it was replaced: the new one is there, and the old one is there still"
        );

    [Theory]
    [InlineData(
        "docker:index/serviceConfig:ServiceConfig",
        false,
        "Files config x: exchanged: the new one comes first, then the services that use it are rolled, then the old one goes"
    )]
    [InlineData(Volume, true, "Data volume x: exchanged; the data of the old one stays on the node")]
    public void What_stays_anyway_or_does_nothing_is_not_told_to_be_there_still(string type, bool kept, string effect) =>
        Assert.Equal(
            [effect],
            ReviewInput
                .Review(
                    Plan()
                        .Step("replace", "", type, "x", """{"name": "a"}""", """{"name": "b"}""", kept: kept)
                        .MadeFirst()
                        .StopsAt(Delete, hasBegun: false)
                        .Record()
                )
                .Effects.Select(one => $"{one.Area} {one.Subject}: {one.Text}")
        );

    [Fact]
    public void A_volume_is_lost()
    {
        var plan = Data(kept: false);
        Same(
            plan,
            "DANGEROUS: The update FAILED at data-node1, so this may not be all. 1 volume deleted, 1 resource failed. Riskiest: volume data-node1: DELETED with all data. Rules: 1 critical (new with this change).",
            "Data volume data-node1: DELETED with all data",
            "Data data-node1 (Volume): FAILED while it was replaced: the old one is gone, and there is no new one"
        );
        Assert.Equal(
            ["volumes.data: on node1. Restore it from a copy, if there is one."],
            ReviewInput
                .Review(plan.Record())
                .Findings.Where(finding => finding.Rule == DataRules.VolumeLost)
                .Select(finding => $"{finding.Scope}: {finding.Detail}. {finding.Fix}")
        );
    }

    [Fact]
    public void A_volume_that_is_kept_is_not_lost() =>
        Same(
            Data(kept: true),
            "LOOK TWICE: The update FAILED at data-node1, so this may not be all. 1 resource failed, 1 volume kept. Riskiest: data-node1 (Volume): FAILED while it was replaced: the old one has left the stack and stays as it is (retainOnDelete), and there is no new one.",
            "Data data-node1 (Volume): FAILED while it was replaced: the old one has left the stack and stays as it is (retainOnDelete), and there is no new one",
            "Data volume data-node1: leaves the stack; the data stays on the node"
        );

    [Fact]
    public void What_an_earlier_change_has_left_over_is_told_as_that() =>
        Same(
            Plan().Step(Delete, "", Volume, "data", "{}", kept: true).Step("update", "", "a:b:C", "other", "{}", "{}").FailsAt("update"),
            "LOOK TWICE: The update FAILED at other, so this may not be all. 1 resource failed, 1 leftover left as it is. Riskiest: other (C): FAILED while it was updated: how far that came, the record does not tell.",
            "Other other (C): FAILED while it was updated: how far that came, the record does not tell",
            "Other data: Volume, what an earlier change has left over of it leaves the stack, and stays as it is (retainOnDelete)"
        );

    [Fact]
    public void A_step_of_the_program_that_has_run_again_is_done() =>
        Assert.Equal(
            ["node2-join Replaced"],
            ReviewInput
                .Read(Joined(Plan()).StopsAt(Delete, hasBegun: false).Record())
                .Changes.Select(change => $"{change.Name} {change.Kind}")
        );

    [Fact]
    public void How_far_a_step_of_the_program_came_neither_half_tells() =>
        Same(
            Plan().Step("replace", "", "command:remote:Command", "wait", "{}", "{}").StopsAt(Make, hasBegun: false),
            "LOOK TWICE: The update was STOPPED, so this may not be all. 1 resource not finished. Riskiest: wait (Command): NOT FINISHED: the update stopped while it was replaced: how far that came, the record does not tell.",
            "Other wait (Command): NOT FINISHED: the update stopped while it was replaced: how far that came, the record does not tell"
        );

    [Fact]
    public void A_container_of_which_the_new_one_was_not_made_is_down() =>
        Same(
            Plan().Step("replace", "", "docker:index/container:Container", "app", "{}", "{}").FailsAt(Make),
            "LOOK TWICE: The update FAILED at app, so this may not be all. 1 resource failed, 1 container removed. Riskiest: app (Container): FAILED while it was replaced: the old one is gone, and there is no new one: DOWN until an update makes it.",
            "Containers app (Container): FAILED while it was replaced: the old one is gone, and there is no new one: DOWN until an update makes it",
            "Containers app: gone"
        );

    private static PlanText Plan() =>
        new PlanText()
            .Nodes("node1 manager", "node2 worker")
            .Config("swarm:provider", "aws")
            .Config("swarm:publishedFrom", """["0.0.0.0/0"]""");

    private static string Ssh(string from) =>
        $$"""{"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "cidrIpv4": "{{from}}", "securityGroupId": "sg-1"}""";

    private static PlanText Web() =>
        Plan()
            .Step(
                "replace",
                "",
                Service,
                "web",
                Changes.ServiceOf(ports: [80]),
                Changes.ServiceOf(ports: [80], image: "nginx:1.29"),
                "name=update-replace",
                "name"
            );

    private static PlanText Node2() =>
        Plan().Step("replace", Hosts, Machine, "node2", """{"ami": "ami-1"}""", """{"ami": "ami-2"}""", "ami=update-replace", "ami");

    private static PlanText Joined(PlanText plan) =>
        plan.Step(
                "replace",
                "swarm:swarm:SwarmMember node2",
                "command:remote:Command",
                "node2-join",
                """{"triggers": ["i-1"]}""",
                """{"triggers": ["i-2"]}""",
                "triggers[0]=update-replace",
                "triggers"
            )
            .MadeFirst();

    private static PlanText Data(bool kept) =>
        Plan()
            .Step(
                "replace",
                "",
                Volume,
                "data-node1",
                """{"name": "prod_data", "driver": "local"}""",
                """{"name": "prod_data", "driver": "local", "driverOpts": {"size": "1g"}}""",
                "driverOpts=add-replace",
                "driverOpts",
                kept: kept
            )
            .FailsAt(Make);

    private static void Same(PlanText plan, string line, params string[] effects)
    {
        var review = ReviewInput.Review(plan.Record());
        Assert.Equal(line, review.Verdict.Line);
        Assert.Equal(effects, review.Effects.Select(one => $"{one.Area} {one.Subject}: {one.Text}"));
    }
}
