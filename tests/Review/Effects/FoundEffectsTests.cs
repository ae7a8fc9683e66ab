using Review.Effects;

namespace Tests.Review.Effects;

/// <summary>What a refresh finds to be other than the stack has it.</summary>
public sealed class FoundEffectsTests
{
    private const string Service = "docker:index/service:Service";
    private const string One = """{"name": "prod_web", "mode": {"replicated": {"replicas": 1}}}""";
    private const string Three = """{"name": "prod_web", "mode": {"replicated": {"replicas": 3}}}""";
    private const string Workloads = "swarm:workloads:StackWorkloads workloads";
    private const string Hosts = "swarm:hosts:AwsHosts swarm";
    private const string Firewall = "swarm:hosts:AwsFirewall swarm-firewall";

    [Theory]
    [InlineData("docker:index/service:Service", Workloads, Area.Services, "thing")]
    [InlineData("docker:index/container:Container", Workloads, Area.Containers, "thing")]
    [InlineData("docker:index/network:Network", Workloads, Area.Networks, "thing")]
    [InlineData("docker:index/volume:Volume", Workloads, Area.Data, "volume thing")]
    [InlineData("docker:index/serviceConfig:ServiceConfig", Workloads, Area.Files, "config thing")]
    [InlineData("docker:index/secret:Secret", Workloads, Area.Files, "secret thing")]
    [InlineData("aws:ec2/instance:Instance", Hosts, Area.Nodes, "thing")]
    [InlineData("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", Firewall, Area.Ports, "thing")]
    [InlineData("aws:ec2/eip:Eip", Hosts, Area.Other, "thing (Eip)")]
    public void What_was_changed_or_removed_by_hand_is_told(string type, string parent, Area area, string subject)
    {
        Assert.Equal(
            [$"{subject}: changed outside of the stack"],
            Told.Of(Plan().Step("refresh", parent, type, "thing", """{"name": "x"}""", """{"name": "x"}""", "labels=update"), area)
        );
        Assert.Equal(
            [$"{subject}: GONE: removed outside of the stack"],
            Told.Of(Plan().Step("refresh", parent, type, "thing", """{"name": "x"}"""), area)
        );
        Assert.Empty(Told.Of(Plan().Step("refresh", parent, type, "thing", """{"name": "x"}""", """{"name": "x"}"""), area));
    }

    [Fact]
    public void A_machine_that_was_stopped_by_hand_is_told_as_that() =>
        Assert.Equal(
            ["node2: changed outside of the stack: running → stopped"],
            Told.Of(
                """
                {"sequence":1,"resourcePreEvent":{"metadata":{"op":"refresh","urn":"urn:pulumi:a::b::aws:ec2/instance:Instance::node2","old":{"outputs":{"instanceState":"running"}}}}}
                {"sequence":2,"resOutputsEvent":{"metadata":{"op":"update","urn":"urn:pulumi:a::b::aws:ec2/instance:Instance::node2","new":{"outputs":{"instanceState":"stopped"}},"diffs":["instanceState"]}}}
                {"sequence":3,"summaryEvent":{"isPreview":true,"result":"succeeded","resourceChanges":{"update":1}}}
                {"sequence":4,"cancelEvent":{}}
                """u8.ToArray(),
                Area.Nodes
            )
        );

    [Fact]
    public void A_port_of_Docker_that_was_published_by_hand_is_dangerous()
    {
        const string open = """{"endpointSpec": {"ports": [{"publishedPort": 2375, "targetPort": 2375}]} }""";
        var plan = Plan().Step("refresh", Workloads, Service, "web", "{}", open, "endpointSpec=update");

        Assert.StartsWith(
            "DANGEROUS: 1 service found changed. Riskiest: web: changed outside of the stack: publishes 2375/tcp.",
            ReviewInput.Review(plan.Digest()).Verdict.Line
        );
    }

    // A preview that refreshes first shows the recorded state in each step of the refresh; that of what is gone is followed by its creation.
    [Fact]
    public void What_is_gone_and_made_again_is_told_as_both()
    {
        var plan = Plan()
            .Step("refresh", Workloads, Service, "web", Three, Three)
            .Ends("refresh")
            .Step("create", Workloads, Service, "web", next: Three);

        foreach (var form in new[] { plan.Digest(), plan.Stream() })
        {
            var review = ReviewInput.Review(form);
            Assert.StartsWith(
                "LOOK TWICE: 1 service found gone, 1 service created. Riskiest: web: GONE: removed outside of the stack. ",
                review.Verdict.Line
            );
        }
    }

    [Fact]
    public void What_is_found_and_set_back_is_what_the_program_does()
    {
        var plan = Plan()
            .Step("refresh", Workloads, Service, "web", Three, Three)
            .Ends("refresh", One, "mode.replicated.replicas=update")
            .Step("update", Workloads, Service, "web", One, Three, "mode.replicated.replicas=update");

        Assert.Equal(["web: scaled from 1 to 3: 2 tasks more, the others go on"], Told.Of(plan, Area.Services));
    }

    // What is gone and is no longer in the program has no step of it; a digest cannot tell.
    [Fact]
    public void What_is_gone_for_good_is_told_where_the_stream_says_it() =>
        Assert.Equal(
            ["web: GONE: removed outside of the stack"],
            Told.Of(Plan().Step("refresh", Workloads, Service, "web", Three, Three).Ends("refresh").Stream(), Area.Services)
        );

    // A refresh alone: its digest calls what it found an update or a deletion, and its stream ends each step with that.
    [Fact]
    public void A_refresh_alone_changes_nothing_of_what_it_finds()
    {
        var changed = ReviewInput.Review(
            Plan().OnlyRead().Step("update", Workloads, Service, "web", Three, One, "mode.replicated.replicas=update").Digest()
        );
        var gone = ReviewInput.Review(Plan().OnlyRead().Step("delete", Workloads, Service, "web", Three).Digest());
        var changedInStream = ReviewInput.Review(
            Plan()
                .OnlyRead()
                .Step("refresh", Workloads, Service, "web", Three, Three)
                .Ends("update", One, "mode.replicated.replicas=update")
                .Stream()
        );
        var goneInStream = ReviewInput.Review(
            Plan().OnlyRead().Step("refresh", Workloads, Service, "web", Three, Three).Ends("delete").Stream()
        );

        Assert.All([changed, changedInStream], review => Assert.StartsWith("LOOK TWICE: 1 service found changed.", review.Verdict.Line));
        Assert.All([gone, goneInStream], review => Assert.StartsWith("LOOK TWICE: 1 service found gone.", review.Verdict.Line));
    }

    // Each step of a refresh that found nothing names a thing that stays: the rules judge all of it.
    [Fact]
    public void What_is_found_as_it_was_is_in_the_plan()
    {
        var plan = Plan().Whole().OnlyRead().Step("refresh", Workloads, Service, "web", Three, Three).Ends("same", Three);

        foreach (var form in new[] { plan.Digest(), plan.Stream() })
        {
            var review = ReviewInput.Review(form);
            Assert.Equal("ROUTINE: Nothing changes.", review.Verdict.Line);
            Assert.Equal("web", Assert.Single(review.Plan.Unchanged).Name);
            Assert.DoesNotContain(review.Notes, note => note.Contains("leaves out", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("docker:index/service:Service", Area.Services, "thing")]
    [InlineData("docker:index/container:Container", Area.Containers, "thing")]
    [InlineData("docker:index/network:Network", Area.Networks, "thing")]
    [InlineData("docker:index/serviceConfig:ServiceConfig", Area.Files, "config thing")]
    [InlineData("docker:index/secret:Secret", Area.Files, "secret thing")]
    [InlineData("aws:ec2/eip:Eip", Area.Other, "thing (Eip)")]
    public void What_outlives_its_deletion_leaves_the_stack_and_stays(string type, Area area, string subject)
    {
        var plan = Plan().Step("delete", Workloads, type, "thing", """{"name": "x"}""", kept: true);

        Assert.Equal([$"{subject}: leaves the stack, and stays as it is (retainOnDelete)"], Told.Of(plan, area));
        Assert.Equal(
            ["the stack forgets it, and nothing deletes it"],
            ReviewInput.Review(plan.Digest()).Components.Single().Details.Single().Lines.Select(line => line.Text)
        );
    }

    [Fact]
    public void A_machine_that_outlives_its_deletion_is_not_deleted() =>
        Assert.Equal(
            ["volumes on node2: stay on the machine; no task reaches them any more"],
            Told.Of(
                Plan()
                    .Step("delete", Hosts, "aws:ec2/instance:Instance", "node2", "{}", kept: true)
                    .Step("delete", "", "swarm:swarm:SwarmMember", "node2", "{}"),
                Area.Data
            )
        );

    [Fact]
    public void What_was_found_gone_reads_so_among_the_changes()
    {
        var plan = Plan().Step("refresh", Workloads, "docker:index/network:Network", "back", """{"name": "x"}""");

        Assert.All([plan.Digest(), plan.Stream()], input =>
        {
            var component = ReviewInput.Review(input).Components.Single();
            Assert.Equal("1 found gone", component.Summary);
            Assert.Equal(("-", "found gone"), ($"{component.Details.Single().Sign}", component.Details.Single().Word));
        });
    }

    [Fact]
    public void A_firewall_rule_that_was_opened_by_hand_is_told_and_counted_once()
    {
        const string rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
        var plan = Plan()
            .Step("refresh", Firewall, rule, "ssh", RuleFrom("203.0.113.7/32"), RuleFrom("0.0.0.0/0"), "cidrIpv4=update")
            .Step("refresh", Firewall, rule, "web", RuleFrom("198.51.100.0/24"), RuleFrom("198.51.100.0/24"), "description=update");

        Assert.Equal(
            [
                "22/tcp: the firewall lets in the WHOLE WORLD (0.0.0.0/0) (SSH): changed outside of the stack",
                "web: changed outside of the stack",
            ],
            Told.Of(plan, Area.Ports)
        );
        Assert.StartsWith("DANGEROUS: 2 firewall rules found changed. Riskiest: 22/tcp: ", ReviewInput.Review(plan.Digest()).Verdict.Line);

        static string RuleFrom(string source) => $$"""{"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "cidrIpv4": "{{source}}"}""";
    }

    private static PlanText Plan() => new PlanText().Nodes("node1 manager", "node2 worker");
}
