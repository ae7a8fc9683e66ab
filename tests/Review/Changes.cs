namespace Tests.Review;

/// <summary>Changes that reviewers meet, and that the genuine CLI was not asked for, by name.</summary>
internal static class Changes
{
    private const string Workloads = "swarm:workloads:StackWorkloads workloads";
    private const string Hosts = "swarm:hosts:AwsHosts swarm";
    private const string Firewall = "swarm:hosts:AwsFirewall swarm-firewall";
    private const string Service = "docker:index/service:Service";
    private const string Instance = "aws:ec2/instance:Instance";
    private const string Rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    private const string Command = "command:remote:Command";
    private const string Volume = "docker:index/volume:Volume";
    private const string LocalVolume = """{"name": "prod_data", "driver": "local"}""";

    private static readonly string[] _three = ["node1 manager", "node2 worker", "node3 worker"];
    private static readonly string[] _five = ["node1 manager", "node2 manager", "node3 manager", "node4 worker", "node5 worker"];

    public static IReadOnlyDictionary<string, PlanText> All { get; } =
        new Dictionary<string, PlanText>
        {
            ["scale-down"] = new PlanText()
                .Nodes(_three)
                .Step(
                    "update",
                    Workloads,
                    Service,
                    "web",
                    ServiceOf(replicas: 5),
                    ServiceOf(replicas: 2),
                    "mode.replicated.replicas=update"
                ),
            ["scale-to-nothing"] = new PlanText()
                .Nodes(_three)
                .Step(
                    "update",
                    Workloads,
                    Service,
                    "web",
                    ServiceOf(replicas: 1),
                    ServiceOf(replicas: 0),
                    "mode.replicated.replicas=update"
                ),
            ["port-to-the-world"] = new PlanText()
                .Nodes(_three)
                .Config("swarm:provider", "aws")
                .Config("swarm:publishedFrom", """["0.0.0.0/0"]""")
                .Step("update", Workloads, Service, "web", ServiceOf(), ServiceOf(ports: [8080]), "endpointSpec.ports[0]=add")
                .Step("create", Firewall, Rule, "swarm-firewall-8080-tcp-from-0.0.0.0/0", next: RuleOf(8080, "0.0.0.0/0")),
            ["firewall-narrowed"] = new PlanText()
                .Nodes(_three)
                .Config("swarm:provider", "aws")
                .Step("create", Firewall, Rule, "swarm-firewall-ssh-from-203.0.113.7/32", next: RuleOf(22, "203.0.113.7/32"))
                .Step("delete", Firewall, Rule, "swarm-firewall-ssh-from-0.0.0.0/0", RuleOf(22, "0.0.0.0/0")),
            ["ssh-to-the-world"] = new PlanText()
                .Nodes(_three)
                .Step("create", Firewall, Rule, "swarm-firewall-ssh-from-0.0.0.0/0", next: RuleOf(22, "0.0.0.0/0")),
            ["worker-replaced"] = Machines(_five, "replace", "node5"),
            ["manager-replaced"] = Machines(_five, "replace", "node2"),
            ["quorum-lost"] = Machines(_five, "replace", "node2", "node3"),
            ["the-only-manager-replaced"] = Machines(_three, "replace", "node1"),
            ["nodes-resized"] = Machines(_five, "update", "node4", "node5"),
            ["managers-resized"] = Machines(_five, "update", "node1", "node2", "node3"),
            ["engine-upgrade"] = Engines(_five, "28.2", "29.0"),
            ["engine-upgrade-of-one-manager"] = Engines(_three, "28.2", "29.0"),
            ["engine-script-only"] = Engines(_three, "28.2", "28.2"),
            ["manager-demoted"] = new PlanText()
                .Nodes(_five)
                .Step(
                    "update",
                    "swarm:swarm:SwarmMember node3",
                    Command,
                    "node3-member",
                    Member("node3", "manager"),
                    Member("node3", "worker"),
                    "create=update"
                ),
            ["secret-rotated"] = new PlanText()
                .Nodes(_three)
                .Step(
                    "replace",
                    Workloads,
                    "docker:index/secret:Secret",
                    "key",
                    """{"name": "prod_key-1", "data": {secret}}""",
                    """{"name": "prod_key-2", "data": {secret}}""",
                    "data=update-replace name=update-replace",
                    "data name"
                )
                .Step(
                    "update",
                    Workloads,
                    Service,
                    "web",
                    ServiceOf(replicas: 3, more: """, "secrets": [{"fileName": "/run/secrets/key", "secretName": "prod_key-1"}]"""),
                    ServiceOf(replicas: 3, more: """, "secrets": [{"fileName": "/run/secrets/key", "secretName": "prod_key-2"}]"""),
                    "taskSpec.containerSpec.secrets[0].secretName=update"
                ),
            ["node-removed-with-a-volume"] = new PlanText()
                .Nodes(_three)
                .Step("delete", Hosts, Instance, "node3", """{"instanceType": "t3.small"}""")
                .Step("delete", "", "swarm:swarm:SwarmMember", "node3", "{}")
                .Step("delete", Workloads, Volume, "data-node3", LocalVolume, kept: true, on: "node3"),
            ["all-managers-exchanged"] = new PlanText()
                .Nodes(_three)
                .Config("swarm:provider", "hosts")
                .Config("swarm:hosts", """[{"name": "node2"}, {"name": "node3"}, {"name": "node4", "role": "manager"}]""")
                .Step("create", "", "swarm:swarm:SwarmManager", "node4", next: "{}")
                .Step("delete", "", "swarm:swarm:SwarmManager", "node1", "{}"),
            ["a-manager-demoted-while-another-restarts"] = Machines(_five, "update", "node2")
                .Step(
                    "update",
                    "swarm:swarm:SwarmMember node3",
                    Command,
                    "node3-member",
                    Member("node3", "manager"),
                    Member("node3", "worker"),
                    "create=update"
                ),
            ["bastion-to-public-addresses"] = new PlanText()
                .Nodes(_three)
                .Config("swarm:provider", "aws")
                .Config("swarm:sshFrom", """["203.0.113.7/32"]""")
                .Step("delete", "swarm:hosts:Bastion bastion", Rule, "bastion-ssh-from-203.0.113.7/32", RuleOf(22, "203.0.113.7/32"))
                .Step("delete", Firewall, Rule, "swarm-firewall-ssh-from-bastion", RuleFor(22, "SSH from the bastion"))
                .Step("create", Firewall, Rule, "swarm-firewall-ssh-from-203.0.113.7/32", next: RuleOf(22, "203.0.113.7/32")),
            ["load-balancer-added"] = new PlanText()
                .Nodes(_three)
                .Config("swarm:provider", "aws")
                .Config("swarm:sshFrom", """["203.0.113.7/32"]""")
                .Config("swarm:publishedFrom", """["0.0.0.0/0"]""")
                .Config("swarm:loadBalancer", "{}")
                .Step("create", Firewall, Rule, "swarm-firewall-load-balancer-8000-tcp-from-0.0.0.0/0", next: RuleOf(8000, "0.0.0.0/0"))
                .Step(
                    "create",
                    Firewall,
                    Rule,
                    "swarm-firewall-8000-tcp-from-load-balancer",
                    next: RuleFor(8000, "Published port from the load balancer")
                )
                .Step("delete", Firewall, Rule, "swarm-firewall-8000-tcp-from-0.0.0.0/0", RuleOf(8000, "0.0.0.0/0")),
            ["swarm-port-opened"] = new PlanText()
                .Nodes(_three)
                .Step("create", Firewall, Rule, "by-hand", next: RuleOf(2377, "198.51.100.0/24")),
            ["unknown-operation"] = new PlanText().Nodes(_three).Step("tilt", Workloads, Service, "web", ServiceOf(), ServiceOf()),
            ["volume-dropped"] = Volumes(kept: false),
            ["volume-kept"] = Volumes(kept: true),
            ["network-replaced"] = new PlanText()
                .Nodes(_three)
                .Step(
                    "replace",
                    Workloads,
                    "docker:index/network:Network",
                    "back",
                    """{"name": "prod_back", "driver": "overlay", "attachable": false}""",
                    """{"name": "prod_back", "driver": "overlay", "attachable": true}""",
                    "attachable=update-replace",
                    "attachable"
                )
                .Step("replace", Workloads, Service, "web", ServiceOf(), ServiceOf(), "name=update-replace", "name")
                .Step(
                    "replace",
                    Workloads,
                    Service,
                    "worker",
                    ServiceOf(replicas: 4),
                    ServiceOf(replicas: 4),
                    "name=update-replace",
                    "name"
                ),
            ["one-replica-stop-first"] = new PlanText()
                .Nodes(_three)
                .Step(
                    "update",
                    Workloads,
                    Service,
                    "db",
                    ServiceOf(replicas: 1, image: "postgres:17.1", order: "stop-first"),
                    ServiceOf(replicas: 1, image: "postgres:17.2", order: "stop-first"),
                    "taskSpec.containerSpec.image=update"
                ),
            ["preview-failed"] = new PlanText()
                .Nodes(_three)
                .Step(
                    "update",
                    Workloads,
                    Service,
                    "web",
                    ServiceOf(replicas: 3),
                    ServiceOf(replicas: 5),
                    "mode.replicated.replicas=update"
                )
                .Say("error", "stacks/demo.yaml:12: services.web.image: @team, \"nginx:\" is no image.\nAllowed: a name and a tag."),
        };

    public static string ServiceOf(
        int replicas = 2,
        string image = "nginx:1.28",
        string order = "start-first",
        int[]? ports = null,
        string more = "",
        string? networks = null
    ) =>
        $$$"""
            {
              "name": "prod_web",
              "mode": {"replicated": {"replicas": {{{replicas}}}}},
              "taskSpec": {"containerSpec": {"image": "{{{image}}}", "env": {}{{{more}}}}{{{(networks is null ? "" : $$""", "networksAdvanceds": [{"id": "{{networks}}"}]""")}}}},
              "endpointSpec": {"mode": "vip", "ports": [{{{string.Join(
                ", ",
                (ports ?? []).Select(port =>
                    $$"""{"publishedPort": {{port}}, "targetPort": 80, "protocol": "tcp", "publishMode": "ingress"}"""
                )
            )}}}]},
              "updateConfig": {"parallelism": 1, "order": "{{{order}}}", "failureAction": "pause", "delay": "10s", "monitor": "5s"}
            }
            """;

    private static string RuleOf(int port, string from) =>
        $$"""{"ipProtocol": "tcp", "fromPort": {{port}}, "toPort": {{port}}, "cidrIpv4": "{{from}}", "securityGroupId": "sg-1"}""";

    // A rule for the members of a group.
    private static string RuleFor(int port, string description) =>
        $$"""{"ipProtocol": "tcp", "fromPort": {{port}}, "toPort": {{port}}, "referencedSecurityGroupId": "sg-2", "securityGroupId": "sg-1", "description": "{{description}}"}""";

    private static string Member(string node, string role) =>
        $$"""{"create": "NODE='node1' MEMBER='{{node}}' ROLE='{{role}}' timeout --kill-after=10 1260 /bin/sh"}""";

    private static PlanText Machines(string[] nodes, string operation, params string[] changed)
    {
        var plan = new PlanText().Nodes(nodes).Config("swarm:provider", "aws");
        foreach (var node in changed)
        {
            plan.Step(
                operation,
                Hosts,
                Instance,
                node,
                """{"instanceType": "t3.small", "ami": "ami-1", "userData": {secret}}""",
                operation == "replace"
                    ? """{"instanceType": "t3.small", "ami": "ami-2", "userData": {secret}}"""
                    : """{"instanceType": "t3.large", "ami": "ami-1", "userData": {secret}}""",
                operation == "replace" ? "ami=update-replace userData=update-replace" : "instanceType=update",
                operation == "replace" ? "ami userData" : null
            );
        }

        return plan;
    }

    private static PlanText Engines(string[] nodes, string from, string to)
    {
        var plan = new PlanText().Nodes(nodes);
        foreach (var node in nodes.Select(node => node.Split(' ')[0]))
        {
            plan.Step(
                "update",
                $"swarm:swarm:DockerEngine {node}",
                Command,
                $"{node}-docker",
                Engine(node, from, "install_old"),
                Engine(node, to, "install_new"),
                "create=update stdin=update"
            );
        }

        return plan;
    }

    private static string Engine(string node, string version, string script) =>
        $$"""
            {
              "connection": {secret},
              "create": "NODE='{{node}}' TURN='' CHANNEL='docker' ENGINE_VERSION='{{version}}' timeout --kill-after=10 1800 /bin/sh -euc 'eval \"$(cat)\"' docker create",
              "stdin": "create() {\n{{script}}\n}\nprintf %s 'settings {}\n' | \"$1\"\n"
            }
            """;

    private static PlanText Volumes(bool kept) =>
        new PlanText()
            .Nodes(_three)
            .Step("delete", Workloads, Volume, "data-node1", LocalVolume, kept: kept)
            .Step("delete", Workloads, Volume, "data-node2", LocalVolume, kept: kept);
}
