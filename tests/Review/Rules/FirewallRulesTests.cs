using Review.Rules;

namespace Tests.Review.Rules;

public sealed class FirewallRulesTests
{
    private const string Firewall = "swarm:hosts:AwsFirewall swarm-firewall";
    private const string Ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    private const string World = "0.0.0.0/0";
    private const string Office = "203.0.113.7/32";

    [Theory]
    [InlineData("tcp", 2377, 2377, Office, "2377/tcp")]
    [InlineData("udp", 4789, 4789, Office, "4789/udp")]
    [InlineData("tcp", 7946, 7946, Office, "7946/tcp")]
    [InlineData("udp", 7946, 7946, Office, "7946/udp")]
    [InlineData("tcp", 2000, 3000, Office, "2000-3000/tcp")]
    [InlineData("-1", -1, -1, Office, "all ports")]
    [InlineData("tcp", 2377, 2377, null, null)]
    [InlineData("udp", 2377, 2377, Office, null)]
    [InlineData("tcp", 2376, 2376, Office, null)]
    [InlineData("tcp", 2378, 2378, Office, null)]
    public void A_port_of_the_swarm(string protocol, int from, int to, string? source, string? found) =>
        Assert.Equal(
            Judged.Only(found is not null, $"firewall : {found} from {source}"),
            Judged.By(FirewallRules.SwarmPort, Opened(protocol, from, to, source))
        );

    [Theory]
    [InlineData("tcp", 2375, true)]
    [InlineData("tcp", 2376, true)]
    [InlineData("udp", 2375, false)]
    [InlineData("tcp", 2374, false)]
    public void A_port_of_Dockers_API(string protocol, int port, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, $"firewall : {port}/{protocol} from {Office}"),
            Judged.By(FirewallRules.ManagementPort, Opened(protocol, port, port, Office))
        );

    [Fact]
    public void Addresses_that_are_not_known_yet_are_no_members()
    {
        var plan = new PlanText().Nodes("node1 manager");
        foreach (var port in new[] { 22, 2375, 2377 })
        {
            plan.Step(
                "create",
                Firewall,
                Ingress,
                $"rule{port}",
                next: $$"""{"ipProtocol": "tcp", "fromPort": {{port}}, "toPort": {{port}}, "cidrIpv4": "04da6b54-80e4-46f7-96ec-b56ff0331ba9"}"""
            );
        }

        Assert.Equal(["firewall : 2375/tcp from addresses that are known after the change"], Judged.By(FirewallRules.ManagementPort, plan));
        Assert.Equal(["firewall : 2377/tcp from addresses that are known after the change"], Judged.By(FirewallRules.SwarmPort, plan));
        Assert.Equal(
            ["swarm:sshFrom : 22/tcp from addresses that are known after the change"],
            Judged.By(FirewallRules.SshToTheWorld, plan)
        );
    }

    [Theory]
    [InlineData("\"cidrIpv4\": \"0.0.0.0/0\"", false)]
    [InlineData("\"cidrIpv6\": \"::/0\"", true)]
    [InlineData("\"cidrIpv4\": \"203.0.113.7/32\"", true)]
    public void SSH_for_addresses_that_are_not_known_yet_may_be_open_to_all(string before, bool isNew)
    {
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Step("update", Firewall, Ingress, "ssh", Ssh(before), Ssh("\"cidrIpv4\": \"04da6b54-80e4-46f7-96ec-b56ff0331ba9\""));

        var finding = RuleCatalogue
            .Judge(ReviewInput.Read(plan.Digest()), Judged.Today)
            .Single(finding => finding.Rule == FirewallRules.SshToTheWorld);

        Assert.Equal(
            ("SSH may be open to the whole world", "22/tcp from addresses that are known after the change", isNew),
            (finding.Title, finding.Detail, finding.IsNew)
        );

        static string Ssh(string source) => $$"""{"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, {{source}}}""";
    }

    [Theory]
    [InlineData(2375, "tcp", true)]
    [InlineData(2375, "udp", false)]
    [InlineData(80, "tcp", false)]
    public void A_service_that_publishes_Dockers_API(int port, string protocol, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, $"services.web ports: {port}/{protocol} is published"),
            Judged.ByService(FirewallRules.ManagementPort, Port(port, protocol))
        );

    // The program opens none that is chosen, and says so.
    [Fact]
    public void A_port_that_is_chosen_is_open_nowhere() =>
        Assert.Empty(
            Judged.By(
                FirewallRules.PublishedPortClosed,
                Judged
                    .Of(ServiceText.With(("endpointSpec.ports", """[{"targetPort": 80, "protocol": "tcp"}]""")))
                    .Config("swarm:provider", "aws")
                    .Whole()
            )
        );

    [Theory]
    [InlineData(22, World, true)]
    [InlineData(22, "::/0", true)]
    [InlineData(22, Office, false)]
    [InlineData(80, World, false)]
    public void SSH_for_the_whole_world(int port, string source, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, $"swarm:sshFrom : {port}/tcp from {source}"),
            Judged.By(FirewallRules.SshToTheWorld, Opened("tcp", port, port, source))
        );

    [Theory]
    [InlineData("tcp", 80, "aws", true, false)]
    [InlineData("tcp", 81, "aws", true, true)]
    [InlineData("udp", 80, "aws", true, true)]
    [InlineData("tcp", 81, "hosts", true, false)]
    [InlineData("tcp", 81, "aws", false, false)]
    public void A_published_port_that_is_not_open(string protocol, int port, string provider, bool isWhole, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, "services.web ports: 80/tcp"),
            Judged.By(FirewallRules.PublishedPortClosed, WithService(protocol, port, provider, isWhole))
        );

    [Theory]
    [InlineData("tcp", 80, "aws", true, false)]
    [InlineData("tcp", 81, "aws", true, true)]
    [InlineData("udp", 80, "aws", true, true)]
    [InlineData("tcp", 22, "aws", true, false)]
    [InlineData("tcp", 81, "hosts", true, false)]
    [InlineData("tcp", 81, "aws", false, false)]
    public void An_open_port_that_no_service_publishes(string protocol, int port, string provider, bool isWhole, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, $"swarm:publishedFrom : {port}/{protocol} from {Office}"),
            Judged.By(FirewallRules.OpenPortUnpublished, WithService(protocol, port, provider, isWhole))
        );

    [Theory]
    [InlineData(80, 90, "81-90/tcp")]
    [InlineData(79, 80, "79/tcp")]
    [InlineData(70, 90, "70-79/tcp, 81-90/tcp")]
    public void Of_an_open_range_the_rest_is_told_that_no_service_publishes(int from, int to, string rest) =>
        Assert.Equal(
            [$"swarm:publishedFrom : {from}-{to}/tcp from {Office}, of which no service publishes {rest}"],
            Judged.By(
                FirewallRules.OpenPortUnpublished,
                Opened("tcp", from, to, Office)
                    .Config("swarm:provider", "aws")
                    .Step("same", Judged.Workloads, Judged.Service, "web", ServiceText.With(), ServiceText.With())
                    .Whole()
            )
        );

    [Theory]
    [InlineData(32767, false)]
    [InlineData(40000, true)]
    public void A_port_that_is_chosen_may_be_any_of_those_that_a_rule_opens(int to, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, $"swarm:publishedFrom : 30000-{to}/tcp from {Office}, of which no service publishes 32768-{to}/tcp"),
            Judged.By(
                FirewallRules.OpenPortUnpublished,
                Judged
                    .Of(ServiceText.With(("endpointSpec.ports", """[{"targetPort": 80, "protocol": "tcp"}]""")))
                    .Config("swarm:provider", "aws")
                    .Step("create", Firewall, Ingress, "rule", next: RuleOf(30000, Office, to))
                    .Whole()
            )
        );

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public void Through_the_load_balancer_a_published_port_is_open_when_both_are(bool balancer, bool nodes, bool fires)
    {
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Config("swarm:provider", "aws")
            .Step("same", Judged.Workloads, Judged.Service, "web", ServiceText.With(), ServiceText.With());
        if (balancer)
        {
            plan.Step("create", Firewall, Ingress, "swarm-firewall-load-balancer-80-tcp-from-203.0.113.7/32", next: RuleOf(80, Office));
        }

        if (nodes)
        {
            plan.Step(
                "create",
                Firewall,
                Ingress,
                "swarm-firewall-80-tcp-from-load-balancer",
                next: """{"ipProtocol": "tcp", "fromPort": 80, "toPort": 80, "referencedSecurityGroupId": "sg-2", "description": "Published port from the load balancer"}"""
            );
        }

        Assert.Equal(Judged.Only(fires, "services.web ports: 80/tcp"), Judged.By(FirewallRules.PublishedPortClosed, plan.Whole()));
    }

    [Fact]
    public void SSH_that_opens_on_the_nodes_as_well_as_on_the_bastion_is_new()
    {
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Step("delete", "swarm:hosts:Bastion bastion", Ingress, "bastion-ssh-from-0.0.0.0/0", RuleOf(22, World))
            .Step("create", Firewall, Ingress, "swarm-firewall-ssh-from-0.0.0.0/0", next: RuleOf(22, World));

        Assert.Equal(["swarm:sshFrom : 22/tcp from 0.0.0.0/0"], Judged.By(FirewallRules.SshToTheWorld, plan));
        Assert.Equal([true], Judged.IsNew(FirewallRules.SshToTheWorld, plan));
    }

    [Fact]
    public void SSH_that_is_open_on_the_bastion_is_found_there() =>
        Assert.Equal(
            ["swarm:sshFrom : 22/tcp on the bastion from 0.0.0.0/0"],
            Judged.By(
                FirewallRules.SshToTheWorld,
                new PlanText()
                    .Nodes("node1 manager")
                    .Step("create", "swarm:hosts:Bastion bastion", Ingress, "bastion-ssh-from-0.0.0.0/0", next: RuleOf(22, World))
            )
        );

    [Theory]
    [InlineData(2375, 2375, World, 2375, 2375, Office, false)]
    [InlineData(2375, 2376, World, 2375, 2375, World, false)]
    [InlineData(2375, 2375, World, 2375, 2400, World, true)]
    [InlineData(2376, 2376, World, 2376, 2400, World, false)]
    [InlineData(2375, 2375, Office, 2375, 2375, World, true)]
    public void A_rule_that_lets_in_no_more_to_the_engine_is_no_new_finding(
        int from,
        int to,
        string source,
        int first,
        int last,
        string next,
        bool isNew
    )
    {
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Step("update", Firewall, Ingress, "rule", RuleOf(from, source, to), RuleOf(first, next, last));

        Assert.Equal([isNew], Judged.IsNew(FirewallRules.ManagementPort, plan));
    }

    private static string RuleOf(int port, string source, int? last = null) =>
        $$"""{"ipProtocol": "tcp", "fromPort": {{port}}, "toPort": {{last ?? port}}{{Source(source)}}}""";

    // With what stays as it is left out, a rule may be among that.
    private static PlanText WithService(string protocol, int port, string provider, bool isWhole)
    {
        var plan = Opened(protocol, port, port, Office)
            .Config("swarm:provider", provider)
            .Step("same", Judged.Workloads, Judged.Service, "web", ServiceText.With(), ServiceText.With());
        return isWhole ? plan.Whole() : plan;
    }

    private static PlanText Opened(string protocol, int from, int to, string? source) =>
        new PlanText()
            .Nodes("node1 manager")
            .Step(
                "create",
                Firewall,
                Ingress,
                "rule",
                next: $$"""{"ipProtocol": "{{protocol}}", "fromPort": {{from}}, "toPort": {{to}}{{Source(source)}}}"""
            );

    private static string Source(string? source) =>
        source is null ? """, "referencedSecurityGroupId": "sg-1" """
        : source.Contains(':', StringComparison.Ordinal) ? $", \"cidrIpv6\": \"{source}\""
        : $", \"cidrIpv4\": \"{source}\"";

    private static (string, string?) Port(int port, string protocol = "tcp") =>
        ("endpointSpec.ports", $$"""[{"publishedPort": {{port}}, "targetPort": 80, "protocol": "{{protocol}}"}]""");
}
