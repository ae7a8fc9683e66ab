using Review.Effects;
using Review.Pictures;

namespace Tests.Review.Pictures;

/// <summary>Who may reach what, before and after.</summary>
public sealed class ReachMatrixTests
{
    private const string World = "the WHOLE WORLD (0.0.0.0/0)";
    private const string HostsDecide = "whoever the hosts' own firewalls let in";
    private const string Workloads = "swarm:workloads:StackWorkloads workloads";
    private const string Firewall = "swarm:hosts:AwsFirewall swarm-firewall";
    private const string Service = "docker:index/service:Service";
    private const string Rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

    private static readonly string[] _three = ["node1 manager", "node2 worker", "node3 worker"];

    [Fact]
    public void A_port_that_opens_to_the_world_is_new_on_all_nodes() =>
        Assert.Equal([$"{World} | 8080/tcp (web) | + opens"], Rows(Changes.All["port-to-the-world"], "all 3 nodes"));

    [Fact]
    public void A_firewall_that_is_narrowed_closes_for_all_others() =>
        Assert.Equal(
            [$"{World} | 22/tcp (SSH) | - closes", "203.0.113.7/32 | 22/tcp (SSH) | open"],
            Rows(Changes.All["firewall-narrowed"], "all 3 nodes")
        );

    [Fact]
    public void A_firewall_that_is_widened_closes_for_nobody() =>
        Assert.Equal(
            ["203.0.112.0/20 | 22/tcp (SSH) | + opens", "203.0.113.7/32 | 22/tcp (SSH) | open"],
            Rows(
                Aws("[]")
                    .Step("create", Firewall, Rule, "new", next: RuleOf(22, "203.0.112.0/20"))
                    .Step("delete", Firewall, Rule, "old", RuleOf(22, "203.0.113.7/32")),
                "all 3 nodes"
            )
        );

    [Fact]
    public void A_rule_that_goes_beside_one_that_the_plan_does_not_name_closes_as_the_effects_say()
    {
        var plan = Aws("""["203.0.112.0/20"]""").Step("delete", Firewall, Rule, "old", RuleOf(22, "203.0.113.7/32"));

        Assert.Equal(["203.0.113.7/32 | 22/tcp (SSH) | - closes", "203.0.112.0/20 | 22/tcp (SSH) | open"], Rows(plan, "all 3 nodes"));
        Assert.Equal(
            ["22/tcp: the firewall no longer lets in 203.0.113.7/32"],
            ReviewInput
                .Review(plan.Digest())
                .Effects.Where(effect => effect.Area == Area.Ports)
                .Select(effect => $"{effect.Subject}: {effect.Text}")
        );
    }

    [Fact]
    public void A_rule_that_is_narrowed_or_has_other_ports_opens_only_the_rest() =>
        Assert.Equal(
            [
                "the WHOLE WORLD (::/0) | 9000/tcp (no service that the plan names) | - closes",
                "203.0.113.0/24 | 23/tcp (no service that the plan names) | - closes",
                "203.0.113.0/24 | 8003-8004/tcp (no service that the plan names) | + opens",
                "203.0.113.0/24 | 22/tcp (SSH), 8000-8002/tcp (no service that the plan names) | open",
                "2001:db8::/32 | 9000/tcp (no service that the plan names) | open",
            ],
            Rows(
                Aws("[]")
                    .Step(
                        "update",
                        Firewall,
                        Rule,
                        "ipv6",
                        Ranged(9000, 9000, "cidrIpv6", "::/0"),
                        Ranged(9000, 9000, "cidrIpv6", "2001:db8::/32")
                    )
                    .Step(
                        "update",
                        Firewall,
                        Rule,
                        "more",
                        Ranged(8000, 8002, "cidrIpv4", "203.0.113.0/24"),
                        Ranged(8000, 8004, "cidrIpv4", "203.0.113.0/24")
                    )
                    .Step(
                        "update",
                        Firewall,
                        Rule,
                        "fewer",
                        Ranged(22, 23, "cidrIpv4", "203.0.113.0/24"),
                        Ranged(22, 22, "cidrIpv4", "203.0.113.0/24")
                    ),
                "all 3 nodes"
            )
        );

    [Fact]
    public void A_rule_for_another_protocol_is_no_SSH() =>
        Assert.Equal(
            ["198.51.100.0/24 | 22/udp (no service that the plan names) | + opens"],
            Rows(
                Aws("[]")
                    .Config("swarm:sshFrom", "[]")
                    .Step(
                        "create",
                        Firewall,
                        Rule,
                        "rule",
                        next: """{"ipProtocol": "udp", "fromPort": 22, "toPort": 22, "cidrIpv4": "198.51.100.0/24"}"""
                    ),
                "all 3 nodes"
            )
        );

    [Fact]
    public void No_port_of_a_swarm_that_is_gone_stays_open() =>
        Assert.Equal(
            ["whoever the hosts' own firewalls let in | 8000/tcp (a service that the plan does not name) | - closes"],
            Rows(
                new PlanText()
                    .Nodes("node1 manager")
                    .Endpoints("http://192.0.2.1:8000")
                    .Config("swarm:provider", "hosts")
                    .Step("delete", "", "swarm:swarm:SwarmManager", "node1", "{}"),
                "node1"
            )
        );

    [Fact]
    public void What_the_configuration_lets_in_is_told_where_the_plan_names_no_rule() =>
        Assert.Equal(
            ["203.0.113.0/24 | 8000/tcp (web) | open", "198.51.100.7/32 | 22/tcp (SSH) | open"],
            Rows(
                    Aws("""["203.0.113.0/24"]""")
                        .Config("swarm:sshFrom", """["198.51.100.7/32"]""")
                        .Step(
                            "update",
                            Workloads,
                            Service,
                            "web",
                            Changes.ServiceOf(2, ports: [8000]),
                            Changes.ServiceOf(3, ports: [8000])
                        ),
                    "all 3 nodes"
                )
                .Order(StringComparer.Ordinal)
                .Reverse()
        );

    [Fact]
    public void A_rule_that_the_configuration_has_made_was_not_there_before() =>
        Assert.Equal(
            ["198.51.100.0/24 | 8000/tcp (web) | + opens", "203.0.113.0/24 | 8000/tcp (web) | open"],
            Rows(
                Aws("""["203.0.113.0/24", "198.51.100.0/24"]""")
                    .Config("swarm:sshFrom", "[]")
                    .Step("create", Firewall, Rule, "new", next: RuleOf(8000, "198.51.100.0/24"))
                    .Step("update", Workloads, Service, "web", Changes.ServiceOf(2, ports: [8000]), Changes.ServiceOf(3, ports: [8000])),
                "all 3 nodes"
            )
        );

    [Fact]
    public void A_plan_that_names_all_rules_needs_no_configuration() =>
        Assert.Equal(
            ["203.0.113.0/24 | 8000/tcp (web) | - closes", "203.0.113.0/24 | 22/tcp (SSH) | open"],
            Rows(
                Aws("""["10.0.0.0/8"]""")
                    .Step("same", Firewall, Rule, "web", RuleOf(8000, "203.0.113.0/24"), RuleOf(8000, "203.0.113.0/24"))
                    .Step("same", Firewall, Rule, "ssh", RuleOf(22, "203.0.113.0/24"), RuleOf(22, "203.0.113.0/24"))
                    .Step("update", Workloads, Service, "web", Changes.ServiceOf(2, ports: [8000]), Changes.ServiceOf(2)),
                "all 3 nodes"
            )
        );

    [Fact]
    public void A_published_port_that_no_rule_opens_is_reached_by_nobody() =>
        Assert.Equal(
            ["203.0.113.0/24 | 22/tcp (SSH) | open"],
            Rows(
                Aws("""["10.0.0.0/8"]""")
                    .Step("same", Firewall, Rule, "ssh", RuleOf(22, "203.0.113.0/24"), RuleOf(22, "203.0.113.0/24"))
                    .Step("update", Workloads, Service, "web", Changes.ServiceOf(2), Changes.ServiceOf(2, ports: [8000])),
                "all 3 nodes"
            )
        );

    [Fact]
    public void A_rule_for_a_port_that_nobody_publishes_is_told() =>
        Assert.Equal(
            ["198.51.100.0/24 | 2377/tcp (the swarm's management) | + opens"],
            Rows(Changes.All["swarm-port-opened"], "all 3 nodes")
        );

    [Fact]
    public void Ports_that_the_same_may_reach_share_a_row() =>
        Assert.Equal(
            ["203.0.113.0/24 | 8000/tcp (web), 8001/tcp (web) | open"],
            Rows(
                Aws("""["203.0.113.0/24"]""")
                    .Config("swarm:sshFrom", "[]")
                    .Step(
                        "update",
                        Workloads,
                        Service,
                        "web",
                        Changes.ServiceOf(2, ports: [8000, 8001]),
                        Changes.ServiceOf(3, ports: [8000, 8001])
                    ),
                "all 3 nodes"
            )
        );

    [Fact]
    public void On_the_hosts_own_firewalls_the_plan_says_nothing() =>
        Assert.Equal(
            ["whoever the hosts' own firewalls let in | 8010/tcp (a service that stays) | open | - closes"],
            Rows(ReviewInput.Digest("delete-node"), "node1, node2", "node3")
        );

    [Fact]
    public void A_node_that_comes_has_a_column_of_its_own() =>
        Assert.Equal(
            ["203.0.113.0/24 | 22/tcp (SSH) | open | + opens"],
            Rows(
                Aws("""["203.0.113.0/24"]""").Step("create", "", "swarm:swarm:SwarmMember", "node4", next: "{}"),
                "node1, node2, node3",
                "node4"
            )
        );

    [Fact]
    public void A_port_that_another_service_takes_closes_for_one_and_opens_for_the_other() =>
        Assert.Equal(
            [$"{HostsDecide} | 8000/tcp (a) | - closes", $"{HostsDecide} | 8000/tcp (b) | + opens"],
            Rows(
                Hosts()
                    .Step("update", Workloads, Service, "a", Changes.ServiceOf(ports: [8000]), Changes.ServiceOf())
                    .Step("update", Workloads, Service, "b", Changes.ServiceOf(), Changes.ServiceOf(ports: [8000])),
                "all 3 nodes"
            )
        );

    [Theory]
    [InlineData("host", "8000/tcp (a, on the nodes that run a task)", "8000/tcp (b, on the nodes that run a task)")]
    [InlineData("ingress", "8000/tcp (a)", null)]
    public void A_port_that_the_engine_refuses_opens_for_nobody(string mode, string closes, string? opens)
    {
        var publishing =
            $$"""{"endpointSpec": {"ports": [{"publishedPort": 8000, "targetPort": 80, "protocol": "tcp", "publishMode": "{{mode}}"}]} }""";
        Assert.Equal(
            [$"{HostsDecide} | {closes} | - closes", .. opens is null ? Array.Empty<string>() : [$"{HostsDecide} | {opens} | + opens"]],
            Rows(
                Hosts().Step("delete", Workloads, Service, "a", publishing).Step("create", Workloads, Service, "b", next: publishing),
                "all 3 nodes"
            )
        );
    }

    [Fact]
    public void Ports_of_which_the_engine_refuses_the_exchange_stay_where_they_are() =>
        Assert.Equal(
            [$"{HostsDecide} | 8000/tcp (a), 8001/tcp (b) | open"],
            Rows(
                Hosts()
                    .Step("update", Workloads, Service, "a", Changes.ServiceOf(ports: [8000]), Changes.ServiceOf(ports: [8001]))
                    .Step("update", Workloads, Service, "b", Changes.ServiceOf(ports: [8001]), Changes.ServiceOf(ports: [8000])),
                "all 3 nodes"
            )
        );

    [Fact]
    public void Of_two_new_services_with_one_port_the_engine_refuses_the_second() =>
        Assert.Equal(
            [$"{HostsDecide} | 8000/tcp (web) | + opens"],
            Rows(
                Hosts()
                    .Step("create", Workloads, Service, "web", next: Changes.ServiceOf(ports: [8000]))
                    .Step("create", Workloads, Service, "z", next: Changes.ServiceOf(ports: [8000])),
                "all 3 nodes"
            )
        );

    [Fact]
    public void A_code_of_ICMP_has_a_row() =>
        Assert.Equal(
            ["198.51.100.0/24 | icmp type 3 code 2 (no service that the plan names) | + opens"],
            Rows(
                Aws("[]")
                    .Step(
                        "create",
                        Firewall,
                        Rule,
                        "rule",
                        next: """{"ipProtocol": "icmp", "fromPort": 3, "toPort": 2, "cidrIpv4": "198.51.100.0/24"}"""
                    ),
                "all 3 nodes"
            )
        );

    [Fact]
    public void A_load_balancer_stands_between_those_who_may_reach_it_and_the_nodes() =>
        Assert.Equal(
            [
                "203.0.113.0/24 | 22/tcp (SSH) | open | ·",
                "203.0.113.0/24 | 8000/tcp (web) | - closes | + opens",
                "the load balancer | 8000/tcp (web) | + opens | ·",
            ],
            Rows(
                    Aws("""["203.0.113.0/24"]""")
                        .Config("swarm:loadBalancer", "{}")
                        .Step("delete", Firewall, Rule, "swarm-firewall-8000-tcp-from-203.0.113.0/24", RuleOf(8000, "203.0.113.0/24"))
                        .Step(
                            "create",
                            Firewall,
                            Rule,
                            "swarm-firewall-load-balancer-8000-tcp-from-203.0.113.0/24",
                            next: RuleOf(8000, "203.0.113.0/24")
                        )
                        .Step(
                            "create",
                            Firewall,
                            Rule,
                            "swarm-firewall-8000-tcp-from-load-balancer",
                            next: """{"ipProtocol": "tcp", "fromPort": 8000, "toPort": 8000, "description": "Published port from the load balancer"}"""
                        )
                        .Step(
                            "update",
                            Workloads,
                            Service,
                            "web",
                            Changes.ServiceOf(2, ports: [8000]),
                            Changes.ServiceOf(3, ports: [8000])
                        ),
                    "all 3 nodes",
                    "the load balancer"
                )
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Through_a_bastion_SSH_reaches_the_nodes_and_others_the_bastion() =>
        Assert.Equal(
            ["203.0.113.0/24 | 22/tcp (SSH) | · | open", "the bastion | 22/tcp (SSH) | open | ·"],
            Rows(
                    Aws("""["203.0.113.0/24"]""")
                        .Config("swarm:publicAddresses", "bastion")
                        .Step("update", Workloads, Service, "web", Changes.ServiceOf(2), Changes.ServiceOf(3)),
                    "all 3 nodes",
                    "the bastion"
                )
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Without_its_bastion_SSH_opens_on_the_nodes_and_closes_there() =>
        Assert.Equal(
            ["203.0.113.7/32 | 22/tcp (SSH) | + opens | - closes", "the bastion | 22/tcp (SSH) | - closes | ·"],
            Rows(Changes.All["bastion-to-public-addresses"], "all 3 nodes", "the bastion").Order(StringComparer.Ordinal)
        );

    [Fact]
    public void A_port_in_host_mode_is_open_where_a_task_runs() =>
        Assert.Equal(
            ["203.0.113.0/24 | 53/udp (dns, on the nodes that run a task) | + opens"],
            Rows(
                Aws("""["203.0.113.0/24"]""")
                    .Config("swarm:sshFrom", "[]")
                    .Step(
                        "create",
                        Workloads,
                        Service,
                        "dns",
                        next: """{"endpointSpec": {"ports": [{"publishedPort": 53, "targetPort": 53, "protocol": "udp", "publishMode": "host"}]}}"""
                    ),
                "all 3 nodes"
            )
        );

    [Fact]
    public void A_port_that_is_chosen_is_let_in_by_no_rule_of_the_program()
    {
        const string chosen = """{"endpointSpec": {"ports": [{"targetPort": 80, "protocol": "tcp", "publishMode": "ingress"}]}}""";
        var plan = Aws("""["203.0.113.0/24"]""").Config("swarm:sshFrom", "[]").Step("create", Workloads, Service, "web", next: chosen);

        Assert.Equal(["whoever the firewall's rules let in | one of 30000-32767/tcp (web) | + opens"], Rows(plan, "all 3 nodes"));
        Assert.Equal(
            ["198.51.100.0/24 | 31000/tcp (no service that the plan names), one of 30000-32767/tcp (web) | + opens"],
            Rows(plan.Step("create", Firewall, Rule, "rule", next: RuleOf(31000, "198.51.100.0/24")), "all 3 nodes")
        );
    }

    private static PlanText Hosts() => new PlanText().Nodes(_three).Config("swarm:provider", "hosts");

    private static PlanText Aws(string publishedFrom) =>
        new PlanText()
            .Nodes(_three)
            .Config("swarm:provider", "aws")
            .Config("swarm:publishedFrom", publishedFrom)
            .Config("swarm:sshFrom", publishedFrom);

    private static string Ranged(int from, int to, string key, string source) =>
        $$"""{"ipProtocol": "tcp", "fromPort": {{from}}, "toPort": {{to}}, "{{key}}": "{{source}}"}""";

    private static string RuleOf(int port, string from) =>
        $$"""{"ipProtocol": "tcp", "fromPort": {{port}}, "toPort": {{port}}, "cidrIpv4": "{{from}}"}""";

    private static IEnumerable<string> Rows(PlanText plan, params string[] heads)
    {
        // In both forms alike.
        var rows = Rows(plan.Digest(), heads);
        Assert.Equal(rows, Rows(plan.Stream(), heads));
        return rows;
    }

    private static List<string> Rows(byte[] plan, params string[] heads)
    {
        var matrix = ReachMatrix.Of(ReviewInput.Review(plan).Picture);
        Assert.Equal(heads, matrix.Heads);
        return
        [
            .. matrix.Rows.Select(row =>
                $"{string.Join(", ", row.Sources)} | {string.Join(", ", row.Ports)} | {string.Join(" | ", row.Cells.Select(ReachRow.Say))}"
            ),
        ];
    }
}
