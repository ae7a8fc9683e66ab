using System.Globalization;

namespace Tests.Review;

/// <summary>A plan for a swarm of fifty nodes in three zones, of which some come, go and change.</summary>
internal static class LargeSwarm
{
    private const string Workloads = "swarm:workloads:StackWorkloads workloads";
    private const string Hosts = "swarm:hosts:AwsHosts swarm";
    private const string Firewall = "swarm:hosts:AwsFirewall swarm-firewall";
    private const string Service = "docker:index/service:Service";
    private const string Network = "docker:index/network:Network";
    private const string Instance = "aws:ec2/instance:Instance";
    private const string Rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

    public static PlanText Fifty()
    {
        string[] nodes =
        [
            .. Enumerable.Range(1, 40).Select(number => $"node{number} {(number <= 5 ? "manager" : "worker")}"),
            .. Enumerable.Range(1, 8).Select(number => $"db{number} worker"),
        ];
        var plan = new PlanText()
            .Whole()
            .Nodes(nodes)
            .Config("swarm:provider", "aws")
            .Config("swarm:publishedFrom", """["0.0.0.0/0"]""")
            .Config("swarm:sshFrom", """["203.0.113.0/24"]""")
            .Step("same", Firewall, Rule, "ssh", next: RuleOf(22, "203.0.113.0/24"))
            .Step("same", Firewall, Rule, "web", next: RuleOf(443, "0.0.0.0/0"))
            .Step("create", Firewall, Rule, "api", next: RuleOf(8443, "0.0.0.0/0"));
        foreach (var (index, node) in nodes.Select(node => node.Split(' ')[0]).Index())
        {
            var (operation, old, next) = node switch
            {
                "node7" or "node8" => ("replace", Machine(index, "ami-1"), Machine(index, "ami-2")),
                "db7" or "db8" => ("delete", Machine(index, "ami-1"), null),
                _ => ("same", (string?)null, Machine(index, "ami-1")),
            };
            plan.Step(operation, Hosts, Instance, node, old, next, operation == "replace" ? "ami=update-replace" : null);
            if (operation == "delete")
            {
                plan.Step("delete", "", "swarm:swarm:SwarmMember", node, "{}");
            }
        }

        foreach (var node in new[] { "node41", "node42" })
        {
            plan.Step("create", Hosts, Instance, node, next: Machine(node == "node41" ? 0 : 1, "ami-1"))
                .Step("create", "", "swarm:swarm:SwarmMember", node, next: "{}");
        }

        foreach (var network in new[] { "front", "back", "data" })
        {
            plan.Step("same", Workloads, Network, network, next: $$"""{"name": "{{network}}"}""");
        }

        for (var number = 1; number <= 60; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"service{number}");
            var (old, next) = (On(number, 2), On(number, number <= 3 ? 4 : 2));
            if (number == 60)
            {
                plan.Step("delete", Workloads, Service, name, old);
            }
            else
            {
                plan.Step(
                    number <= 3 ? "update" : "same",
                    Workloads,
                    Service,
                    name,
                    old,
                    next,
                    number <= 3 ? "mode.replicated.replicas=update" : null
                );
            }
        }

        return plan.Step("same", Workloads, Service, "gate", next: Changes.ServiceOf(ports: [443], networks: "front"))
            .Step(
                "update",
                Workloads,
                Service,
                "api",
                Changes.ServiceOf(networks: "back"),
                Changes.ServiceOf(ports: [8443], networks: "back"),
                "endpointSpec.ports[0]=add"
            );
    }

    /// <summary>A thousand nodes, and two hundred services of which hardly two are alike.</summary>
    public static PlanText Thousand()
    {
        string[] nodes = [.. Enumerable.Range(1, 1000).Select(number => $"node{number} {(number <= 5 ? "manager" : "worker")}")];
        var plan = new PlanText().Nodes(nodes).Config("swarm:provider", "aws").Config("swarm:sshFrom", """["203.0.113.0/24"]""");
        for (var number = 1; number <= 200; number++)
        {
            var (network, port) = ($"network{number % 40}", 8000 + number);
            plan.Step("create", Firewall, Rule, $"rule{number}", next: RuleOf(port, $"198.51.{number}.0/24"))
                .Step(
                    "update",
                    Workloads,
                    Service,
                    $"service{number}",
                    Changes.ServiceOf(number, networks: network),
                    Changes.ServiceOf(number + 1, ports: [port], networks: network),
                    "mode.replicated.replicas=update"
                );
        }

        return plan;
    }

    private static string On(int number, int replicas) =>
        Changes.ServiceOf(
            replicas,
            networks: (number % 3) switch
            {
                0 => "front",
                1 => "back",
                _ => "data",
            }
        );

    private static string Machine(int index, string image) =>
        $$"""{"instanceType": "t3.small", "ami": "{{image}}", "availabilityZone": "eu-central-1{{"abc"[index % 3]}}"}""";

    private static string RuleOf(int port, string from) =>
        $$"""{"ipProtocol": "tcp", "fromPort": {{port}}, "toPort": {{port}}, "cidrIpv4": "{{from}}"}""";
}
