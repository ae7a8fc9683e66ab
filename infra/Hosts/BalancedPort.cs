using System.Globalization;
using Infra.Compose.Format;
using Infra.Diagnostics;
using Infra.Settings;

namespace Infra.Hosts;

/// <summary>A published port that the load balancer listens on.</summary>
/// <param name="Number">1 to 65535.</param>
/// <param name="Protocol">tcp or udp; tcp_udp: both are published under this number, and a load balancer has one listener for each number.</param>
/// <param name="IsOfHost">Whether only nodes with a task answer; otherwise every node does.</param>
/// <param name="HealthPort">The TCP port that tells whether a node answers.</param>
internal sealed record BalancedPort(int Number, string Protocol, bool IsOfHost, int HealthPort)
{
    /// <summary>The most listeners of a network load balancer: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html.</summary>
    private const int Most = 50;

    private const string Sctp = "sctp";

    // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html
    private static readonly string[] _noTargets =
    [
        "c1",
        "cc1",
        "cc2",
        "cg1",
        "cg2",
        "cr1",
        "g1",
        "g2",
        "hi1",
        "hs1",
        "m1",
        "m2",
        "m3",
        "t1",
    ];

    /// <summary>The most targets that it has unless the quota was raised, when it sends to all zones; a node counts once for each port.</summary>
    private const int MostTargets = 500;

    /// <summary>The ports of all services that a load balancer can listen on.</summary>
    public static IReadOnlyList<BalancedPort> Of(StackFile stack)
    {
        var published = Published(stack).ToArray();
        return
        [
            .. published
                .Where(one => one.Port.Protocol != Sctp)
                .Select(one => (one.Port, Health: HealthOf(one, published)))
                .Where(one => one.Health is not null)
                .Select(one => new BalancedPort(one.Port.Published, one.Port.Protocol, IsHost(one.Port), one.Health!.Value))
                // Services may share a port of the nodes that run them.
                .GroupBy(port => port.Number)
                .Select(Together),
        ];
    }

    /// <summary>Reports what neither AWS's firewall nor a load balancer can pass on, and what AWS would refuse when half of it is made.</summary>
    public static void Check(AwsSettings settings, StackFile stack, ICollection<Problem> problems, ICollection<Warning> warnings)
    {
        var published = Published(stack).ToArray();
        foreach (var (service, port) in published.Where(one => one.Port.Protocol == Sctp))
        {
            problems.Add(
                new Problem(
                    $"{port.At} services.{service}.ports",
                    $"the port {port.Published}/sctp",
                    "tcp and udp on AWS: a security group opens any other protocol with all its ports, and a network load balancer listens on none",
                    "Publish it with one of these, or remove the port."
                )
            );
        }

        WarnOfNobody(settings, published.Length, warnings);
        if (settings.LoadBalancer is not { } balancer)
        {
            return;
        }

        var setting = SettingsTable.LoadBalancer;
        foreach (var (service, port) in published.Where(one => one.Port.Protocol != Sctp))
        {
            if (OtherNodes((service, port), published) is { } others)
            {
                var other = port.Protocol == "tcp" ? "udp" : "tcp";
                problems.Add(
                    new Problem(
                        $"{port.At} services.{service}.ports",
                        $"the port {port.Published}/{port.Protocol} in host mode beside {setting.Key}, and {port.Published}/{other} in host mode of {others}",
                        "both of the same services, since a load balancer has one listener for tcp and udp under one number, which sends both to the same nodes",
                        $"Choose another number, publish {port.Published}/{other} by {service} too, or run `pulumi config rm {setting.Key}`."
                    )
                );
            }
            else if (HealthOf((service, port), published) is null)
            {
                problems.Add(
                    new Problem(
                        $"{port.At} services.{service}.ports",
                        $"the port {port.Published}/udp beside {setting.Key}",
                        IsHost(port)
                            ? $"a port of udp in host mode whose service publishes one of tcp in host mode too, since a load balancer finds out by tcp which nodes run it"
                            : "a port of udp beside one of tcp, of any service, since a load balancer finds out by tcp which nodes answer",
                        $"Publish a port of tcp as well, or run `pulumi config rm {setting.Key}`."
                    )
                );
            }
        }

        foreach (
            var kind in settings
                .AwsNodes.Where(balancer.SendsTo)
                .Select(node => node.Machine)
                .Distinct()
                .Where(kind => _noTargets.Contains(kind.InstanceType.Split('.')[0]))
        )
        {
            problems.Add(
                new Problem(
                    $"{kind.Scope}instanceType",
                    $"{SettingsReader.Quoted(kind.InstanceType)} beside {setting.Key}",
                    $"a type that a network load balancer takes as a target, and none of {string.Join(", ", _noTargets)}",
                    $"Choose a newer one, or run `pulumi config rm {setting.Key}`."
                )
            );
        }

        var ports = Of(stack);
        if (published.Length == 0)
        {
            warnings.Add(
                new Warning(
                    setting.Key,
                    "No service publishes a port, so the load balancer listens on nothing, and AWS charges for it by the hour all the same. "
                        + $"Publish a port, or run `pulumi config rm {setting.Key}`."
                )
            );
        }

        if (ports.Count > Most)
        {
            problems.Add(
                new Problem(
                    setting.Key,
                    string.Create(CultureInfo.InvariantCulture, $"{ports.Count} published ports"),
                    $"at most {Most}, as many listeners as a network load balancer can have",
                    "Publish fewer ports, or put a proxy in front of the services."
                )
            );
        }

        var targets = ports.Count * settings.AwsNodes.Count(balancer.SendsTo);
        if (targets > MostTargets)
        {
            warnings.Add(
                new Warning(
                    setting.Key,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{ports.Count} ports on {targets / ports.Count} nodes are {targets} targets; a network load balancer has at most {MostTargets} unless the quota of your account was raised (Service Quotas, Targets per Availability Zone per Network Load Balancer). Name fewer nodes with {setting.Key}.{SettingsTable.LoadBalancerOf.Pools.Name}, or raise the quota first."
                    )
                )
            );
        }
    }

    // Who may reach published ports is whoever may reach SSH, unless it is said: hardly ever anybody with a private address.
    private static void WarnOfNobody(AwsSettings settings, int published, ICollection<Warning> warnings)
    {
        var why =
            settings.LoadBalancer is { IsInternal: true } ? "the load balancer has private addresses only"
            : settings is { LoadBalancer: null, Bastion: not null } ? "no node has a public address"
            : null;
        // Groups of somebody else's may let anybody in, and whoever names ranges in an existing VPC knows what is there.
        if (
            why is null
            || (settings.LoadBalancer is null && settings.SecurityGroups.Count > 0)
            || (settings.Existing is not null && !ReferenceEquals(settings.PublishedFrom, settings.SshFrom))
            || published == 0
            || settings.PublishedFrom.Any(range => range.HoldsPrivate || (settings.Vpc is { } own && range.Overlaps(own)))
        )
        {
            return;
        }

        warnings.Add(
            new Warning(
                SettingsTable.PublishedFrom.Key,
                $"Nobody reaches the published ports: {why}, and {string.Join(", ", settings.PublishedFrom)} {(settings.PublishedFrom.Count == 1 ? "has" : "have")} none. "
                    + $"Name the private ranges of those who may with {SettingsTable.PublishedFrom.Key}, such as {(settings.Vpc is { } vpc ? $"{vpc}, that of the VPC" : "that of the VPC")}; where it is not set, {SettingsTable.SshFrom.Key} holds."
            )
        );
    }

    // One listener for both protocols has one target group, whose health is that of a TCP port: it would send what comes by one of them to nodes that answer the
    // other alone. Null: every node that answers one answers the other.
    private static string? OtherNodes((string Service, Port Port) one, IReadOnlyCollection<(string Service, Port Port)> published)
    {
        if (!IsHost(one.Port))
        {
            return null;
        }

        var tcp = Of("tcp");
        var udp = Of("udp");
        var (others, isTold) = one.Port.Protocol == "udp" ? (tcp, false) : (udp, udp.Except(tcp).Any());
        return others.Length == 0 || others.Contains(one.Service) || isTold ? null : string.Join(" and ", others);

        string[] Of(string protocol) =>
            [
                .. published
                    .Where(other => IsHost(other.Port) && other.Port.Published == one.Port.Published && other.Port.Protocol == protocol)
                    .Select(other => other.Service)
                    .Distinct(),
            ];
    }

    // A port in host mode is answered by fewer nodes than one in ingress mode, so it says which are healthy.
    private static BalancedPort Together(IEnumerable<BalancedPort> ports)
    {
        var one = ports.OrderByDescending(port => port.IsOfHost).ThenBy(port => port.Protocol, StringComparer.Ordinal).First();
        return ports.DistinctBy(port => port.Protocol).Count() == 1 ? one : one with { Protocol = "tcp_udp" };
    }

    private static IEnumerable<(string Service, Port Port)> Published(StackFile stack) =>
        stack.Services.SelectMany(service => service.Ports.Where(port => port.Published > 0).Select(port => (service.Name, port)));

    // Whether a port of udp answers cannot be asked. A node on which the service answers by tcp answers by udp; and one that passes on any port passes on all.
    private static int? HealthOf((string Service, Port Port) one, IReadOnlyCollection<(string Service, Port Port)> published) =>
        one.Port.Protocol == "tcp"
            ? one.Port.Published
            : published
                .Where(other => other.Port.Protocol == "tcp" && other.Port.Mode == one.Port.Mode)
                .Where(other => other.Service == one.Service || !IsHost(one.Port))
                .OrderBy(other => other.Service != one.Service)
                .ThenBy(other => other.Port.Published)
                .Select(other => (int?)other.Port.Published)
                .FirstOrDefault();

    private static bool IsHost(Port port) => port.Mode == "host";
}
