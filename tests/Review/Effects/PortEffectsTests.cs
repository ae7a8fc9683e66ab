using Review.Effects;
using Review.Rules;
using Tests.Review.Rules;

namespace Tests.Review.Effects;

/// <summary>Ports that open, close, or are answered by another.</summary>
public sealed class PortEffectsTests
{
    private const string Workloads = "swarm:workloads:StackWorkloads workloads";
    private const string Firewall = "swarm:hosts:AwsFirewall swarm-firewall";
    private const string Service = "docker:index/service:Service";
    private const string Rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

    [Fact]
    public void A_port_that_another_service_takes_is_handed_over() =>
        Assert.Equal(
            ["8000/tcp: goes from whoami to web; the engine refuses it where web is changed before whoami"],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step("update", Workloads, Service, "web", Changes.ServiceOf(), Changes.ServiceOf(ports: [8000]))
                    .Step("update", Workloads, Service, "whoami", Changes.ServiceOf(ports: [8000]), Changes.ServiceOf()),
                Area.Ports
            )
        );

    [Fact]
    public void A_port_that_a_service_that_stays_publishes_too_is_not_closed()
    {
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Config("swarm:provider", "hosts")
            .Step("update", Workloads, Service, "a", Publishing("host"), Changes.ServiceOf())
            .Step("same", Workloads, Service, "z", Publishing("host"), Publishing("host"));

        Assert.Equal(["8000/tcp: no longer answered by a, and still by z"], Told.Of(plan, Area.Ports));
        Assert.Equal(
            ["8000/tcp (a, on the nodes that run a task) True False", "8000/tcp (z, on the nodes that run a task) True True"],
            ReviewInput.Review(plan.Digest()).Picture.Openings.Select(port => $"{port.Label} {port.Before} {port.After}")
        );
    }

    [Theory]
    [InlineData("ingress", "ingress", true)]
    [InlineData("ingress", "host", true)]
    [InlineData("host", "ingress", true)]
    [InlineData("host", "host", false)]
    public void The_engine_refuses_a_port_that_a_service_that_stays_publishes(string next, string same, bool isRefused)
    {
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Config("swarm:provider", "hosts")
            .Step("create", Workloads, Service, "web", next: Publishing(next))
            .Step("same", Workloads, Service, "z", Publishing(same), Publishing(same));

        Assert.Equal(
            [
                isRefused
                    ? "8000/tcp: REFUSED by the engine for web: z publishes it too, and several services may have one port only in mode host"
                    : "8000/tcp: opened for web on the nodes that run a task, reached from whoever the hosts' own firewalls let in",
            ],
            Told.Of(plan, Area.Ports)
        );
        Assert.Equal(isRefused ? Care.LookTwice : Care.Routine, CareOf(plan));
    }

    [Fact]
    public void The_engine_refuses_a_port_that_two_new_services_publish() =>
        Assert.Equal(
            ["8000/tcp: REFUSED by the engine for z: web publishes it too, and several services may have one port only in mode host"],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step("create", Workloads, Service, "web", next: Publishing("ingress"))
                    .Step("create", Workloads, Service, "z", next: Publishing("ingress")),
                Area.Ports
            )
        );

    [Fact]
    public void Ports_of_services_that_stay_are_not_told() =>
        Assert.Empty(
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step("update", Workloads, Service, "web", Changes.ServiceOf(2), Changes.ServiceOf(3))
                    .Step("same", Workloads, Service, "z", Publishing("ingress"), Publishing("ingress")),
                Area.Ports
            )
        );

    // Pulumi creates before it deletes.
    [Theory]
    [InlineData(
        "ingress",
        "8000/tcp: REFUSED by the engine for web: old has it until all else is done. Take the port out of it in an up before"
    )]
    [InlineData("host", "8000/tcp: goes from old to web")]
    public void A_port_of_a_service_that_goes_is_free_when_all_else_is_done(string mode, string told) =>
        Assert.Equal(
            [told],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step("delete", Workloads, Service, "old", Publishing(mode))
                    .Step("create", Workloads, Service, "web", next: Publishing(mode)),
                Area.Ports
            )
        );

    [Fact]
    public void Services_cannot_exchange_their_ports() =>
        Assert.Equal(
            [
                "8000/tcp: REFUSED by the engine: a and b exchange ports, and neither can come first. Give one of them another port in an up before",
                "8001/tcp: REFUSED by the engine: b and a exchange ports, and neither can come first. Give one of them another port in an up before",
            ],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step("update", Workloads, Service, "a", Changes.ServiceOf(ports: [8000]), Changes.ServiceOf(ports: [8001]))
                    .Step("update", Workloads, Service, "b", Changes.ServiceOf(ports: [8001]), Changes.ServiceOf(ports: [8000])),
                Area.Ports
            )
        );

    [Fact]
    public void Services_cannot_exchange_their_ports_in_a_ring()
    {
        const string refused =
            "REFUSED by the engine: a, b, c exchange ports in a ring, and none can come first. Give one of them another port in an up before";
        Assert.Equal(
            [$"80/tcp: {refused}", $"81/tcp: {refused}", $"82/tcp: {refused}"],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step("update", Workloads, Service, "a", Changes.ServiceOf(ports: [80]), Changes.ServiceOf(ports: [81]))
                    .Step("update", Workloads, Service, "b", Changes.ServiceOf(ports: [81]), Changes.ServiceOf(ports: [82]))
                    .Step("update", Workloads, Service, "c", Changes.ServiceOf(ports: [82]), Changes.ServiceOf(ports: [80])),
                Area.Ports
            )
        );
    }

    [Fact]
    public void Ports_that_go_round_and_end_elsewhere_can_be_changed_in_an_order() =>
        Assert.Equal(
            [
                "80/tcp: closed: a no longer publishes it",
                "81/tcp: goes from b to a; the engine refuses it where a is changed before b",
                "82/tcp: goes from c to b; the engine refuses it where b is changed before c",
                "83/tcp: opened for c on every node, reached from where the firewall's rules say",
            ],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step("update", Workloads, Service, "a", Changes.ServiceOf(ports: [80]), Changes.ServiceOf(ports: [81]))
                    .Step("update", Workloads, Service, "b", Changes.ServiceOf(ports: [81]), Changes.ServiceOf(ports: [82]))
                    .Step("update", Workloads, Service, "c", Changes.ServiceOf(ports: [82]), Changes.ServiceOf(ports: [83])),
                Area.Ports
            )
        );

    [Theory]
    [InlineData("same")]
    [InlineData("create")]
    public void A_new_port_is_reached_by_those_whom_a_rule_of_the_plan_lets_in(string operation)
    {
        var range = RuleOf("tcp", 8000, 9000, "0.0.0.0/0");
        var plan = new PlanText()
            .Whole()
            .Nodes("node1 manager")
            .Config("swarm:provider", "aws")
            .Config("swarm:sshFrom", """["203.0.113.7/32"]""")
            .Step(operation, Firewall, Rule, "range", operation == "same" ? range : null, range)
            .Step("create", Workloads, Service, "w", next: Changes.ServiceOf(ports: [8080]));

        string[] told =
        [
            "8080/tcp: opened for w on every node, reached from the WHOLE WORLD",
            "8000-9000/tcp: the firewall lets in the WHOLE WORLD (0.0.0.0/0)",
        ];
        Assert.Equal(operation == "same" ? told[..1] : told, Told.Of(plan, Area.Ports));
        Assert.StartsWith("LOOK TWICE: ", ReviewInput.Review(plan.Digest()).Verdict.Line);
        Assert.Contains(
            "0.0.0.0/0 8080/tcp (w) False True",
            ReviewInput.Review(plan.Digest()).Picture.Openings.Select(port => $"{port.Source} {port.Label} {port.Before} {port.After}")
        );
    }

    [Theory]
    [InlineData(9090, "\"cidrIpv4\": \"0.0.0.0/0\"", "nobody outside, since no rule of the firewall holds it", Care.Routine)]
    [InlineData(8080, "\"referencedSecurityGroupId\": \"sg-1\"", "nobody outside, since no rule of the firewall holds it", Care.Routine)]
    [InlineData(8080, "\"cidrIpv4\": \"10.0.0.0/8\"", "10.0.0.0/8", Care.Routine)]
    [InlineData(8080, "\"cidrIpv4\": \"0.0.0.0/1\"", "much of the WORLD (0.0.0.0/1)", Care.LookTwice)]
    [InlineData(8080, "\"cidrIpv6\": \"::/0\"", "the WHOLE WORLD (::/0)", Care.LookTwice)]
    [InlineData(8080, "\"cidrIpv4\": {secret}", "addresses that the plan does not show", Care.LookTwice)]
    [InlineData(8080, "\"prefixListId\": \"pl-123\"", "prefix list pl-123", Care.Routine)]
    public void Where_the_plan_names_the_rules_the_configuration_lets_in_nobody(int port, string source, string whom, Care care)
    {
        var rule = $$"""{"ipProtocol": "tcp", "fromPort": {{port}}, "toPort": {{port}}, "securityGroupId": "sg-1", {{source}}}""";
        var plan = Aws()
            .Config("swarm:publishedFrom", """["198.51.100.0/24"]""")
            .Step("same", Firewall, Rule, "rule", rule, rule)
            .Step("create", Workloads, Service, "web", next: Changes.ServiceOf(ports: [8080]));

        Assert.Equal([$"8080/tcp: opened for web on every node, reached from {whom}"], Told.Of(plan, Area.Ports));
        Assert.Equal(care, CareOf(plan));
    }

    [Fact]
    public void A_preview_that_failed_has_not_come_to_all_rules()
    {
        var rule = RuleOf("tcp", 9090, 9090, "0.0.0.0/0");
        var plan = Aws()
            .Config("swarm:publishedFrom", """["198.51.100.0/24"]""")
            .Step("same", Firewall, Rule, "rule", rule, rule)
            .Step("create", Workloads, Service, "web", next: Changes.ServiceOf(ports: [8080]))
            .Say("error", "no credentials");

        Assert.Equal(["8080/tcp: opened for web on every node, reached from 198.51.100.0/24"], Told.Of(plan, Area.Ports));
    }

    [Fact]
    public void Who_reaches_a_new_port_through_the_load_balancer_is_told_beside_those_who_do_without_it()
    {
        const string balanced =
            """{"ipProtocol": "tcp", "fromPort": 8080, "toPort": 8080, "referencedSecurityGroupId": "sg-2", "securityGroupId": "sg-1", "description": "Published port from the load balancer"}""";
        var plan = Aws()
            .Config("swarm:loadBalancer", "{}")
            .Step(
                "same",
                Firewall,
                Rule,
                "swarm-firewall-load-balancer-8080-tcp-from-0.0.0.0/0",
                RuleOf("tcp", 8080, 8080, "0.0.0.0/0"),
                RuleOf("tcp", 8080, 8080, "0.0.0.0/0")
            )
            .Step("create", Workloads, Service, "web", next: Changes.ServiceOf(ports: [8080]));
        const string opened = "8080/tcp: opened for web on every node, reached from";

        Assert.Equal([$"{opened} nobody outside, since no rule of the firewall holds it"], Told.Of(plan, Area.Ports));
        plan.Step("same", Firewall, Rule, "swarm-firewall-8080-tcp-from-load-balancer", balanced, balanced);
        Assert.Equal([$"{opened} the WHOLE WORLD through the load balancer"], Told.Of(plan, Area.Ports));
        Assert.Equal(Care.LookTwice, CareOf(plan));
        plan.Step("same", Firewall, Rule, "site", RuleOf("tcp", 8080, 8080, "10.0.0.0/8"), RuleOf("tcp", 8080, 8080, "10.0.0.0/8"));
        Assert.Equal([$"{opened} 10.0.0.0/8, and the WHOLE WORLD through the load balancer"], Told.Of(plan, Area.Ports));
    }

    [Fact]
    public void A_port_that_is_chosen_among_those_that_a_rule_opens_is_reached()
    {
        const string chosen = """{"endpointSpec": {"ports": [{"targetPort": 80, "protocol": "tcp", "publishMode": "ingress"}]}}""";
        var all = RuleOf("tcp", 0, 65535, "0.0.0.0/0");
        var plan = Aws().Step("same", Firewall, Rule, "all", all, all).Step("create", Workloads, Service, "web", next: chosen);

        Assert.Equal(
            [
                "one of 30000-32767/tcp: chosen by the swarm for port 80 of web, and opened on every node, reached from the WHOLE WORLD where a rule of the firewall holds it, since the program makes none for it",
            ],
            Told.Of(plan, Area.Ports)
        );
        Assert.Equal(Care.LookTwice, CareOf(plan));
    }

    [Theory]
    [InlineData("ingress", "host", "8000/tcp: answered on the nodes that run a task instead of on every node, for web")]
    [InlineData("host", "ingress", "8000/tcp: answered on every node instead of on the nodes that run a task, for web")]
    public void A_port_that_changes_its_mode_stays_open_elsewhere(string before, string after, string told) =>
        Assert.Equal(
            [told],
            Told.Of(
                new PlanText().Nodes("node1 manager").Step("update", Workloads, Service, "web", Publishing(before), Publishing(after)),
                Area.Ports
            )
        );

    [Theory]
    [InlineData("0.0.0.0/1", true, "much of the WORLD (0.0.0.0/1)")]
    [InlineData("128.0.0.0/7", true, "much of the WORLD (128.0.0.0/7)")]
    [InlineData("10.0.0.0/8", false, "10.0.0.0/8")]
    [InlineData("2000::/3", true, "much of the WORLD (2000::/3)")]
    [InlineData("2001:db8::/32", false, "2001:db8::/32")]
    public void Half_of_all_addresses_is_as_open_as_all(string source, bool isDangerous, string said)
    {
        var key = source.Contains(':', StringComparison.Ordinal) ? "cidrIpv6" : "cidrIpv4";
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Step(
                "create",
                Firewall,
                Rule,
                "ssh",
                next: $$"""{"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "{{key}}": "{{source}}"}"""
            );

        Assert.Equal([$"22/tcp: the firewall lets in {said} (SSH)"], Told.Of(plan, Area.Ports));
        Assert.Equal(
            isDangerous ? Care.Dangerous : Care.Routine,
            SwarmEffects.Of(ReviewInput.Read(plan.Digest())).Single(effect => effect.Area == Area.Ports).Care
        );
    }

    [Theory]
    [InlineData(2375, "tcp", " (Docker's API)", true)]
    [InlineData(2376, "tcp", " (Docker's API)", true)]
    [InlineData(2377, "tcp", " (the swarm's management)", true)]
    [InlineData(4789, "udp", " (the overlay networks)", true)]
    [InlineData(7946, "tcp", " (the swarm's gossip)", true)]
    [InlineData(7946, "udp", " (the swarm's gossip)", true)]
    [InlineData(22, "tcp", " (SSH)", false)]
    [InlineData(2377, "udp", "", false)]
    [InlineData(4789, "tcp", "", false)]
    [InlineData(8080, "tcp", "", false)]
    public void A_service_that_publishes_a_port_of_Docker_or_of_the_swarm_opens_it(int port, string protocol, string what, bool isDangerous)
    {
        var ports = $$"""{"endpointSpec": {"ports": [{"publishedPort": {{port}}, "targetPort": 80, "protocol": "{{protocol}}"}]} }""";
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Config("swarm:provider", "hosts")
            .Step("create", Workloads, Service, "web", next: ports);

        Assert.Equal(
            [$"{port}/{protocol}: opened for web on every node{what}, reached from whoever the hosts' own firewalls let in"],
            Told.Of(plan, Area.Ports)
        );
        Assert.Equal(isDangerous ? Care.Dangerous : Care.Routine, CareOf(plan));
    }

    [Theory]
    [InlineData("udp", 22, "")]
    [InlineData("udp", 2375, "")]
    [InlineData("udp", 2377, "")]
    [InlineData("tcp", 4789, "")]
    [InlineData("17", 2377, "")]
    [InlineData("6", 2377, " (the swarm's management)")]
    [InlineData("17", 7946, " (the swarm's gossip)")]
    public void A_rule_manages_nothing_by_another_protocol(string protocol, int port, string what) =>
        Assert.Equal(
            [
                $"{port}/{protocol.Replace("17", "udp", StringComparison.Ordinal).Replace("6", "tcp", StringComparison.Ordinal)}: the firewall lets in 198.51.100.0/24{what}",
            ],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step(
                        "create",
                        Firewall,
                        Rule,
                        "rule",
                        next: $$"""{"ipProtocol": "{{protocol}}", "fromPort": {{port}}, "toPort": {{port}}, "cidrIpv4": "198.51.100.0/24"}"""
                    ),
                Area.Ports
            )
        );

    [Theory]
    [InlineData("\"referencedSecurityGroupId\": \"sg-1\"", "the members of the swarm", Care.Routine)]
    [InlineData("\"description\": \"SSH from the bastion\", \"referencedSecurityGroupId\": \"sg-2\"", "the bastion", Care.Routine)]
    [InlineData("\"referencedSecurityGroupId\": \"sg-0123\"", "security group sg-0123", Care.LookTwice)]
    [InlineData("\"referencedSecurityGroupId\": \"123456789012/sg-0123\"", "security group 123456789012/sg-0123", Care.LookTwice)]
    [InlineData("\"prefixListId\": \"pl-123\"", "prefix list pl-123", Care.LookTwice)]
    public void Whom_a_rule_lets_in_where_it_is_no_range(string source, string told, Care care)
    {
        var plan = new PlanText().Nodes("node1 manager").Step("create", Firewall, Rule, "rule", next: Group(source));

        Assert.Equal([$"9000/tcp: the firewall lets in {told}"], Told.Of(plan, Area.Ports));
        Assert.Equal(care, CareOf(plan));
    }

    [Theory]
    [InlineData("", "the members of the swarm", "sg-1")]
    [InlineData("\"description\": \"SSH from the bastion\", ", "security group sg-2", "sg-2")]
    public void A_rule_that_lets_in_another_group_shows_both(string description, string closed, string before) =>
        Assert.Equal(
            [$"9000/tcp: the firewall lets in security group sg-9, and no longer {closed}"],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step(
                        "update",
                        Firewall,
                        Rule,
                        "rule",
                        Group($"{description}\"referencedSecurityGroupId\": \"{before}\""),
                        Group($"{description}\"referencedSecurityGroupId\": \"sg-9\"")
                    ),
                Area.Ports
            )
        );

    [Theory]
    [InlineData("22", "SSH", Care.Dangerous)]
    [InlineData("2375", "Docker's API", Care.Dangerous)]
    [InlineData("8080", "", Care.LookTwice)]
    public void Addresses_that_are_not_known_yet_may_be_everybodys(string port, string what, Care care)
    {
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Step(
                "create",
                Firewall,
                Rule,
                "rule",
                next: $$"""{"ipProtocol": "tcp", "fromPort": {{port}}, "toPort": {{port}}, "securityGroupId": "sg-1", "cidrIpv4": "{{Unknown}}"}"""
            );

        Assert.Equal(
            [$"{port}/tcp: the firewall lets in addresses that are known after the change{(what.Length > 0 ? $" ({what})" : "")}"],
            Told.Of(plan, Area.Ports)
        );
        Assert.Equal(care, CareOf(plan));
    }

    [Theory]
    [InlineData($"\"prefixListId\": \"{Unknown}\"", "9000/tcp: the firewall lets in addresses that are known after the change")]
    [InlineData("\"cidrIpv6\": {secret}", "9000/tcp: the firewall lets in IPv6 addresses that the plan does not show")]
    [InlineData(
        $"\"referencedSecurityGroupId\": \"{Unknown}\"",
        "9000/tcp: the firewall lets in security group that is known after the change"
    )]
    public void What_the_plan_does_not_tell_of_a_rule_is_not_taken_for_the_members(string source, string told)
    {
        var plan = new PlanText().Nodes("node1 manager").Step("create", Firewall, Rule, "rule", next: Group(source));

        Assert.Equal([told], Told.Of(plan, Area.Ports));
        Assert.Equal(Care.LookTwice, CareOf(plan));
    }

    [Fact]
    public void A_rule_whose_ports_are_not_known_yet_may_open_any() =>
        Assert.Equal(
            [
                "0-65535/tcp: the firewall lets in 198.51.100.0/24 (SSH, Docker's API, the swarm's management, the swarm's gossip); at which of these ports, the plan does not tell",
            ],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step(
                        "create",
                        Firewall,
                        Rule,
                        "rule",
                        next: $$"""{"ipProtocol": "tcp", "fromPort": "{{Unknown}}", "toPort": "{{Unknown}}", "cidrIpv4": "198.51.100.0/24"}"""
                    ),
                Area.Ports
            )
        );

    [Theory]
    [InlineData($"\"{Unknown}\"")]
    [InlineData($$"""{"mode": "vip", "ports": "{{Unknown}}"}""")]
    [InlineData($$"""{"mode": "vip", "ports": ["{{Unknown}}"]}""")]
    [InlineData($$"""{"mode": "vip", "ports": [{"publishedPort": "{{Unknown}}", "targetPort": 80}]}""")]
    public void Ports_that_are_not_known_yet_are_not_closed(string endpoint)
    {
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Config("swarm:provider", "hosts")
            .Step(
                "update",
                Workloads,
                Service,
                "web",
                """{"endpointSpec": {"ports": [{"publishedPort": 80, "targetPort": 80, "protocol": "tcp", "publishMode": "ingress"}]}}""",
                $$"""{"endpointSpec": {{endpoint}}}"""
            );

        Assert.Equal(["ports of web: known after the change: what opens or closes is not in the plan"], Told.Of(plan, Area.Ports));
        Assert.Equal(Care.LookTwice, CareOf(plan));
        Assert.Equal(
            ["80/tcp (web)"],
            ReviewInput.Review(plan.Digest()).Picture.Openings.Where(port => port.Before && port.After).Select(port => port.Label)
        );
    }

    [Theory]
    [InlineData(
        "ingress",
        "hosts",
        "one of 30000-32767/tcp: chosen by the swarm for port 80 of web, and opened on every node, reached from whoever the hosts' own firewalls let in"
    )]
    [InlineData(
        "ingress",
        "aws",
        "one of 30000-32767/tcp: chosen by the swarm for port 80 of web, and opened on every node, reached from outside only where another rule of the firewall holds it, since the program makes none for it"
    )]
    [InlineData(
        "host",
        "hosts",
        "any free port/tcp: chosen by the engine for port 80 of web, and opened on the nodes that run a task, reached from whoever the hosts' own firewalls let in"
    )]
    public void A_port_without_a_number_is_chosen(string mode, string provider, string told)
    {
        var without = $$"""{"endpointSpec": {"ports": [{"targetPort": 80, "protocol": "tcp", "publishMode": "{{mode}}"}]} }""";
        var zero = without.Replace("\"targetPort\"", "\"publishedPort\": 0, \"targetPort\"", StringComparison.Ordinal);
        Assert.All([without, zero], ports =>
            Assert.Equal(
                [told],
                Told.Of(
                    new PlanText()
                        .Nodes("node1 manager")
                        .Config("swarm:provider", provider)
                        .Step("create", Workloads, Service, "web", next: ports),
                    Area.Ports
                )
            )
        );
    }

    [Theory]
    [InlineData(
        "ingress",
        "host",
        "any free port/tcp: chosen for port 80 of web instead of one of 30000-32767/tcp, and answered on the nodes that run a task instead of on every node"
    )]
    [InlineData(
        "host",
        "ingress",
        "one of 30000-32767/tcp: chosen for port 80 of web instead of any free port/tcp, and answered on every node instead of on the nodes that run a task"
    )]
    public void A_port_that_is_chosen_and_changes_its_mode_is_another(string before, string after, string told)
    {
        Assert.Equal(
            [told],
            Told.Of(
                new PlanText().Nodes("node1 manager").Step("update", Workloads, Service, "web", Chosen(before), Chosen(after)),
                Area.Ports
            )
        );

        static string Chosen(string mode) =>
            $$"""{"endpointSpec": {"ports": [{"targetPort": 80, "protocol": "tcp", "publishMode": "{{mode}}"}]} }""";
    }

    [Theory]
    [InlineData(22, "0.0.0.0/0", "0.0.0.0/1", "much of the WORLD (0.0.0.0/1) (SSH), and no longer the WHOLE WORLD (0.0.0.0/0)", false)]
    [InlineData(2377, "0.0.0.0/0", "10.0.0.0/8", "10.0.0.0/8 (the swarm's management), and no longer the WHOLE WORLD (0.0.0.0/0)", false)]
    [InlineData(22, "::/0", "2000::/3", "much of the WORLD (2000::/3) (SSH), and no longer the WHOLE WORLD (::/0)", false)]
    [InlineData(22, "0.0.0.0/1", "128.0.0.0/1", "much of the WORLD (128.0.0.0/1) (SSH), and no longer much of the WORLD (0.0.0.0/1)", true)]
    [InlineData(22, "0.0.0.0/1", "0.0.0.0/0", "the WHOLE WORLD (0.0.0.0/0) (SSH)", true)]
    [InlineData(2375, "0.0.0.0/0", "203.0.113.7/32", "203.0.113.7/32 (Docker's API), and no longer the WHOLE WORLD (0.0.0.0/0)", false)]
    public void A_firewall_that_lets_in_fewer_than_before_brings_no_danger(int port, string before, string after, string said, bool isWider)
    {
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Step("update", Firewall, Rule, "rule", From(before), From(after), "cidrIpv4=update");

        Assert.Equal([$"{port}/tcp: the firewall lets in {said}"], Told.Of(plan, Area.Ports));
        Assert.StartsWith(isWider ? "DANGEROUS: " : "LOOK TWICE: ", ReviewInput.Review(plan.Digest()).Verdict.Line);

        string From(string source) =>
            $$"""{"ipProtocol": "tcp", "fromPort": {{port}}, "toPort": {{port}}, "cidrIpv{{(
                source.Contains(':', StringComparison.Ordinal) ? 6 : 4
            )}}": "{{source}}"}""";
    }

    [Theory]
    [InlineData(22, "203.0.113.7/32", "203.0.112.0/20", "203.0.112.0/20 (SSH)", "ROUTINE: 1 firewall rule opened.")]
    [InlineData(
        443,
        "198.51.100.0/24",
        "0.0.0.0/0",
        "the WHOLE WORLD (0.0.0.0/0)",
        "LOOK TWICE: 1 firewall rule opened. Riskiest: 443/tcp: the firewall lets in the WHOLE WORLD (0.0.0.0/0)."
    )]
    public void Where_a_wider_rule_comes_nobody_is_shut_out(int port, string before, string after, string said, string verdict)
    {
        var plan = Aws()
            .Step("create", Firewall, Rule, "new", next: RuleOf("tcp", port, port, after))
            .Step("delete", Firewall, Rule, "old", RuleOf("tcp", port, port, before));

        Assert.Equal([$"{port}/tcp: the firewall lets in {said}"], Told.Of(plan, Area.Ports));
        Assert.Equal(verdict, ReviewInput.Review(plan.Digest()).Verdict.Line);
    }

    [Theory]
    [InlineData("delete", "22/tcp: the rule for 203.0.113.7/32 goes; another lets them in")]
    [InlineData("create", "22/tcp: a rule for 203.0.113.7/32 comes; another lets them in already")]
    public void A_rule_beside_a_wider_one_that_stays_changes_nothing(string operation, string told)
    {
        const string office = "203.0.113.7/32";
        var plan = Aws()
            .Step(
                operation,
                Firewall,
                Rule,
                "office",
                operation == "delete" ? RuleOf("tcp", 22, 22, office) : null,
                operation == "create" ? RuleOf("tcp", 22, 22, office) : null
            )
            .Step("same", Firewall, Rule, "site", RuleOf("tcp", 22, 22, "203.0.112.0/20"), RuleOf("tcp", 22, 22, "203.0.112.0/20"));

        Assert.Equal([told], Told.Of(plan, Area.Ports));
        Assert.Equal("ROUTINE: 1 firewall rule changed.", ReviewInput.Review(plan.Digest()).Verdict.Line);
    }

    [Fact]
    public void Rules_beside_wider_ones_that_stay_are_told_together() =>
        Assert.Equal(
            ["22/tcp: the rules for 203.0.113.7/32, 203.0.113.8/32 go; others let them in"],
            Told.Of(
                Aws()
                    .Step("delete", Firewall, Rule, "a", RuleOf("tcp", 22, 22, "203.0.113.7/32"))
                    .Step("delete", Firewall, Rule, "b", RuleOf("tcp", 22, 22, "203.0.113.8/32"))
                    .Step("same", Firewall, Rule, "all", RuleOf("-1", -1, -1, "203.0.113.0/24"), RuleOf("-1", -1, -1, "203.0.113.0/24")),
                Area.Ports
            )
        );

    [Theory]
    [InlineData(22, 22, 22, 80, "23-80/tcp: the firewall lets in the WHOLE WORLD (0.0.0.0/0)", "opened")]
    [InlineData(22, 23, 22, 22, "23/tcp: the firewall no longer lets in the WHOLE WORLD (0.0.0.0/0)", "closed")]
    public void Of_a_rule_with_other_ports_those_are_told_that_open_or_close(
        int from,
        int to,
        int first,
        int last,
        string told,
        string verb
    )
    {
        var plan = Aws()
            .Step(
                "update",
                Firewall,
                Rule,
                "rule",
                RuleOf("tcp", from, to, "0.0.0.0/0"),
                RuleOf("tcp", first, last, "0.0.0.0/0"),
                "toPort=update"
            );

        Assert.Equal([told], Told.Of(plan, Area.Ports));
        Assert.StartsWith($"LOOK TWICE: 1 firewall rule {verb}. Riskiest: {told}.", ReviewInput.Review(plan.Digest()).Verdict.Line);
        Assert.Equal([false], Judged.IsNew(FirewallRules.SshToTheWorld, plan));
    }

    [Fact]
    public void A_rule_that_goes_in_the_middle_of_ports_leaves_both_sides() =>
        Assert.Equal(
            [
                "8000-8003/tcp: the firewall no longer lets in 203.0.113.0/24",
                "8006-8010/tcp: the firewall no longer lets in 203.0.113.0/24",
            ],
            Told.Of(
                Aws()
                    .Step("delete", Firewall, Rule, "wide", RuleOf("tcp", 8000, 8010, "203.0.113.0/24"))
                    .Step(
                        "same",
                        Firewall,
                        Rule,
                        "a",
                        RuleOf("tcp", 8004, 8005, "203.0.112.0/20"),
                        RuleOf("tcp", 8004, 8005, "203.0.112.0/20")
                    ),
                Area.Ports
            )
        );

    [Theory]
    [InlineData("udp", 22, 22)]
    [InlineData("tcp", 23, 80)]
    public void A_rule_for_something_else_lets_nobody_in_there(string protocol, int from, int to) =>
        Assert.Equal(
            ["22/tcp: the firewall no longer lets in 203.0.113.7/32"],
            Told.Of(
                Aws()
                    .Step("delete", Firewall, Rule, "office", RuleOf("tcp", 22, 22, "203.0.113.7/32"))
                    .Step("same", Firewall, Rule, "site", RuleOf(protocol, from, to, "0.0.0.0/0"), RuleOf(protocol, from, to, "0.0.0.0/0")),
                Area.Ports
            )
        );

    [Theory]
    [InlineData(8, 0, -1, -1, false)]
    [InlineData(8, 0, 8, 0, false)]
    [InlineData(8, 0, 8, -1, false)]
    [InlineData(8, 0, 3, 4, true)]
    public void Types_of_ICMP_are_no_range(int type, int code, int other, int otherCode, bool closes) =>
        Assert.Equal(
            closes
                ? ["icmp type 8 code 0: the firewall no longer lets in 203.0.113.7/32"]
                : ["icmp type 8 code 0: the rule for 203.0.113.7/32 goes; another lets them in"],
            Told.Of(
                Aws()
                    .Step("delete", Firewall, Rule, "office", RuleOf("icmp", type, code, "203.0.113.7/32"))
                    .Step(
                        "same",
                        Firewall,
                        Rule,
                        "site",
                        RuleOf("icmp", other, otherCode, "203.0.113.0/24"),
                        RuleOf("icmp", other, otherCode, "203.0.113.0/24")
                    ),
                Area.Ports
            )
        );

    [Fact]
    public void A_port_that_was_chosen_is_taken_over_by_no_other_service()
    {
        const string chosen = """{"endpointSpec": {"ports": [{"targetPort": 80, "protocol": "tcp", "publishMode": "ingress"}]} }""";
        Assert.Equal(
            [
                "one of 30000-32767/tcp: that for port 80 of old closed: old is gone",
                "one of 30000-32767/tcp: chosen by the swarm for port 80 of web, and opened on every node, reached from whoever the hosts' own firewalls let in",
            ],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Config("swarm:provider", "hosts")
                    .Step("create", Workloads, Service, "web", next: chosen)
                    .Step("delete", Workloads, Service, "old", chosen),
                Area.Ports
            )
        );
    }

    [Fact]
    public void The_riskiest_opening_is_that_to_the_world_and_to_the_engine() =>
        Assert.Equal(
            [
                "2375/tcp: the firewall lets in the WHOLE WORLD (0.0.0.0/0) (Docker's API)",
                "22/tcp: the firewall lets in the WHOLE WORLD (0.0.0.0/0) (SSH)",
                "2376/tcp: the firewall lets in 10.0.0.0/8 (Docker's API)",
                "0-65535/udp: the firewall lets in 10.0.0.0/8 (the overlay networks, the swarm's gossip)",
            ],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step("create", Firewall, Rule, "a", next: RuleOf("udp", 0, 65535, "10.0.0.0/8"))
                    .Step("create", Firewall, Rule, "b", next: RuleOf("tcp", 22, 22, "0.0.0.0/0"))
                    .Step("create", Firewall, Rule, "c", next: RuleOf("tcp", 2375, 2375, "0.0.0.0/0"))
                    .Step("create", Firewall, Rule, "d", next: RuleOf("tcp", 2376, 2376, "10.0.0.0/8")),
                Area.Ports
            )
        );

    [Fact]
    public void What_is_taken_over_was_open_before()
    {
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Config("swarm:provider", "aws")
            .Config("swarm:sshFrom", "[]")
            .Step("import", Workloads, Service, "web", next: Publishing("ingress"))
            .Step("import", Firewall, Rule, "rule", next: RuleOf("tcp", 8000, 8000, "0.0.0.0/0"));

        Assert.Equal(["rule: is there already, and is taken over into the stack as it is"], Told.Of(plan, Area.Ports));
        Assert.Equal(
            ["8000/tcp (web) True True"],
            ReviewInput.Review(plan.Digest()).Picture.Openings.Select(port => $"{port.Label} {port.Before} {port.After}")
        );
    }

    [Fact]
    public void A_service_that_leaves_the_stack_and_is_kept_closes_nothing()
    {
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Config("swarm:provider", "hosts")
            .Step("delete", Workloads, Service, "web", Changes.ServiceOf(ports: [8000]), kept: true);

        Assert.Empty(Told.Of(plan, Area.Ports));
        Assert.Equal(
            ["8000/tcp (web) True True"],
            ReviewInput.Review(plan.Digest()).Picture.Openings.Select(port => $"{port.Label} {port.Before} {port.After}")
        );
    }

    [Theory]
    [InlineData(Ipv4World, $"\"cidrIpv4\": \"{Unknown}\"", "addresses that are known after the change", WorldSaid, Care.LookTwice)]
    [InlineData(Ipv4World, "\"cidrIpv4\": {secret}", "addresses that the plan does not show", WorldSaid, Care.LookTwice)]
    [InlineData(Ipv4World, "\"cidrIpv6\": {secret}", "IPv6 addresses that the plan does not show", WorldSaid, Care.Dangerous)]
    [InlineData(
        "\"cidrIpv4\": \"198.51.100.0/24\"",
        "\"cidrIpv4\": {secret}",
        "addresses that the plan does not show",
        "198.51.100.0/24",
        Care.Dangerous
    )]
    public void Where_everybody_was_let_in_addresses_that_are_not_told_open_nothing_wider(
        string before,
        string after,
        string opened,
        string closed,
        Care care
    )
    {
        var plan = new PlanText().Nodes("node1 manager").Step("update", Firewall, Rule, "ssh", Ssh(before), Ssh(after));

        Assert.Equal([$"22/tcp: the firewall lets in {opened} (SSH), and no longer {closed}"], Told.Of(plan, Area.Ports));
        Assert.Equal(care, CareOf(plan));

        static string Ssh(string source) => $$"""{"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, {{source}}}""";
    }

    [Theory]
    [InlineData("\"cidrIpv4\": {secret}", "cidrIpv4=update", "")]
    [InlineData("\"cidrIpv4\": {secret}", null, "")]
    [InlineData("\"cidrIpv6\": {secret}", "cidrIpv6=update", "IPv6 ")]
    public void A_secret_range_that_changes_may_let_in_everybody(string source, string? differences, string kind)
    {
        var rule = $$"""{"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, {{source}}}""";
        var plan = Aws().Step("update", Firewall, Rule, "ssh", rule, rule, differences);

        Assert.Equal(
            [
                $"22/tcp: the firewall lets in {kind}addresses that the plan does not show (SSH), and no longer other {kind}addresses that the plan does not show",
            ],
            Told.Of(plan, Area.Ports)
        );
        Assert.Equal(Care.Dangerous, CareOf(plan));
        Assert.Equal([true], Judged.IsNew(FirewallRules.SshToTheWorld, plan));
    }

    [Fact]
    public void A_secret_range_that_stays_lets_in_nobody_else()
    {
        const string rule = """{"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "cidrIpv4": {secret}}""";
        var plan = Aws().Step("update", Firewall, Rule, "ssh", rule, rule, "tags=update");

        Assert.Empty(Told.Of(plan, Area.Ports));
        Assert.Equal([false], Judged.IsNew(FirewallRules.SshToTheWorld, plan));
    }

    [Fact]
    public void A_secret_range_beside_another_one_is_another()
    {
        const string rule = """{"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "cidrIpv4": {secret}}""";
        var plan = Aws().Step("same", Firewall, Rule, "office", rule, rule).Step("create", Firewall, Rule, "other", next: rule);

        Assert.Equal(["22/tcp: the firewall lets in addresses that the plan does not show (SSH)"], Told.Of(plan, Area.Ports));
        Assert.Equal(Care.Dangerous, CareOf(plan));
        Assert.Equal([false, true], Judged.IsNew(FirewallRules.SshToTheWorld, plan).Order());
        Assert.Equal(
            ["22/tcp (SSH) True True", "22/tcp (SSH) False True"],
            ReviewInput.Review(plan.Digest()).Picture.Openings.Select(port => $"{port.Label} {port.Before} {port.After}")
        );
    }

    [Theory]
    [InlineData("0.0.0.0/0", 0, 65535, "the WHOLE WORLD (0.0.0.0/0)")]
    [InlineData("10.0.0.0/8", 22, 22, "10.0.0.0/8")]
    public void All_ports_that_close_while_some_stay_open_close_except_these(string source, int from, int to, string said)
    {
        string[] told = [$"all ports: the firewall no longer lets in {said}, except what other rules let in"];
        var some = RuleOf("tcp", from, to, source);

        Assert.Equal(told, Told.Of(Aws().Step("update", Firewall, Rule, "rule", RuleOf("-1", -1, -1, source), some), Area.Ports));
        var plan = Aws()
            .Step("delete", Firewall, Rule, "all", RuleOf("-1", -1, -1, source))
            .Step("same", Firewall, Rule, "some", some, some);
        Assert.Equal(told, Told.Of(plan, Area.Ports));
        Assert.Contains(
            "all ports (SSH, Docker's API, the swarm's management, the overlay networks, the swarm's gossip, except what other rules let in) True False",
            ReviewInput.Review(plan.Digest()).Picture.Openings.Select(port => $"{port.Label} {port.Before} {port.After}")
        );
    }

    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0/9", "10.128.0.0/9")]
    [InlineData("10.0.0.0/8", "10.0.0.0/9", "10.128.0.0/10", "10.192.0.0/10")]
    [InlineData("0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1")]
    [InlineData("2001:db8::/32", "2001:db8::/33", "2001:db8:8000::/33")]
    public void Ranges_that_are_another_one_together_let_in_the_same(string whole, params string[] parts)
    {
        var goes = Aws().Step("delete", Firewall, Rule, "whole", From(whole));
        var comes = Aws().Step("create", Firewall, Rule, "whole", next: From(whole));
        foreach (var part in parts)
        {
            goes.Step("same", Firewall, Rule, part, From(part), From(part));
            comes.Step("delete", Firewall, Rule, part, From(part));
        }

        Assert.Equal([$"22/tcp: the rule for {PortEffects.Named(whole)} goes; others let them in"], Told.Of(goes, Area.Ports));
        Assert.Equal(Care.Routine, CareOf(goes));
        Assert.Contains(
            $"{whole} True True",
            ReviewInput.Review(goes.Digest()).Picture.Openings.Select(port => $"{port.Source} {port.Before} {port.After}")
        );
        Assert.DoesNotContain(SwarmEffects.Of(ReviewInput.Read(comes.Digest())), effect =>
            effect.Area == Area.Ports && effect.Care != Care.Routine
        );
        Assert.DoesNotContain(true, Judged.IsNew(FirewallRules.SshToTheWorld, comes));

        static string From(string source) =>
            $$"""{"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "cidrIpv{{(
                source.Contains(':', StringComparison.Ordinal) ? 6 : 4
            )}}": "{{source}}"}""";
    }

    [Fact]
    public void A_half_of_a_range_is_not_the_whole() =>
        Assert.Equal(
            ["22/tcp: the firewall no longer lets in 10.0.0.0/8, except what other rules let in"],
            Told.Of(
                Aws()
                    .Step("delete", Firewall, Rule, "whole", RuleOf("tcp", 22, 22, "10.0.0.0/8"))
                    .Step("same", Firewall, Rule, "half", RuleOf("tcp", 22, 22, "10.0.0.0/9"), RuleOf("tcp", 22, 22, "10.0.0.0/9"))
                    .Step("same", Firewall, Rule, "web", RuleOf("tcp", 80, 80, "10.128.0.0/9"), RuleOf("tcp", 80, 80, "10.128.0.0/9")),
                Area.Ports
            )
        );

    [Theory]
    [InlineData("update")]
    [InlineData("replace")]
    public void A_rule_that_goes_to_another_security_group_lets_in_elsewhere(string operation)
    {
        var plan = Aws().Step(operation, Firewall, Rule, "ssh", In("sg-1"), In("sg-2"), "securityGroupId=update");

        Assert.Equal(
            ["22/tcp: the rule for 203.0.113.7/32 goes to another security group: sg-2 instead of sg-1"],
            Told.Of(plan, Area.Ports)
        );
        Assert.Equal(Care.LookTwice, CareOf(plan));

        static string In(string group) =>
            $$"""{"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "cidrIpv4": "203.0.113.7/32", "securityGroupId": "{{group}}"}""";
    }

    [Fact]
    public void Of_ports_that_are_not_known_yet_the_report_says_so() =>
        Assert.Equal(
            [
                "0-7999/tcp: the firewall lets in 10.0.0.0/8 (SSH, Docker's API, the swarm's management, the swarm's gossip); at which of these ports, the plan does not tell",
                "8000/tcp: the firewall no longer lets in 10.0.0.0/8, unless it is among the ports that the plan does not tell",
                "8001-65535/tcp: the firewall lets in 10.0.0.0/8; at which of these ports, the plan does not tell",
            ],
            Told.Of(
                Aws()
                    .Step(
                        "update",
                        Firewall,
                        Rule,
                        "rule",
                        RuleOf("tcp", 8000, 8000, "10.0.0.0/8"),
                        $$"""{"ipProtocol": "tcp", "fromPort": "{{Unknown}}", "toPort": "{{Unknown}}", "cidrIpv4": "10.0.0.0/8"}"""
                    ),
                Area.Ports
            )
        );

    [Fact]
    public void A_rule_in_another_security_group_lets_in_nobody_there()
    {
        var plan = Aws()
            .Step("delete", Firewall, Rule, "other", Grouped(8080, "0.0.0.0/0", "sg-2"))
            .Step("same", Firewall, Rule, "own", Grouped(8080, "0.0.0.0/0", "sg-1"), Grouped(8080, "0.0.0.0/0", "sg-1"));

        Assert.Equal(
            ["8080/tcp in security group sg-2: the firewall no longer lets in the WHOLE WORLD (0.0.0.0/0)"],
            Told.Of(plan, Area.Ports)
        );
        Assert.Equal(Care.LookTwice, CareOf(plan));
        Assert.Equal(
            [
                "8080/tcp in security group sg-1 (no service that the plan names) True True",
                "8080/tcp in security group sg-2 (no service that the plan names) True False",
            ],
            ReviewInput.Review(plan.Digest()).Picture.Openings.Select(port => $"{port.Label} {port.Before} {port.After}")
        );
    }

    [Theory]
    [InlineData("sg-2", "security group sg-2")]
    [InlineData(Unknown, "a security group that is known after the change")]
    public void A_rule_that_comes_in_another_security_group_opens_there(string group, string told)
    {
        var plan = Aws()
            .Step("create", Firewall, Rule, "other", next: Grouped(2377, "10.0.0.0/8", group))
            .Step("same", Firewall, Rule, "own", Grouped(2377, "10.0.0.0/8", "sg-1"), Grouped(2377, "10.0.0.0/8", "sg-1"));

        Assert.Equal([$"2377/tcp in {told}: the firewall lets in 10.0.0.0/8 (the swarm's management)"], Told.Of(plan, Area.Ports));
        Assert.Equal(Care.Dangerous, CareOf(plan));
        Assert.Equal(
            ["firewall : 2377/tcp in security group sg-1 from 10.0.0.0/8", $"firewall : 2377/tcp in {told} from 10.0.0.0/8"],
            Judged.By(FirewallRules.SwarmPort, plan).OrderByDescending(found => found.Contains("sg-1", StringComparison.Ordinal))
        );
        Assert.Equal([false, true], Judged.IsNew(FirewallRules.SwarmPort, plan).Order());
    }

    [Fact]
    public void Rules_of_one_group_that_is_made_anew_go_along_with_it() =>
        Assert.Equal(
            ["22/tcp: the rule for 203.0.113.7/32 goes to another security group: (known after the change) instead of sg-1"],
            Told.Of(
                Aws()
                    .Step(
                        "replace",
                        Firewall,
                        Rule,
                        "ssh",
                        Grouped(22, "203.0.113.7/32", "sg-1"),
                        Grouped(22, "203.0.113.7/32", Unknown),
                        "securityGroupId=update-replace",
                        "securityGroupId"
                    ),
                Area.Ports
            )
        );

    [Theory]
    [InlineData(8000, "8001/tcp: the firewall lets in addresses that the plan does not show")]
    [InlineData(22, "23/tcp: the firewall lets in addresses that the plan does not show")]
    public void A_secret_range_stays_where_only_its_ports_change(int port, string told)
    {
        var plan = Aws().Step("update", Firewall, Rule, "rule", Secret(port), Secret(port + 1), "toPort=update");

        Assert.Equal([told], Told.Of(plan, Area.Ports));
        Assert.Equal(Care.LookTwice, CareOf(plan));
        Assert.DoesNotContain(true, Judged.IsNew(FirewallRules.SshToTheWorld, plan));

        string Secret(int last) => $$"""{"ipProtocol": "tcp", "fromPort": {{port}}, "toPort": {{last}}, "cidrIpv4": {secret} }""";
    }

    [Theory]
    [InlineData("1", "icmp")]
    [InlineData("58", "icmpv6")]
    [InlineData("6", "TCP")]
    [InlineData("UDP", "17")]
    [InlineData("132", "sctp")]
    [InlineData("all", "-1")]
    public void A_protocol_by_another_name_is_the_same(string before, string after) =>
        Assert.Empty(
            Told.Of(
                Aws()
                    .Step(
                        "update",
                        Firewall,
                        Rule,
                        "rule",
                        RuleOf(before, 8, 8, "203.0.113.7/32"),
                        RuleOf(after, 8, 8, "203.0.113.7/32"),
                        "ipProtocol=update"
                    ),
                Area.Ports
            )
        );

    [Fact]
    public void A_protocol_in_capitals_opens_what_it_opens_otherwise()
    {
        var plan = Aws().Step("create", Firewall, Rule, "rule", next: RuleOf("TCP", 2375, 2375, "198.51.100.0/24"));

        Assert.Equal(["2375/tcp: the firewall lets in 198.51.100.0/24 (Docker's API)"], Told.Of(plan, Area.Ports));
        Assert.Equal(Care.Dangerous, CareOf(plan));
        Assert.Equal(["firewall : 2375/tcp from 198.51.100.0/24"], Judged.By(FirewallRules.ManagementPort, plan));
    }

    [Fact]
    public void A_type_of_ICMP_is_open_with_all_its_codes_or_with_one()
    {
        var all = RuleOf("icmp", 8, -1, "203.0.113.7/32");
        var one = RuleOf("icmp", 8, 0, "203.0.113.7/32");

        Assert.Equal(
            ["icmp type 8: the firewall lets in 203.0.113.7/32"],
            Told.Of(Aws().Step("create", Firewall, Rule, "all", next: all), Area.Ports)
        );
        Assert.Equal(
            ["icmp type 8: the firewall no longer lets in 203.0.113.7/32, except what other rules let in"],
            Told.Of(Aws().Step("delete", Firewall, Rule, "all", all).Step("same", Firewall, Rule, "one", one, one), Area.Ports)
        );
    }

    private const string Ipv4World = "\"cidrIpv4\": \"0.0.0.0/0\"";
    private const string WorldSaid = "the WHOLE WORLD (0.0.0.0/0)";
    private const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private static PlanText Aws() =>
        new PlanText().Nodes("node1 manager", "node2 worker").Config("swarm:provider", "aws").Config("swarm:sshFrom", "[]");

    private static string RuleOf(string protocol, int from, int to, string source) =>
        $$"""{"ipProtocol": "{{protocol}}", "fromPort": {{from}}, "toPort": {{to}}, "cidrIpv4": "{{source}}"}""";

    private static string Group(string source) =>
        $$"""{"ipProtocol": "tcp", "fromPort": 9000, "toPort": 9000, "securityGroupId": "sg-1", {{source}}}""";

    private static string Grouped(int port, string source, string group) =>
        $$"""{"ipProtocol": "tcp", "fromPort": {{port}}, "toPort": {{port}}, "cidrIpv4": "{{source}}", "securityGroupId": "{{group}}"}""";

    private static Care CareOf(PlanText plan) =>
        SwarmEffects.Of(ReviewInput.Read(plan.Digest())).Single(effect => effect.Area == Area.Ports).Care;

    private static string Publishing(string mode) =>
        $$"""{"endpointSpec": {"ports": [{"publishedPort": 8000, "targetPort": 80, "protocol": "tcp", "publishMode": "{{mode}}"}]} }""";

    [Theory]
    [InlineData("50", "ESP, IP protocol 50")]
    [InlineData("47", "IP protocol 47")]
    public void A_protocol_without_ports_is_no_port(string protocol, string told) =>
        Assert.Equal(
            [$"{told}: the firewall lets in 198.51.100.0/24"],
            Told.Of(
                new PlanText()
                    .Nodes("node1 manager")
                    .Step(
                        "create",
                        "swarm:hosts:AwsFirewall swarm-firewall",
                        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
                        "swarm-firewall-esp",
                        next: $$"""{"ipProtocol": "{{protocol}}", "cidrIpv4": "198.51.100.0/24"}"""
                    ),
                Area.Ports
            )
        );
}
